"""Imagined learners, each a closed state, who fit what was said.

A learner has a general ability, one for each area, and a sharpness; they
master a step with logistic probability of ability over difficulty, and know what
they can then reach. Answers and ratings pull each step towards known or unknown
by a log likelihood ratio, its *pull*. Learners are drawn forward with each step's
odds raised by what the pulls on later steps say (backward messages), weighted by
the exact ratio, and then moved by Metropolis and Hastings: abilities given the
state, the whole state at once given the abilities.

Source: guided (twisted) importance sampling with population MCMC; Doignon and
Falmagne (1985) for closed states.
"""

from math import exp, log, log1p

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from engine.placement.space import Grid, StepSpace

Floats = NDArray[np.float32]

_ABILITY_MOVES = 2

_ODD = 0.005
"""How often at least ability decides wrongly, however easy or hard the step."""

_MOST_LOGIT = np.float32(log((1 - _ODD) / _ODD))


class AbilityPrior(Struct, frozen=True):
    """How abilities are spread before anything is asked, in units of the spread of difficulty.

    Some learners are even, some are specialists: how far areas differ is itself
    unknown, around `area`; so is how sharply ability decides, around `sharpness`.
    The two spreads named after them are spreads of logarithms. `goal_driven` is the
    share of learners, in [0, 1), whom no ability explains: they studied towards a few goals.
    """

    mean: float = 0.0
    general: float = 1.4
    area: float = 0.6
    sharpness: float = 3.3
    area_spread: float = 0.6
    sharpness_spread: float = 0.5
    goal_driven: float = 0.05


DEFAULT_PRIOR = AbilityPrior()


class Abilities(Struct):
    """The latent side of the imagined learners; worked on in place by its sampler alone."""

    general: Floats
    area: Floats
    log_spread: Floats
    log_sharpness: Floats

    def picked(self, which: NDArray[np.intp]) -> "Abilities":
        """Those of some learners, as often as each is named."""
        return Abilities(
            self.general[which],
            self.area[:, which],
            self.log_spread[which],
            self.log_sharpness[which],
        )


class BeliefSampler:
    """Draws learners that fit the pulls; every draw comes from the seed."""

    def __init__(self, space: StepSpace, prior: AbilityPrior, *, learners: int, seed: int) -> None:
        self.space = space
        self.prior = prior
        self.learners = learners
        self.chance = np.random.Generator(np.random.PCG64(seed))

    def draw(self, pulls: Floats, *, rounds: int) -> Grid:
        """Learners of equal weight; steps by learners."""
        if not len(self.space):
            return np.zeros((0, self.learners), dtype=np.bool_)
        self.begin(pulls)
        return self.moved(rounds)

    def begin(self, pulls: Floats) -> float:
        """Draw learners that fit the pulls; gives the log of how well ability explains these."""
        self._pulls = pulls
        abilities = self._abilities()
        bonus = self._bonus(pulls, self._logits(abilities).mean(axis=1))
        known, reach, weight = self._propose(abilities, pulls, bonus)
        picked = resampled(weight, float(self.chance.random()))
        self._known, self._reach = known[:, picked], reach[:, picked]
        self._held = abilities.picked(picked)
        return log_mean(weight)

    def moved(self, rounds: int) -> Grid:
        """The learners begun with, after so many moves of each; steps by learners."""
        abilities, pulls = self._held, self._pulls
        for _ in range(rounds):
            known, reach = self._known, self._reach
            self._move_abilities(abilities, known, reach)
            logits = self._logits(abilities)
            bonus = self._bonus(pulls, logits.mean(axis=1))
            current = self._log_weight(logits, known, reach, pulls, bonus)
            new_known, new_reach, proposed = self._propose(abilities, pulls, bonus)
            accept = self._accepted(proposed - current)
            self._known = np.where(accept, new_known, known)
            self._reach = np.where(accept, new_reach, reach)
        return self._known

    def _abilities(self) -> Abilities:
        prior, count = self.prior, self.space.classes.area_count
        log_area = np.float32(log(prior.area)) + prior.area_spread * self._normal(self.learners)
        return Abilities(
            prior.mean + prior.general * self._normal(self.learners),
            np.exp(log_area) * self._normal(count, self.learners),
            log_area,
            np.float32(log(prior.sharpness)) + prior.sharpness_spread * self._normal(self.learners),
        )

    def _normal(self, *shape: int) -> Floats:
        return self.chance.standard_normal(shape, dtype=np.float32)

    def _uniform(self, *shape: int) -> Floats:
        return np.maximum(self.chance.random(shape, dtype=np.float32), np.float32(1e-7))

    def _class_logits(self, abilities: Abilities) -> Floats:
        classes = self.space.classes
        ability = abilities.general + abilities.area[classes.area]
        margin = ability - classes.difficulty[:, None]
        logits = np.exp(abilities.log_sharpness) * margin
        return np.asarray(np.clip(logits, -_MOST_LOGIT, _MOST_LOGIT))

    def _logits(self, abilities: Abilities) -> Floats:
        return self._class_logits(abilities)[self.space.classes.of_step]

    def _propose(
        self, abilities: Abilities, pulls: Floats, bonus: Floats
    ) -> tuple[Grid, Grid, Floats]:
        logits = self._logits(abilities)
        noise = self._uniform(*logits.shape)
        threshold = np.log(noise) - np.log1p(-np.minimum(noise, np.float32(1 - 1e-7)))
        known, reach = self.space.close(threshold < logits + bonus[:, None])
        return known, reach, self._log_weight(logits, known, reach, pulls, bonus)

    def _log_weight(
        self, logits: Floats, known: Grid, reach: Grid, pulls: Floats, bonus: Floats
    ) -> Floats:
        """Logarithm of the posterior over the proposal, up to a constant."""
        rows = np.flatnonzero(bonus)
        plain, raised = logits[rows], logits[rows] + bonus[rows, None]
        open_odds = np.where(reach[rows], softplus(raised) - softplus(plain), np.float32(0))
        left = pulls - bonus
        pulled = np.flatnonzero(left)
        held = np.where(known[pulled], left[pulled, None], np.float32(0))
        return np.asarray(open_odds.sum(axis=0) + held.sum(axis=0))

    def _move_abilities(self, abilities: Abilities, known: Grid, reach: Grid) -> None:
        classes = self.space.classes
        mastered, tried = classes.counts(known), classes.counts(reach)
        fit = self._fit(abilities, mastered, tried)
        for _ in range(_ABILITY_MOVES):
            spread = np.exp(abilities.log_spread)
            step = spread * self._normal(*abilities.area.shape)
            moved = structs.replace(abilities, area=abilities.area + step)
            new_fit = self._fit(moved, mastered, tried)
            gain = classes.by_area(new_fit - fit)
            gain += (abilities.area**2 - moved.area**2) / (2 * spread**2)
            accept = self._accepted(gain)
            abilities.area = np.where(accept, moved.area, abilities.area)
            fit = np.where(accept[classes.area], new_fit, fit)
            fit = self._move_shape(abilities, mastered, tried, fit)

    def _move_shape(
        self, abilities: Abilities, mastered: Floats, tried: Floats, fit: Floats
    ) -> Floats:
        """Move what belongs to the whole learner: general ability, sharpness, spread of areas."""
        moved = structs.replace(
            abilities,
            general=abilities.general + np.float32(0.4) * self._normal(self.learners),
            log_sharpness=abilities.log_sharpness + np.float32(0.3) * self._normal(self.learners),
        )
        new_fit = self._fit(moved, mastered, tried)
        gain = (new_fit - fit).sum(axis=0) + self._log_prior(moved) - self._log_prior(abilities)
        accept = self._accepted(gain)
        abilities.general = np.where(accept, moved.general, abilities.general)
        abilities.log_sharpness = np.where(accept, moved.log_sharpness, abilities.log_sharpness)
        wider = structs.replace(
            abilities,
            log_spread=abilities.log_spread + np.float32(0.5) * self._normal(self.learners),
        )
        accept_spread = self._accepted(self._log_prior(wider) - self._log_prior(abilities))
        abilities.log_spread = np.where(accept_spread, wider.log_spread, abilities.log_spread)
        return np.where(accept, new_fit, fit)

    def _accepted(self, gain: Floats) -> Grid:
        return np.asarray(np.log(self._uniform(*gain.shape)) < gain)

    def _log_prior(self, abilities: Abilities) -> Floats:
        prior, areas = self.prior, len(abilities.area)
        within = (abilities.area**2).sum(axis=0) / (2 * np.exp(2 * abilities.log_spread))
        fit: Floats = (
            _log_normal(abilities.general - np.float32(prior.mean), prior.general)
            + _log_normal(abilities.log_sharpness - log(prior.sharpness), prior.sharpness_spread)
            + _log_normal(abilities.log_spread - log(prior.area), prior.area_spread)
            - within
            - areas * abilities.log_spread
        )
        return fit

    def _fit(self, abilities: Abilities, mastered: Floats, tried: Floats) -> Floats:
        logits = self._class_logits(abilities)
        return mastered * logits - tried * softplus(logits)

    def _bonus(self, pulls: Floats, logits: Floats) -> Floats:
        """What the pulls on a step and on all steps that require it add to the step's log odds."""
        bonus = [float(pull) for pull in pulls]
        odds = [float(logit) for logit in logits]
        for i in range(len(bonus) - 1, -1, -1):
            if abs(bonus[i]) < 1e-3:
                continue
            clauses = self.space.clauses[i]
            others = max(1, sum(len(a[0]) if len(a) == 1 else 1 for a in clauses))
            message = _message(odds[i], bonus[i], others)
            for alternatives in clauses:
                share = message - log(len(alternatives)) if message > 0 else message / 2
                passed = message if len(alternatives) == 1 else max(share, min(message, 0.0))
                for alternative in alternatives:
                    for position in alternative:
                        bonus[position] = _joined(bonus[position], passed)
        return np.array(bonus, dtype=np.float32)


def _message(odds: float, bonus: float, others: int) -> float:
    """What a step says to a prerequisite: a certain need counts in full, doubt is shared."""
    mastery = 1 / (1 + exp(-max(min(odds, 30.0), -30.0)))
    if bonus > 0:
        return log1p(mastery * (exp(min(bonus, 60.0)) - 1))
    return log1p(mastery * 0.7**others * (exp(bonus) - 1))


def _joined(one: float, other: float) -> float:
    return max(min(one + other, 60.0), -60.0)


def resampled(log_weight: Floats | NDArray[np.float64], start: float) -> NDArray[np.intp]:
    """Which learners to go on with, as many as there were; `start` in [0, 1).

    Systematic resampling; weights are flattened so far that a fifth still counts.
    """
    learners, flat = len(log_weight), 1.0
    scaled = (log_weight - log_weight.max()).astype(np.float64)
    while flat > 0.01:
        weights = np.exp(flat * scaled)
        if weights.sum() ** 2 / (weights**2).sum() >= learners / 5:
            break
        flat *= 0.8
    points = (np.arange(learners) + start) / learners
    edges = np.cumsum(weights) / weights.sum()
    return np.minimum(np.searchsorted(edges, points), learners - 1)


def log_mean(log_weight: Floats | NDArray[np.float64]) -> float:
    """log of the mean of e^w without overflow."""
    top = float(log_weight.max())
    return top + float(np.log(np.exp(log_weight.astype(np.float64) - top).mean()))


def _log_normal(deviation: Floats, spread: float) -> Floats:
    return -(deviation**2) / np.float32(2 * spread**2)


def softplus(values: Floats) -> Floats:
    """log(1 + e^v) without overflow."""
    return np.maximum(values, np.float32(0)) + np.log1p(np.exp(-np.abs(values)))
