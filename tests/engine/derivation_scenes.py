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
from strategies import Tape, role_from, skill_graphs, tapes

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
    SkillGraph,
    SkillSlug,
    Some,
    Step,
    StepNeed,
    Strength,
    TableName,
)

_LARGE, _SMALL = 120, 48  # Bytes enough for any rules, and for any role.
DAYS = [None, Day(2026, 11, 1), Day(2020, 5, 5), Day(2012, 1, 31)]

ratings = st.builds(
    Rating,
    st.integers(0, 3),
    st.sampled_from([RatingSource.SELF, RatingSource.PLACEMENT]),
    rated_on=st.sampled_from(DAYS),
)


def scenes() -> st.SearchStrategy[Scene]:
    """A small world of every kind."""
    graphs = skill_graphs(most=7) | skill_graphs(most=7, with_soft=False)
    return st.tuples(graphs, tapes(_SMALL), tapes(_LARGE)).map(lambda drawn: _scene(*drawn))


def _scene(graph: SkillGraph, for_role: bytes, drawn: bytes) -> Scene:
    tape = Tape(drawn)
    known = sorted(graph.skills)
    rated = tape.some_of(known, tape.below(len(known) + 1))
    return Scene(
        skills=graph.skills,
        requirements=tuple(
            replace(r, is_defining=r.importance is Importance.CORE and tape.is_so())
            for r in role_from(for_role, graph).variants[JUNIOR]
        ),
        profile={slug: _rating(tape, graph.skills[slug].top) for slug in rated},
        today=tape.one_of([TODAY, TODAY, None]),
        tables={table.name: table for table in _tables(tape)},
    )


def _rating(tape: Tape, top: int) -> Rating:
    source = tape.one_of([RatingSource.SELF, RatingSource.PLACEMENT])
    return Rating(tape.between(0, top), source, rated_on=tape.one_of(DAYS))


def _tables(tape: Tape) -> list[RuleTable]:
    """All tables: bands, classes, advice and fading differ, the others are plain."""
    plain = dict(rules().tables)
    gaps = plain[TableName.GAPS]
    if tape.is_so():
        silent, none, whole = (rule for rule in gaps.rules if rule.name != "weak")
        none = replace(none, when=Every((none.when, Negation(silent.when))))
        between = Negation(Some((silent.when, none.when, whole.when)))
        weak = Rule("weak", between, {"gap_class": "weak"})
        plain[TableName.GAPS] = RuleTable(gaps.name, HitPolicy.UNIQUE, (silent, none, weak, whole))
    plain[TableName.BANDS] = _bands(tape)
    plain[TableName.ADVICE] = RuleTable(
        TableName.ADVICE,
        tape.one_of([HitPolicy.COLLECT, HitPolicy.COLLECT, HitPolicy.FIRST]),
        tuple(
            Rule(f"advice-{n}", _advised_when(tape), {"title": f"Advice {n}", "text": "Do it."})
            for n in range(tape.below(6))
        ),
    )
    if tape.is_so():
        plain[TableName.FRESHNESS] = RuleTable(
            TableName.FRESHNESS,
            HitPolicy.FIRST,
            tuple(
                Rule(f"old-{n}", _faded_when(tape), {"lower_by": tape.below(4)})
                for n in range(tape.below(4))
            ),
        )
    return list(plain.values())


def _bands(tape: Tape) -> RuleTable:
    edges = sorted(tape.some_of([5, 20, 40, 60, 80, 100], tape.below(5)))
    named = [
        Rule(f"from-{e}", Compare("readiness", Operator.AT_LEAST, e), _band(f"b{e}"), priority=e)
        for e in reversed(edges)
    ]
    if tape.is_so():
        named.insert(
            0, Rule("met", Compare("core_met", Operator.IS, literal=True), _band("met"), 200)
        )
    verdicts = {
        "some": Compare("missing_core", Operator.AT_MOST, tape.below(2)),
        "all-begun": Compare("lowest_core_credit", Operator.MORE_THAN, tape.one_of([0, 0.4])),
        "itself": Compare("defining_met", Operator.IS, literal=tape.is_so()),
        "told": Compare("told_share", Operator.AT_LEAST, tape.one_of([0.6, 0.8, 1])),
    }
    for priority, (name, when) in enumerate(verdicts.items(), start=300):
        if not tape.below(3):
            above = Every((when, Compare("readiness", Operator.AT_LEAST, 30)))
            named.insert(0, Rule(name, above, _band(name), priority))
    hit = tape.one_of([HitPolicy.FIRST, HitPolicy.PRIORITY])
    return RuleTable(TableName.BANDS, hit, (*named, Rule("rest", Every(()), _band("rest"), -1)))


def _band(slug: str) -> dict[str, FactValue]:
    return {"band": slug, "title": slug.title(), "text": f"{slug}."}


_COUNTS = (
    *("missing_core", "weak_core", "not_told_core", "missing", "weak", "strong", "not_told"),
    *("rated_skills", "unsupported_skills", "faded_skills"),
)


def _advised_when(tape: Tape) -> Condition:
    if tape.is_so():
        return _compared(tape)
    both = (_compared(tape), _compared(tape))
    return Every(both) if tape.is_so() else Some(both)


def _compared(tape: Tape) -> Condition:
    if tape.is_so():
        operator = tape.one_of([Operator.AT_LEAST, Operator.AT_MOST, Operator.IS])
        return Compare(tape.one_of(_COUNTS), operator, tape.below(4))
    return tape.one_of(
        [
            Compare("readiness", Operator.AT_LEAST, 30),
            Compare("core_met", Operator.IS, literal=False),
            Compare("told_share", Operator.AT_LEAST, 0.6),
            Compare("variant", Operator.IS, JUNIOR),
        ]
    )


def _faded_when(tape: Tape) -> Condition:
    years = Compare("years", Operator.AT_LEAST, tape.below(13))
    return Every((years, Compare("level", Operator.AT_LEAST, tape.between(1, 3))))


def happenings(scene: Scene) -> st.SearchStrategy[Scene]:
    """The scene after one thing was changed, whatever it is."""
    return tapes(_LARGE).map(lambda drawn: _happening(Tape(drawn), scene))


def _happening(tape: Tape, scene: Scene) -> Scene:
    skill = tape.one_of(sorted(scene.skills))
    top = scene.skills[skill].top
    step = Step(skill, tape.between(1, top))
    match tape.below(8):
        case 0 | 1:
            return with_rating(scene, skill, _rating(tape, top) if tape.is_so() else None)
        case 2:
            return with_hours(scene, step, tape.one_of([0.01, 0.5, 3.0, 100.0]))
        case 3:
            return _with_need(tape, scene, step)
        case 4:
            needs = sure_needs_of(scene, step)
            return without_need(scene, step, tape.one_of(needs)) if needs else scene
        case 5:
            return _with_other_demand(tape, scene)
        case 6:
            return with_skill(scene, replace(scene.skills[skill], domain="elsewhere"))
        case _:
            return _with_other_rules(tape, scene)


def sure_needs_of(scene: Scene, step: Step) -> list[Step]:
    return list(scene.graph.required_steps(step))


def _with_need(tape: Tape, scene: Scene, step: Step) -> Scene:
    """Let a step need a step of a skill that comes before its own."""
    before = [slug for slug in sorted(scene.skills) if slug < step.skill]
    if not before:
        return scene
    other = tape.one_of(before)
    needed = Step(SkillSlug(other), tape.between(1, scene.skills[other].top))
    strength = tape.one_of(list(Strength))
    entry = Prerequisite(StepNeed(needed), strength, "it happens")
    skill = scene.skills[step.skill]
    levels = list(skill.levels)
    level = levels[step.level - 1]
    levels[step.level - 1] = replace(level, requires=(*level.requires, entry))
    return with_skill(scene, replace(skill, levels=tuple(levels)))


def _with_other_demand(tape: Tape, scene: Scene) -> Scene:
    demands = list(scene.requirements)
    if not demands:
        return with_demand(scene, Importance.CORE)
    number = tape.below(len(demands))
    match tape.below(4):
        case 3:
            return with_demand(scene, tape.one_of(list(Importance)))
        case 0:
            del demands[number]
        case 1:
            demands[number] = replace(demands[number], weight=tape.between(1, 5))
        case _:
            other = tape.one_of(list(Importance))
            demands[number] = replace(demands[number], importance=other)
    return replace(scene, requirements=tuple(demands))


def _with_other_rules(tape: Tape, scene: Scene) -> Scene:
    tables = {table.name: table for table in _tables(tape)}
    name = tape.one_of(sorted(tables))
    if tape.is_so() and name in PLANTED_DECISIONS:
        return with_rule_in_front(scene, name, PLANTED_DECISIONS[name])
    if name not in scene.tables or tape.is_so():
        return replace(scene, tables={**scene.tables, name: tables[name]})
    mixed = scene.tables[name].rules
    return with_rules(scene, name, tuple(tape.some_of(mixed, tape.below(len(mixed) + 1))))
