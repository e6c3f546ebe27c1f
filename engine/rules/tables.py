"""Rules are content: decision tables over facts, read from YAML, without any code in them.

A table is asked with facts (name → number, truth value or word) and answers
with the decisions of the rules that fire, as its hit policy says. Every
decision names its rule and where that rule stands. Cost is linear in the size
of the table.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from engine.errors import MissingTableError, NoRuleFiredError, RulesOverlapError
from engine.model import NOWHERE, RatingSource, SourceRef

FactValue = bool | int | float | str
Facts = Mapping[str, FactValue]


class Operator(StrEnum):
    """How a fact is held against a literal."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ONE_OF = "one_of"


class HitPolicy(StrEnum):
    """Which of the rules that hold decide."""

    FIRST = "first"
    UNIQUE = "unique"
    PRIORITY = "priority"
    COLLECT = "collect"


class Compare(Struct, frozen=True, tag="compare"):
    """One fact against one literal; `ONE_OF` takes several."""

    fact: str
    operator: Operator
    literal: FactValue | tuple[FactValue, ...]
    source: SourceRef = NOWHERE


class Every(Struct, frozen=True, tag="all"):
    """Holds when every condition holds; empty holds always."""

    of: tuple["Condition", ...]


class Some(Struct, frozen=True, tag="any"):
    """Holds when at least one condition holds."""

    of: tuple["Condition", ...]


class Negation(Struct, frozen=True, tag="not"):
    """Holds when the condition does not."""

    of: "Condition"


Condition = Compare | Every | Some | Negation


class Rule(Struct, frozen=True):
    """When the condition holds, `then` is the decision; a higher priority wins under `priority`."""

    name: str
    when: Condition
    then: Mapping[str, FactValue]
    priority: int = 0
    source: SourceRef = NOWHERE


class TableName(StrEnum):
    """The tables the engine asks."""

    BANDS = "bands"
    GAPS = "gaps"
    PHASES = "phases"
    PHASE_NAMES = "phase-names"
    ADVICE = "advice"
    FRESHNESS = "freshness"


OPTIONAL_TABLES = frozenset({TableName.FRESHNESS})
"""Tables that knowledge may do without; releases from before they were thought of do."""


class TableShape(Struct, frozen=True):
    """What a table may ask and must decide: fact → type, key of `then` → type.

    `words` are the closed lists of facts and decisions that have one; `least` is what a
    number that is decided must not fall below.
    """

    facts: Mapping[str, type]
    then: Mapping[str, type]
    words: Mapping[str, tuple[str, ...]] = {}
    least: Mapping[str, float] = {}


TABLE_SHAPES: Mapping[TableName, TableShape] = {
    TableName.BANDS: TableShape(
        facts={
            "readiness": float,
            "core_met": bool,
            "missing_core": int,
            "lowest_core_credit": float,
            "defining_met": bool,
            "told_share": float,
        },
        then={"band": str, "title": str, "text": str},
    ),
    TableName.GAPS: TableShape(
        facts={"credit": float, "told": bool},
        then={"gap_class": str},
        words={"gap_class": ("not_told", "missing", "weak", "strong")},
    ),
    TableName.PHASES: TableShape(
        facts={"total_hours": float, "items": int, "hours_per_week": float},
        then={"phase_hours": float},
        least={"phase_hours": 1},
    ),
    TableName.PHASE_NAMES: TableShape(
        facts={
            "number": int,
            "phases": int,
            "is_first": bool,
            "is_last": bool,
            "top_level": int,
            "has_project": bool,
            "has_ability": bool,
        },
        then={"name": str},
    ),
    TableName.ADVICE: TableShape(
        facts={
            "readiness": float,
            "core_met": bool,
            "missing_core": int,
            "weak_core": int,
            "not_told_core": int,
            "told_share": float,
            "not_told": int,
            "missing": int,
            "weak": int,
            "strong": int,
            "rated_skills": int,
            "unsupported_skills": int,
            "faded_skills": int,
            "variant": str,
        },
        then={"title": str, "text": str},
    ),
    TableName.FRESHNESS: TableShape(
        facts={"years": int, "level": int, "domain": str, "source": str},
        then={"lower_by": int},
        words={"source": tuple(source.value for source in RatingSource)},
        least={"lower_by": 1},
    ),
}


class RuleTable(Struct, frozen=True):
    """Rules in the order they are written, and how they decide."""

    name: TableName
    hit: HitPolicy
    rules: tuple[Rule, ...]
    source: SourceRef = NOWHERE


class Decision(Struct, frozen=True):
    """What one rule decided, and where it stands."""

    rule: str
    then: Mapping[str, FactValue]
    source: SourceRef


class RuleBook(Struct, frozen=True):
    """All tables of one knowledge version."""

    tables: Mapping[TableName, RuleTable]

    @classmethod
    def of(cls, tables: Iterable[RuleTable]) -> "RuleBook":
        """Bind the tables; all but the optional ones must be there, or MissingTableError."""
        by_name = {table.name: table for table in tables}
        for name in TableName:
            if name not in by_name and name not in OPTIONAL_TABLES:
                raise MissingTableError(name.value)
        return cls(by_name)

    def decide(self, table: TableName, facts: Facts) -> Decision:
        """The one decision of a table that must decide, or NoRuleFiredError."""
        decisions = decide(self.tables[table], facts)
        if not decisions:
            raise NoRuleFiredError(table.value, facts)
        return decisions[0]

    def collect(self, table: TableName, facts: Facts) -> tuple[Decision, ...]:
        """Every decision of a table that may stay silent, or be missing where it is optional."""
        found = self.tables.get(table)
        return () if found is None else decide(found, facts)


def decide(table: RuleTable, facts: Facts) -> tuple[Decision, ...]:
    """Ask the table: the decisions of the rules that hold, as the hit policy picks them.

    Raises:
        RulesOverlapError: Several rules hold under `unique`.

    Example:
        >>> when = Compare("readiness", Operator.AT_LEAST, 80)
        >>> rule = Rule("ready", when, {"band": "ready"})
        >>> table = RuleTable(TableName.BANDS, HitPolicy.FIRST, (rule,))
        >>> [d.rule for d in decide(table, {"readiness": 81.5})]
        ['ready']
    """
    if table.hit is HitPolicy.FIRST:
        first = next((rule for rule in table.rules if holds(rule.when, facts)), None)
        return () if first is None else (_decision(first),)
    hits = [rule for rule in table.rules if holds(rule.when, facts)]
    if table.hit is HitPolicy.UNIQUE and len(hits) > 1:
        raise RulesOverlapError(table.name.value, tuple(rule.name for rule in hits))
    if table.hit is HitPolicy.PRIORITY:
        hits = sorted(hits, key=lambda rule: -rule.priority)[:1]
    return tuple(_decision(rule) for rule in hits)


def _decision(rule: Rule) -> Decision:
    return Decision(rule.name, rule.then, rule.source)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition is true of the facts; a fact that is not given makes it false."""
    match condition:
        case Every(of=of):
            return all(holds(part, facts) for part in of)
        case Some(of=of):
            return any(holds(part, facts) for part in of)
        case Negation(of=part):
            return not holds(part, facts)
        case Compare():
            return condition.fact in facts and _compare(facts[condition.fact], condition)


def _compare(fact: FactValue, condition: Compare) -> bool:
    literal = condition.literal
    if isinstance(literal, tuple):
        return fact in literal
    match condition.operator:
        case Operator.IS | Operator.ONE_OF:
            return fact == literal
        case Operator.IS_NOT:
            return fact != literal
    if isinstance(fact, str) or isinstance(literal, str):
        return False
    match condition.operator:
        case Operator.AT_LEAST:
            return fact >= literal
        case Operator.AT_MOST:
            return fact <= literal
        case Operator.MORE_THAN:
            return fact > literal
        case Operator.LESS_THAN:
            return fact < literal
