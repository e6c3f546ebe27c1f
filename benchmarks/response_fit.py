"""What counts of replies say: how hard steps are, how often people slip and guess, how far
prerequisites can be relied on, and how stated hours compare with those that people need.

Only counts of single replies and of pairs are known, never who replied what together. So the
likelihood is that of all pairs (a composite likelihood), of a logistic model with one ability:
who has ability t holds a step of difficulty d with probability 1 / (1 + exp(-a (t - d))), says yes
to it with probability 1 - slip if they hold it and with probability guess if they do not. Pairs of
which one step requires the other are left out there: they depend on each other beyond ability,
and say how far the prerequisite can be relied on.

Source: Lindsay (1988), composite likelihood; Birnbaum (1968), the logistic model; Nocedal (1980),
L-BFGS, the optimisation.
"""

from collections.abc import Callable, Sequence
from math import log2, sqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ABILITY = np.linspace(-4, 4, 41)
WEIGHT = np.exp(-(ABILITY**2) / 2) / np.exp(-(ABILITY**2) / 2).sum()

LEAST_RATE, MOST_RATE = 0.005, 0.3
"""The bounds of slips and guesses: those of content."""
_USUAL_SHARPNESS, _SHARPNESS_SPREAD = 1.7, 0.5
_DIFFICULTY_SPREAD = 2.0
_RATE_SPREAD = 1.5
"""Of the logit of a rate inside its bounds, around the middle of them."""
_ROUNDS, _MEMORY, _STEPS_BACK = 400, 12, 30
_NINETY = 1.645
"""How many standard errors a range of 90 % reaches to either side."""
LEAST_HELD = 0.3


class PairTables(Struct, frozen=True):
    """Steps by steps: how often the first was said yes or no to, and the second.

    `yes_no[i, j]` counts who said yes to i and no to j; `no_yes` is its transpose, and the other
    two are symmetric.
    """

    yes_yes: Floats
    yes_no: Floats
    no_no: Floats

    @classmethod
    def empty(cls, steps: int) -> "PairTables":
        """Tables without any counts."""
        return cls(*(np.zeros((steps, steps)) for _ in range(3)))

    def add(self, i: int, j: int, counts: tuple[int, int, int, int]) -> None:
        """Add both, first only, second only, neither, of the pair i, j."""
        both, first, second, neither = counts
        for one, other, only in ((i, j, first), (j, i, second)):
            self.yes_yes[one, other] += both
            self.yes_no[one, other] += only
            self.no_no[one, other] += neither

    @property
    def repeats(self) -> float:
        """Roughly in how many pairs each reply is, as if all steps were asked as often.

        The likelihood is divided by it, so that the priors weigh against replies, not pairs.
        """
        return max(1.0, float((self.yes_yes + self.no_no + self.yes_no > 0).sum(axis=1).mean()))


class RepliesFit(Struct, frozen=True):
    """The fitted model; difficulties in the order of the steps."""

    difficulties: Floats
    sharpness: float
    slip: float
    guess: float


class RatioFit(Struct, frozen=True):
    """The median of hours spent against typical ones, and the range it is in 90 % of times."""

    ratio: float
    low: float
    high: float
    n: int


def fit_replies(tables: PairTables) -> RepliesFit:
    """The most probable difficulties, sharpness, slips and guesses, under weak priors.

    Complexity: O(rounds · steps² · abilities).
    """
    steps = len(tables.yes_yes)
    start = np.zeros(steps + 3)
    seen = tables.yes_yes + tables.yes_no
    yes = seen.sum(axis=1) / np.maximum(1, (seen + tables.yes_no.T + tables.no_no).sum(axis=1))
    start[:steps] = -1.3 * np.log((yes + 0.02) / (1.02 - yes))
    found = _minimised(lambda values: _loss(values, tables), start)
    return RepliesFit(
        difficulties=found[:steps],
        sharpness=_USUAL_SHARPNESS * float(np.exp(_SHARPNESS_SPREAD * found[steps])),
        slip=_rate(found[steps + 1]),
        guess=_rate(found[steps + 2]),
    )


def _rate(value: float) -> float:
    inside = 1 / (1 + np.exp(-_RATE_SPREAD * (value - 1)))
    return float(LEAST_RATE + (MOST_RATE - LEAST_RATE) * inside)


def _loss(values: Floats, tables: PairTables) -> tuple[float, Floats]:
    """Minus the log of the composite likelihood and of the priors, and its gradient."""
    steps = len(tables.yes_yes)
    hard = values[:steps]
    sharp = _USUAL_SHARPNESS * np.exp(_SHARPNESS_SPREAD * values[steps])
    slip, guess = _rate(values[steps + 1]), _rate(values[steps + 2])
    margin = ABILITY - hard[:, None]
    hold = 1 / (1 + np.exp(-np.clip(sharp * margin, -30, 30)))
    yes = guess + (1 - slip - guess) * hold
    both = (yes * WEIGHT) @ yes.T
    single = yes @ WEIGHT
    only = single[:, None] - both
    neither = 1 - single[:, None] - single + both
    chances = [np.maximum(each, 1e-12) for each in (both, only, only.T, neither)]
    counts = (tables.yes_yes, tables.yes_no, tables.yes_no.T, tables.no_no)
    pull = [count / chance for count, chance in zip(counts, chances, strict=True)]
    loss = -sum(float((n * np.log(p)).sum()) for n, p in zip(counts, chances, strict=True)) / 2
    by_yes = -WEIGHT * ((pull[0] - pull[2]) @ yes + (pull[1] - pull[3]) @ (1 - yes))
    by_hold = by_yes * (1 - slip - guess) * hold * (1 - hold)
    gradient = np.concatenate(
        [
            -sharp * by_hold.sum(axis=1),
            [_SHARPNESS_SPREAD * sharp * (by_hold * margin).sum()],
            [(by_yes * -hold).sum() * _rate_slope(values[steps + 1])],
            [(by_yes * (1 - hold)).sum() * _rate_slope(values[steps + 2])],
        ]
    )
    spread = np.concatenate([np.full(steps, _DIFFICULTY_SPREAD), np.ones(3)])
    loss, gradient = loss / tables.repeats, gradient / tables.repeats
    return loss + float(((values / spread) ** 2).sum()) / 2, gradient + values / spread**2


def _rate_slope(value: float) -> float:
    share = (_rate(value) - LEAST_RATE) / (MOST_RATE - LEAST_RATE)
    return (MOST_RATE - LEAST_RATE) * _RATE_SPREAD * share * (1 - share)


def _minimised(loss: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """L-BFGS with steps that are halved until they gain."""
    at, (value, gradient) = start, loss(start)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(_ROUNDS):
        direction = _direction(gradient, moves)
        slope, size = float(direction @ gradient), 1.0 if moves else 1 / np.linalg.norm(gradient)
        for _ in range(_STEPS_BACK):
            there = at + size * direction
            new, new_gradient = loss(there)
            if new <= value + 1e-4 * size * slope:
                break
            size /= 2
        else:
            return at
        change = (there - at, new_gradient - gradient)
        if change[0] @ change[1] > 1e-12:
            moves = [*moves, change][-_MEMORY:]
        is_done = value - new < 1e-9 * max(1.0, abs(value))
        at, value, gradient = there, new, new_gradient
        if is_done:
            return at
    return at


def _direction(gradient: Floats, moves: Sequence[tuple[Floats, Floats]]) -> Floats:
    found, shares = -gradient, []
    for step, turn in reversed(moves):
        share = (step @ found) / (step @ turn)
        shares.append(share)
        found = found - share * turn
    if moves:
        step, turn = moves[-1]
        found = found * (step @ turn) / (turn @ turn)
    for (step, turn), share in zip(moves, reversed(shares), strict=True):
        found = found + step * (share - (turn @ found) / (step @ turn))
    return np.asarray(found)


def held_of(counts: tuple[int, int, int, int], *, slip: float, guess: float) -> tuple[float, float]:
    """How often who holds a step holds its prerequisite, and how many of those counted hold it.

    Replies are taken back to what is held by undoing slips and guesses.

    Args:
        counts: Yes to both, to the prerequisite only, to the step only, to neither.
        slip: How often who holds a step does not say yes.
        guess: How often who does not hold it does.

    Example: 80 of 100 holders of the step hold its prerequisite; replies are exact.
        >>> held_of((80, 50, 20, 50), slip=0.0, guess=0.0)
        (0.8, 100.0)
    """
    both, needed_only, step_only, neither = counts
    said = np.array([[both, needed_only], [step_only, neither]], dtype=np.float64)
    undo = np.linalg.inv(np.array([[1 - slip, guess], [slip, 1 - guess]]))
    holds = undo @ said @ undo.T
    people = float(holds[0, 0] + holds[1, 0])
    share = float(holds[0, 0]) / people if people > 0 else 1.0
    return min(1.0, max(LEAST_HELD, share)), people


def ratio_of(counts: Sequence[int], bounds: Sequence[float]) -> RatioFit:
    """The median and its range of 90 %, by the ranks that it may have.

    Args:
        counts: One more than bounds: those below the first, between them, from the last on.
        bounds: Ascending; counts beyond the ends are taken as within one more step.

    Example: all between 1 and 2, evenly on the scale of ratios.
        >>> found = ratio_of([0, 16, 0], [1.0, 2.0])
        >>> round(found.ratio, 3), found.n
        (1.414, 16)
    """
    first, last = bounds[0] / bounds[1] * bounds[0], bounds[-1] / bounds[-2] * bounds[-1]
    edges = [log2(bound) for bound in (first, *bounds, last)]
    total = sum(counts)
    heap = np.concatenate([[0], np.cumsum(counts)])
    heap = heap + np.arange(len(heap)) * 1e-9

    def at(rank: float) -> float:
        return float(2 ** np.interp(rank, heap, edges))

    reach = _NINETY * sqrt(total) / 2
    return RatioFit(at(total / 2), at(total / 2 - reach), at(total / 2 + reach), total)
