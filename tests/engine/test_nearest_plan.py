"""Impossible options: each refusal names the nearest options, and that one can be met."""

from collections.abc import Sequence

import pytest
from builders import JUNIOR, asks, graph, role, rules, skill, steps
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import World, tangled_worlds, worlds

from engine import (
    BudgetTooSmallError,
    HourLimit,
    InfeasiblePlanError,
    Limit,
    NearestPlan,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    PlanOptions,
    PlanQuery,
    ReadinessTarget,
    Roadmap,
    SkillGraph,
    SkillSlug,
    Step,
    TargetOutOfReachError,
    plan,
)

RULES = rules(phase_hours=20)
LIMITS = st.one_of(
    st.none(),
    st.sampled_from([0.1, 2.5, 9.0, 30.0]).map(HourLimit),
    st.sampled_from([10.0, 55.5, 99.9, 100.0]).map(ReadinessTarget),
)


def planned(world: World, options: PlanOptions) -> Roadmap:
    skill_graph, asked, rated = world
    return plan(
        PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=rated, options=options),
        rules=RULES,
    )


@st.composite
def plan_options(draw: st.DrawFn, skill_graph: SkillGraph) -> PlanOptions:
    """Options with pins and skips that need not go together, and perhaps a limit."""
    pins = draw(st.sets(st.sampled_from(sorted(skill_graph.skills)), max_size=4))
    skipped = draw(st.sets(st.sampled_from(skill_graph.steps), max_size=2))
    limit: Limit | None = draw(LIMITS)
    return PlanOptions(5.0, pins=frozenset(pins), skipped=frozenset(skipped), limit=limit)


@st.composite
def refused(draw: st.DrawFn) -> tuple[World, PlanOptions, InfeasiblePlanError]:
    """A world, options that it cannot meet, and what was said."""
    world = draw(st.one_of(worlds(), tangled_worlds()))
    options = draw(plan_options(world[0]))
    try:
        planned(world, options)
    except InfeasiblePlanError as error:
        return world, options, error
    assume(False)
    raise AssertionError


@given(refused())
def test_the_nearest_options_can_be_met(
    case: tuple[World, PlanOptions, InfeasiblePlanError],
) -> None:
    world, options, error = case
    nearest = error.nearest
    assert nearest is not None
    assert options.pins.issuperset(nearest.pins)
    assert type(nearest.limit) is type(options.limit)
    found = planned(world, replace(options, pins=frozenset(nearest.pins), limit=nearest.limit))
    if isinstance(nearest.limit, ReadinessTarget):
        assert found.readiness_then >= nearest.limit.points - 0.05
    if isinstance(nearest.limit, HourLimit):
        assert found.hours.typical <= nearest.limit.hours + 1e-6


@given(refused())
def test_nothing_nearer_can_be_met(case: tuple[World, PlanOptions, InfeasiblePlanError]) -> None:
    world, options, error = case
    nearest = error.nearest
    assert nearest is not None
    pins, limit = frozenset(nearest.pins), nearest.limit
    if isinstance(limit, HourLimit) and limit != options.limit:
        assert isinstance(options.limit, HourLimit)
        assert limit.hours > options.limit.hours
        nearer: Limit = HourLimit(max(limit.hours - 0.1, options.limit.hours))
        with pytest.raises(BudgetTooSmallError):
            planned(world, replace(options, pins=pins, limit=nearer))
    elif isinstance(limit, ReadinessTarget) and limit != options.limit:
        assert isinstance(options.limit, ReadinessTarget)
        assert limit.points < options.limit.points
        nearer = ReadinessTarget(min(limit.points + 0.11, options.limit.points))
        with pytest.raises(TargetOutOfReachError):
            planned(world, replace(options, pins=pins, limit=nearer))
    for pin in sorted(options.pins - pins):
        with pytest.raises(InfeasiblePlanError):
            planned(world, replace(options, pins=pins | {pin}, limit=limit))


@given(st.one_of(worlds(), tangled_worlds()), st.data())
def test_options_that_can_be_met_are_their_own_nearest(world: World, data: st.DataObject) -> None:
    skill_graph, asked, rated = world
    options = data.draw(plan_options(skill_graph))
    try:
        planned(world, options)
    except InfeasiblePlanError:
        assume(False)
    query = PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=rated, options=options)
    assert query.nearest() == NearestPlan(tuple(sorted(options.pins)), options.limit)


LANGUAGES = graph(
    skill("java", 20, 30),
    skill("python", 10, 20),
    skill("django", 15, needs={1: ["python:2"]}),
    skill("spring", 15, needs={1: ["java:1"]}),
    skill("knitting", 3),
)
WEB = role(asks("django:1", "spring:1", choose=1, weight=3), asks("python:1", weight=1))


def refusal(
    *pins: str, limit: Limit | None = None, skipped: Sequence[Step] = ()
) -> InfeasiblePlanError:
    options = PlanOptions(
        5.0,
        pins=frozenset(map(SkillSlug, pins)),
        limit=limit,
        skipped=frozenset(skipped),
    )
    with pytest.raises(InfeasiblePlanError) as caught:
        planned((LANGUAGES, WEB, {}), options)
    return caught.value


def test_a_pin_that_settles_nothing_is_dropped() -> None:
    error = refusal("django", "knitting")
    assert isinstance(error, PinConflictError)
    assert error.pin == "knitting"
    assert error.nearest == NearestPlan((SkillSlug("django"),), None)


def test_of_pins_that_contradict_the_one_with_the_fewest_hours_for_the_whole_role_stays() -> None:
    error = refusal("django", "spring")
    assert isinstance(error, PinsContradictError)
    # Python is asked for in any case, so that Django takes 35 h more, Spring as many.
    assert error.nearest == NearestPlan((SkillSlug("django"),), None)


def test_hours_too_few_for_a_pin_are_raised_to_what_it_takes() -> None:
    error = refusal("django", limit=HourLimit(44.9))
    assert isinstance(error, BudgetTooSmallError)
    assert (error.hours, error.least, error.pins) == (44.9, 45, ("django",))
    assert error.nearest == NearestPlan((SkillSlug("django"),), HourLimit(45.0))


def test_a_readiness_out_of_reach_is_lowered_to_the_most_there_is() -> None:
    error = refusal(limit=ReadinessTarget(90), skipped=steps("python:1", "python:2"))
    assert isinstance(error, TargetOutOfReachError)
    assert error.nearest == NearestPlan((), ReadinessTarget(75.0))


def test_everything_that_is_impossible_is_fixed_at_once() -> None:
    error = refusal("django", "spring", "knitting", limit=HourLimit(10))
    assert error.nearest == NearestPlan((SkillSlug("django"),), HourLimit(45.0))


def test_no_hours_at_all_become_those_of_the_shortest_plan_that_brings_something() -> None:
    options = PlanOptions(5.0, limit=HourLimit(0))
    query = PlanQuery.of(LANGUAGES, WEB, variant=JUNIOR, profile={}, options=options)
    assert query.nearest().limit == HourLimit(10.0)
    assert planned((LANGUAGES, WEB, {}), replace(options, limit=HourLimit(10.0))).items


def test_half_an_hour_stays_half_an_hour_where_nothing_is_pinned() -> None:
    """Too little for any step, but no contradiction: the plan is empty and says so."""
    options = PlanOptions(5.0, limit=HourLimit(0.5))
    query = PlanQuery.of(LANGUAGES, WEB, variant=JUNIOR, profile={}, options=options)
    assert query.nearest().limit == HourLimit(0.5)


def test_pins_that_only_lead_to_each_other_are_dropped_as_far_as_it_takes() -> None:
    farm = graph(
        skill("breakfast", 1, needs={1: [["egg:1", "toast:1"]]}),
        skill("egg", 1, needs={1: [["hen:1", "shop:1"]]}),
        skill("hen", 1, needs={1: [["egg:1", "farm:1"]]}),
        *(skill(name, 9) for name in ("toast", "shop", "farm")),
    )
    options = PlanOptions(5.0, pins=frozenset(map(SkillSlug, ("egg", "hen"))))
    with pytest.raises(NoWayError) as caught:
        planned((farm, role(asks("breakfast:1")), {}), options)
    assert caught.value.nearest == NearestPlan((SkillSlug("egg"),), None)
