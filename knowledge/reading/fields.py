"""Plain values → record, with every field fault of the file, each at its place.

A whole file goes through msgspec at once. Only where that refuses it, the
values are walked along the record's type, because msgspec stops at the first
fault and knows no lines. The record is built all the same: a faulty part has
the empty value of its type, so that the checks can look at the rest.
"""

import re
from typing import TypeVar

import msgspec
from msgspec import inspect

from knowledge.closest import did_you_mean
from knowledge.findings import NEW_ID, Edit, Finding, error
from knowledge.reading.document import UNREADABLE, Document, Path
from knowledge.reading.field_types import (
    bare,
    bound_fault,
    describe,
    fits,
    hint_of,
    name_of,
    name_value,
    placeholder,
)
from knowledge.reading.hints import (
    meant_key,
    mend_of_key,
    mend_of_slug,
    mend_of_type,
    mend_of_unknown_key,
)
from knowledge.reading.record_types import SLUG_HINT
from knowledge.reading.records import SHAPES, Record
from knowledge.reading.shapes import fits_a_shape, has_good_shapes, missing_in_shape, name_shapes

R = TypeVar("R", bound=Record)

_CODE_OF_FIELD = {"id": "I004", "can_do": "L002"}
"""Fields whose absence or form has a rule of its own."""


def read_record(document: Document, record_type: type[R]) -> tuple[R, tuple[Finding, ...]]:
    """Turn a document into its record.

    Returns:
        The record, and its field faults in no particular order; without faults
        the record says exactly what the file says.
    """
    try:
        record = msgspec.convert(document.value, record_type)
    except msgspec.ValidationError:
        pass
    else:
        if has_good_shapes(record):
            return record, ()
    walk = _FieldWalk(document)
    built = walk.build(record_type)
    return built, tuple(walk.findings)


class _FieldWalk:
    """One pass over the values of a file along the record's type."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []

    def build(self, record_type: type[R]) -> R:
        kind = inspect.type_info(record_type)
        built = self._build(kind, self.document.value, ())
        if not isinstance(built, record_type):
            raise TypeError(record_type)  # pragma: no cover
        return built

    def _refuse(self, path: Path, code: str, message: str, mend: str) -> None:
        self.findings.append(error(self.document.at(*path), code, message, mend))

    def _build(self, kind: inspect.Type, value: object, path: Path) -> object:
        hint = hint_of(kind)
        kind = bare(kind)
        if isinstance(kind, inspect.UnionType):
            kind = next((bare(one) for one in kind.types if fits(bare(one), value)), kind)
        if value is UNREADABLE:
            return placeholder(kind)
        if not fits(kind, value):
            self._refuse_type(kind, value, path, hint)
            return placeholder(kind)
        match kind:
            case inspect.StructType():
                return self._struct(kind, value, path)
            case inspect.VarTupleType():
                return self._list(kind, value, path)
            case inspect.DictType():
                return self._dict(kind, value, path)
        return self._scalar(kind, value, path, hint)

    def _refuse_type(self, kind: inspect.Type, value: object, path: Path, hint: str) -> None:
        name = name_of(path)
        raw = self.document.raw.get(path, str(value))
        if isinstance(kind, inspect.StrType) and isinstance(value, int | float):
            place = self.document.at(*path)
            is_good_text = kind.pattern is None or re.search(kind.pattern, raw) is not None
            self.findings.append(
                error(
                    place,
                    "S003",
                    f"{name} is a text, but {raw} without quotes is read as "
                    + ("a truth value" if isinstance(value, bool) else f"the number {value}"),
                    f'write "{raw}"' if is_good_text else f"write {hint or 'another text'}",
                    edit=Edit(place.line, place.column, raw, f'"{raw}"') if is_good_text else None,
                )
            )
            return
        self._refuse(
            path,
            "F001",
            f"{name} must be {describe(kind)}, not {name_value(value)}",
            mend_of_type(kind, value),
        )

    def _scalar(self, kind: inspect.Type, value: object, path: Path, hint: str) -> object:
        name = name_of(path)
        code = _CODE_OF_FIELD.get(str(path[-1]), "F003")
        size = bound_fault(kind, value)
        if size is not None:
            self._refuse(path, code, f"{name} {size}, not {value}", "write a number in that range")
            return placeholder(kind)
        if isinstance(kind, inspect.LiteralType) and value not in kind.values:
            known = [str(one) for one in kind.values]
            mend = did_you_mean(str(value), known, otherwise="choose one of them")
            if len(known) == 1:
                mend = f"write {known[0]}"
            self._refuse(path, "F002", f"{name} must be {describe(kind)}, not {value}", mend)
            return placeholder(kind)
        if isinstance(kind, inspect.StrType) and isinstance(value, str):
            is_long = kind.max_length is not None and len(value) > kind.max_length
            if is_long or (kind.pattern is not None and re.search(kind.pattern, value) is None):
                place = self.document.at(*path)
                message = f"{name} must be {hint or 'of another form'}, not {value[:60]}"
                edit = Edit(place.line, place.column, value, NEW_ID) if code == "I004" else None
                mend = f"write {hint}" if hint else "mend its form"
                if code == "I004":
                    mend = "run check --fix, which draws a new one; an id that was published stays"
                elif hint == SLUG_HINT:
                    mend = mend_of_slug(value) or mend
                self.findings.append(error(place, code, message, mend, edit=edit))
                return placeholder(kind)
        return value

    def _list(self, kind: inspect.VarTupleType, value: object, path: Path) -> object:
        items = value if isinstance(value, list) else []
        least, most = kind.min_length or 0, kind.max_length
        code = _CODE_OF_FIELD.get(str(path[-1]), "F003")
        if len(items) < least:
            self._refuse(
                path, code, f"{name_of(path)} is an empty list", "write at least one entry"
            )
        elif most is not None and len(items) > most:
            message = f"{name_of(path)} has {len(items)} entries; at most {most} are allowed"
            self._refuse(path, code, message, "keep the telling ones")
        return tuple(
            self._build(kind.item_type, item, (*path, index)) for index, item in enumerate(items)
        )

    def _dict(self, kind: inspect.DictType, value: object, path: Path) -> object:
        parts = value if isinstance(value, dict) else {}
        if len(parts) < (kind.min_length or 0):
            self._refuse(path, "F003", f"{name_of(path)} is empty", "write at least one entry")
        built: dict[object, object] = {}
        for key, part in parts.items():
            if self._is_good_key(bare(kind.key_type), key, (*path, key)):
                built[key] = self._build(kind.value_type, part, (*path, key))
        return built

    def _is_good_key(self, kind: inspect.Type, key: object, path: Path) -> bool:
        problem = None
        is_listed = not isinstance(kind, inspect.LiteralType) or key in kind.values
        if not fits(kind, key) or not is_listed:
            problem = f"the key {key} must be {describe(kind)}"
        elif (size := bound_fault(kind, key)) is not None:
            problem = f"the key {key} {size}"
        if problem is not None:
            place = self.document.at_key(*path)
            self.findings.append(error(place, "F003", problem, mend_of_key(kind, key)))
        return problem is None

    def _struct(self, kind: inspect.StructType, value: object, path: Path) -> object:
        parts = value if isinstance(value, dict) else {}
        meant = self._refuse_unknown(kind, parts, path)
        self._refuse_shape(kind, parts, meant, path)
        built: dict[str, object] = {}
        for field in kind.fields:
            key = field.encode_name
            field_path = (*path, key)
            if key not in parts:
                if field.required:
                    if key not in meant:
                        self._refuse_missing(key, path)
                    built[field.name] = placeholder(field.type)
                continue
            count = len(self.findings)
            part = self._build(field.type, parts[key], field_path)
            is_whole = len(self.findings) == count or isinstance(parts[key], dict | list)
            if field.required or is_whole:
                built[field.name] = part
        return kind.cls(**built)

    def _refuse_missing(self, key: str, path: Path) -> None:
        place = self.document.at_key(*path)
        code = _CODE_OF_FIELD.get(key, "F005")
        where = f" in {name_of(path)}" if path else ""
        edit, mend = None, f"add {key}:"
        if key == "id":
            mend = "run check --fix, which draws one"
            line = self.document.key_spots.get(("kind",), (0, 0))[0]
            edit = Edit(line + 1, 1, "", f"id: {NEW_ID}\n") if line else None
        self.findings.append(error(place, code, f"{key} is missing{where}", mend, edit=edit))

    def _refuse_unknown(
        self, kind: inspect.StructType, value: dict[object, object], path: Path
    ) -> set[str]:
        """Report keys that are not known; returns those that they probably stand for."""
        known = [field.encode_name for field in kind.fields]
        unwritten = [name for name in known if name not in value]
        meant: set[str] = set()
        for key in value:
            if key not in known and isinstance(key, str | int):
                mend = mend_of_unknown_key(key, value[key], unwritten, known)
                place = self.document.at_key(*path, key)
                self.findings.append(error(place, "F004", f"there is no key {key} here", mend))
                meant |= {name for name in [meant_key(key, unwritten)] if name}
        return meant

    def _refuse_shape(
        self, kind: inspect.StructType, value: dict[object, object], meant: set[str], path: Path
    ) -> None:
        if kind.cls not in SHAPES:
            return
        shapes = SHAPES[kind.cls]
        shape_keys = {key for shape in shapes for key in shape}
        if meant & shape_keys:
            return
        for key in sorted(shape_keys & value.keys()):
            if value[key] is None:
                self._refuse((*path, key), "F001", f"{key} has no value", "write one or drop it")
                return
        written = {str(key) for key in value}
        if fits_a_shape(kind.cls, written):
            return
        message = f"exactly one of {name_shapes(kind.cls)} must be written"
        mend = "write one of them whole and drop the others"
        missing = missing_in_shape(kind.cls, written)
        if missing:
            begun = " and ".join(sorted(shape_keys & written))
            message = f"{begun} without {' or '.join(missing)}"
            mend = f"add {missing[0]}:" if len(missing) == 1 else "add one of them"
        self._refuse(path, "F006", message, mend)
