"""Records of which exactly one group of keys must be written: needs, requirements, conditions."""

from collections.abc import Iterator
from functools import cache

from msgspec import inspect

from engine import Message
from knowledge.reading.records import (
    SHAPES,
    AnyNeed,
    NeedRecord,
    Record,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.reading.rule_records import ConditionRecord, RulesRecord
from knowledge.reading.value_types import ContentRecord

_SHAPE_NAMES: dict[type[ContentRecord], str] = {
    NeedRecord: "shape.need",
    RequireRecord: "shape.need",
    RequirementRecord: "shape.requirement",
    ConditionRecord: "shape.condition",
}


def has_good_shapes(record: Record) -> bool:
    """Whether every such part of a record has one complete group, as far as the record shows."""
    return all(_has_one_shape(part) for part in _shaped_parts(record))


def _shaped_parts(record: Record) -> Iterator[ContentRecord]:
    match record:
        case SkillRecord():
            for level in record.levels.values():
                for need in level.requires:
                    yield from _needs_within(need)
        case RoleRecord():
            yield from record.requirements
        case RulesRecord():
            for rule in record.rules:
                yield from _conditions_within(rule.when)


def _needs_within(need: AnyNeed) -> Iterator[AnyNeed]:
    yield need
    for branch in need.any_of + need.all_of:
        yield from _needs_within(branch)


def _conditions_within(condition: ConditionRecord) -> Iterator[ConditionRecord]:
    yield condition
    parts = condition.all + condition.any
    for part in parts if condition.not_ is None else (*parts, condition.not_):
        yield from _conditions_within(part)


def _has_one_shape(part: ContentRecord) -> bool:
    written = {
        field.encode_name
        for field in struct_type(type(part)).fields
        if getattr(part, field.name) != field.default
    }
    return fits_a_shape(type(part), written)


def fits_a_shape(record_type: type[ContentRecord], written: set[str]) -> bool:
    """Whether the keys that are written form exactly one complete group."""
    shapes = SHAPES[record_type]
    shaped = written & {key for shape in shapes for key in shape}
    return any(shaped == set(shape) for shape in shapes)


def missing_in_shape(record_type: type[ContentRecord], written: set[str]) -> list[str]:
    """The keys of which one more would complete a group, where keys of one are written; else none.

    Example:
        >>> missing_in_shape(ConditionRecord, {"all", "any"})
        []
    """
    shapes = SHAPES[record_type]
    shaped = written & {key for shape in shapes for key in shape}
    begun = [shape for shape in shapes if shaped and shaped < set(shape)]
    return [key for shape in begun for key in shape if key not in shaped]


@cache
def struct_type(record_type: type[ContentRecord]) -> inspect.StructType:
    """What msgspec knows about a record: its fields with names, types and defaults."""
    found = inspect.type_info(record_type)
    if not isinstance(found, inspect.StructType):
        raise TypeError(record_type)  # pragma: no cover
    return found


def name_shapes(record_type: type[ContentRecord]) -> Message:
    """What the groups are called."""
    return Message(_SHAPE_NAMES[record_type])
