"""What is learnt from people who answered before: nothing from none, and what their answers fit.

Learning ends where one more pass changes nothing, which is checked here by plain sums: each class
has the people who are probably of it, and knows each step as they do.
"""

from math import exp, log

import numpy as np
import pytest
from builders import steps
from numpy.typing import NDArray

from engine.placement.learnt import LearntClasses, learn_classes, logistic_classes

Rows = NDArray[np.float64]
ABILITIES = [-4 + 8 * i / 30 for i in range(31)]


def logistic(value: float) -> float:
    return 1 / (1 + exp(-value))


def people(*groups: tuple[int, str]) -> Rows:
    """So many people with each pattern of answers, as `"110"`."""
    rows = [[float(mark) for mark in marks] for count, marks in groups for _ in range(count)]
    return np.array(rows)


def members(answers: Rows, weights: Rows, chances: Rows) -> list[list[float]]:
    """For each person how probably they are of each class."""
    found = []
    for person in answers.tolist():
        fits = []
        for weight, known in zip(weights.tolist(), chances.tolist(), strict=True):
            fit = weight
            for said, chance in zip(person, known, strict=True):
                fit *= chance if said else 1 - chance
            fits.append(fit)
        found.append([fit / sum(fits) for fit in fits])
    return found


def test_abilities_are_normal_from_minus_four_to_four() -> None:
    weights, _ = logistic_classes(people((1, "1")))
    raw = [exp(-(ability**2) / 2) for ability in ABILITIES]
    assert weights.tolist() == pytest.approx([value / sum(raw) for value in raw])


def test_without_people_a_step_is_of_middle_difficulty_and_sharpness_1_2() -> None:
    """At ability 4 that is known with 0.9918; no class is surer than 0.995."""
    _, chances = logistic_classes(np.zeros((0, 2)))
    expected = [logistic(1.2 * ability) for ability in ABILITIES]
    assert chances.shape == (31, 2)
    assert chances[:, 0].tolist() == pytest.approx(expected)
    assert chances[:, 1].tolist() == pytest.approx(expected)


def line_of(chances: Rows) -> tuple[float, float]:
    """Sharpness and intercept of a step, from its chances near abilities -0.8 and 0.8."""
    low, high = (log(p / (1 - p)) for p in (chances[12], chances[18]))
    slope = (high - low) / (ABILITIES[18] - ABILITIES[12])
    return slope, low - slope * ABILITIES[12]


SMALL = people((3, "110"), (2, "100"), (1, "001"), (4, "000"))


def test_a_step_is_as_sharp_and_as_difficult_as_the_answers_and_the_priors_say() -> None:
    """Where the slope of the likelihood equals what the priors, of strength 2 and 0.25, hold
    against it: Σ ability · (right - people · chance) = 2 · (sharpness - 1.2), and without
    ability = 0.25 · intercept.
    """
    weights, chances = logistic_classes(SMALL)
    classes = members(SMALL, weights, chances)
    for step in range(3):
        slope, intercept = line_of(chances[:, step])
        by_ability = constant = 0.0
        for at, ability in enumerate(ABILITIES):
            size = sum(row[at] for row in classes)
            right = sum(row[at] for row, said in zip(classes, SMALL, strict=True) if said[step])
            lacking = right - size * logistic(slope * ability + intercept)
            by_ability += ability * lacking
            constant += lacking
        assert by_ability == pytest.approx(2 * (slope - 1.2), abs=2e-3)
        assert constant == pytest.approx(0.25 * intercept, abs=2e-3)
    assert chances[15, 0] > chances[15, 1] > chances[15, 2]


def test_no_class_is_surer_than_199_in_200() -> None:
    _, chances = logistic_classes(people((200, "10")))
    assert chances.max() == pytest.approx(0.995)
    assert chances.min() == pytest.approx(0.005)


TWO_KINDS = people((30, "1100"), (30, "0011"), (2, "1111"), (2, "0000"))


def parts(learnt: LearntClasses, classes: int) -> list[tuple[Rows, Rows]]:
    """The four descriptions by classes, each with weights of its own."""
    starts = range(31, 31 + 4 * classes, classes)
    return [(learnt.weights[at : at + classes], learnt.chances[at : at + classes]) for at in starts]


@pytest.mark.parametrize(
    ("count", "classes"), [(1, 1), (14, 1), (29, 1), (30, 2), (60, 4), (119, 7), (300, 8)]
)
def test_there_is_a_class_for_every_fifteen_people_up_to_eight(count: int, classes: int) -> None:
    answers = np.random.Generator(np.random.PCG64(5)).random((count, 3)) < 0.5
    learnt = learn_classes(steps("a", "b", "c"), answers.astype(np.float64), seed=1)
    assert learnt.weights.shape == (31 + 4 * classes,)
    assert learnt.chances.shape == (31 + 4 * classes, 3)
    assert learnt.steps == steps("a", "b", "c")


def test_half_the_weight_is_by_ability_and_an_eighth_each_by_four_starts() -> None:
    learnt = learn_classes(steps("a", "b", "c", "d"), TWO_KINDS, seed=3)
    by_ability, chances = logistic_classes(TWO_KINDS)
    assert learnt.weights[:31] == pytest.approx(0.5 * by_ability)
    assert (learnt.chances[:31] == chances).all()
    for weights, _ in parts(learnt, 4):
        assert weights.sum() == pytest.approx(0.125)
    assert learnt.chances.max() <= 0.995 + 1e-12
    assert learnt.chances.min() >= 0.005 - 1e-12


def test_a_class_knows_what_its_people_know_and_two_average_ones() -> None:
    """Half a person is added to each class before their shares are taken."""
    learnt = learn_classes(steps("a", "b", "c", "d"), TWO_KINDS, seed=3)
    average = TWO_KINDS.mean(axis=0)
    for weights, chances in parts(learnt, 4):
        classes = np.array(members(TWO_KINDS, weights * 8, chances))
        size = classes.sum(axis=0)
        assert weights * 8 == pytest.approx((size + 0.5) / (64 + 2), abs=1e-2)
        for number in range(4):
            right = (classes[:, [number]] * TWO_KINDS).sum(axis=0)
            expected = (right + 2 * average) / (size[number] + 2)
            assert chances[number] == pytest.approx(np.clip(expected, 0.005, 0.995), abs=1e-2)


def test_two_kinds_of_people_are_told_apart() -> None:
    """Some class holds a and b but not c and d, and some the other way."""
    learnt = learn_classes(steps("a", "b", "c", "d"), TWO_KINDS, seed=3)
    for _, chances in parts(learnt, 4):
        kinds = {tuple(row) for row in (chances > 0.5).astype(int).tolist()}
        assert {(1, 1, 0, 0), (0, 0, 1, 1)} <= kinds


def test_the_same_seed_learns_the_same() -> None:
    one, same, other = (
        learn_classes(steps("a", "b", "c", "d"), TWO_KINDS, seed=seed) for seed in (1, 1, 2)
    )
    assert (one.chances == same.chances).all()
    assert (one.weights == same.weights).all()
    assert (one.chances != other.chances).any()
