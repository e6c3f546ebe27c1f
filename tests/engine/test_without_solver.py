"""A solver that is missing, throws, lies or takes too long: plans are still made, and say so."""

import subprocess
import sys
from pathlib import Path

import pytest
from builders import JUNIOR, asks, graph, role, rules, skill, steps
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from solvers import DENYING, IDLING, Babbling, Throwing
from strategies import World, tangled_worlds, worlds

from engine import (
    UNLIMITED,
    HourLimit,
    Limit,
    NoWayError,
    PlanOptions,
    PlanQuery,
    ProofStatus,
    ReadinessTarget,
    Replan,
    Roadmap,
    Search,
    SelectionProblem,
    SkillSlug,
    TargetOutOfReachError,
    hold,
    plan,
    replan,
    select_all,
    select_limited,
)

RULES = rules(phase_hours=20)
UNAVAILABLE = st.sampled_from([Search(Throwing()), Search(DENYING), Search(Babbling(0.5))])
TOO_SLOW = Search(IDLING)
LIMITS = st.sampled_from(
    [
        None,
        HourLimit(3.0),
        HourLimit(12.0),
        HourLimit(40.0),
        ReadinessTarget(40),
        ReadinessTarget(90),
    ]
)


def planned(world: World, limit: Limit | None, search: Search) -> Roadmap:
    skill_graph, asked, rated = world
    options = PlanOptions(5.0, limit=limit, search=search)
    return plan(
        PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=rated, options=options),
        rules=RULES,
    )


def assert_can_be_followed(world: World, roadmap: Roadmap) -> None:
    skill_graph, _, rated = world
    held = set(hold(skill_graph, rated).steps)
    for item in roadmap.items:
        assert all(clause.is_satisfied_by(held) for clause in skill_graph.hard_clauses(item.step))
        held.add(item.step)


def assert_true(world: World, limit: Limit | None, found: Roadmap) -> None:
    """The limit is kept, and the bound holds for the best plan there is."""
    best = planned(world, limit, UNLIMITED)
    assert best.proof.status is ProofStatus.PROVED
    assert 0.0 <= found.proof.gap <= 1.0
    if isinstance(limit, HourLimit):
        assert found.hours.typical <= limit.hours + 1e-6
        assert found.readiness_then <= best.readiness_then + 0.05
        assert found.proof.bound >= best.proof.bound - 1e-5
    else:
        assert found.hours.typical >= best.hours.typical - 1e-6
        assert found.proof.bound <= best.hours.typical + 1e-5
        assert found.readiness_then >= (100 if limit is None else limit.points) - 0.05
        whole = found.hours.typical
        assert found.proof.gap == pytest.approx((whole - found.proof.bound) / whole if whole else 0)


@given(st.one_of(worlds(), tangled_worlds()), LIMITS, UNAVAILABLE)
def test_without_a_solver_the_plan_can_be_followed_and_its_bound_is_true(
    world: World, limit: Limit | None, search: Search
) -> None:
    found = planned(world, limit, search)
    assert_can_be_followed(world, found)
    assert_true(world, limit, found)
    assert found.proof.status is not ProofStatus.TIME_LIMIT
    if isinstance(limit, HourLimit | ReadinessTarget) and found.items:
        assert found.proof.status is ProofStatus.SOLVER_UNAVAILABLE


@given(st.one_of(worlds(), tangled_worlds()), LIMITS)
def test_when_the_time_is_up_the_plan_can_be_followed_and_its_bound_is_true(
    world: World, limit: Limit | None
) -> None:
    found = planned(world, limit, TOO_SLOW)
    assert_can_be_followed(world, found)
    assert_true(world, limit, found)
    assert found.proof.status is not ProofStatus.SOLVER_UNAVAILABLE


@given(worlds(), LIMITS, UNAVAILABLE)
def test_equal_questions_give_equal_bytes_without_a_solver_too(
    world: World, limit: Limit | None, search: Search
) -> None:
    assert json.encode(planned(world, limit, search)) == json.encode(planned(world, limit, search))


@given(worlds(), UNAVAILABLE, st.data())
def test_planning_anew_needs_no_solver(world: World, search: Search, data: st.DataObject) -> None:
    skill_graph, asked, rated = world
    old = [item.step for item in planned(world, None, UNLIMITED).items]
    shuffled = data.draw(st.permutations(old))
    options = PlanOptions(5.0, search=search)
    query = PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=rated, options=options)
    found: Replan = replan(query, shuffled, rules=RULES)
    assert_can_be_followed(world, found.roadmap)
    assert_true(world, None, found.roadmap)


LANGUAGES = graph(
    skill("java", 20, 30),
    skill("python", 10, 20),
    skill("django", 15, needs={1: ["python:2"]}),
    skill("spring", 15, needs={1: ["java:1"]}),
    skill("testing", 5, needs={1: [["python:1", "java:1"]]}),
)
WEB = role(asks("django:1", "spring:1", choose=1, weight=3), asks("testing:1", weight=1))
FARM = graph(
    skill("breakfast", 1, needs={1: [["egg:1", "toast:1"]]}),
    skill("egg", 1, needs={1: [["hen:1", "shop:1"]]}),
    skill("hen", 1, needs={1: [["egg:1", "farm:1"]]}),
    *(skill(name, 9) for name in ("toast", "shop", "farm")),
)
OUT = Search(Throwing())


def test_what_needs_no_solver_is_proved_without_one() -> None:
    found = planned((LANGUAGES, role(asks("django:1")), {}), None, OUT)
    assert found.proof.status is ProofStatus.PROVED
    assert found.hours.typical == 45


def test_a_plan_made_without_a_solver_says_so_and_how_far_it_may_be_from_the_best() -> None:
    found = planned((LANGUAGES, WEB, {}), None, OUT)
    assert found.proof.status is ProofStatus.SOLVER_UNAVAILABLE
    assert {item.step for item in found.items} == {*steps("java", "testing", "spring")}
    assert found.proof.bound <= 40
    assert found.proof.gap == pytest.approx((40 - found.proof.bound) / 40)


def test_a_solver_that_denies_what_there_is_counts_as_away() -> None:
    for limit, hours in ((ReadinessTarget(75), 35), (HourLimit(39), 35), (None, 40)):
        found = planned((LANGUAGES, WEB, {}), limit, Search(DENYING))
        assert found.proof.status is ProofStatus.SOLVER_UNAVAILABLE
        assert found.hours.typical == hours


def test_what_is_truly_impossible_is_refused_without_a_solver_too() -> None:
    problem = SelectionProblem(WEB.variants[JUNIOR], frozenset(steps("testing")))
    with pytest.raises(TargetOutOfReachError, match="the most is 75"):
        select_limited(
            LANGUAGES, problem, holdings=hold(LANGUAGES, {}), limit=ReadinessTarget(90), search=OUT
        )
    pins = frozenset(map(SkillSlug, ("breakfast", "egg", "hen")))
    asked = SelectionProblem((asks("breakfast:1"),), frozenset(), pins)
    with pytest.raises(NoWayError, match="breakfast, egg, hen"):
        select_all(FARM, asked, search=OUT)
    with pytest.raises(NoWayError, match="breakfast, egg, hen"):
        select_limited(FARM, asked, holdings=hold(FARM, {}), limit=HourLimit(50), search=OUT)


def test_the_engine_is_there_when_the_solver_is_not_installed(tmp_path: Path) -> None:
    (tmp_path / "highspy.py").write_text("raise ImportError('not for this machine')\n")
    told = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.path.insert(1, sys.argv[2])\n"
        "sys.path.insert(2, sys.argv[2] + '/tests')\n"
        "from builders import JUNIOR, asks, graph, role, rules, skill\n"
        "from engine import PlanOptions, PlanQuery, plan\n"
        "world = graph(skill('a', 3), skill('b', 2), skill('c', 1))\n"
        "asked = role(asks('a:1', 'b:1', choose=1), asks('c:1'))\n"
        "options = PlanOptions(5.0)\n"
        "query = PlanQuery.of(world, asked, variant=JUNIOR, profile={}, options=options)\n"
        "found = plan(query, rules=rules())\n"
        "print(found.proof.status.value, round(found.hours.typical))\n"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", told, str(tmp_path), root],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "solver-unavailable 3\n", done.stderr
