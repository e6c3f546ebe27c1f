"""A placement by hand: levels, readiness, questions and replies (`placement_beliefs.py`)."""

from math import exp, log2

import pytest
from builders import step, steps
from msgspec.structs import replace
from placement_beliefs import ASKED, EXACT, SQL, TEN, begun, believed

from engine import (
    Finished,
    InferenceKind,
    InferredStep,
    PlacedLevel,
    PlacementOptions,
    Question,
    Rating,
    RatingSource,
    Reply,
    answer,
    finished_because,
    next_question,
    placement_result,
)
from engine.placement.evidence import Rates, rated_levels, rates_of, reply_levels, told_levels
from engine.placement.result import ReadinessRange


def test_levels_and_their_chances() -> None:
    belief = believed(begun(), TEN)
    assert belief.learners == 10
    assert belief.chances.tolist() == [0.9, 0.6]
    result = placement_result(belief, ASKED)
    assert result.levels == (PlacedLevel(SQL, 2, (0.1, 0.3, 0.6)),)
    assert result.state == steps("sql:1", "sql:2")
    assert result.expected_right == 0.75  # (0.9 + 0.6) / 2


def test_what_is_less_probable_than_not_is_not_placed() -> None:
    """Four of ten know level 2: the most probable state is level 1, right with 0.9 and 0.6."""
    told = answer(begun(), step("sql:1"), Reply.YES)
    result = placement_result(believed(told, {(0, 0): 1, (1, 0): 5, (1, 1): 4}), ASKED)
    assert result.levels == (PlacedLevel(SQL, 1, (0.1, 0.5, 0.4)),)
    assert result.state == steps("sql:1")
    assert result.expected_right == 0.75
    assert result.readiness.placed == 37.5


@pytest.mark.parametrize(
    ("coverage", "low", "high"),
    [
        # Of the ten, sorted: 0, 37.5 three times, 100 six times. At 5 % the lower of places
        # 0 and 1 (of 0 to 9: 0.45), at 95 % the higher of 8 and 9.
        (0.9, 0, 100),
        # At 25 %: 2.25, the lower is place 2.
        (0.5, 37.5, 100),
        # At 45 %: 4.05, place 4.
        (0.1, 100, 100),
    ],
)
def test_the_range_of_readiness(coverage: float, low: float, high: float) -> None:
    placement = answer(begun(replace(EXACT, coverage=coverage)), step("sql:1"), Reply.YES)
    result = placement_result(believed(placement, TEN), ASKED)
    assert result.readiness == ReadinessRange(low, 100, high, coverage)


def test_the_range_holds_what_is_placed() -> None:
    """Level 1 is placed, though most of the range lies elsewhere."""
    placement = answer(begun(replace(EXACT, coverage=0.1)), step("sql:1"), Reply.YES)
    belief = believed(placement, {(0, 0): 4, (1, 0): 2, (1, 1): 4})
    result = placement_result(belief, ASKED)
    assert (result.readiness.low, result.readiness.placed, result.readiness.high) == (37.5,) * 3


def test_what_was_not_asked_and_why() -> None:
    nothing_said = placement_result(believed(begun(), TEN), ASKED).inferred
    assert nothing_said == (
        InferredStep(step("sql:1"), True, 0.9, InferenceKind.LIKELY, ()),
        InferredStep(step("sql:2"), True, 0.6, InferenceKind.LIKELY, ()),
    )
    yes = answer(begun(), step("sql:2"), Reply.YES)
    assert placement_result(believed(yes, TEN), ASKED).inferred == (
        InferredStep(step("sql:1"), True, 0.9, InferenceKind.PREREQUISITE_OF_KNOWN, steps("sql:2")),
    )
    no = answer(begun(), step("sql:1"), Reply.NO)
    assert placement_result(believed(no, {(0, 0): 8, (1, 1): 2}), ASKED).inferred == (
        InferredStep(step("sql:2"), False, 0.2, InferenceKind.BUILDS_ON_UNKNOWN, steps("sql:1")),
    )


def doubt(*chances: float) -> float:
    """The entropy of several yes-or-no things [bits]."""
    return -sum(p * log2(p) + (1 - p) * log2(1 - p) for p in chances if 0 < p < 1)


def test_the_question_that_tells_most() -> None:
    """Doubt now: H(0.9) + H(0.6) = 0.469 + 0.971.

    "sql:2?" Yes with 0.6, then both are known. No with 0.4, then sql:1 is known with
    0.3 / 0.4 = 0.75: 0.4 · H(0.75) is left.
    "sql:1?" Yes with 0.9, then sql:2 is known with 0.6 / 0.9: 0.9 · H(2/3) is left, more.
    A yes moves sql:1 from 0.75 to 1, which is clearly.
    """
    assert doubt(0.9, 0.6) == pytest.approx(1.43995, abs=1e-5)
    question = next_question(believed(begun(), TEN))
    assert question == Question(
        step=step("sql:2"),
        chance=0.6,
        gain=pytest.approx(doubt(0.9, 0.6) - 0.4 * doubt(0.75), abs=1e-5),  # type: ignore[arg-type]
        tells_about=steps("sql:1"),
    )


def test_the_question_that_tells_most_where_replies_may_be_wrong() -> None:
    """Slip and guess are 0.1.

    "sql:2?" Yes with 0.9 · 0.6 + 0.1 · 0.4 = 0.58. Then sql:2 is known with 0.54 / 0.58, and
    sql:1 with (0.9 · 0.6 + 0.1 · 0.3) / 0.58 = 0.57 / 0.58. No with 0.42: then sql:2 is known with
    0.06 / 0.42 and sql:1 with 0.33 / 0.42.
    """
    question = next_question(believed(begun(replace(EXACT, slip=0.1, guess=0.1)), TEN))
    assert question is not None
    assert question.step == step("sql:2")
    left = 0.58 * doubt(0.54 / 0.58, 0.57 / 0.58) + 0.42 * doubt(0.06 / 0.42, 0.33 / 0.42)
    assert question.gain == pytest.approx(doubt(0.9, 0.6) - left, abs=1e-5)


def test_what_is_told_little_about_is_not_named() -> None:
    """sql:1 is known with 0.95 to all who lack level 2, and with 1 to those who have it: 0.05."""
    belief = believed(begun(), {(0, 0): 1, (1, 0): 19, (1, 1): 20})
    question = next_question(belief)
    assert question is not None
    assert (question.step, question.tells_about) == (step("sql:2"), ())


def test_when_nothing_more_is_asked() -> None:
    """0.75 is expected to be right."""
    sure = begun(replace(EXACT, enough_right=0.75))
    assert finished_because(believed(sure, TEN)) is Finished.SURE_ENOUGH
    assert next_question(believed(sure, TEN)) is None
    unsure = begun(replace(EXACT, enough_right=0.76))
    assert finished_because(believed(unsure, TEN)) is None
    one = answer(begun(replace(EXACT, most_questions=1)), step("sql:1"), Reply.YES)
    assert finished_because(believed(one, TEN)) is Finished.CAP
    two = answer(begun(replace(EXACT, most_questions=2)), step("sql:1"), Reply.YES)
    assert finished_because(believed(two, TEN)) is None
    both = answer(answer(begun(), step("sql:1"), Reply.SKIP), step("sql:2"), Reply.NO)
    assert finished_because(believed(both, TEN)) is Finished.ALL_ASKED


NOISY = PlacementOptions(slip=0.1, guess=0.1)
RATES = Rates(slip=0.1, guess=0.05, share=1.0)
TOPS = {SQL: 2}


@pytest.mark.parametrize(
    ("reply", "of", "levels"),
    [
        (Reply.YES, "sql:2", (0.05, 0.05, 0.9)),
        (Reply.NO, "sql:2", (0.95, 0.95, 0.1)),
        (Reply.YES, "sql:1", (0.05, 0.9, 0.9)),
        (Reply.NO, "sql:1", (0.95, 0.1, 0.1)),
        # Half of a no to level 2 and half of a yes to level 1, as roots.
        (Reply.PARTLY, "sql:2", ((0.95 * 0.05) ** 0.5, (0.95 * 0.9) ** 0.5, (0.1 * 0.9) ** 0.5)),
    ],
)
def test_how_probable_a_reply_is_at_each_level(
    reply: Reply, of: str, levels: tuple[float, ...]
) -> None:
    assert reply_levels(step(of).level, reply, RATES, 2) == pytest.approx(levels)
    told = told_levels(answer(begun(NOISY), step(of), reply), TOPS, RATES)
    assert told[SQL] == pytest.approx(levels)


def test_replies_about_one_skill_multiply_and_a_skipped_one_says_nothing() -> None:
    told = answer(answer(begun(NOISY), step("sql:1"), Reply.YES), step("sql:2"), Reply.NO)
    levels = told_levels(told, TOPS, RATES)[SQL]
    assert levels == pytest.approx((0.05 * 0.95, 0.9 * 0.95, 0.9 * 0.1))
    assert told_levels(answer(begun(NOISY), step("sql:1"), Reply.SKIP), TOPS, RATES) == {}


@pytest.mark.parametrize(
    ("rating", "off"),
    [
        (Rating(1, RatingSource.SELF, confidence=0.5), (0.4, 0, 0.4)),
        (Rating(2, RatingSource.IMPORT), (1.6, 0.8, 0)),
        (Rating(0, RatingSource.EVIDENCE), (0, 1.5, 3.0)),
        (Rating(1, RatingSource.PLACEMENT), (2.0, 0, 2.0)),
        (Rating(1, RatingSource.ROADMAP, confidence=0.25), (0.5, 0, 0.5)),
        (Rating(2, RatingSource.IMPLIED), (0, 0, 0)),
    ],
)
def test_what_a_rating_hints(rating: Rating, off: tuple[float, ...]) -> None:
    """Each level that it is off counts against a level, in log odds."""
    found = rated_levels(begun(NOISY, rated={SQL: rating}), TOPS)
    assert found[SQL] == pytest.approx([exp(-value) for value in off])


def test_rates_are_weighed_from_a_third_to_twice_what_the_options_say() -> None:
    rates = rates_of(PlacementOptions(slip=0.1, guess=0.05))
    assert len(rates) == 9
    assert sum(rate.share for rate in rates) == pytest.approx(1)
    assert {round(rate.slip, 4) for rate in rates} == {0.0333, 0.1, 0.2}
    assert {round(rate.guess, 4) for rate in rates} == {0.0167, 0.05, 0.1}
    assert [rate.slip for rate in rates_of(EXACT)] == [1e-13]
