"""Placement on real answers: 536 people, 20 items of fractions, prior learnt from others.

Five folds: the classes of learners are learnt from four, the people of the fifth are asked.
Accuracy counts all 20 items, those asked among them.
"""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.latent_classes import LatentClasses, learn_classes

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("CAREER_TEST_DATA", ROOT.parent / "shared" / "data"))
Rows = NDArray[np.float64]


def real_answers() -> Rows:
    """People by items, 1 for right."""
    path = DATA / "responses" / "fraction_subtraction.csv"
    return np.loadtxt(path, delimiter=",", skiprows=1)


def predictions(
    classes: LatentClasses, person: Rows, chance: np.random.Generator | None
) -> tuple[Rows, Rows]:
    """After 0, 1, … questions: each item's probability, and whether it was asked."""
    answers: dict[int, bool] = {}
    found, asked = [], []
    for _ in range(len(person)):
        found.append(classes.predict(answers))
        asked.append([float(i in answers) for i in range(len(person))])
        item = classes.next_item(answers)
        if chance is not None:
            left = [i for i in range(len(person)) if i not in answers]
            item = left[int(chance.integers(len(left)))]
        if item is not None:
            answers[item] = bool(person[item])
    return np.array(found), np.array(asked)


def calibration_error(chances: Rows, truth: Rows) -> float:
    """Expected calibration error over ten equal bins."""
    bins = np.minimum((chances * 10).astype(int), 9)
    off = 0.0
    for number in range(10):
        inside = bins == number
        if inside.any():
            off += inside.mean() * abs(chances[inside].mean() - truth[inside].mean())
    return off


def fraction_subtraction() -> dict[str, object]:
    """Accuracy by number of questions, ours and random; calibration on items not asked."""
    answers = real_answers()
    fold = np.random.Generator(np.random.PCG64(0)).permutation(len(answers)) % 5
    ours, others, chances, truths = [], [], [], []
    for number in range(5):
        classes = learn_classes(answers[fold != number], classes=10, starts=5, seed=number)
        chance = np.random.Generator(np.random.PCG64(number))
        for person in answers[fold == number]:
            predicted, asked = predictions(classes, person, None)
            ours.append(((predicted > 0.5) == person).mean(axis=1))
            open_items = asked[1:10] == 0
            chances.append(predicted[1:10][open_items])
            truths.append(np.broadcast_to(person, predicted[1:10].shape)[open_items])
            random_predicted, _ = predictions(classes, person, chance)
            others.append(((random_predicted > 0.5) == person).mean(axis=1))
    curve, random_curve = np.mean(ours, axis=0), np.mean(others, axis=0)
    needed = [int(np.argmax(random_curve >= curve[q])) for q in (3, 6, 9)]
    return {
        "people": len(answers),
        "right_after": {str(q): round(float(curve[q]), 4) for q in (0, 3, 6, 8, 9)},
        "random_right_after": {str(q): round(float(random_curve[q]), 4) for q in (0, 3, 6, 8, 9)},
        "random_questions_to_equal_ours_after_3_6_9": needed,
        "fewer_than_random": [round(1 - q / n, 3) for q, n in zip((3, 6, 9), needed, strict=True)],
        "calibration_error_of_items_not_asked": round(
            calibration_error(np.concatenate(chances), np.concatenate(truths)), 4
        ),
    }
