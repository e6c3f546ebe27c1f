"""The hours left are those of the plan: by hand, and without a solver as with one."""

import pytest
from builders import JUNIOR, asks, graph, profile, roadmap_for, role, skill, step, steps
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import World, tangled_worlds, worlds

from engine import (
    Importance,
    NoWayError,
    Profile,
    Requirement,
    Role,
    SelectionProblem,
    SkillGraph,
    SkillSlug,
    UnknownVariantError,
    Variant,
    hold,
    plan_hours,
    select_steps,
)
from engine.planning.selection import branching
from engine.planning.selection.branching import OpenWays

WORLD = graph(
    skill("git", 4),
    skill("sql", 6, 10),
    skill("python", 30),
    skill("ruby", 20),
    skill("docker", 5, needs={1: ["git"]}),
    skill("charts", 8, needs={1: [["python", "ruby"]]}),
    skill("css", 3),
)


def hours(*requirements: Requirement, rated: Profile | None = None) -> float:
    return plan_hours(WORLD, role(*requirements), variant=JUNIOR, profile=rated or {}).typical


def test_prerequisites_are_included_and_what_is_held_is_left_out() -> None:
    """sql 6 + 10, docker 5 with git 4: 25. With sql 1: 19; docker held spares git: 16."""
    asked = (asks("sql:2"), asks("docker"))
    assert hours(*asked) == 25
    assert hours(*asked, rated=profile(sql=1)) == 19
    assert hours(*asked, rated=profile(docker=1)) == 16
    assert hours(*asked, rated=profile(docker=1, sql=2)) == 0


def test_a_bonus_takes_no_hours() -> None:
    assert hours(asks("css"), asks("sql:2", importance=Importance.BONUS)) == 3


def test_who_lacks_a_prerequisite_of_what_they_hold_is_not_sent_back() -> None:
    """docker needs git, but it is held; git alone takes 4 h where the role requires it."""
    assert hours(asks("docker"), rated=profile(docker=1, git=0)) == 0
    assert hours(asks("docker"), asks("git"), rated=profile(docker=1, git=0)) == 4


def test_the_shortest_way_through_all_that_is_open_counts() -> None:
    """charts 8 with ruby 20; with python 30 where the role requires python anyway."""
    assert hours(asks("charts")) == 28
    assert hours(asks("charts"), asks("python")) == 38
    assert hours(asks("charts"), rated=profile(python=1)) == 8
    assert hours(asks("python", "ruby", choose=1), asks("charts")) == 28


def test_a_preferred_option_counts_for_twenty_five_hours() -> None:
    """python 30 against ruby 20 + 25; python held in part or ruby begun spares that."""
    choice = replace(
        asks("ruby", "python", choose=1), prefer=(SkillSlug("python"), SkillSlug("ruby"))
    )
    assert hours(choice) == 30
    assert hours(choice, asks("ruby")) == 20
    assert hours(choice, asks("charts")) == 38


def test_the_spread_is_that_of_the_plan() -> None:
    found = plan_hours(WORLD, role(asks("docker")), variant=JUNIOR, profile={})
    assert found == roadmap_for(WORLD, role(asks("docker"))).hours
    assert (found.low > 4.5, found.high < 18) == (True, True)


def test_a_variant_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownVariantError):
        plan_hours(WORLD, role(), variant=Variant("chief"), profile={})


def with_preferences(world: World, data: st.DataObject) -> Role:
    """The role with an order of preference in every other choice."""
    preferred = []
    for requirement in world[1].variants[JUNIOR]:
        options = [target.skill for target in requirement.targets]
        if requirement.is_choice and data.draw(st.booleans()):
            requirement = replace(requirement, prefer=tuple(data.draw(st.permutations(options))))
        preferred.append(requirement)
    return role(*preferred)


@given(st.one_of(worlds(), tangled_worlds()), st.data())
def test_the_hours_of_a_profile_are_those_of_its_plan(world: World, data: st.DataObject) -> None:
    skill_graph, _, rated = world
    asked = with_preferences(world, data)
    try:
        planned = roadmap_for(skill_graph, asked, rated=rated)
    except NoWayError:
        return
    assert plan_hours(skill_graph, asked, variant=JUNIOR, profile=rated) == planned.hours


def test_an_option_that_is_learnt_anyway_does_not_hide_a_preferred_one() -> None:
    """`c` and `b` need `a`, which is preferred least: it adds 50 h where it counts, `b` 25 h.

    Learning `b`, 1 h, beside `a` and `c` makes 3 + 25 instead of 2 + 50.
    """
    needs = {1: ["a:1"]}
    world = graph(skill("a", 1), skill("b", 1, needs=needs), skill("c", 1, needs=needs))
    choice = replace(
        asks("a:1", "b:1", "c:1", choose=2), prefer=tuple(map(SkillSlug, ("c", "b", "a")))
    )
    found = OpenWays(world, [choice]).best(0)
    assert found is not None
    assert list(world.bits.steps(found)) == list(steps("a:1", "b:1", "c:1"))
    assert select_steps(world, SelectionProblem((choice,), frozenset())).steps == steps(
        "a:1", "b:1", "c:1"
    )


@given(worlds(), st.data())
def test_trying_every_way_selects_the_steps_of_the_solver(
    world: World, data: st.DataObject
) -> None:
    skill_graph, _, rated = world
    counted = tuple(r for r in with_preferences(world, data).variants[JUNIOR] if r.is_counted)
    held = hold(skill_graph, rated)
    found = OpenWays(skill_graph, counted).best(held.bits)
    assert found is not None
    steps = tuple(skill_graph.bits.steps(found))
    assert steps == select_steps(skill_graph, SelectionProblem(counted, held.steps)).steps


def wide() -> tuple[SkillGraph, Role]:
    """Six ways of equal hours, three of which are needed, from one foundation."""
    ways = [skill(f"way-{n}", 10, needs={1: [["base", f"other-{n}"]]}) for n in range(6)]
    others = [skill(f"other-{n}", 30) for n in range(6)]
    choice = asks(*(f"way-{n}" for n in range(6)), choose=3)
    return graph(skill("base", 20), *ways, *others), role(choice)


def test_where_ways_are_too_many_the_solver_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """base 20 and three ways of 10: 50."""
    world, asked = wide()
    assert plan_hours(world, asked, variant=JUNIOR, profile={}).typical == 50
    monkeypatch.setattr(branching, "MOST_SETS", 3)
    world, asked = wide()
    assert OpenWays(world, asked.variants[JUNIOR]).best(0) is None
    assert plan_hours(world, asked, variant=JUNIOR, profile={}).typical == 50


def test_choices_that_share_no_step_are_settled_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of four ways each: 12 sets to look at together, 3 apart."""
    skills = [skill(f"{name}-{n}", 10 + n) for name in ("a", "b", "c") for n in range(4)]
    asked = [asks(*(f"{name}-{n}" for n in range(4)), choose=1) for name in ("a", "b", "c")]
    monkeypatch.setattr(branching, "MOST_SETS", 5)
    world = graph(*skills)
    found = OpenWays(world, asked).best(0)
    assert found is not None
    assert world.bits.steps(found) == [step("a-0"), step("b-0"), step("c-0")]
