"""What an accepted placement writes, case by case."""

import pytest
from msgspec import Struct, structs

from api.analyses.stored import StoredRating
from api.catalog.current import Knowledge
from api.placements.acceptance_rules import Rated, Verdict, corrected, judge
from api.placements.placing import place
from api.placements.stored import Placing, with_answers
from engine import (
    Answer,
    PlacedLevel,
    PlacementResult,
    Reply,
    SkillSlug,
    Step,
    Variant,
    begin_placement,
)
from knowledge import Library

SQL = SkillSlug("sql")
SURE, UNSURE = 0.8, 0.79
OTHER = Answer(Step(SkillSlug("r"), 1), Reply.YES)
YES_1, YES_2 = Answer(Step(SQL, 1), Reply.YES), Answer(Step(SQL, 2), Reply.YES)
NO_1, NO_2 = Answer(Step(SQL, 1), Reply.NO), Answer(Step(SQL, 2), Reply.NO)
PARTLY_2, SKIP_2 = Answer(Step(SQL, 2), Reply.PARTLY), Answer(Step(SQL, 2), Reply.SKIP)


class Case(Struct, frozen=True):
    """SQL's rating before and now, the answers, where it was placed, and what shall become of it.

    `written` is the level written, None when nothing is; `left` is a part of why it is left open.
    """

    now: int | None
    answers: tuple[Answer, ...]
    level: int
    chance: float
    written: int | None
    left: str | None = None
    begun: int | None = -1
    top: int = 2


CASES = {
    "asked, so written however unsure": Case(None, (YES_1,), 1, 0.5, written=1),
    "asked and not known, so written as none": Case(None, (NO_1,), 0, 0.6, written=0),
    "not asked but nearly certain": Case(None, (OTHER,), 2, SURE, written=2),
    "not asked and unsure": Case(None, (OTHER,), 2, UNSURE, None, left="79 % is not sure enough"),
    "only skipped and unsure": Case(None, (OTHER, SKIP_2), 2, UNSURE, None, left="not asked"),
    "nothing answered at all": Case(None, (), 2, 1.0, None, left="nothing was answered"),
    "nearly certainly none, and no rating": Case(None, (OTHER,), 0, SURE, None),
    "perhaps none, and no rating": Case(None, (OTHER,), 0, UNSURE, None, left="not sure"),
    "rated beyond what the role asks about": Case(2, (YES_1,), 1, 0.9, None, top=1),
    "as it was rated": Case(2, (YES_2,), 2, 0.9, None),
    "raised": Case(1, (YES_2,), 2, 0.9, written=2),
    "raised though changed meanwhile": Case(1, (YES_2,), 2, 0.9, written=2, begun=0),
    "lowered by a no": Case(2, (YES_1, NO_2), 1, 0.7, written=1),
    "lowered by a partly": Case(2, (PARTLY_2,), 1, 0.7, written=1),
    "lowered by a no to a lower level": Case(2, (NO_1,), 0, 0.9, written=0),
    "not lowered by a yes": Case(2, (YES_1,), 1, 0.99, None, left="none of your answers"),
    "not lowered unasked": Case(2, (OTHER,), 0, 1.0, None, left="none of your answers"),
    "not lowered by a skip": Case(2, (OTHER, SKIP_2), 1, 0.9, None, left="none of your answers"),
    "not lowered after a change": Case(
        2, (NO_2,), 1, 0.9, None, left="changed your rating", begun=1
    ),
    "not lowered below a new rating": Case(
        2, (NO_2,), 1, 0.9, None, left="changed your rating", begun=None
    ),
}


def ratings(knowledge: Knowledge, level: int | None) -> Rated:
    return {} if level is None else {knowledge.skill_id("sql"): StoredRating(level, "self", 1.0)}


def placed_at(placing: Placing, case: Case) -> PlacementResult:
    """The placement with SQL placed as the case wants it, and nothing else."""
    rest = (1 - case.chance) / 2
    levels = range(case.top + 1)
    chances = tuple(case.chance if level == case.level else rest for level in levels)
    true = place(placing, begun={}, now={}).result
    return structs.replace(true, levels=(PlacedLevel(SQL, case.level, chances),))


def verdict_of(knowledge: Knowledge, case: Case) -> tuple[Verdict, Rated]:
    role = knowledge.role("data-analyst")
    begun = begin_placement(knowledge.graph, role, Variant("senior"), ratings={}, seed=1)
    placing = Placing(knowledge, role, with_answers(begun, case.answers), case.answers)
    now = ratings(knowledge, case.now)
    before = now if case.begun == -1 else ratings(knowledge, case.begun)
    return judge(placing, placed_at(placing, case), begun=before, now=now), now


@pytest.mark.parametrize("name", CASES)
def test_a_rating_is_written_or_left_open_with_a_reason(library: Library, name: str) -> None:
    case = CASES[name]
    found, _ = verdict_of(Knowledge(library), case)
    assert [(c.before, c.after) for c in found.changes] == (
        [] if case.written is None else [(case.now, case.written)]
    )
    assert [entry.level for entry in found.left_open] == ([] if case.left is None else [case.level])
    if case.left is not None:
        assert case.left in found.left_open[0].text


@pytest.mark.parametrize(("level", "is_change"), [(2, False), (0, True), (1, True)])
def test_a_correction_replaces_whatever_was_decided(
    library: Library, level: int, is_change: bool
) -> None:
    knowledge = Knowledge(library)
    for name in ("not lowered unasked", "lowered by a no"):
        found, now = verdict_of(knowledge, CASES[name])
        own = corrected(knowledge, found, levels={"sql": level}, now=now)
        assert own.left_open == []
        assert [(c.after, c.source) for c in own.changes] == ([(level, "self")] * is_change)
