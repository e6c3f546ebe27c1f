"""Which question tells most: the one that leaves the least doubt about what matters."""

from collections.abc import Collection
from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.model import Step
from engine.placement.belief import PlacementBelief
from engine.placement.result import expected_right
from engine.placement.roles import RoleChoice

_MOST_CANDIDATES = 64
_MOST_NAMED = 5
_NAMED_FROM = 0.1
_SLIP_PRICE = 1.0
"""What a level lost to a slip counts beside doubt [bits]."""


class Finished(StrEnum):
    """Why nothing more is asked: the cap is reached, nothing is left to ask, or enough is known."""

    CAP = "cap"
    ALL_ASKED = "all-asked"
    SURE_ENOUGH = "sure-enough"


class Question(Struct, frozen=True):
    """The step to ask about next, and why.

    Attributes:
        chance: How probable it is that the person knows the step, in 0..1.
        gain: Doubt that the reply is expected to settle, every step by its relevance [bits].
        tells_about: Other steps whose probability the reply moves clearly, first those where it
            is moved most and matters most.
    """

    step: Step
    chance: float
    gain: float
    tells_about: tuple[Step, ...]


def next_choice(belief: PlacementBelief) -> RoleChoice | None:
    """The choice to ask about next, "which of these do you use?"; None when all were asked.

    Choices come before other questions, those of most weight first: an option says nothing of
    the others, so that only this question finds the one that a person holds.
    """
    if finished_because(belief) is not None:
        return None
    return next(iter(belief.placement.open_choices), None)


def next_question(belief: PlacementBelief) -> Question | None:
    """The most telling step; None when enough is known, the cap is reached or all is asked.

    Between equals the step with more steps that it requires or that require it comes first, then
    the smaller slug.

    Complexity: O(candidates · steps · learners), one matrix product of whole numbers.
    """
    placement, space = belief.placement, belief.space
    if finished_because(belief) is not None or len(placement.asked) == len(space):
        return None
    asked = {space.index[step] for step in placement.asked}
    weights = np.full(belief.learners, 1 / belief.learners)
    known = belief.known.astype(np.float32)
    left = DoubtLeft(known, weights, asked, relevance=belief.relevance)
    left.after_replies(placement.options.slip, placement.options.guess)
    price = slip_prices(belief)[left.candidates]
    ranked = sorted(
        zip(left.candidates, left.doubt + price, strict=True),
        key=lambda c: (round(float(c[1]), 9), -space.centrality[c[0]], space.steps[c[0]]),
    )
    best = ranked[0][0]
    doubt = left.doubt[left.candidates.index(best)]
    moved = left.moved_by(best)
    told = moved * belief.relevance
    clearly = (i for i in range(len(space)) if i != best and moved[i] >= _NAMED_FROM)
    order = sorted(clearly, key=lambda i: (-told[i], i))
    return Question(
        step=space.steps[best],
        chance=round(float(left.chances[best]), 6),
        gain=round(float(left.doubt_now - doubt), 6),
        tells_about=tuple(space.steps[i] for i in order[:_MOST_NAMED]),
    )


def slip_prices(belief: PlacementBelief) -> NDArray[np.float64]:
    """What a mistaken "no" to each step is expected to cost: it is never overruled.

    The chance that the step is known and denied by a slip, times the levels from it on that would
    be lost, each by its chance and relevance.
    """
    space, slip = belief.space, belief.placement.options.slip
    lost = belief.chances * belief.relevance
    for i in reversed(range(len(space))):
        step = space.steps[i]
        above = space.index.get(Step(step.skill, step.level + 1))
        if above is not None:
            lost[i] += lost[above]
    return np.asarray(_SLIP_PRICE * slip * belief.chances * lost)


def finished_because(belief: PlacementBelief) -> Finished | None:
    """Why nothing more is asked; None while there is a next question.

    Where several reasons hold, the cap is named first, certainty last.
    """
    placement = belief.placement
    if placement.question_count >= placement.options.most_questions:
        return Finished.CAP
    if len(placement.asked) == len(belief.space):
        return Finished.ALL_ASKED
    if placement.open_choices:
        return None
    is_sure = expected_right(belief) >= placement.options.enough_right
    return Finished.SURE_ENOUGH if is_sure else None


class DoubtLeft:
    """The doubt that each possible question is expected to leave over all things asked about.

    Args:
        states: Things by learners (or classes of learners): chance that each is known, in 0..1.
        weights: How probable each learner is; they sum to 1.
        asked: Positions that are out of the question.
        relevance: How much the doubt about each thing counts; 1 where nothing is said.
    """

    def __init__(
        self,
        states: NDArray[np.float32],
        weights: NDArray[np.float64],
        asked: Collection[int],
        *,
        relevance: NDArray[np.float64] | None = None,
    ) -> None:
        self.states = states
        self.relevance = np.ones(len(states)) if relevance is None else relevance
        self.weights = weights
        self.chances = (states.astype(np.float64) * weights).sum(axis=1)
        self.doubt_now = float((_entropy(self.chances) * self.relevance).sum())
        openness = np.minimum(self.chances, 1 - self.chances)
        openness[list(asked)] = -1.0
        order = np.argsort(-openness, kind="stable")[:_MOST_CANDIDATES]
        self.candidates: list[int] = [int(i) for i in order if openness[i] >= 0]
        self.doubt: NDArray[np.float64] = np.zeros(0)

    def after_replies(self, slip: float, guess: float) -> None:
        """Work out the expected doubt after each candidate's reply [bits]."""
        joint = self._joint(self.candidates)
        # A thing is known together with itself, also where a state is only a chance of knowing it.
        joint[np.arange(len(joint)), self.candidates] = self.chances[self.candidates]
        chance = self.chances[self.candidates][:, None]
        yes_chance = (1 - slip) * chance + guess * (1 - chance)
        yes = (1 - slip) * joint + guess * (self.chances - joint)
        no = self.chances - yes
        self.doubt = self._doubt_after(yes, yes_chance) + self._doubt_after(no, 1 - yes_chance)

    def moved_by(self, position: int) -> NDArray[np.float64]:
        """How far apart each chance stands after knowing this one and after not knowing it."""
        joint = self._joint([position])[0]
        chance = min(max(float(self.chances[position]), 1e-9), 1 - 1e-9)
        return np.asarray(np.abs(joint / chance - (self.chances - joint) / (1 - chance)))

    def _joint(self, positions: list[int]) -> NDArray[np.float64]:
        if np.ptp(self.weights) == 0:
            # Whole numbers up to 2^24 are exact in single precision, whatever the order of adding.
            counts = np.asarray(self.states[positions] @ self.states.T, dtype=np.float64)
            return np.asarray(counts * self.weights[0])
        weighted = self.states[positions].astype(np.float64) * self.weights
        return np.asarray(weighted @ self.states.T.astype(np.float64))

    def _doubt_after(
        self, joint: NDArray[np.float64], chance: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        doubt = _entropy(joint / np.maximum(chance, 1e-12)) * self.relevance
        return np.asarray(chance[:, 0] * doubt.sum(axis=1))


def _entropy(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    inside = np.clip(chances, 1e-9, 1 - 1e-9).astype(np.float32)
    bits: NDArray[np.float64] = -(
        inside * np.log2(inside) + (1 - inside) * np.log2(np.maximum(1 - inside, 1e-9))
    ).astype(np.float64)
    return bits
