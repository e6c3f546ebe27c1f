"""The steps of a placement by hand: what matters, prerequisites, and the ways to each."""

from math import log

import numpy as np
import pytest
from builders import asks, graph, role, skill, step, steps
from msgspec.structs import replace
from placement_beliefs import EXACT, begun, believed

from engine import (
    Importance,
    Reply,
    SkillSlug,
    Use,
    answer,
    placement_result,
    say_uses,
)
from engine.placement.bits import packed, settled, unpacked
from engine.placement.relevance import relevance_of, wanted_of
from engine.placement.space import space_of

OPEN = graph(
    skill("git", 2),
    skill("go", 5),
    skill("rust", 6, needs={1: ["git"]}),
    skill("web", 3, needs={1: [["go:1", "rust:1"]]}),
)
"""Reached in the order git, go, rust, web."""


def test_how_much_each_step_matters() -> None:
    """One of go and rust: half each; web whole, which hands half to either. git has what rust has.

    Of go, rust and git two of three: go and rust and git get 2/3.
    """
    half = role(asks("web"), asks("go", "rust", choose=1))
    placement = begun(world=OPEN, asked=half)
    space = space_of(OPEN, placement.steps)
    assert [str(s) for s in space.steps] == ["git:1", "go:1", "rust:1", "web:1"]
    assert relevance_of(space, placement.wanted).tolist() == [0.5, 0.5, 0.5, 1.0]
    most = wanted_of([asks("go", "rust", "git", choose=2), asks("go", "web", choose=1)])
    assert dict(most) == pytest.approx(
        {step("git"): 2 / 3, step("go"): 2 / 3, step("rust"): 2 / 3, step("web"): 1 / 2}
    )


def test_what_matters_less_counts_less_among_what_is_right() -> None:
    """web is known to all ten, go to six, git and rust to none; git, go and rust count half.

    (0.5 · 1 + 0.5 · 0.6 + 0.5 · 1 + 1 · 1) / 2.5 = 2.3 / 2.5 = 0.92.
    """
    half = role(asks("web"), asks("go", "rust", choose=1))
    placement = begun(world=OPEN, asked=half)
    belief = believed(placement, {(0, 1, 0, 1): 6, (0, 0, 0, 1): 4}, world=OPEN)
    result = placement_result(belief, half)
    assert result.expected_right == pytest.approx(0.92)


def test_readiness_of_a_placement_counts_the_best_of_a_choice_and_no_bonus() -> None:
    """Weights 3 and 1: web, known to all, and one of go and rust, known to six. The bonus is git.

    75 for four, 100 for six.
    """
    asked = role(
        asks("web", weight=3),
        asks("go", "rust", choose=1),
        asks("git", weight=5, importance=Importance.BONUS),
    )
    placement = begun(replace(EXACT, coverage=0.9), world=OPEN, asked=asked)
    placement = say_uses(
        answer(placement, step("web"), Reply.YES),
        {SkillSlug("go"): Use.YES, SkillSlug("rust"): Use.NO},
    )
    belief = believed(placement, {(0, 1, 0, 1): 6, (0, 0, 0, 1): 4}, world=OPEN)
    found = placement_result(belief, asked).readiness
    assert (found.low, found.placed, found.high) == (75, 100, 100)


def test_the_space_of_steps() -> None:
    """git:1 is a prerequisite of rust; web requires either go or rust, neither of them surely.

    Difficulty is the level and a third of log(1 + hours + hours below): git log 3, go log 6,
    rust log(1 + 6 + 2) = log 9, web log 4, made to have mean 0 and spread 1.
    """
    space = space_of(OPEN, steps("git", "go", "rust", "web"))
    assert space.below == (frozenset(), frozenset(), frozenset({0}), frozenset())
    assert space.centrality == (1, 0, 1, 0)
    raw = [1 + log(hours) / 3 for hours in (3, 6, 9, 4)]
    mean = sum(raw) / 4
    spread = (sum((value - mean) ** 2 for value in raw) / 4) ** 0.5
    expected = [(value - mean) / spread for value in raw]
    assert space.difficulty.tolist() == pytest.approx(expected, abs=1e-6)


def test_the_ways_to_each_step() -> None:
    """web may be reached by way of go, or of rust with git."""
    routes = space_of(OPEN, steps("git", "go", "rust", "web")).routes
    found = {
        (int(goal), tuple(np.flatnonzero(known).tolist())): share
        for goal, known, share in zip(routes.goal, routes.known, routes.share, strict=True)
    }
    assert found == pytest.approx(
        {
            (0, (0,)): 0.25,
            (1, (1,)): 0.25,
            (2, (0, 2)): 0.25,
            (3, (1, 3)): 0.125,
            (3, (0, 2, 3)): 0.125,
        }
    )


def test_who_would_know_a_step_knows_it_with_all_that_it_requires() -> None:
    """Six learners would know: all; rust and web without git; go and web; nothing; git; web.

    Rust goes without git. Of web's alternatives those who have neither learn one of them.
    """
    space = space_of(OPEN, steps("git", "go", "rust", "web"))
    would = np.array(
        [[1, 0, 0, 0, 1, 0], [1, 0, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 1]],
        dtype=np.bool_,
    )
    known = settled(space, would, np.random.Generator(np.random.PCG64(1)))
    assert known[:, [0, 2, 3, 4]].astype(int).tolist() == [
        [1, 0, 0, 1],
        [1, 1, 0, 0],
        [1, 0, 0, 0],
        [1, 1, 0, 0],
    ]
    for learner in (1, 5):
        git, go, rust, web = known[:, learner].tolist()
        assert web
        assert go != (rust and git)


def test_whole_numbers_stand_for_learners() -> None:
    grid = np.array([[1, 0, 0, 0, 0, 0, 0, 0, 1], [0, 1, 0, 0, 0, 0, 0, 1, 0]], dtype=np.bool_)
    assert packed(grid) == [0b1000_0000 | 0b1000_0000 << 8, 0b0100_0001]
    assert unpacked(packed(grid), 9).tolist() == grid.tolist()
