"""Which steps are needed, and how choices are settled."""

import pytest
from builders import asks, graph, profile, skill, step, steps

from engine import (
    NoWayError,
    PinConflictError,
    PinsContradictError,
    Requirement,
    SelectionProblem,
    SkillGraph,
    SkillSlug,
    hold,
    select_steps,
)

LANGUAGES = graph(
    skill("java", 20, 30),
    skill("python", 10, 20),
    skill("django", 15, needs={1: ["python:2"]}),
    skill("spring", 15, needs={1: ["java:1"]}),
    skill("services", 5, needs={1: [["python:1", "java:1"]]}),
)


def chosen(
    skill_graph: SkillGraph, *requirements: Requirement, pins: tuple[str, ...] = (), **held: int
) -> tuple[str, ...]:
    given = hold(skill_graph, profile(**held)).steps
    problem = SelectionProblem(requirements, given, frozenset(SkillSlug(pin) for pin in pins))
    return tuple(str(s) for s in select_steps(skill_graph, problem).steps)


def test_the_cheapest_branch_of_an_alternative_is_taken() -> None:
    assert chosen(LANGUAGES, asks("services:1")) == ("python:1", "services:1")


def test_a_pin_settles_an_alternative() -> None:
    assert chosen(LANGUAGES, asks("services:1"), pins=("java",)) == ("java:1", "services:1")


def test_what_is_needed_anyway_serves_an_alternative_too() -> None:
    assert chosen(LANGUAGES, asks("services:1"), asks("spring:1")) == steps_named(
        "java:1 services:1 spring:1"
    )


def test_what_is_held_serves_an_alternative_for_nothing() -> None:
    assert chosen(LANGUAGES, asks("services:1"), java=1) == ("services:1",)


def test_a_choice_takes_the_branch_with_the_fewest_hours_in_all() -> None:
    framework = asks("django:1", "spring:1", choose=1)
    assert chosen(LANGUAGES, framework) == steps_named("java:1 spring:1")
    assert chosen(LANGUAGES, framework, python=2) == ("django:1",)


def test_a_pinned_branch_is_learnt_even_where_another_is_held() -> None:
    language = asks("java:1", "python:1", choose=1)
    assert chosen(LANGUAGES, language, java=1) == ()
    assert chosen(LANGUAGES, language, pins=("python",), java=1) == ("python:1",)


def test_between_equal_hours_the_branch_written_first_is_taken() -> None:
    twins = graph(skill("zig", 10), skill("ada", 10))
    assert chosen(twins, asks("zig:1", "ada:1", choose=1)) == ("zig:1",)
    assert chosen(twins, asks("ada:1", "zig:1", choose=1)) == ("ada:1",)


def test_between_equal_alternatives_of_a_prerequisite_the_smaller_slug_is_taken() -> None:
    twins = graph(
        skill("zig", 10), skill("ada", 10), skill("c", 1, needs={1: [["zig:1", "ada:1"]]})
    )
    assert chosen(twins, asks("c:1")) == ("ada:1", "c:1")


def test_a_pin_that_has_nothing_to_do_with_the_role_is_refused() -> None:
    with pytest.raises(PinConflictError) as refused:
        chosen(LANGUAGES, asks("python:1"), pins=("java",))
    assert refused.value.pin == "java"


def test_more_pins_than_places_are_refused() -> None:
    with pytest.raises(PinsContradictError) as refused:
        chosen(LANGUAGES, asks("java:1", "python:1", choose=1), pins=("java", "python"))
    assert refused.value.pins == ("java", "python")


def test_steps_that_only_support_each_other_are_not_a_plan() -> None:
    cycle = graph(
        skill("a", 1, needs={1: [["b:1", "c:1"]]}),
        skill("b", 1, needs={1: [["a:1", "c:1"]]}),
        skill("c", 50),
    )
    assert chosen(cycle, asks("a:1")) == ("a:1", "c:1")
    assert chosen(cycle, asks("a:1", "b:1")) == steps_named("a:1 b:1 c:1")


def test_a_problem_that_nothing_solves_is_refused() -> None:
    egg = skill("egg", 1, needs={1: ["hen:1"]})
    hen = skill("hen", 1, needs={1: ["egg:1"]})
    endless = SkillGraph.of([egg, hen], allow_unattainable=True)
    with pytest.raises(NoWayError):
        select_steps(endless, SelectionProblem((asks("egg:1"),), frozenset()))


def test_a_needed_step_is_never_one_that_is_given() -> None:
    selection = select_steps(
        LANGUAGES, SelectionProblem((asks("django:1"),), frozenset(steps("python:1")))
    )
    assert selection.steps == (step("django:1"), step("python:2"))


def steps_named(text: str) -> tuple[str, ...]:
    return tuple(text.split())
