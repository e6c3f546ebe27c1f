"""Progress on a roadmap, with figures worked out by hand, and the holdings that are shared."""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill, step
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import World, worlds

from engine import (
    CountedStep,
    Hours,
    ItemState,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    RatingSource,
    RoadmapProgress,
    SkillSlug,
    Step,
    Weeks,
    analyze,
    counted_profile,
    hold,
    hours_left_after,
    is_ready,
    plan,
    readiness_after,
    ready_items,
    remaining_effort,
    sum_progress,
)
from engine.readiness import holdings as holdings_room

RULES = rules(phase_hours=20)
SHOP = graph(skill("sql", 10, 30), skill("r", 20))
ANALYST = role(asks("sql:2", weight=3), asks("r:1", weight=1))


def test_an_item_is_ready_once_all_it_requires_is_passed() -> None:
    roadmap = {"a": (), "b": ("a",), "c": ("a", "b"), "d": ()}
    assert ready_items(roadmap, passed=()) == ("a", "d")
    assert ready_items(roadmap, passed={"a"}) == ("b", "d")
    assert ready_items(roadmap, passed={"a", "b", "d"}) == ("c",)
    assert ready_items(roadmap, passed={"b"}) == ("a", "d")


def test_what_is_held_elsewhere_counts_as_passed() -> None:
    roadmap: dict[Step, tuple[Step, ...]] = {
        step("sql:1"): (),
        step("sql:2"): (step("sql:1"),),
    }
    assert ready_items(roadmap, passed=hold(SHOP, profile(sql=1)).steps) == (step("sql:2"),)


def test_a_step_is_ready_when_all_its_prerequisites_are_held_in_whatever_way() -> None:
    """Statistics is held to level 1 through level 2, and one of two tools is enough."""
    skills = graph(
        skill("statistics", 20, 30),
        skill("spreadsheets", 8),
        skill("python", 35),
        skill(
            "exploratory-data-analysis",
            25,
            needs={1: ["statistics:1", ["spreadsheets:1", "python:1"]]},
        ),
    )
    explore = step("exploratory-data-analysis:1")

    def ready(**levels: int) -> bool:
        return is_ready(skills, explore, passed=hold(skills, profile(**levels)).steps)

    assert ready(statistics=2, python=1)
    assert ready(statistics=1, spreadsheets=1)
    assert not ready(statistics=2)
    assert not ready(python=1, spreadsheets=1)
    assert is_ready(skills, step("statistics:1"), passed=())
    assert not is_ready(skills, step("statistics:2"), passed=())


def test_done_and_skipped_items_are_passed() -> None:
    assert [state.value for state in ItemState if state.is_passed] == ["done", "skipped"]


def test_progress_adds_up_what_is_done_of_what_was_not_skipped() -> None:
    items = [
        CountedStep(ItemState.DONE, 0.5, spent=2),
        CountedStep(ItemState.TODO, 3),
        CountedStep(ItemState.SKIPPED, 40, spent=1.25),
        CountedStep(ItemState.DONE, 6.25),
        CountedStep(ItemState.DOING, 10, spent=4),
    ]
    assert sum_progress(items) == RoadmapProgress(2, 4, 6.8, 19.8, hours_spent=7.2)
    assert sum_progress([]) == RoadmapProgress(0, 0, 0, 0, 0)


def test_what_is_held_by_other_means_is_done_unless_it_was_skipped() -> None:
    items = [
        CountedStep(ItemState.TODO, 3, is_held=True),
        CountedStep(ItemState.DOING, 5, spent=2, is_held=True),
        CountedStep(ItemState.DONE, 7, is_held=False),
        CountedStep(ItemState.SKIPPED, 11, is_held=True),
        CountedStep(ItemState.TODO, 13),
    ]
    assert sum_progress(items) == RoadmapProgress(3, 4, 15, 28, hours_spent=2)


@pytest.mark.parametrize(
    ("spent", "left"),
    [
        (None, Hours(9, 18, 36)),
        (0, Hours(9, 18, 36)),
        (5, Hours(4, 13, 31)),
        (17, Hours(0.9, 1.8, 19)),  # 18 - 17 is less than a tenth of 18.
        (1000, Hours(0.9, 1.8, 3.6)),
    ],
)
def test_hours_spent_on_a_step_leave_less_but_never_nothing(
    spent: float | None, left: Hours
) -> None:
    found = hours_left_after(Hours(9, 18, 36), spent=spent)
    assert found.low == pytest.approx(left.low)
    assert found.typical == pytest.approx(left.typical)
    assert found.high == pytest.approx(left.high)


def test_what_is_left_adds_up_at_the_pace() -> None:
    left = remaining_effort([Hours(12, 12, 12), Hours(9, 9, 9)], hours_per_week=5)
    assert left.hours == Hours(21, 21, 21)
    assert left.weeks == Weeks(5, 5, 5)


def test_readiness_after_some_steps_counts_their_share_of_the_target() -> None:
    # SQL weighs 3 of 4: its level 1 is 10 of 40 hours, so 75 · 1/4; R is the other 25 points.
    def after(*finished: Step, ratings: Profile | None = None) -> float:
        return readiness_after(SHOP, ANALYST, variant=JUNIOR, profile=ratings or {}, steps=finished)

    assert after() == 0
    assert after(step("sql:1")) == 18.8
    assert after(step("r:1")) == 25
    assert after(step("sql:1"), step("r:1")) == 43.8
    assert after(step("sql:1"), ratings=profile(sql=2)) == 75
    assert after(step("sql:9")) == 75
    assert after(step("cobol:1")) == 0


def test_readiness_after_counts_what_a_step_implies_above_an_earlier_tick() -> None:
    """ETL requires SQL 2, all of SQL: 75 of 100; the tick of SQL 1, 10 of 40 h, is 18.75 alone."""
    world = graph(skill("sql", 10, 30), skill("etl", 20, needs={1: ["sql:2"]}), skill("r", 1))
    asked = role(asks("sql:2", weight=3), asks("r", weight=1))
    ticked: Profile = {SkillSlug("sql"): Rating(1, RatingSource.ROADMAP)}
    assert [
        readiness_after(world, asked, variant=JUNIOR, profile=ticked, steps=steps)
        for steps in ([], [step("etl:1")])
    ] == [18.8, 75.0]


@given(worlds(), st.data())
def test_readiness_after_is_that_of_the_analysis_then(world: World, data: st.DataObject) -> None:
    skill_graph, required, rated = world
    finished = data.draw(st.lists(st.sampled_from(skill_graph.steps), max_size=6))
    raised = dict(rated)
    for one in finished:
        if one.skill not in raised or raised[one.skill].level < one.level:
            raised[one.skill] = Rating(one.level, RatingSource.ROADMAP)
    counted = counted_profile(skill_graph, raised, rules=RULES, today=None)
    then = analyze(skill_graph, required, variant=JUNIOR, profile=counted, rules=RULES)
    found = readiness_after(skill_graph, required, variant=JUNIOR, profile=rated, steps=finished)
    assert found == then.readiness.points


@given(worlds())
def test_holdings_handed_over_give_the_same_analysis_and_plan(world: World) -> None:
    skill_graph, required, rated = world
    held = hold(skill_graph, rated)
    options = PlanOptions(hours_per_week=5)
    assert plan(
        PlanQuery.of(skill_graph, required, variant=JUNIOR, profile=held, options=options),
        rules=RULES,
    ) == plan(
        PlanQuery.of(skill_graph, required, variant=JUNIOR, profile=rated, options=options),
        rules=RULES,
    )
    analyses = [
        analyze(skill_graph, required, variant=JUNIOR, profile=given_as, rules=RULES)
        for given_as in (held, rated)
    ]
    assert analyses[0] == analyses[1]


def test_holdings_are_worked_out_once_for_an_analysis_and_a_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = hold(SHOP, profile(sql=1))
    monkeypatch.setattr(holdings_room, "hold", None)
    analyze(SHOP, ANALYST, variant=JUNIOR, profile=held, rules=RULES)
    query = PlanQuery.of(
        SHOP, ANALYST, variant=JUNIOR, profile=held, options=PlanOptions(hours_per_week=5)
    )
    slow = plan(query, rules=RULES)
    fast = plan(replace(query, options=PlanOptions(hours_per_week=50)), rules=RULES)
    assert (slow.weeks.typical, fast.weeks.typical) == (10, 1)
