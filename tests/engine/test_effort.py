"""Hours of several steps together: laws of the combined interval."""

from collections.abc import Sequence
from math import fsum, sqrt

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill
from hypothesis import given
from hypothesis import strategies as st
from strategies import World, worlds

from engine import (
    COMMON_PACE,
    Hours,
    PlanOptions,
    PlanQuery,
    Weeks,
    analyze,
    combined_hours,
    plan,
    plan_hours,
    total_hours,
)
from engine.graph import effort as effort_room

_HALF_HOURS = st.integers(0, 400).map(lambda n: n / 2)
_STEPS = st.tuples(_HALF_HOURS, _HALF_HOURS, _HALF_HOURS).map(lambda three: Hours(*sorted(three)))
_SEVERAL = st.lists(_STEPS, max_size=30)
_ROUNDING = 1e-6


def plain_sum(steps: Sequence[Hours]) -> Hours:
    """Every step at its best, at its usual, at its worst."""
    return Hours(
        fsum(s.low for s in steps), fsum(s.typical for s in steps), fsum(s.high for s in steps)
    )


@given(_SEVERAL)
def test_a_total_stays_within_all_low_and_all_high_and_typical_hours_add_up(
    steps: list[Hours],
) -> None:
    total, most = combined_hours(steps), plain_sum(steps)
    assert total.typical == most.typical
    assert most.low <= total.low <= total.typical <= total.high <= most.high


@given(_STEPS)
def test_one_step_keeps_its_own_hours(step: Hours) -> None:
    assert combined_hours([step]) == step


@given(_SEVERAL, _STEPS)
def test_another_step_adds_hours_and_never_narrows_the_interval(
    steps: list[Hours], another: Hours
) -> None:
    before, after = combined_hours(steps), combined_hours([*steps, another])
    assert after.low >= before.low - _ROUNDING
    assert after.high >= before.high - _ROUNDING
    assert after.typical - after.low >= before.typical - before.low - _ROUNDING
    assert after.high - after.typical >= before.high - before.typical - _ROUNDING


@given(_SEVERAL)
def test_independent_steps_would_stray_less_and_a_pace_in_common_more(steps: list[Hours]) -> None:
    total, most = combined_hours(steps), plain_sum(steps)
    alone = sqrt(fsum((s.high - s.typical) ** 2 for s in steps))
    assert alone - _ROUNDING <= total.high - total.typical <= most.high - most.typical + _ROUNDING


@given(_SEVERAL)
def test_with_nothing_but_a_pace_in_common_a_total_is_the_plain_sum(steps: list[Hours]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort_room, "COMMON_PACE", 1.0)
        total = combined_hours(steps)
    most = plain_sum(steps)
    assert (total.low, total.high) == pytest.approx((most.low, most.high))


@given(_SEVERAL, st.floats(0, 1), st.floats(0, 1))
def test_the_more_is_common_the_wider_the_interval(
    steps: list[Hours], one: float, other: float
) -> None:
    widths = []
    for share in sorted((one, other)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(effort_room, "COMMON_PACE", share)
            total = combined_hours(steps)
            widths.append(total.high - total.low)
    assert widths[0] <= widths[1] + _ROUNDING


@given(_SEVERAL)
def test_the_order_of_the_steps_does_not_matter(steps: list[Hours]) -> None:
    assert combined_hours(steps) == combined_hours(steps[::-1])


def test_nothing_to_learn_takes_no_time() -> None:
    assert combined_hours([]) == Hours(0, 0, 0)


def test_two_equal_steps_stray_by_the_root_of_three_where_the_sum_would_say_two() -> None:
    assert COMMON_PACE == 0.5
    assert combined_hours([Hours(1, 2, 4)] * 2) == Hours(4 - sqrt(3), 4, 4 + sqrt(12))


@given(worlds())
def test_every_total_of_an_answer_combines_its_own_steps(world: World) -> None:
    graph_, role_, ratings = world
    options = PlanOptions(hours_per_week=7.5)
    roadmap = plan(
        PlanQuery.of(graph_, role_, variant=JUNIOR, profile=ratings, options=options),
        rules=rules(phase_hours=20),
    )
    assert roadmap.hours == combined_hours([item.hours for item in roadmap.items])
    assert roadmap.hours == total_hours(graph_, [item.step for item in roadmap.items])
    assert roadmap.weeks == Weeks.of(roadmap.hours, 7.5)
    for phase in roadmap.phases:
        assert phase.hours == combined_hours(
            [item.hours for item in roadmap.items if item.position in phase.positions]
        )


def test_the_hours_left_of_a_gap_and_of_a_profile_combine_the_missing_levels() -> None:
    world = graph(skill("sql", 10, 30, 20), skill("r", 20))
    asked, rated = role(asks("sql:3"), asks("r:1")), profile(sql=1)
    analysis = analyze(world, asked, variant=JUNIOR, profile=rated, rules=rules())
    levels = [Hours(15, 30, 60), Hours(10, 20, 40), Hours(10, 20, 40)]
    assert analysis.gaps[0].hours_left == combined_hours(levels[:2])
    assert plan_hours(world, asked, variant=JUNIOR, profile=rated) == combined_hours(levels)
