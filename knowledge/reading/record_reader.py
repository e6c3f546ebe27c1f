"""Plain values → record, with every field fault of the file, each at its place.

A file is converted by msgspec at once. Only where that rejects it, the
values are walked along the record's type, because msgspec stops at the first
fault and knows no lines. The record is built all the same: a faulty part has
the empty value of its type, so that the checks can look at the rest.
"""

import re
from typing import TypeVar

import msgspec
from msgspec import inspect

from engine import Message, SourceRef
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import NEW_ID, Edit, Violation
from knowledge.reading.document import INVALID, YamlDocument
from knowledge.reading.field_types import (
    bare,
    describe,
    describe_value,
    fits,
    form_of,
    name_field,
    placeholder,
    violated_range,
)
from knowledge.reading.hints import (
    hint_for_key,
    hint_for_slug,
    hint_for_type,
    hint_for_unknown_key,
    meant_key,
    write,
)
from knowledge.reading.records import SHAPES, Record
from knowledge.reading.shapes import fits_a_shape, has_good_shapes, missing_in_shape, name_shapes
from knowledge.reading.source_map import Path
from knowledge.reading.value_types import SLUG_FORM, ContentRecord

R = TypeVar("R", bound=Record)


def read_record(document: YamlDocument, record_type: type[R]) -> tuple[R, tuple[Violation, ...]]:
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
    return built, tuple(walk.violations)


class _FieldWalk:
    """One pass over the values of a file along the record's type."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.violations: list[Violation] = []

    def build(self, record_type: type[R]) -> R:
        kind = inspect.type_info(record_type)
        built = self._build(kind, self.document.value, ())
        if not isinstance(built, record_type):
            raise TypeError(record_type)  # pragma: no cover
        return built

    def _build(self, kind: inspect.Type, value: object, path: Path) -> object:
        if isinstance(kind, inspect.UnionType):
            kind = next((one for one in kind.types if fits(bare(one), value)), kind)
        form = form_of(kind)
        kind = bare(kind)
        if value is INVALID:
            return placeholder(kind)
        if not fits(kind, value):
            self.violations.append(self._wrong_type(kind, value, path, form))
            return placeholder(kind)
        match kind:
            case inspect.StructType():
                return self._struct(kind, value, path)
            case inspect.VarTupleType():
                return self._list(kind, value, path)
            case inspect.DictType():
                return self._dict(kind, value, path)
        violation = self._scalar_violation(kind, value, path, form)
        if violation is None:
            return value
        self.violations.append(violation)
        return placeholder(kind)

    def _wrong_type(
        self, kind: inspect.Type, value: object, path: Path, form: Message | None
    ) -> Violation:
        place, field = self.document.at(*path), name_field(path)
        if not isinstance(kind, inspect.StrType) or not isinstance(value, int | float):
            return Violation.of(
                place,
                "F001.type",
                fix=hint_for_type(kind, value),
                field=field,
                expected=describe(kind),
                found=describe_value(value),
            )
        raw = self.document.raw.get(path, str(value))
        edit, fix = None, write(form or Message("type.text"))
        if kind.pattern is None or re.search(kind.pattern, raw) is not None:
            edit = Edit(place.line, place.column, raw, f'"{raw}"')
            fix = Message("fix.write-value", {"value": f'"{raw}"'})
        found = describe_value(value)
        return Violation.of(
            place, "S003.not-text", fix=fix, edit=edit, field=field, raw=raw, found=found
        )

    def _scalar_violation(
        self, kind: inspect.Type, value: object, path: Path, form: Message | None
    ) -> Violation | None:
        """What is wrong with a value that is of its type."""
        place, field = self.document.at(*path), name_field(path)
        limits = violated_range(kind, value)
        if limits is not None:
            return Violation.of(place, "F003.range", field=field, range=limits, value=f"{value}")
        if isinstance(kind, inspect.LiteralType) and value not in kind.values:
            return self._not_listed(kind, value, path)
        if isinstance(kind, inspect.StrType) and isinstance(value, str):
            is_long = kind.max_length is not None and len(value) > kind.max_length
            if is_long or (kind.pattern is not None and re.search(kind.pattern, value) is None):
                return self._wrong_form(value, path, form or Message("form.other"))
        return None

    def _not_listed(self, kind: inspect.LiteralType, value: object, path: Path) -> Violation:
        known = [str(one) for one in kind.values]
        fix = did_you_mean(str(value), known, otherwise=Message("F002.value.fix"))
        if len(known) == 1:
            fix = Message("fix.write-value", {"value": known[0]})
        return Violation.of(
            self.document.at(*path),
            "F002.value",
            fix=fix,
            field=name_field(path),
            expected=describe(kind),
            value=str(value),
        )

    def _wrong_form(self, value: str, path: Path, form: Message) -> Violation:
        place, written = self.document.at(*path), value[:60]
        if path[-1] == "id":
            edit = Edit(place.line, place.column, value, NEW_ID)
            return Violation.of(place, "I004.form", edit=edit, form=form, value=written)
        fix = (hint_for_slug(value) if form == SLUG_FORM else None) or write(form)
        return Violation.of(
            place, "F003.form", fix=fix, field=name_field(path), form=form, value=written
        )

    def _list(self, kind: inspect.VarTupleType, value: object, path: Path) -> object:
        items = value if isinstance(value, list) else []
        place, field = self.document.at(*path), name_field(path)
        least, most, is_can_do = kind.min_length or 0, kind.max_length, path[-1] == "can_do"
        if len(items) < least:
            message = "L002.empty" if is_can_do else "F003.empty"
            self.violations.append(Violation.of(place, message, field=field))
        elif most is not None and len(items) > most:
            message = "L002.too-many" if is_can_do else "F003.too-many"
            self.violations.append(
                Violation.of(place, message, field=field, n=len(items), most=most)
            )
        return tuple(
            self._build(kind.item_type, item, (*path, index)) for index, item in enumerate(items)
        )

    def _dict(self, kind: inspect.DictType, value: object, path: Path) -> object:
        parts = value if isinstance(value, dict) else {}
        if len(parts) < (kind.min_length or 0):
            place, field = self.document.at(*path), name_field(path)
            self.violations.append(Violation.of(place, "F003.empty", field=field))
        built: dict[object, object] = {}
        for key, part in parts.items():
            if self._is_good_key(bare(kind.key_type), key, (*path, key)):
                built[key] = self._build(kind.value_type, part, (*path, key))
        return built

    def _is_good_key(self, kind: inspect.Type, key: object, path: Path) -> bool:
        is_listed = not isinstance(kind, inspect.LiteralType) or key in kind.values
        expected = violated_range(kind, key)
        if not fits(kind, key) or not is_listed:
            expected = describe(kind)
        if expected is not None:
            place, fix = self.document.at_key(*path), hint_for_key(kind, key)
            self.violations.append(
                Violation.of(place, "F003.key", fix=fix, key=str(key), expected=expected)
            )
        return expected is None

    def _struct(self, kind: inspect.StructType, value: object, path: Path) -> object:
        parts = value if isinstance(value, dict) else {}
        meant = self._report_unknown(kind, parts, path)
        self._report_shape(kind, parts, meant, path)
        built: dict[str, object] = {}
        for field in kind.fields:
            key = field.encode_name
            field_path = (*path, key)
            if key not in parts:
                if field.required:
                    if key not in meant:
                        self.violations.append(self._missing(key, path))
                    built[field.name] = placeholder(field.type)
                continue
            count = len(self.violations)
            part = self._build(field.type, parts[key], field_path)
            is_complete = len(self.violations) == count or isinstance(parts[key], dict | list)
            if field.required or is_complete:
                built[field.name] = part
        return kind.cls(**built)

    def _missing(self, key: str, path: Path) -> Violation:
        place = self.document.at_key(*path)
        if key == "id":
            line = self.document.key_positions.get(("kind",), (0, 0))[0]
            edit = Edit(line + 1, 1, "", f"id: {NEW_ID}\n") if line else None
            return Violation.of(place, "I004.missing", edit=edit)
        if not path:
            return Violation.of(place, "F005.top", key=key)
        message = "L002.missing" if key == "can_do" else "F005.inside"
        return Violation.of(place, message, key=key, owner=name_field(path))

    def _report_unknown(
        self, kind: inspect.StructType, value: dict[object, object], path: Path
    ) -> set[str]:
        """Report keys that are not known; returns those that were probably meant."""
        known = [field.encode_name for field in kind.fields]
        unwritten = [name for name in known if name not in value]
        meant: set[str] = set()
        for key in value:
            if key not in known and isinstance(key, str | int):
                fix = hint_for_unknown_key(key, value[key], unwritten, known)
                place = self.document.at_key(*path, key)
                self.violations.append(Violation.of(place, "F004", fix=fix, key=str(key)))
                meant |= {name for name in [meant_key(key, unwritten)] if name}
        return meant

    def _report_shape(
        self, kind: inspect.StructType, value: dict[object, object], meant: set[str], path: Path
    ) -> None:
        if kind.cls not in SHAPES:
            return
        shape_keys = {key for shape in SHAPES[kind.cls] for key in shape}
        if meant & shape_keys:
            return
        for key in sorted(shape_keys & value.keys()):
            if value[key] is None:
                place = self.document.at(*path, key)
                self.violations.append(Violation.of(place, "F001.empty", key=key))
                return
        written = {str(key) for key in value}
        if not fits_a_shape(kind.cls, written):
            place = self.document.at(*path)
            self.violations.append(_wrong_shape(kind.cls, sorted(shape_keys & written), place))


def _wrong_shape(record_type: type[ContentRecord], begun: list[str], place: SourceRef) -> Violation:
    """Keys of several groups, or of one that is not complete."""
    missing = missing_in_shape(record_type, set(begun))
    if not missing:
        return Violation.of(place, "F006.groups", groups=name_shapes(record_type))
    if len(missing) == 1:
        return Violation.of(place, "F006.incomplete", keys=tuple(begun), missing=missing[0])
    return Violation.of(place, "F006.no-operator", keys=tuple(begun), operators=tuple(missing))
