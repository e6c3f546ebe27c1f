"""Placement on real answers with the product's own engine: learners learnt from other people.

`python -m benchmarks.bench_placement_people [people] [folder]` prints JSON for every set of
responses (CSV, people by items, 0 and 1) in a folder, `responses/` of the test data unless it is
named. Five folds: learners are learnt from four, people of the fifth are asked; `people` of each
set at most. Accuracy counts all items, those asked among them. Beside it: a two-parameter logistic
model, fitted to the same people, which asks where it is least sure; and the engine's belief with
questions in random order.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine import (
    Hours,
    Importance,
    Level,
    Placement,
    PlacementBelief,
    PlacementOptions,
    Reply,
    Requirement,
    Role,
    RoleSlug,
    Skill,
    SkillGraph,
    SkillSlug,
    Step,
    Target,
    Variant,
    answer,
    begin_placement,
    believe,
    next_question,
)
from engine.placement.learnt import LearntClasses, learn_classes, logistic_classes

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("CAREER_TEST_DATA", ROOT.parent / "shared" / "data"))
EXACT = PlacementOptions(slip=0, guess=0, most_questions=10_000, enough_right=1.0)
AFTER = (0, 3, 6, 9)
Rows = NDArray[np.float64]
Asked = tuple[Rows, Rows]
"""After 0, 1, … questions: each item's probability, and whether it was asked."""


class Items:
    """A set of responses as a role whose targets are the items, none a prerequisite of another."""

    def __init__(self, answers: Rows) -> None:
        self.answers = answers
        self.steps = [Step(SkillSlug(f"i{n:03}"), 1) for n in range(answers.shape[1])]
        ladder = (Level(Hours(1, 1, 1)),)
        self.graph = SkillGraph.of(Skill(s.skill, s.skill, "items", ladder) for s in self.steps)
        asked = tuple(
            Requirement(s.skill, (Target(s.skill, 1),), 1, 1, Importance.CORE) for s in self.steps
        )
        variant = Variant("all")
        role = Role(RoleSlug("items"), "Items", {variant: asked})
        begun = begin_placement(self.graph, role, variant, ratings={}, seed=0)
        self.begun = begun.with_options(EXACT)

    def engine(self, learnt: LearntClasses, person: Rows, order: Sequence[int]) -> Asked:
        """The product's placement; its own questions unless there is an order."""

        def chances(placement: Placement) -> PlacementBelief:
            return believe(self.graph, placement, learnt=learnt)

        placement, found, asked = self.begun, [], []
        for number in range(AFTER[-1] + 1):
            belief = chances(placement)
            row = belief.chances[[belief.space.index[step] for step in self.steps]]
            done = [float(step in placement.asked) for step in self.steps]
            found.append(np.where(done, person, row))
            asked.append(done)
            question = None if order else next_question(belief)
            step = question.step if question else self.steps[order[number]]
            knows = person[self.steps.index(step)]
            placement = answer(placement, step, Reply.YES if knows else Reply.NO)
        return np.array(found), np.array(asked)


def logistic(weights: Rows, chances: Rows, person: Rows) -> Asked:
    """A two-parameter logistic model; it asks what leaves least variance of ability."""
    ability = np.linspace(-4, 4, len(weights))
    posterior, asked, found, done = weights, np.zeros(len(person)), [], []
    for _ in range(AFTER[-1] + 1):
        found.append(np.where(asked, person, posterior @ chances))
        done.append(asked.copy())
        yes = posterior @ chances
        spread = np.zeros(len(person))
        for likelihood, chance in ((chances, yes), (1 - chances, 1 - yes)):
            after = posterior[:, None] * likelihood / chance
            spread = spread + chance * (ability**2 @ after - (ability @ after) ** 2)
        item = int(np.argmin(np.where(asked, np.inf, spread)))
        posterior = posterior * (chances if person[item] else 1 - chances)[:, item]
        posterior = posterior / posterior.sum()
        asked[item] = 1
    return np.array(found), np.array(done)


def calibration_error(chances: Rows, truth: Rows) -> float:
    """Expected calibration error over ten equal bins."""
    bins = np.minimum((chances * 10).astype(int), 9)
    off = 0.0
    for number in range(10):
        inside = bins == number
        if inside.any():
            off += inside.mean() * abs(chances[inside].mean() - truth[inside].mean())
    return off


def of_set(answers: Rows, people: int) -> dict[str, object]:
    """Accuracy by number of questions of every way to ask, and calibration of items not asked."""
    chance = np.random.Generator(np.random.PCG64(0))
    fold = chance.permutation(len(answers)) % 5
    items = Items(answers)
    runs: dict[str, list[Rows]] = {"engine": [], "logistic": [], "random_order": []}
    chances, truths = [], []
    for number in range(5):
        others = answers[fold != number]
        learnt = learn_classes(items.steps, others, seed=number)
        weights, by_ability = logistic_classes(others)
        for person in answers[fold == number][: -(-people // 5)]:
            order = [int(item) for item in chance.permutation(len(person))]
            ways: dict[str, Callable[[], Asked]] = {
                "engine": partial(items.engine, learnt, person, ()),
                "logistic": partial(logistic, weights, by_ability, person),
                "random_order": partial(items.engine, learnt, person, order),
            }
            for name, way in ways.items():
                predicted, asked = way()
                runs[name].append(((predicted > 0.5) == person).mean(axis=1))
                if name == "engine":
                    is_open = asked[1:] == 0
                    chances.append(predicted[1:][is_open])
                    truths.append(np.broadcast_to(person, predicted[1:].shape)[is_open])
    curves = {name: np.mean(run, axis=0) for name, run in runs.items()}
    return {
        "people": len(runs["engine"]),
        "items": answers.shape[1],
        "right_after": {
            n: {str(q): round(float(c[q]), 4) for q in AFTER} for n, c in curves.items()
        },
        "calibration_error": round(
            float(calibration_error(np.concatenate(chances), np.concatenate(truths))), 4
        ),
    }


def main() -> None:
    """Print the figures as JSON."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else DATA / "responses"
    figures: dict[str, object] = {"benchmark": "placement_people"}
    for path in sorted(folder.glob("*.csv")):
        figures[path.stem] = of_set(np.loadtxt(path, delimiter=",", skiprows=1), people)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
