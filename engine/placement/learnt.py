"""Learners learnt from people: what goes with what in the answers of those who were asked before.

Where enough people answered the same questions, what they know together is learnt instead of
imagined. Two descriptions stand side by side, and the answers of the person at hand weigh them: a
two-parameter logistic model (one ability, a difficulty and a sharpness for each step), and classes
of learners that know each step with a probability of their own. Where only counts are known, and
not who replied what together, the first alone is made of measured difficulties.

Source: Bock and Aitkin (1981); Lazarsfeld and Henry (1968); Dempster, Laird and Rubin (1977).
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.model import Step

Rows = NDArray[np.float64]

_ABILITIES = 31
_CLASSES, _STARTS = 8, 4
_PEOPLE_A_CLASS = 15
_PASSES = 60
_NEWTON_STEPS = 3
_PRIOR_PEOPLE = 2.0
"""How many average people each class is given, so that no class is too sure."""
_SURE = 0.995
"""No class knows a step, or does not, with more certainty."""


class LearntClasses(Struct, frozen=True):
    """Classes of learners: how common each is, and how probably it knows each step.

    `weights` sum to 1; `chances` are classes by steps, in (0, 1).
    """

    steps: tuple[Step, ...]
    weights: Rows
    chances: Rows


def learn_classes(steps: Sequence[Step], answers: Rows, *, seed: int) -> LearntClasses:
    """Learn from people who answered about every one of the steps.

    Args:
        steps: What was asked about, in the order of the columns.
        answers: People by steps, 1 for known and 0 for not.
        seed: All chance comes from it.

    Complexity: O(passes · classes · people · steps).
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    parts = [logistic_classes(answers)]
    parts += [_latent_classes(answers, chance) for _ in range(_STARTS)]
    shares = [0.5] + [0.5 / _STARTS] * _STARTS
    weights = [share * weights for share, (weights, _) in zip(shares, parts, strict=True)]
    chances = np.concatenate([chances for _, chances in parts])
    return LearntClasses(tuple(steps), np.concatenate(weights), chances)


def logistic_classes(answers: Rows) -> tuple[Rows, Rows]:
    """A two-parameter logistic model as classes of equal ability: weights, and classes by steps.

    Marginal likelihood by expectation and maximisation; difficulty and sharpness are held near to
    0 and 1.2 by weak normal priors.
    """
    ability = np.linspace(-4, 4, _ABILITIES)
    weights = np.exp(-(ability**2) / 2)
    weights /= weights.sum()
    design = np.stack([ability, np.ones(_ABILITIES)])
    slopes = np.tile([[1.2], [0.0]], answers.shape[1])
    for _ in range(_PASSES // 2):
        chances = _sure(_logistic(slopes.T @ design)).T
        share = _posterior(answers, weights, chances)
        people, right = share.sum(axis=0), share.T @ answers
        slopes = _fitted_slopes(slopes, design, people, right)
    return weights, _sure(_logistic(slopes.T @ design)).T


def classes_of_ability(difficulties: Rows, sharpness: float) -> tuple[Rows, Rows]:
    """Classes of equal ability where difficulties are known: weights, and classes by steps.

    Example: of those of average ability one in two holds a step of difficulty 0.
        >>> weights, chances = classes_of_ability(np.array([0.0]), 1.7)
        >>> round(float(weights.sum()), 9), float(chances[_ABILITIES // 2, 0])
        (1.0, 0.5)
    """
    ability = np.linspace(-4, 4, _ABILITIES)
    weights = np.exp(-(ability**2) / 2)
    return weights / weights.sum(), _sure(_logistic(sharpness * (ability[:, None] - difficulties)))


def _fitted_slopes(slopes: Rows, design: Rows, people: Rows, right: Rows) -> Rows:
    """Newton steps of every step's logistic regression on ability; slopes and intercepts."""
    centre, strength = np.array([[1.2], [0.0]]), np.array([[2.0], [0.25]])
    for _ in range(_NEWTON_STEPS):
        fitted = _logistic(slopes.T @ design)
        gradient = design @ (right - people[:, None] * fitted.T) - strength * (slopes - centre)
        spread = people * fitted * (1 - fitted)
        curve = np.einsum("ak,jk,bk->jab", design, spread, design)
        curve += np.diag(strength[:, 0])
        slopes = slopes + np.linalg.solve(curve, gradient.T[:, :, None])[:, :, 0].T
    return slopes


def _latent_classes(answers: Rows, chance: np.random.Generator) -> tuple[Rows, Rows]:
    count = max(1, min(_CLASSES, len(answers) // _PEOPLE_A_CLASS))
    chances = np.clip(answers[chance.choice(len(answers), count, replace=False)] * 0.6 + 0.2, 0, 1)
    weights = np.full(count, 1 / count)
    average = answers.mean(axis=0)
    for _ in range(_PASSES):
        share = _posterior(answers, weights, chances)
        size = share.sum(axis=0)
        weights = (size + 0.5) / (size + 0.5).sum()
        chances = (share.T @ answers + _PRIOR_PEOPLE * average) / (size[:, None] + _PRIOR_PEOPLE)
        chances = _sure(chances)
    return weights, chances


def _posterior(answers: Rows, weights: Rows, chances: Rows) -> Rows:
    """People by classes: how probably each person is of each class."""
    fit = answers @ np.log(chances).T + (1 - answers) @ np.log(1 - chances).T + np.log(weights)
    share = np.exp(fit - fit.max(axis=1, keepdims=True))
    return np.asarray(share / share.sum(axis=1, keepdims=True))


def _logistic(values: Rows) -> Rows:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))))


def _sure(chances: Rows) -> Rows:
    return np.clip(chances, 1 - _SURE, _SURE)
