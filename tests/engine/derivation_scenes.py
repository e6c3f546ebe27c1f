"""Scenes drawn by Hypothesis: worlds with dates, fading and rules of every kind; and what
may happen to them.
"""

from builders import JUNIOR, rules
from derivation_worlds import (
    PLANTED_DECISIONS,
    TODAY,
    Scene,
    with_demand,
    with_hours,
    with_rating,
    with_rule_in_front,
    with_rules,
    with_skill,
    without_need,
)
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import roles_over, skill_graphs

from engine import (
    Compare,
    Condition,
    Day,
    Every,
    FactValue,
    HitPolicy,
    Importance,
    Negation,
    Operator,
    Prerequisite,
    Rating,
    RatingSource,
    Rule,
    RuleTable,
    SkillSlug,
    Some,
    Step,
    StepNeed,
    Strength,
    TableName,
)

DAYS = [None, Day(2026, 11, 1), Day(2020, 5, 5), Day(2012, 1, 31)]

ratings = st.builds(
    Rating,
    st.integers(0, 3),
    st.sampled_from([RatingSource.SELF, RatingSource.PLACEMENT]),
    rated_on=st.sampled_from(DAYS),
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A small world of every kind."""
    graph = draw(skill_graphs(most=7, with_soft=draw(st.booleans())))
    role = draw(roles_over(graph))
    profile = draw(st.dictionaries(st.sampled_from(sorted(graph.skills)), ratings))
    tables = {table.name: table for table in draw(tables_of_rules())}
    return Scene(
        skills=dict(graph.skills),
        requirements=role.variants[JUNIOR],
        profile={
            skill: replace(rating, level=min(rating.level, graph.skills[skill].top))
            for skill, rating in profile.items()
        },
        tables=tables,
        today=draw(st.sampled_from([TODAY, TODAY, None])),
    )


@st.composite
def tables_of_rules(draw: st.DrawFn) -> list[RuleTable]:
    """All tables: bands, classes, advice and fading differ, the others are plain."""
    plain = dict(rules().tables)
    gaps = plain[TableName.GAPS]
    if draw(st.booleans()):
        none, whole = (rule for rule in gaps.rules if rule.name != "weak")
        between = Negation(Some((none.when, whole.when)))
        weak = Rule("weak", between, {"gap_class": "weak"})
        plain[TableName.GAPS] = RuleTable(gaps.name, HitPolicy.UNIQUE, (none, weak, whole))
    plain[TableName.BANDS] = draw(bands())
    plain[TableName.ADVICE] = RuleTable(
        TableName.ADVICE,
        draw(st.sampled_from([HitPolicy.COLLECT, HitPolicy.COLLECT, HitPolicy.FIRST])),
        tuple(
            Rule(f"advice-{n}", when, {"title": f"Advice {n}", "text": "Do it."})
            for n, when in enumerate(draw(st.lists(advice_conditions(), max_size=5)))
        ),
    )
    if draw(st.booleans()):
        plain[TableName.FRESHNESS] = RuleTable(
            TableName.FRESHNESS,
            HitPolicy.FIRST,
            tuple(
                Rule(f"old-{n}", when, {"lower_by": by})
                for n, (when, by) in enumerate(draw(st.lists(fading(), max_size=3)))
            ),
        )
    return list(plain.values())


@st.composite
def bands(draw: st.DrawFn) -> RuleTable:
    edges = sorted(draw(st.sets(st.sampled_from([5, 20, 40, 60, 80, 100]), max_size=4)))
    named = [
        Rule(f"from-{e}", Compare("readiness", Operator.AT_LEAST, e), _band(f"b{e}"), priority=e)
        for e in reversed(edges)
    ]
    if draw(st.booleans()):
        named.insert(
            0, Rule("met", Compare("core_met", Operator.IS, literal=True), _band("met"), 200)
        )
    hit = draw(st.sampled_from([HitPolicy.FIRST, HitPolicy.PRIORITY]))
    return RuleTable(TableName.BANDS, hit, (*named, Rule("rest", Every(()), _band("rest"), -1)))


def _band(slug: str) -> dict[str, FactValue]:
    return {"band": slug, "title": slug.title(), "text": f"{slug}."}


def advice_conditions() -> st.SearchStrategy[Condition]:
    counts = ["missing_core", "weak_core", "missing", "weak", "strong"]
    counts += ["rated_skills", "unsupported_skills", "faded_skills"]
    compared = st.builds(
        Compare,
        st.sampled_from(counts),
        st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST, Operator.IS]),
        st.integers(0, 3),
    ) | st.sampled_from(
        [
            Compare("readiness", Operator.AT_LEAST, 30),
            Compare("core_met", Operator.IS, literal=False),
            Compare("variant", Operator.IS, JUNIOR),
        ]
    )
    return compared | st.builds(
        lambda one, other, kind: kind((one, other)),
        compared,
        compared,
        st.sampled_from([Every, Some]),
    )


def fading() -> st.SearchStrategy[tuple[Condition, int]]:
    conditions = st.builds(
        lambda years, level: Every(
            (
                Compare("years", Operator.AT_LEAST, years),
                Compare("level", Operator.AT_LEAST, level),
            )
        ),
        st.integers(0, 12),
        st.integers(1, 3),
    )
    return st.tuples(conditions, st.integers(0, 3))


@st.composite
def happenings(draw: st.DrawFn, scene: Scene) -> Scene:
    """The scene after one thing was changed, whatever it is."""
    skill = draw(st.sampled_from(sorted(scene.skills)))
    top = scene.skills[skill].top
    step = Step(skill, draw(st.integers(1, top)))
    match draw(st.integers(0, 7)):
        case 0 | 1:
            rating = draw(ratings | st.none())
            if rating is not None:
                rating = replace(rating, level=min(rating.level, top))
            return with_rating(scene, skill, rating)
        case 2:
            return with_hours(scene, step, draw(st.sampled_from([0.01, 0.5, 3.0, 100.0])))
        case 3:
            return _with_need(draw, scene, step)
        case 4:
            needs = sure_needs_of(scene, step)
            return without_need(scene, step, draw(st.sampled_from(needs))) if needs else scene
        case 5:
            return _with_other_demand(draw, scene)
        case 6:
            return with_skill(scene, replace(scene.skills[skill], domain="elsewhere"))
        case _:
            return _with_other_rules(draw, scene)


def sure_needs_of(scene: Scene, step: Step) -> list[Step]:
    return list(scene.graph.required_steps(step))


def _with_need(draw: st.DrawFn, scene: Scene, step: Step) -> Scene:
    """Let a step need a step of a skill that comes before its own."""
    before = [slug for slug in sorted(scene.skills) if slug < step.skill]
    if not before:
        return scene
    other = draw(st.sampled_from(before))
    needed = Step(SkillSlug(other), draw(st.integers(1, scene.skills[other].top)))
    strength = draw(st.sampled_from(Strength))
    entry = Prerequisite(StepNeed(needed), strength, "it happens")
    skill = scene.skills[step.skill]
    levels = list(skill.levels)
    level = levels[step.level - 1]
    levels[step.level - 1] = replace(level, requires=(*level.requires, entry))
    return with_skill(scene, replace(skill, levels=tuple(levels)))


def _with_other_demand(draw: st.DrawFn, scene: Scene) -> Scene:
    demands = list(scene.requirements)
    if not demands:
        return with_demand(scene, Importance.CORE)
    number = draw(st.integers(0, len(demands) - 1))
    match draw(st.integers(0, 3)):
        case 3:
            return with_demand(scene, draw(st.sampled_from(Importance)))
        case 0:
            del demands[number]
        case 1:
            demands[number] = replace(demands[number], weight=draw(st.integers(1, 5)))
        case _:
            other = draw(st.sampled_from(Importance))
            demands[number] = replace(demands[number], importance=other)
    return replace(scene, requirements=tuple(demands))


def _with_other_rules(draw: st.DrawFn, scene: Scene) -> Scene:
    tables = {table.name: table for table in draw(tables_of_rules())}
    name = draw(st.sampled_from(sorted(tables)))
    if draw(st.booleans()) and name in PLANTED_DECISIONS:
        return with_rule_in_front(scene, name, PLANTED_DECISIONS[name])
    if name not in scene.tables or draw(st.booleans()):
        return replace(scene, tables={**scene.tables, name: tables[name]})
    mixed = draw(st.permutations([*scene.tables[name].rules]))
    return with_rules(scene, name, tuple(mixed[: draw(st.integers(0, len(mixed)))]))
