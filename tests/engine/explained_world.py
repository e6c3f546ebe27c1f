"""A world in which every fact is written in a place of its own, for derivations by hand.

Places are `<path>:<line>:<column>`: skills stand in `<skill>`, their levels in lines 10, 20, …, and
what a level requires one line further on; demands in lines 1 to 4 of `role`; rules in lines of
a file named by their table, the table itself in line 99.
"""

from builders import asks, graph, role, rules, skill
from msgspec.structs import replace

from engine import (
    Compare,
    Day,
    Derivation,
    Every,
    HitPolicy,
    Importance,
    Message,
    Node,
    Operator,
    Profile,
    Rating,
    RatingSource,
    Rule,
    RuleBook,
    RuleTable,
    Skill,
    SkillGraph,
    SkillSlug,
    SourceRef,
    TableName,
)

TODAY = Day(2026, 11, 23)
RECENT, OLD = Day(2026, 11, 1), Day(2019, 5, 5)


def placed(known: Skill) -> Skill:
    """The skill with a place for each level and each requirement of it."""
    levels = []
    for number, level in enumerate(known.levels, start=1):
        requires = tuple(
            replace(one, source=SourceRef(known.slug, 10 * number + at, 7), why=f"why {at}")
            for at, one in enumerate(level.requires, start=1)
        )
        levels.append(
            replace(level, source=SourceRef(known.slug, 10 * number, 5), requires=requires)
        )
    return replace(known, levels=tuple(levels))


WORLD: SkillGraph = graph(
    *map(
        placed,
        (
            skill("git", 4),
            skill("docker", 5, needs={1: ["git"]}),
            skill("sql", 6, 10, 20),
            skill("python", 10),
            skill("r", 2, 8),
        ),
    )
)


def at_line(table: TableName, entries: tuple[Rule, ...], hit: HitPolicy) -> RuleTable:
    """The table with a place for each rule."""
    ruled = tuple(
        replace(one, source=SourceRef(table, line, 5)) for line, one in enumerate(entries, start=1)
    )
    return RuleTable(table, hit, ruled, SourceRef(table, 99, 1))


def says(fact: str, operator: Operator, literal: bool | float) -> Compare:
    return Compare(fact, operator, literal)


def _advice(name: str, *when: Compare) -> Rule:
    return Rule(name, Every(when), {"title": name.title(), "text": f"{name}."})


BOOK = RuleBook.of(
    [
        *(at_line(name, one.rules, one.hit) for name, one in rules().tables.items()),
        at_line(
            TableName.ADVICE,
            (
                _advice("lean", says("unsupported_skills", Operator.AT_LEAST, 1)),
                _advice("stale", says("faded_skills", Operator.AT_LEAST, 1)),
                _advice("go-on", says("weak_core", Operator.IS, 1)),
                _advice("start", says("rated_skills", Operator.AT_LEAST, 1)),
            ),
            HitPolicy.COLLECT,
        ),
        at_line(
            TableName.FRESHNESS,
            (Rule("old", says("years", Operator.AT_LEAST, 5), {"lower_by": 1}),),
            HitPolicy.FIRST,
        ),
    ]
)

ROLE = role(
    *(
        replace(demand, source=SourceRef("role", line, 3))
        for line, demand in enumerate(
            (
                asks("git", weight=2),
                asks("sql:3", weight=4),
                replace(asks("python", "r:2", choose=1, weight=2), label="A language"),
                asks("docker", weight=5, importance=Importance.BONUS),
            ),
            start=1,
        )
    )
)
ROLE = replace(ROLE, source=SourceRef("role", 50, 1))

RATED: Profile = {
    SkillSlug("docker"): Rating(1, RatingSource.EVIDENCE, rated_on=RECENT),
    SkillSlug("sql"): Rating(2, RatingSource.SELF, rated_on=OLD),
    SkillSlug("r"): Rating(1, RatingSource.PLACEMENT, rated_on=RECENT),
}
"""docker implies git. sql was rated 2 seven years ago and counts as 1. r is begun."""


def line_of(node: Node) -> str:
    """A node in one line: id, kind, place, steps, date, what it follows from."""
    parts = [node.id, node.kind.value, node.message.code]
    if node.source is not None:
        parts.append(f"@{node.source}")
    if node.steps:
        parts.append(f"of {' '.join(map(str, node.steps))}")
    if node.rated_on is not None:
        parts.append(f"on {node.rated_on}")
    if node.rating_source is not None:
        parts.append(f"by {node.rating_source.value}")
    if node.needs:
        parts.append(f"from {' '.join(node.needs)}")
    parts += [f"or {' '.join(way)}" for way in node.any_of]
    return " | ".join(parts)


def lines_of(derivation: Derivation) -> list[str]:
    return [line_of(node) for node in derivation.nodes]


def flat(value: object) -> str:
    """A parameter of a message in one line."""
    if isinstance(value, Message):
        return message_line(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(flat, value))}]"
    return str(value)


def message_line(message: Message) -> str:
    """A message in one line: its code, and its parameters as they are."""
    if not message.params:
        return message.code
    params = ", ".join(f"{name}={flat(value)}" for name, value in message.params.items())
    return f"{message.code}({params})"
