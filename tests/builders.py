"""Small worlds for tests: skills, roles and rules in a line each."""

from collections.abc import Mapping, Sequence
from math import inf

from engine import (
    AnyOf,
    Compare,
    Every,
    HitPolicy,
    Hours,
    Importance,
    Level,
    Need,
    Operator,
    PlanOptions,
    PlanQuery,
    Prerequisite,
    Profile,
    Rating,
    Requirement,
    Roadmap,
    Role,
    RoleSlug,
    Rule,
    RuleBook,
    RuleTable,
    Skill,
    SkillGraph,
    SkillSlug,
    Step,
    StepNeed,
    Strength,
    TableName,
    Target,
    Variant,
    plan,
)

JUNIOR = Variant("junior")
"""The one variant of small roles."""

Needs = Mapping[int, Sequence[str | Sequence[str]]]
"""Level → what it needs: `"git:1"`, or several of them of which any one will do."""


def step(text: str) -> Step:
    """`"git:2"` as a step."""
    slug, _, level = text.partition(":")
    return Step(SkillSlug(slug), int(level or 1))


def steps(*texts: str) -> tuple[Step, ...]:
    """Several steps."""
    return tuple(step(text) for text in texts)


def skill(
    slug: str, *hours: float, needs: Needs | None = None, better_after: Needs | None = None
) -> Skill:
    """A skill with a level for each number of typical hours; low is half of it, high double."""
    return Skill(
        slug=SkillSlug(slug),
        title=slug.replace("-", " ").capitalize(),
        domain="testing",
        levels=tuple(
            Level(
                hours=Hours(h / 2, h, h * 2),
                requires=(
                    *_prerequisites((needs or {}).get(number, ()), Strength.HARD),
                    *_prerequisites((better_after or {}).get(number, ()), Strength.SOFT),
                ),
            )
            for number, h in enumerate(hours, start=1)
        ),
    )


def _prerequisites(
    entries: Sequence[str | Sequence[str]], strength: Strength
) -> tuple[Prerequisite, ...]:
    return tuple(Prerequisite(_need(entry), strength, "it stands on it") for entry in entries)


def _need(entry: str | Sequence[str]) -> Need:
    if isinstance(entry, str):
        return StepNeed(step(entry))
    return AnyOf(tuple(StepNeed(step(branch)) for branch in entry))


def graph(*skills: Skill) -> SkillGraph:
    """The graph of these skills."""
    return SkillGraph.of(skills)


def asks(
    *targets: str,
    weight: int = 1,
    importance: Importance = Importance.CORE,
    choose: int | None = None,
) -> Requirement:
    """A demand for every target, or for `choose` of them."""
    asked = tuple(Target(step(text).skill, step(text).level) for text in targets)
    slugs = [target.skill for target in asked]
    return Requirement(
        key=slugs[0] if choose is None else f"choose:{'|'.join(slugs)}",
        targets=asked,
        choose=len(asked) if choose is None else choose,
        weight=weight,
        importance=importance,
    )


def role(*requirements: Requirement, slug: str = "tester") -> Role:
    """A role with one variant, `JUNIOR`."""
    return Role(RoleSlug(slug), slug.capitalize(), {JUNIOR: requirements})


def profile(**levels: int) -> Profile:
    """Self-ratings; an underscore in a name stands for a dash."""
    return {
        SkillSlug(name.replace("_", "-")): Rating(level) for name, level in sorted(levels.items())
    }


def _always(name: str, /, **then: bool | float | str) -> Rule:
    return Rule(name, Every(()), then)


def rules(*, phase_hours: float = inf) -> RuleBook:
    """Plain rules: the usual gap classes, one band, phases of one size."""
    nothing_said = Compare("told", Operator.IS, literal=False)
    none = Compare("credit", Operator.IS, 0)
    whole = Compare("credit", Operator.AT_LEAST, 1)
    tables = {
        TableName.BANDS: (_always("any", band="any", title="Any", text="Any."),),
        TableName.GAPS: (
            Rule("not-told", nothing_said, {"gap_class": "not_told"}),
            Rule("missing", none, {"gap_class": "missing"}),
            Rule("strong", whole, {"gap_class": "strong"}),
            _always("weak", gap_class="weak"),
        ),
        TableName.PHASES: (_always("even", phase_hours=phase_hours),),
        TableName.PHASE_NAMES: (_always("themes", name="{themes}"),),
        TableName.ADVICE: (),
    }
    return RuleBook.of(RuleTable(name, HitPolicy.FIRST, t) for name, t in tables.items())


def rules_with(name: TableName, *entries: Rule, hit: HitPolicy = HitPolicy.FIRST) -> RuleBook:
    """Plain rules but for one table."""
    return RuleBook.of([*rules().tables.values(), RuleTable(name, hit, entries)])


FIVE_HOURS_A_WEEK = PlanOptions(5.0)


def query_for(
    world: SkillGraph,
    asked: Role,
    *,
    rated: Profile | None = None,
    options: PlanOptions = FIVE_HOURS_A_WEEK,
) -> PlanQuery:
    """What is planned for: the junior of a role, by somebody with these ratings."""
    return PlanQuery.of(world, asked, variant=JUNIOR, profile=rated or {}, options=options)


def roadmap_for(
    world: SkillGraph,
    asked: Role,
    *,
    rated: Profile | None = None,
    options: PlanOptions = FIVE_HOURS_A_WEEK,
    book: RuleBook | None = None,
) -> Roadmap:
    """The roadmap to the junior of a role."""
    return plan(query_for(world, asked, rated=rated, options=options), rules=book or rules())
