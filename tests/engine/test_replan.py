"""Planning anew: what a person follows stays, unless that costs too much."""

from builders import JUNIOR, asks, graph, profile, role, rules, skill, step, steps
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from strategies import worlds

from engine import (
    ChangeKind,
    ChangeReason,
    HourLimit,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Replan,
    Role,
    SkillGraph,
    Step,
    hold,
    plan,
    replan,
)

RULES = rules(phase_hours=20)
World = tuple[SkillGraph, Role, Profile]


def planned(world: World, options: PlanOptions) -> tuple[Step, ...]:
    skill_graph, asked, rated = world
    roadmap = plan(
        PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=rated, options=options),
        rules=RULES,
    )
    return tuple(item.step for item in roadmap.items)


def replanned(world: World, old: tuple[Step, ...], options: PlanOptions) -> Replan:
    skill_graph, asked, rated = world
    query = PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=rated, options=options)
    return replan(query, old, rules=RULES)


@given(worlds(), st.sampled_from([2.0, 9.0]))
def test_another_pace_changes_no_step_and_no_order(world: World, hours_per_week: float) -> None:
    old = planned(world, PlanOptions(5.0))
    found = replanned(world, old, PlanOptions(hours_per_week))
    assert tuple(item.step for item in found.roadmap.items) == old
    assert all(change.kind is ChangeKind.KEPT for change in found.changes)
    assert found.kept_order == 1.0
    assert found.loss == 0.0


@given(worlds(), worlds(), st.data())
def test_any_former_order_gives_a_valid_plan_near_the_best(
    world: World, other: World, data: st.DataObject
) -> None:
    skill_graph, _, rated = world
    strange = data.draw(st.permutations(sorted({*skill_graph.steps, *other[0].steps})))
    found = replanned(world, tuple(strange), PlanOptions(5.0))
    held = set(hold(skill_graph, rated).steps)
    for item in found.roadmap.items:
        assert all(clause.is_satisfied_by(held) for clause in skill_graph.hard_clauses(item.step))
        held.add(item.step)
    assert found.loss <= 0.01 + 1e-9
    best = plan(
        PlanQuery.of(
            skill_graph, world[1], variant=JUNIOR, profile=rated, options=PlanOptions(5.0)
        ),
        rules=RULES,
    )
    assert found.roadmap.readiness_then == 100
    assert found.roadmap.hours.typical <= best.hours.typical * 1.01 + 1e-6


@given(worlds(), st.data())
def test_every_step_of_both_plans_is_told_of_once(world: World, data: st.DataObject) -> None:
    skill_graph, asked, rated = world
    old = planned(world, PlanOptions(5.0))
    learnt = {s.skill: Rating(s.level) for s in old[: data.draw(st.integers(0, len(old)))]}
    skipped = data.draw(st.lists(st.sampled_from(skill_graph.steps), max_size=1))
    options = PlanOptions(5.0, skipped=frozenset(skipped))
    found = replanned((skill_graph, asked, {**rated, **learnt}), old, options)
    new = tuple(item.step for item in found.roadmap.items)
    told = [change.step for change in found.changes]
    assert sorted(told) == sorted({*old, *new})
    for change in found.changes:
        assert (change.before is None) == (change.step not in old)
        assert (change.after is None) == (change.step not in new)
        assert (change.reason is None) == (change.kind is ChangeKind.KEPT)
        assert change.before is None or old[change.before - 1] == change.step
        assert change.after is None or new[change.after - 1] == change.step


@given(worlds())
def test_equal_questions_give_equal_bytes(world: World) -> None:
    old = planned(world, PlanOptions(5.0))[::-1]
    shuffled = SkillGraph.of(reversed(list(world[0].skills.values())))
    other = (shuffled, *world[1:])
    first, second = replanned(world, old, PlanOptions(5.0)), replanned(other, old, PlanOptions(5.0))
    assert json.encode(first) == json.encode(second)


LADDERS = graph(
    skill("a", 10),
    skill("b", 10.05),
    skill("base", 2),
    skill("top", 10, needs={1: ["base"]}),
    skill("java", 20),
    skill("python", 19.9),
    skill("testing", 5, needs={1: [["python:1", "java:1"]]}),
)


def changes_of(found: Replan) -> list[tuple[str, str, str | None]]:
    return [(str(c.step), c.kind.value, c.reason and c.reason.value) for c in found.changes]


def test_an_order_that_is_nearly_as_good_stays() -> None:
    asked = role(asks("a"), asks("b"))
    found = replanned((LADDERS, asked, {}), steps("b", "a"), PlanOptions(5.0))
    assert [item.step for item in found.roadmap.items] == list(steps("b", "a"))
    assert 0 < found.loss <= 0.01


def test_an_order_that_costs_too_much_is_changed_and_says_why() -> None:
    asked = role(asks("a", weight=5), asks("java"))
    found = replanned((LADDERS, asked, {}), steps("java", "a"), PlanOptions(5.0))
    assert changes_of(found) == [("a:1", "moved", "pays-more"), ("java:1", "kept", None)]


def test_a_new_prerequisite_says_who_needs_it() -> None:
    asked = role(asks("a"), asks("top"))
    found = replanned((LADDERS, asked, {}), steps("a", "top"), PlanOptions(5.0))
    added = [change for change in found.changes if change.kind is ChangeKind.ADDED]
    assert [(change.step, change.reason, change.because) for change in added] == [
        (step("base"), ChangeReason.PREREQUISITE, step("top"))
    ]


def test_an_alternative_hardly_shorter_does_not_replace_the_one_begun() -> None:
    asked = role(asks("testing"))
    found = replanned((LADDERS, asked, {}), steps("java", "testing"), PlanOptions(5.0))
    assert [item.step for item in found.roadmap.items] == list(steps("java", "testing"))


def test_what_is_dropped_says_why() -> None:
    asked = role(asks("a"), asks("java"))
    old = steps("a", "b", "gone", "java", "top")
    options = PlanOptions(5.0, skipped=frozenset(steps("java")))
    found = replanned((LADDERS, asked, profile(top=1)), old, options)
    assert changes_of(found) == [
        ("a:1", "kept", None),
        ("b:1", "dropped", "not-needed"),
        ("gone:1", "dropped", "gone"),
        ("java:1", "dropped", "skipped"),
        ("top:1", "dropped", "held"),
    ]


def test_under_a_limit_what_comes_and_goes_does_so_for_want_of_room() -> None:
    asked = role(asks("a", weight=5), asks("java"))
    options = PlanOptions(5.0, limit=HourLimit(10))
    found = replanned((LADDERS, asked, {}), steps("java"), options)
    assert changes_of(found) == [("a:1", "added", "room"), ("java:1", "dropped", "no-room")]


def test_a_limit_holds_when_planning_again() -> None:
    asked = role(asks("a"), asks("b"), asks("java"))
    options = PlanOptions(5.0, limit=HourLimit(25))
    found = replanned((LADDERS, asked, {}), steps("java", "b", "a"), options)
    assert [item.step for item in found.roadmap.items] == list(steps("b", "a"))
    assert found.roadmap.proof is not None
