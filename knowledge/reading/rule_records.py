"""The format of rule files, key by key."""

from typing import Annotated, Literal

from msgspec import Meta

from knowledge.reading.value_types import ContentRecord, RulesId, Slug

LiteralValue = bool | int | float | str


class ConditionRecord(ContentRecord, frozen=True, rename={"not_": "not", "is_": "is"}):
    """all, any or not over conditions, or one fact, one operator and a literal."""

    all: Annotated[tuple["ConditionRecord", ...], Meta(min_length=1)] = ()
    any: Annotated[tuple["ConditionRecord", ...], Meta(min_length=1)] = ()
    not_: "ConditionRecord | None" = None
    fact: str = ""
    is_: LiteralValue | None = None
    is_not: LiteralValue | None = None
    at_least: int | float | None = None
    at_most: int | float | None = None
    more_than: int | float | None = None
    less_than: int | float | None = None
    one_of: Annotated[tuple[LiteralValue, ...], Meta(min_length=1)] = ()


class RuleRecord(ContentRecord, frozen=True):
    """A condition, and what is decided when it holds."""

    name: Slug
    when: ConditionRecord
    then: Annotated[dict[str, LiteralValue], Meta(min_length=1)]
    priority: int = 0


class RuleTestRecord(ContentRecord, frozen=True):
    """Facts, and the names of the rules that must fire for them."""

    given: dict[str, LiteralValue]
    expect: tuple[Slug, ...]


class RulesRecord(ContentRecord, frozen=True):
    """rules/<name>.yaml: one decision table with its tests."""

    kind: Literal["rules"]
    id: RulesId
    name: Slug
    hit: Literal["first", "unique", "priority", "collect"]
    rules: Annotated[tuple[RuleRecord, ...], Meta(min_length=1)]
    tests: tuple[RuleTestRecord, ...] = ()


OPERATORS = ("is", "is_not", "at_least", "at_most", "more_than", "less_than", "one_of")
