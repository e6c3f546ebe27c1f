"""JSON Schemas of the content files (draft 7, which editors' language servers read), from records.

What msgspec leaves out is added here: exactly one group of keys, the names of
levels, and no value that only means that a key was left out.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import inspect

from engine import Message, SourceRef
from knowledge.findings import Violation
from knowledge.messages.catalogue import messages_for_editors
from knowledge.reading.records import RECORDS, SHAPES
from knowledge.reading.shapes import struct_type
from knowledge.reading.value_types import ContentRecord

BUNDLED_SCHEMAS = Path(__file__).resolve().parent / "schema"
DRAFT = "http://json-schema.org/draft-07/schema#"
Json = Mapping[str, object]


def file_name_of(kind: str) -> str:
    """The name of a kind's schema file."""
    return f"{kind}.schema.json"


def schema_of(kind: str) -> bytes:
    """The schema of one kind of file, as it is written to disk."""
    record_type = RECORDS[kind]
    found = msgspec.json.schema(record_type)
    plain = msgspec.to_builtins(_cleaned(found), str_keys=True)
    definitions = plain.pop("$defs")
    for name, shaped in _shaped_types().items():
        if name in definitions:
            definitions[name] |= _exactly_one(shaped)
    _name_keys(kind, definitions)
    schema = {"$schema": DRAFT, "title": kind, **plain, "definitions": definitions}
    text = msgspec.json.format(msgspec.json.encode(schema), indent=2)
    return text.replace(b'"#/$defs/', b'"#/definitions/') + b"\n"


def _shaped_types() -> dict[str, type[ContentRecord]]:
    return {record_type.__name__: record_type for record_type in SHAPES}


def _cleaned(value: object) -> object:
    """Without defaults, which mark keys that were left out, and with forms in words."""
    if isinstance(value, dict):
        return {
            key: _described(part) if key == "description" else _cleaned(part)
            for key, part in value.items()
            if key != "default"
        }
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return value


def _described(text: object) -> object:
    if isinstance(text, str) and text.startswith("form."):
        return messages_for_editors().format(Message(text))
    return text


def _exactly_one(record_type: type[ContentRecord]) -> Json:
    """One complete group of keys, and none of the keys of the other groups."""
    shapes = SHAPES[record_type]
    keys = sorted({key for shape in shapes for key in shape})
    branches = [
        {
            "required": list(shape),
            "properties": {key: False for key in keys if key not in shape},
        }
        for shape in shapes
    ]
    nullable = {
        field.encode_name for field in struct_type(record_type).fields if _may_be_null(field)
    }
    forbidden = {key: {"not": {"type": "null"}} for key in keys if key in nullable}
    return {"oneOf": branches, **({"allOf": [{"properties": forbidden}]} if forbidden else {})}


def _may_be_null(field: inspect.Field) -> bool:
    kind = field.type
    return isinstance(kind, inspect.UnionType) and any(
        isinstance(one, inspect.NoneType) for one in kind.types
    )


def _name_keys(kind: str, definitions: dict[str, dict[str, object]]) -> None:
    """Say which keys a mapping of levels may have."""
    levels = {"skill": "^[1-5]$", "scale": "^[0-5]$"}.get(kind)
    if levels is not None:
        properties = definitions[f"{kind.capitalize()}Record"]["properties"]
        if isinstance(properties, dict):
            properties["levels"]["propertyNames"] = {"pattern": levels}


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Write every schema; returns the names of the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = stale_schemas(folder)
    for kind in RECORDS:
        if file_name_of(kind) in changed:
            (folder / file_name_of(kind)).write_bytes(schema_of(kind))
    return changed


def stale_schemas(folder: Path) -> tuple[str, ...]:
    """The names of the schema files that are missing or differ from the records."""
    return tuple(
        file_name_of(kind)
        for kind in sorted(RECORDS)
        if not (folder / file_name_of(kind)).is_file()
        or (folder / file_name_of(kind)).read_bytes() != schema_of(kind)
    )


def check_schemas(folder: Path) -> tuple[Violation, ...]:
    """F011: a stale schema tells editors what the gate does not enforce."""
    return tuple(
        Violation.of(SourceRef(f"../{folder.name}/{name}", 1, 1), "F011", file=name)
        for name in stale_schemas(folder)
    )
