"""A prior learnt from people: classes of learners found in earlier answers.

Where enough people answered the same questions, what goes with what is learnt
instead of assumed: each class knows each thing with its own probability.
"""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.placement.question import DoubtLeft

_PASSES = 120
_PRIOR_PEOPLE = 1.0
"""How many average people each class is given, so that no class is too sure."""


class LatentClasses(Struct, frozen=True):
    """Classes of learners: how common each is, and how probably it knows each thing."""

    weights: NDArray[np.float64]
    chances: NDArray[np.float64]

    def posterior(self, answers: Mapping[int, bool]) -> NDArray[np.float64]:
        """How probable each class is for who gave these answers, by position of the thing."""
        fit = np.log(self.weights)
        for item, right in sorted(answers.items()):
            chance = self.chances[:, item]
            fit = fit + np.log(chance if right else 1 - chance)
        raised = np.exp(fit - fit.max())
        return np.asarray(raised / raised.sum())

    def predict(self, answers: Mapping[int, bool]) -> NDArray[np.float64]:
        """The probability of each thing; what was answered stands as it was."""
        predicted: NDArray[np.float64] = (self.posterior(answers)[:, None] * self.chances).sum(
            axis=0
        )
        for item, right in answers.items():
            predicted[item] = float(right)
        return predicted

    def next_item(self, answers: Mapping[int, bool]) -> int | None:
        """The thing whose answer leaves least doubt about all; None when all are answered."""
        states = self.chances.T.astype(np.float32)
        for item, right in answers.items():
            states[item] = float(right)
        left = DoubtLeft(states, self.posterior(answers), answers)
        if not left.candidates:
            return None
        left.after_replies(0.0, 0.0)
        ranked = sorted(
            (round(float(d), 9), i) for i, d in zip(left.candidates, left.doubt, strict=True)
        )
        return ranked[0][1]


def learn_classes(
    answers: NDArray[np.float64], *, classes: int, starts: int, seed: int
) -> LatentClasses:
    """Find classes of learners in people's answers by expectation and maximisation.

    Args:
        answers: People by things, 1 for right and 0 for wrong.
        classes: How many to look for from each start.
        starts: The classes of several starts are kept side by side, each with its share.
        seed: All chance comes from it.

    Source: Lazarsfeld and Henry (1968); Dempster, Laird and Rubin (1977).
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    found = [_fitted(answers, classes, chance) for _ in range(starts)]
    weights = np.concatenate([weights for weights, _ in found]) / starts
    return LatentClasses(weights, np.concatenate([chances for _, chances in found]))


def _fitted(
    answers: NDArray[np.float64], classes: int, chance: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    people = answers[chance.choice(len(answers), classes, replace=False)]
    chances = np.clip(people * 0.6 + 0.2, 0.05, 0.95)
    weights = np.full(classes, 1 / classes)
    average = answers.mean(axis=0)
    for _ in range(_PASSES):
        fit = answers @ np.log(chances).T + (1 - answers) @ np.log(1 - chances).T + np.log(weights)
        share = np.exp(fit - fit.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        size = share.sum(axis=0)
        weights = (size + 0.5) / (size + 0.5).sum()
        chances = (share.T @ answers + _PRIOR_PEOPLE * average) / (size[:, None] + _PRIOR_PEOPLE)
        chances = np.clip(chances, 0.01, 0.99)
    return weights, chances
