"""Limited plans: the most readiness for the hours, the fewest hours for the readiness."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import networkx as nx
import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill, step, steps
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace
from real_data import real_json
from strategies import worlds

from engine import (
    UNLIMITED,
    BudgetTooSmallError,
    Holdings,
    HourLimit,
    Hours,
    Level,
    Limit,
    LimitedSelection,
    PlanOptions,
    PlanQuery,
    Prerequisite,
    Profile,
    ProofStatus,
    ReadinessTarget,
    Requirement,
    Role,
    Search,
    SelectionProblem,
    Skill,
    SkillGraph,
    SkillSlug,
    Step,
    StepNeed,
    Strength,
    TargetOutOfReachError,
    hold,
    plan,
    select_limited,
    select_steps,
)
from engine.readiness.formula import requirement_credit, weighted_share

NO_TIME = replace(UNLIMITED, seconds=0.0)


def answer(
    world: SkillGraph,
    asked: Role,
    limit: Limit,
    *,
    rated: Profile | None = None,
    pins: tuple[str, ...] = (),
    skipped: tuple[Step, ...] = (),
    search: Search = UNLIMITED,
) -> LimitedSelection:
    holdings = hold(world, rated or {})
    requirements = tuple(r for r in asked.variants[JUNIOR] if r.is_counted)
    given_steps = holdings.steps | frozenset(skipped)
    problem = SelectionProblem(requirements, given_steps, frozenset(SkillSlug(pin) for pin in pins))
    return select_limited(world, problem, holdings=holdings, limit=limit, search=search)


def readiness(
    world: SkillGraph,
    requirements: tuple[Requirement, ...],
    holdings: Holdings,
    learnt: tuple[Step, ...],
) -> float:
    levels = dict(holdings.levels)
    for item in learnt:
        levels[item.skill] = max(levels.get(item.skill, 0), item.level)
    earned = [r.weight * requirement_credit(world, r, levels) for r in requirements]
    return weighted_share(earned, sum(r.weight for r in requirements))


def hours_of(world: SkillGraph, learnt: tuple[Step, ...]) -> float:
    return sum(world.hours(item).typical for item in learnt)


def learnable(
    world: SkillGraph, asked: tuple[Requirement, ...], held: frozenset[Step]
) -> Iterator[tuple[Step, ...]]:
    """Every set of steps on any way to a target that can be learnt from what is held."""
    targets = [target for requirement in asked for target in requirement.targets]
    wanted = [Step(t.skill, level) for t in targets for level in range(1, t.level + 1)]
    open_steps = sorted(world.reach(wanted, given=held))
    assume(len(open_steps) <= 9)
    for size in range(len(open_steps) + 1):
        for chosen in combinations(open_steps, size):
            if len(world.attain(chosen, given=held)) == size:
                yield chosen


Case = tuple[SkillGraph, Role, Profile, tuple[Step, ...]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A world with some steps skipped."""
    world, asked, rated = draw(worlds())
    skipped = draw(st.lists(st.sampled_from(world.steps), max_size=2, unique=True))
    return world, asked, rated, tuple(skipped)


@given(cases(), st.sampled_from([0.0, 2.0, 7.5, 16.0, 40.0]))
def test_no_set_of_steps_within_the_hours_brings_more_nor_the_same_in_less(
    case: Case, hours: float
) -> None:
    world, asked, rated, skipped = case
    found = answer(world, asked, HourLimit(hours), rated=rated, skipped=skipped)
    holdings = hold(world, rated)
    requirements = tuple(r for r in asked.variants[JUNIOR] if r.is_counted)
    ranked = [
        (readiness(world, requirements, holdings, chosen), -hours_of(world, chosen))
        for chosen in learnable(world, requirements, holdings.steps | frozenset(skipped))
        if hours_of(world, chosen) <= hours
    ]
    most = max(points for points, _ in ranked)
    fewest = -max(own for points, own in ranked if points > most - 1e-6)
    assert found.readiness == pytest.approx(most, abs=1e-5)
    assert found.hours == pytest.approx(fewest, abs=1e-6)
    assert found.proof.status is ProofStatus.PROVED
    assert found.proof.gap == 0.0


@given(cases(), st.sampled_from([0.0, 20.0, 50.0, 75.0, 100.0]))
def test_no_set_of_steps_reaches_the_readiness_in_fewer_hours(case: Case, points: float) -> None:
    world, asked, rated, skipped = case
    holdings = hold(world, rated)
    requirements = tuple(r for r in asked.variants[JUNIOR] if r.is_counted)
    enough = [
        hours_of(world, chosen)
        for chosen in learnable(world, requirements, holdings.steps | frozenset(skipped))
        if readiness(world, requirements, holdings, chosen) > points - 1e-6
    ]
    try:
        found = answer(world, asked, ReadinessTarget(points), rated=rated, skipped=skipped)
    except TargetOutOfReachError:
        assert not enough
        return
    assert found.readiness > points - 1e-5
    assert found.hours == pytest.approx(min(enough), abs=1e-6)
    assert found.proof.gap == 0.0


def test_a_plan_that_just_meets_a_readiness_is_not_overlooked() -> None:
    """By hand: `s1:1` and `s3:1` meet everything in 2 h; `s2:3` needs `s0:2` and makes it 3 h."""
    skills = graph(
        skill("s0", 1, 1),
        skill("s1", 1, 1, needs={1: ["s0:1", ["s0:1", "s0:2"]], 2: ["s0:1"]}),
        skill("s2", 8, 20, 1, needs={3: ["s0:1", "s0:2"]}),
        skill("s3", 1),
    )
    asked = role(
        asks("s3:1", weight=1),
        asks("s1:1", "s2:3", choose=1),
        asks("s0:1", weight=2),
    )
    found = answer(skills, asked, ReadinessTarget(100), rated=profile(s0=1, s1=0, s2=2, s3=0))
    assert found.hours == 2.0
    assert [str(step) for step in found.selection.steps] == ["s1:1", "s3:1"]


@given(worlds(), st.data())
def test_all_hours_and_full_readiness_both_give_the_hours_of_the_whole_plan(
    world: tuple[SkillGraph, Role, Profile], data: st.DataObject
) -> None:
    skill_graph, asked, rated = world
    requirements = tuple(r for r in asked.variants[JUNIOR] if r.is_counted)
    held = hold(skill_graph, rated).steps
    whole = select_steps(skill_graph, SelectionProblem(requirements, held)).steps
    extra = data.draw(st.sampled_from([0.0, 5.0]))
    hours = hours_of(skill_graph, whole)
    for limit in (HourLimit(hours + extra), ReadinessTarget(100)):
        found = answer(skill_graph, asked, limit, rated=rated)
        assert found.readiness == 100
        assert found.hours == pytest.approx(hours)


@given(worlds(), st.sampled_from([3.0, 12.0, 30.0]))
def test_equal_questions_give_equal_bytes(
    world: tuple[SkillGraph, Role, Profile], hours: float
) -> None:
    skill_graph, asked, rated = world
    shuffled = SkillGraph.of(reversed(list(skill_graph.skills.values())))
    first = answer(skill_graph, asked, HourLimit(hours), rated=rated)
    assert json.encode(first) == json.encode(answer(shuffled, asked, HourLimit(hours), rated=rated))


LANGUAGES = graph(
    skill("java", 20, 30),
    skill("python", 10, 20),
    skill("django", 15, needs={1: ["python:2"]}),
    skill("spring", 15, needs={1: ["java:1"]}),
    skill("testing", 5, needs={1: [["python:1", "java:1"]]}),
)
WEB = role(asks("django:1", "spring:1", choose=1, weight=3), asks("testing:1", weight=1))


def test_the_hours_go_where_readiness_rises_most() -> None:
    assert answer(LANGUAGES, WEB, HourLimit(15)).selection.steps == steps("python:1", "testing:1")
    assert answer(LANGUAGES, WEB, HourLimit(35)).selection.steps == steps("java:1", "spring:1")
    full = answer(LANGUAGES, WEB, HourLimit(40))
    assert full.selection.steps == steps("java:1", "spring:1", "testing:1")
    assert full.readiness == 100


def test_too_few_hours_for_anything_give_an_empty_plan() -> None:
    found = answer(LANGUAGES, WEB, HourLimit(3))
    assert found.selection.steps == ()
    assert found.readiness == 0


def test_a_pinned_skill_is_learnt_although_another_branch_is_shorter() -> None:
    found = answer(LANGUAGES, WEB, HourLimit(60), pins=("django",))
    assert step("django:1") in found.selection.steps
    assert step("spring:1") not in found.selection.steps
    assert found.selection.choices[0].chosen == ("django",)
    assert found.selection.choices[0].is_pinned


def test_hours_too_few_for_a_pin_are_refused_with_the_nearest_options() -> None:
    with pytest.raises(BudgetTooSmallError, match="30 h are too few for django, which takes 45 h"):
        answer(LANGUAGES, WEB, HourLimit(30), pins=("django",))


def test_a_target_beyond_what_the_skips_leave_is_refused_with_the_nearest_options() -> None:
    skipped = steps("testing:1")
    with pytest.raises(TargetOutOfReachError, match="readiness 90 is out of reach: the most is 75"):
        answer(LANGUAGES, WEB, ReadinessTarget(90), skipped=skipped)


def test_a_skipped_level_counts_once_a_higher_one_is_learnt() -> None:
    world = graph(skill("sql", 10, 10))
    found = answer(world, role(asks("sql:2")), HourLimit(10), skipped=steps("sql:1"))
    assert found.selection.steps == steps("sql:2")
    assert found.readiness == 100


def test_no_time_at_all_gives_a_true_bound() -> None:
    found = answer(LANGUAGES, WEB, HourLimit(40), search=NO_TIME)
    assert found.readiness <= found.proof.bound <= 100
    found = answer(LANGUAGES, WEB, ReadinessTarget(80), search=NO_TIME)
    assert found.readiness >= 80
    assert 0 <= found.proof.bound <= found.hours


def test_steps_that_only_support_each_other_are_not_learnt() -> None:
    world = graph(
        skill("hosting", 1, 1, needs={1: [["git:1", "base:1"]]}),
        skill("git", 1, needs={1: [["hosting:1", "course:1"]]}),
        skill("base", 50),
        skill("course", 30),
    )
    found = answer(world, role(asks("hosting:1"), asks("git:1")), ReadinessTarget(50))
    assert found.selection.steps == steps("course:1", "git:1")
    assert answer(world, role(asks("hosting:1"), asks("git:1")), HourLimit(29)).readiness == 0


def test_what_is_held_is_not_learnt_again() -> None:
    found = answer(LANGUAGES, WEB, ReadinessTarget(75), rated=profile(python=2))
    assert found.selection.steps == steps("django:1")


METACADEMY = "prereq/metacademy.json"


def test_max_closures_with_lagrange_agree_on_the_published_graph() -> None:
    """At the hours of a closure that is best at some price of an hour, that closure is best."""
    published = real_json(METACADEMY)
    chance = Random(3)
    needs: dict[str, list[str]] = {name: [] for name in published["nodes"]}
    for before, after in published["edges"]:
        needs[after].append(before)
    hours = {name: chance.choice([2.0, 5.0, 8.0, 20.0]) for name in needs}
    world = SkillGraph.of(published_skill(name, hours[name], needs[name]) for name in needs)
    for _ in range(4):
        wanted = {name: chance.randint(1, 5) for name in chance.sample(sorted(needs), 40)}
        asked = role(*(asks(name, weight=weight) for name, weight in sorted(wanted.items())))
        total = sum(wanted.values())
        for price in (0.02, 0.05, 0.1):
            gains = {name: 100 * wanted.get(name, 0) / total for name in needs}
            best = _max_closure(needs, {name: gains[name] - price * hours[name] for name in needs})
            budget = sum(hours[name] for name in best)
            found = answer(world, asked, HourLimit(budget))
            assert found.readiness == pytest.approx(sum(gains[name] for name in best), abs=1e-5)


def published_skill(name: str, hours: float, needs: list[str]) -> Skill:
    requires = tuple(
        Prerequisite(StepNeed(Step(SkillSlug(before), 1)), Strength.HARD, "published")
        for before in needs
    )
    level = Level(Hours(hours / 2, hours, 2 * hours), requires)
    return Skill(SkillSlug(name), name, "published", (level,))


def _max_closure(needs: dict[str, list[str]], worth: dict[str, float]) -> set[str]:
    network: nx.DiGraph[str] = nx.DiGraph()
    for name, points in worth.items():
        if points > 0:
            network.add_edge("<source>", name, capacity=points)
        else:
            network.add_edge(name, "<sink>", capacity=-points)
        for before in needs[name]:
            network.add_edge(name, before)
    _, (chosen, _) = nx.minimum_cut(network, "<source>", "<sink>")
    return set(chosen) - {"<source>"}


@given(worlds(), st.sampled_from([5.0, 15.0, 30.0]))
def test_a_limited_roadmap_is_valid_explained_and_ends_where_its_proof_says(
    world: tuple[SkillGraph, Role, Profile], hours: float
) -> None:
    skill_graph, asked, rated = world
    options = PlanOptions(hours_per_week=5, limit=HourLimit(hours))
    roadmap = plan(
        PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=rated, options=options),
        rules=rules(phase_hours=20),
    )
    held = set(hold(skill_graph, rated).steps)
    for item in roadmap.items:
        assert all(clause.is_satisfied_by(held) for clause in skill_graph.hard_clauses(item.step))
        assert item.reasons
        held.add(item.step)
    assert roadmap.hours.typical <= hours + 1e-6
    assert roadmap.proof is not None
    assert roadmap.readiness_then == pytest.approx(roadmap.proof.bound, abs=0.11)
    assert roadmap.certificate.gap == 0.0
