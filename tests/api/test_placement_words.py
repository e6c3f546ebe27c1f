"""What a placement says: every sentence in English, from worked cases."""

import pytest

from api.catalog.current import Knowledge
from api.placements.reasons import why_level, why_question
from api.placements.views import change_view, left_open_view
from engine import (
    Answer,
    InferenceKind,
    InferredStep,
    LeftOpen,
    OpenReason,
    PlacedLevel,
    Question,
    Rating,
    RatingChange,
    RatingSource,
    Reply,
    SkillSlug,
    Step,
)
from knowledge import Library

GIT, R, SQL = SkillSlug("git"), SkillSlug("r"), SkillSlug("sql")
GIT_1, R_1, SQL_1, SQL_2 = Step(GIT, 1), Step(R, 1), Step(SQL, 1), Step(SQL, 2)
PYTHON_1, REPORTING_1 = Step(SkillSlug("python"), 1), Step(SkillSlug("reporting"), 1)
YES_1, NO_2 = Answer(SQL_1, Reply.YES), Answer(SQL_2, Reply.NO)
PARTLY_2, SKIP_1, SKIP_2 = (
    Answer(SQL_2, Reply.PARTLY),
    Answer(SQL_1, Reply.SKIP),
    Answer(SQL_2, Reply.SKIP),
)
PLACED = RatingSource.PLACEMENT


@pytest.fixture(scope="module")
def knowledge(library: Library) -> Knowledge:
    return Knowledge(library)


def inferred(step: Step, *because: Step, is_known: bool) -> InferredStep:
    kind = InferenceKind.PREREQUISITE_OF_KNOWN if is_known else InferenceKind.BUILDS_ON_UNKNOWN
    return InferredStep(step, is_known, 0.5, kind if because else InferenceKind.LIKELY, because)


@pytest.mark.parametrize(
    ("chance", "others", "words"),
    [
        (
            0.734,
            (),
            "We ask this because your answer tells us the most. "
            "So far, the chance that you can do this is 73%.",
        ),
        (
            0.999,
            (GIT_1,),
            "We ask this because your answer tells us the most. "
            "So far, the chance that you can do this is "
            "over 99%. Your answer also tells us about Git (level 1).",
        ),
        (
            0.001,
            (GIT_1, R_1, SQL_2, PYTHON_1),
            "We ask this because your answer tells us the most. "
            "So far, the chance that you can do this is "
            "less than 1%. Your answer also tells us about Git (level 1), R language (level 1), "
            "and SQL (level 2).",
        ),
    ],
)
def test_a_question_says_why_it_is_asked(
    knowledge: Knowledge, chance: float, others: tuple[Step, ...], words: str
) -> None:
    assert why_question(knowledge, Question(SQL_1, chance, 1.0, others)).say() == words


CASES: dict[str, tuple[int, list[Answer], list[InferredStep], str]] = {
    "answered": (1, [YES_1, NO_2], [], "You said yes to level 1 and no to level 2."),
    "partly": (1, [YES_1, PARTLY_2], [], "You said yes to level 1 and partly to level 2."),
    "skipped": (0, [SKIP_1, SKIP_2], [], "You skipped levels 1 and 2."),
    "answered and skipped": (
        1,
        [YES_1, SKIP_2],
        [],
        "You said yes to level 1. You skipped level 2.",
    ),
    "follows from an answer": (
        1,
        [],
        [inferred(SQL_1, REPORTING_1, is_known=True)],
        "Not asked because you can already do Reporting (level 1).",
    ),
    "requires what is not known": (
        0,
        [],
        [inferred(SQL_1, GIT_1, R_1, is_known=False)],
        "Not asked because it requires Git (level 1) and R language (level 1), "
        "which you do not know yet.",
    ),
    "assumed": (
        2,
        [],
        [inferred(SQL_1, is_known=True), inferred(SQL_2, is_known=True)],
        "Not asked: so far we assume that you can do this.",
    ),
    "not assumed": (
        0,
        [],
        [inferred(SQL_1, is_known=False), inferred(SQL_2, is_known=False)],
        "Not asked: so far we assume that you cannot do this yet.",
    ),
    "assumed up to a level": (
        1,
        [],
        [inferred(SQL_1, is_known=True), inferred(SQL_2, is_known=False)],
        "Not asked: so far we assume that you can do level 1, but not yet level 2.",
    ),
    "the lower level follows, the upper one is not assumed": (
        1,
        [],
        [inferred(SQL_1, REPORTING_1, is_known=True), inferred(SQL_2, is_known=False)],
        "Not asked because you can already do Reporting (level 1). "
        "Level 2 was not asked: so far we assume that you cannot do it yet.",
    ),
    "only the lower level was answered": (
        1,
        [YES_1],
        [inferred(SQL_2, is_known=False)],
        "You said yes to level 1. "
        "Level 2 was not asked: so far we assume that you cannot do it yet.",
    ),
    "the lower level follows from the answer about the upper one": (
        2,
        [Answer(SQL_2, Reply.YES)],
        [inferred(SQL_1, SQL_2, is_known=True)],
        "You said yes to level 2.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_level_says_why_it_was_placed_there(knowledge: Knowledge, name: str) -> None:
    level, given, not_asked, words = CASES[name]
    placed = PlacedLevel(SQL, level, (0.2, 0.5, 0.3))
    assert why_level(knowledge, placed, given, not_asked).say() == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            RatingChange(SQL, None, Rating(2, PLACED, 0.8)),
            "SQL: not rated → level 2 (Working).",
        ),
        (
            RatingChange(SQL, Rating(2), Rating(1, PLACED, 0.8), denied=(2,)),
            "SQL: level 2 (Working) → level 1 (Foundation), "
            "because you did not say yes to level 2.",
        ),
        (
            RatingChange(SQL, Rating(2), Rating(0, PLACED, 0.8), denied=(1, 2)),
            "SQL: level 2 (Working) → none, because you did not say yes to levels 1 and 2.",
        ),
        (
            RatingChange(SQL, Rating(0), Rating(1)),
            "SQL: none → level 1 (Foundation), as you chose.",
        ),
    ],
)
def test_a_change_says_what_is_written(
    knowledge: Knowledge, change: RatingChange, words: str
) -> None:
    assert change_view(knowledge, change).text.say() == words


@pytest.mark.parametrize(
    ("reason", "rated", "words"),
    [
        (
            OpenReason.NOTHING_ANSWERED,
            None,
            "SQL: stays unrated, because you have not answered any questions yet.",
        ),
        (
            OpenReason.NOT_CERTAIN,
            Rating(2),
            "SQL: stays at level 2 (Working), because your answers do not say enough about it.",
        ),
        (
            OpenReason.RATED_SINCE,
            Rating(2),
            "SQL: stays at level 2 (Working), because "
            "you changed your rating after this placement began.",
        ),
        (
            OpenReason.NOT_CONTRADICTED,
            Rating(1),
            "SQL: stays at level 1 (Foundation), because "
            "none of your answers contradicts your rating.",
        ),
        (
            OpenReason.NOT_CERTAIN,
            Rating(0),
            "SQL: stays at level 0, because your answers do not say enough about it.",
        ),
        (
            OpenReason.NOT_ASKED,
            None,
            "SQL: stays unrated, because you were not asked about it "
            "and the role can be met without it.",
        ),
    ],
)
def test_what_is_left_open_says_why(
    knowledge: Knowledge, reason: OpenReason, rated: Rating | None, words: str
) -> None:
    placed = PlacedLevel(SQL, 0, (0.79, 0.21))
    assert left_open_view(knowledge, LeftOpen(placed, rated, reason)).text.say() == words
