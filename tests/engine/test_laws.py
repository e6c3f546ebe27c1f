"""Laws that hold in every world: readiness, selection, order."""

from itertools import combinations

from builders import JUNIOR, rules
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json
from strategies import World, tangled_worlds, worlds

from engine import (
    Analysis,
    Importance,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Roadmap,
    Role,
    SkillGraph,
    SkillSlug,
    Step,
    analyze,
    hold,
    plan,
)

RULES = rules(phase_hours=20)


def analysis_of(graph: SkillGraph, role: Role, profile: Profile) -> Analysis:
    return analyze(graph, role, variant=JUNIOR, profile=profile, rules=RULES)


def roadmap_of(graph: SkillGraph, role: Role, profile: Profile) -> Roadmap:
    options = PlanOptions(hours_per_week=7.5)
    return plan(
        PlanQuery.of(graph, role, variant=JUNIOR, profile=profile, options=options), rules=RULES
    )


@given(worlds())
def test_an_empty_profile_is_0_ready_and_all_targets_met_is_exactly_100(world: World) -> None:
    graph, role, _ = world
    assert analysis_of(graph, role, {}).readiness.points == 0
    highest: dict[SkillSlug, Rating] = {}
    for requirement in role.variants[JUNIOR]:
        for target in requirement.targets:
            held = highest.get(target.skill, Rating(0))
            highest[target.skill] = max(held, Rating(target.level), key=lambda r: r.level)
    full = analysis_of(graph, role, highest)
    assert full.readiness.points == 100
    assert full.readiness.is_core_met
    assert roadmap_of(graph, role, highest).items == ()


@given(worlds(), st.data())
def test_readiness_never_falls_when_a_level_rises(world: World, data: st.DataObject) -> None:
    graph, role, profile = world
    slug = data.draw(st.sampled_from(sorted(graph.skills)))
    level = profile.get(slug, Rating(0)).level
    raised = {**profile, slug: Rating(min(level + 1, graph.skills[slug].top))}
    if slug not in profile:  # Rating what was implied before may lower it on purpose.
        raised[slug] = Rating(max(raised[slug].level, hold(graph, profile).level(slug)))
    before = analysis_of(graph, role, profile).readiness.points
    assert analysis_of(graph, role, raised).readiness.points >= before


@given(worlds())
def test_readiness_is_100_only_when_every_counted_target_is_met(world: World) -> None:
    graph, role, profile = world
    analysis = analysis_of(graph, role, profile)
    counted = [g for g in analysis.gaps if g.requirement.importance is not Importance.BONUS]
    met = all(
        sum(s.held >= s.target.level for s in gap.targets) >= gap.requirement.choose
        for gap in counted
    )
    assert (analysis.readiness.points == 100) == met
    assert 0 <= analysis.readiness.points <= 100


@given(worlds())
def test_no_item_stands_before_a_hard_prerequisite(world: World) -> None:
    graph, role, profile = world
    held = set(hold(graph, profile).steps)
    for item in roadmap_of(graph, role, profile).items:
        assert all(clause.is_satisfied_by(held) for clause in graph.hard_clauses(item.step))
        held.add(item.step)


@given(worlds())
def test_a_strong_skill_never_appears_in_a_roadmap(world: World) -> None:
    graph, role, profile = world
    held = hold(graph, profile)
    for item in roadmap_of(graph, role, profile).items:
        assert item.step.level > held.level(item.step.skill)


@given(worlds())
def test_a_finished_roadmap_meets_every_counted_target(world: World) -> None:
    graph, role, profile = world
    roadmap = roadmap_of(graph, role, profile)
    learnt = dict(profile)
    for item in roadmap.items:
        learnt[item.step.skill] = Rating(item.step.level)
    assert analysis_of(graph, role, learnt).readiness.points == 100
    assert roadmap.readiness_then == 100
    assert roadmap.readiness_now == analysis_of(graph, role, profile).readiness.points


@given(worlds())
def test_equal_questions_give_equal_bytes(world: World) -> None:
    graph, role, profile = world
    shuffled = SkillGraph.of(reversed(list(graph.skills.values())))
    backwards = dict(reversed(list(profile.items())))
    for ask in (analysis_of, roadmap_of):
        assert json.encode(ask(graph, role, profile)) == json.encode(ask(shuffled, role, backwards))


@settings(max_examples=150)
@given(worlds() | tangled_worlds())
def test_no_other_set_of_steps_needs_fewer_hours(world: World) -> None:
    graph, role, profile = world
    roadmap = roadmap_of(graph, role, profile)
    held = hold(graph, profile).steps
    best = sum(graph.hours(item.step).typical for item in roadmap.items)
    requirements = [r for r in role.variants[JUNIOR] if r.is_counted]
    open_steps = [step for step in graph.steps if step not in held]
    if len(open_steps) > 12:
        return

    def meets(steps: tuple[Step, ...]) -> bool:
        have = held | frozenset(steps)
        return all(
            sum(t.step in have for t in r.targets) >= r.choose for r in requirements
        ) and len(graph.attain(steps, given=held)) == len(steps)

    cheaper = (
        steps
        for size in range(len(open_steps) + 1)
        for steps in combinations(open_steps, size)
        if sum(graph.hours(s).typical for s in steps) < best - 1e-9
    )
    assert not any(meets(steps) for steps in cheaper)


@given(worlds())
def test_every_item_has_a_reason_and_every_phase_an_item(world: World) -> None:
    graph, role, profile = world
    roadmap = roadmap_of(graph, role, profile)
    assert all(item.reasons for item in roadmap.items)
    assert all(phase.positions for phase in roadmap.phases)
    assert [p for phase in roadmap.phases for p in phase.positions] == [
        item.position for item in roadmap.items
    ]
    ends = [item.end_week for item in roadmap.items]
    assert ends == sorted(ends)
    assert not ends or roadmap.weeks.typical == ends[-1]
