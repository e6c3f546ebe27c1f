"""Learners drawn towards the replies, and how learnt classes and ratings are weighed, by hand."""

from math import log

import numpy as np
import pytest
from builders import asks, graph, profile, role, skill, step, steps
from msgspec.structs import replace
from placement_beliefs import EXACT, begun

from engine import Placement, Reply, answer, believe
from engine.placement.guided import LEARNERS, guided_by
from engine.placement.learnt import LearntClasses
from engine.placement.space import space_of

MANY = graph(*(skill(f"s{number:02}", 5, 5) for number in range(40)))
"""Eighty steps, so eighty ways to a goal, each with a share of 1/80."""
SPACE = space_of(MANY, tuple(sorted(MANY.steps)))


def at(*texts: str) -> list[int]:
    return [SPACE.index[step(text)] for text in texts]


def test_learners_go_through_what_was_answered_with_yes() -> None:
    """Two of eighty ways go through s00:1. Of twelve goals one does with 12 · 2/80 = 0.3. One
    learner in twenty slipped. Half of the others know level 2 as well.
    """
    found = guided_by(SPACE, yes=at("s00:1"), no=[], seed=5)
    known = found.crowd.known
    assert known.shape == (80, LEARNERS)
    assert found.crowd.blur.tolist() == [0] * LEARNERS
    first, second = known[at("s00:1", "s00:2")]
    assert first.mean() == pytest.approx(0.95, abs=0.03)
    assert second.mean() == pytest.approx(0.475, abs=0.06)
    assert known.sum() == first.sum() + second.sum()
    assert found.log_weight == pytest.approx(np.where(first, log(0.3), 0.0))


def test_learners_go_through_nothing_that_was_denied() -> None:
    """One way is left to s00:1: 12/80. There is none through s01:1 without it."""
    found = guided_by(SPACE, yes=at("s00:1", "s01:2"), no=at("s00:2", "s01:1"), seed=5)
    known = found.crowd.known
    first = known[at("s00:1")[0]]
    assert known.sum() == first.sum()
    assert first.mean() == pytest.approx(0.95, abs=0.03)
    assert found.log_weight == pytest.approx(np.where(first, log(0.15), 0.0))


def test_what_an_earlier_way_covers_needs_no_way_of_its_own() -> None:
    """s00:2 comes first and brings s00:1 with it; s01:1 is another goal: 12 · 1/80 and 12 · 2/80.

    Who slipped on s00:2 is drawn towards s00:1 by itself, and half of these to s00:2 after all:
    a fortieth, with 12 · 2/80 twice.
    """
    found = guided_by(SPACE, yes=at("s00:1", "s00:2", "s01:1"), no=[], seed=5)
    lower, upper, other = found.crowd.known[at("s00:1", "s00:2", "s01:1")]
    both = upper & other
    assert both.mean() == pytest.approx(0.95**2, abs=0.05)
    weight = found.log_weight[both]
    is_late = np.isclose(weight, 2 * log(0.3))
    assert weight[~is_late] == pytest.approx(log(0.15) + log(0.3))
    assert is_late.mean() == pytest.approx(0.025, abs=0.02)
    assert lower[upper].all()
    assert lower.mean() == pytest.approx(1, abs=0.01)


def test_a_way_that_is_likely_anyway_costs_nothing() -> None:
    """One step has the whole share: of twelve goals one surely goes through it."""
    space = space_of(graph(skill("sql", 5)), steps("sql"))
    found = guided_by(space, yes=[0], no=[], seed=5)
    assert found.log_weight.tolist() == [0.0] * LEARNERS
    assert found.crowd.known.mean() == pytest.approx(0.95, abs=0.03)
    nothing = guided_by(space, yes=[0], no=[0], seed=5)
    assert not nothing.crowd.known.any()


PAIR = graph(skill("r", 5), skill("sql", 6, 10))
ROLE = role(asks("r"), asks("sql:2"))
BOTH_KINDS = LearntClasses(
    steps("r:1", "sql:1", "sql:2"),
    np.array([0.5, 0.5]),
    np.array([[0.9, 0.995, 0.995], [0.1, 0.005, 0.005]]),
)
"""Half of the people know SQL, and R with 0.9; the others do not, and R with 0.1."""


def chance_of_r(placement: Placement, learnt: LearntClasses | None = BOTH_KINDS) -> float:
    belief = believe(PAIR, placement, learnt=learnt)
    return float(belief.chances[belief.space.index[step("r")]])


def asked_of(**levels: int) -> Placement:
    options = replace(EXACT, learners=4000)
    return begun(options, world=PAIR, asked=ROLE, rated=profile(**levels))


def test_nineteen_learners_in_twenty_are_learnt_from_people() -> None:
    """0.95 · 0.5 of those learnt, and a twentieth of what is imagined."""
    before = asked_of()
    imagined = chance_of_r(before, None)
    assert chance_of_r(before) == pytest.approx(0.475 + 0.05 * imagined, abs=0.015)


def test_an_answer_tells_which_kind_of_people_somebody_is_of() -> None:
    """Whoever knows SQL 2 is of the first kind: 0.9 (the second would with 0.005)."""
    told = answer(asked_of(), step("sql:2"), Reply.YES)
    assert chance_of_r(told) == pytest.approx(0.9, abs=0.02)
    denied = answer(asked_of(), step("sql:1"), Reply.NO)
    assert chance_of_r(denied) == pytest.approx(0.1, abs=0.02)


def test_a_rating_tells_between_kinds_with_a_third_of_its_weight() -> None:
    """Rated SQL 2. Who holds none is two levels off: e ** -1.6 = 0.20, to the power of 0.35 0.57.
    So 0.637 are of the first kind: 0.637 · 0.9 + 0.363 · 0.1 = 0.61.
    """
    assert chance_of_r(asked_of(sql=2)) == pytest.approx(0.61, abs=0.02)
