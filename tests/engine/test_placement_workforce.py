"""People in every role of the content, and what a placement takes from them."""

import numpy as np
import pytest
from builders import JUNIOR, asks, graph, role, skill, step

from engine import (
    PlacementOptions,
    Reply,
    Role,
    RoleSlug,
    SkillSlug,
    Variant,
    Workforce,
    answer,
    begin_placement,
    believe,
    workforce_of,
)
from engine.placement.crowd import BLURS
from engine.placement.space import space_of
from engine.placement.workforce import PEOPLE_A_ROLE, crowd_within

LINUX, FIGMA = SkillSlug("linux"), SkillSlug("figma")
WORLD = graph(
    skill("linux", 6, 10),
    skill("networks", 8),
    skill("figma", 5),
    skill("colour", 5),
    skill("kubernetes", 12, needs={1: ["linux:1"]}),
)
OPERATOR = role(asks("kubernetes:1"), asks("networks:1"), slug="operator")
DESIGNER = role(asks("figma:1"), asks("colour:1"), slug="designer")
WRITER = role(asks("linux:2"), asks("figma:1"), asks("networks:1"), slug="writer")
ASKED = (step("figma:1"), step("linux:1"), step("linux:2"), step("networks:1"))


def test_every_role_has_as_many_people() -> None:
    """Nobody holds what two roles ask for; nine in ten targets are held on average."""
    found = workforce_of(WORLD, [OPERATOR, DESIGNER])
    assert len(found.blur) == 2 * PEOPLE_A_ROLE
    operators, designers = (
        found.levels[SkillSlug(one)] + found.levels[SkillSlug(other)] > 0
        for one, other in (("kubernetes", "networks"), ("figma", "colour"))
    )
    assert not (operators & designers).any()
    for number, slug in enumerate(("kubernetes", "figma")):
        own = found.levels[SkillSlug(slug)][number * PEOPLE_A_ROLE :][:PEOPLE_A_ROLE]
        assert 0.8 <= own.mean() <= 1.0


def test_they_hold_what_their_work_requires_where_only_that_is_asked() -> None:
    """Kubernetes is not asked about; who holds it holds Linux 1, and Linux 2 nobody needs."""
    people = workforce_of(WORLD, [OPERATOR, DESIGNER])
    space = space_of(WORLD, ASKED)
    known = crowd_within(people, space).known
    by_step = {one: known[i] for i, one in enumerate(space.steps)}
    assert (by_step[step("linux:1")] == (people.levels[SkillSlug("kubernetes")] > 0)).all()
    assert not by_step[step("linux:2")].any()


def test_levels_are_read_as_steps() -> None:
    """By hand: three people with Linux 0, 1 and 2, the last with Figma; networks unheard of."""
    people = Workforce(
        {LINUX: np.array([0, 1, 2], np.uint8), FIGMA: np.array([0, 0, 1], np.uint8)},
        np.zeros(3, np.intp),
    )
    space = space_of(WORLD, ASKED)
    known = crowd_within(people, space).known
    assert {str(one): known[i].tolist() for i, one in enumerate(space.steps)} == {
        "figma:1": [False, False, True],
        "linux:1": [False, True, True],
        "linux:2": [False, False, True],
        "networks:1": [False, False, False],
    }


def test_one_answer_speaks_of_what_goes_with_it_in_another_role() -> None:
    """Of people who hold Linux none holds Figma, so that a "yes" to Linux makes it less likely.

    By hand, with slips and guesses of 10 %: .45 of the people hold Linux (nine in ten operators),
    so that .45 · .9 + .55 · .1 = .46 say yes; .1 of these hold Figma, the lucky designers
    (.045 of .46). Of the others p hold Linux, so that .1 + .8 p say yes, and the share of these who
    hold Figma stands in the belief without people. The kinds weigh .15 and .85.
    """
    begun = begin_placement(WORLD, WRITER, JUNIOR, ratings={}, seed=3).with_options(
        PlacementOptions(learners=4096)
    )
    told = answer(begun, step("linux:1"), Reply.YES)
    people = workforce_of(WORLD, [OPERATOR, DESIGNER])
    before = believe(WORLD, begun)
    alone, both = (believe(WORLD, told, workforce=one) for one in (None, people))
    figma, linux = (before.space.index[step(name)] for name in ("figma:1", "linux:1"))
    others = 0.85 * (0.1 + 0.8 * before.chances[linux])
    share = 0.15 * 0.46 / (0.15 * 0.46 + others)
    expected = share * 0.1 + (1 - share) * alone.chances[figma]
    assert both.chances[figma] == pytest.approx(expected, abs=0.02)
    assert both.chances[figma] < alone.chances[figma] - 0.05


def test_equal_content_gives_equal_people() -> None:
    one, other = (workforce_of(WORLD, [OPERATOR, DESIGNER]) for _ in range(2))
    assert all((one.levels[skill] == other.levels[skill]).all() for skill in one.levels)
    assert (one.blur == other.blur).all()


def test_of_a_role_of_two_variants_as_many_people_are_imagined_in_all() -> None:
    """24 of each variant: every junior needs Linux alone, every senior Figma alone."""
    both = Role(
        RoleSlug("both"),
        "Both",
        {JUNIOR: (asks("linux:1"),), Variant("senior"): (asks("figma:1"),)},
    )
    found = workforce_of(WORLD, [both, DESIGNER])
    assert len(found.blur) == 2 * PEOPLE_A_ROLE
    half = PEOPLE_A_ROLE // 2
    linux, figma = found.levels[LINUX], found.levels[FIGMA]
    assert not linux[half:].any()
    assert not figma[:half].any()
    assert linux[:half].mean() > 0.7
    assert figma[half:].mean() > 0.7


def test_levels_and_blurs_are_small_whole_numbers() -> None:
    found = workforce_of(WORLD, [OPERATOR, WRITER])
    assert {level.dtype for level in found.levels.values()} == {np.dtype(np.uint8)}
    assert set(found.levels) == set(WORLD.skills)
    assert int(found.levels[LINUX].max()) == 2
    assert set(found.blur.tolist()) <= set(range(len(BLURS)))
    assert len(set(found.blur.tolist())) > 1


def test_of_nothing_that_is_asked_people_hold_nothing() -> None:
    people = workforce_of(WORLD, [OPERATOR])
    known = crowd_within(people, space_of(WORLD, ())).known
    assert known.shape == (0, PEOPLE_A_ROLE)
    assert known.dtype == np.bool_
