"""What an accepted placement writes, case by case, with the levels and chances given by hand."""

import pytest
from msgspec import Struct
from msgspec.structs import replace

from engine import (
    DEFAULT_PLACEMENT_OPTIONS,
    Acceptance,
    Answer,
    OpenReason,
    PlacedLevel,
    Placement,
    Profile,
    Rating,
    RatingSource,
    Reply,
    RoleChoice,
    RoleSlug,
    SkillSlug,
    Step,
    Use,
    Variant,
    accept_placement,
    confidence_of,
    say_uses,
)

R, SQL = SkillSlug("r"), SkillSlug("sql")
STEPS = (Step(R, 1), Step(SQL, 1), Step(SQL, 2))
SURE, UNSURE = 0.8, 0.79
OTHER = Answer(Step(R, 1), Reply.YES)
YES_1, YES_2 = Answer(Step(SQL, 1), Reply.YES), Answer(Step(SQL, 2), Reply.YES)
NO_1, NO_2 = Answer(Step(SQL, 1), Reply.NO), Answer(Step(SQL, 2), Reply.NO)
PARTLY_2, SKIP_2 = Answer(Step(SQL, 2), Reply.PARTLY), Answer(Step(SQL, 2), Reply.SKIP)


class Case(Struct, frozen=True):
    """SQL's rating before and now, the answers, where it was placed, and what follows.

    `written` is the level written, None when nothing is; `left` is why it is left open.
    """

    now: int | None
    answers: tuple[Answer, ...]
    level: int
    chance: float
    written: int | None
    left: OpenReason | None = None
    begun: int | None = -1
    top: int = 2
    denied: tuple[int, ...] = ()


NOT_CERTAIN, NOT_CONTRADICTED = OpenReason.NOT_CERTAIN, OpenReason.NOT_CONTRADICTED
NOTHING_ANSWERED, RATED_SINCE = OpenReason.NOTHING_ANSWERED, OpenReason.RATED_SINCE
CASES = {
    "asked, so written however unsure": Case(None, (YES_1,), 1, 0.5, written=1),
    "asked and not known, so written as none": Case(None, (NO_1,), 0, 0.6, written=0),
    "not asked but nearly certain": Case(None, (OTHER,), 2, SURE, written=2),
    "not asked and unsure": Case(None, (OTHER,), 2, UNSURE, written=2),
    "only skipped and unsure": Case(None, (OTHER, SKIP_2), 2, UNSURE, written=2),
    "placed at none without a no to level 1": Case(None, (NO_2,), 0, 0.9, None, left=NOT_CERTAIN),
    "nothing answered at all": Case(None, (), 2, 1.0, None, left=NOTHING_ANSWERED),
    "only skipped at all": Case(None, (SKIP_2,), 2, 1.0, None, left=NOTHING_ANSWERED),
    "nearly certainly none, and no rating": Case(None, (OTHER,), 0, SURE, None),
    "perhaps none, and no rating": Case(None, (OTHER,), 0, UNSURE, None, left=NOT_CERTAIN),
    "rated beyond what the role asks about": Case(2, (YES_1,), 1, 0.9, None, top=1),
    "rated within what the role asks about": Case(
        2, (YES_1,), 1, 0.9, None, left=NOT_CONTRADICTED, top=2
    ),
    "as it was rated": Case(2, (YES_2,), 2, 0.9, None),
    "raised": Case(1, (YES_2,), 2, 0.9, written=2),
    "raised though changed meanwhile": Case(1, (YES_2,), 2, 0.9, written=2, begun=0),
    "lowered by a no": Case(2, (YES_1, NO_2), 1, 0.7, written=1, denied=(2,)),
    "lowered by a partly": Case(2, (PARTLY_2,), 1, 0.7, written=1, denied=(2,)),
    "lowered by a no to a lower level": Case(2, (NO_1,), 0, 0.9, written=0, denied=(1,)),
    "lowered by a no to both levels": Case(2, (NO_1, NO_2), 0, 0.9, written=0, denied=(1, 2)),
    "not lowered by a yes": Case(2, (YES_1,), 1, 0.99, None, left=NOT_CONTRADICTED),
    "not lowered unasked": Case(2, (OTHER,), 0, 1.0, None, left=NOT_CONTRADICTED),
    "not lowered by a skip": Case(2, (OTHER, SKIP_2), 1, 0.9, None, left=NOT_CONTRADICTED),
    "not lowered after a change": Case(2, (NO_2,), 1, 0.9, None, left=RATED_SINCE, begun=1),
    "not lowered below a new rating": Case(2, (NO_2,), 1, 0.9, None, left=RATED_SINCE, begun=None),
}


def rated(level: int | None) -> Profile:
    return {} if level is None else {SQL: Rating(level)}


def placed_at(case: Case) -> PlacedLevel:
    """SQL placed as the case wants it: the rest of the chance is spread over the other levels."""
    rest = (1 - case.chance) / case.top
    chances = [case.chance if level == case.level else rest for level in range(case.top + 1)]
    return PlacedLevel(SQL, case.level, tuple(chances))


def decided(case: Case) -> tuple[Acceptance, Profile]:
    placement = Placement(
        RoleSlug("data-analyst"),
        Variant("senior"),
        seed=1,
        options=DEFAULT_PLACEMENT_OPTIONS,
        steps=STEPS,
        ratings=(),
        wanted=(),
        answers=case.answers,
    )
    now = rated(case.now)
    begun = now if case.begun == -1 else rated(case.begun)
    return accept_placement(placement, [placed_at(case)], begun=begun, now=now), now


@pytest.mark.parametrize("name", CASES)
def test_a_rating_is_written_or_left_open_with_a_reason(name: str) -> None:
    case = CASES[name]
    found, now = decided(case)
    assert [(c.skill, c.before, c.after.level, c.denied) for c in found.changes] == (
        [] if case.written is None else [(SQL, now.get(SQL), case.written, case.denied)]
    )
    assert [(entry.placed, entry.rated, entry.reason) for entry in found.left_open] == (
        [] if case.left is None else [(placed_at(case), now.get(SQL), case.left)]
    )


def test_what_is_written_carries_its_probability_and_comes_from_the_placement() -> None:
    (change,) = decided(CASES["lowered by a no"])[0].changes
    assert change.after == Rating(1, RatingSource.PLACEMENT, 0.7)


@pytest.mark.parametrize(("chance", "confidence"), [(1.0, 0.999), (0.9990001, 0.999), (0.5, 0.5)])
def test_no_level_is_quite_certain(chance: float, confidence: float) -> None:
    assert confidence_of(PlacedLevel(SQL, 1, (1 - chance, chance))) == confidence


@pytest.mark.parametrize(("level", "is_change"), [(2, False), (0, True), (1, True)])
def test_a_correction_replaces_whatever_was_decided(level: int, is_change: bool) -> None:
    for name in ("not lowered unasked", "lowered by a no"):
        found, now = decided(CASES[name])
        own = found.corrected({SQL: level}, now=now)
        assert own.left_open == ()
        assert [(c.before, c.after) for c in own.changes] == (
            [(Rating(2), Rating(level))] * is_change
        )


def test_an_equal_level_of_another_source_becomes_the_persons_own_rating() -> None:
    found, _ = decided(CASES["as it was rated"])
    now = {SQL: Rating(2, RatingSource.ROADMAP)}
    (change,) = found.corrected({SQL: 2}, now=now).changes
    assert (change.before, change.after) == (now[SQL], Rating(2))


def test_other_skills_stay_as_they_were_decided_beside_a_correction() -> None:
    found, now = decided(CASES["lowered by a no"])
    both = found.corrected({R: 1}, now=now)
    assert [(c.skill, c.after.level) for c in both.changes] == [(R, 1), (SQL, 1)]


GO, RUST = SkillSlug("go"), SkillSlug("rust")
EITHER = Placement(
    RoleSlug("data-analyst"),
    Variant("senior"),
    seed=1,
    options=DEFAULT_PLACEMENT_OPTIONS,
    steps=(Step(GO, 1), Step(RUST, 1)),
    ratings=(),
    wanted=(),
    choices=(RoleChoice("choose:go|rust", (GO, RUST), 1),),
)
BOTH_LIKELY = [PlacedLevel(GO, 1, (0.1, 0.9)), PlacedLevel(RUST, 1, (0.1, 0.9))]


@pytest.mark.parametrize(
    ("uses", "answers", "written"),
    [
        ({GO: Use.YES, RUST: Use.NO}, (), [GO]),
        ({GO: Use.NO, RUST: Use.NO}, (), []),
        ({GO: Use.NO, RUST: Use.NO}, (Answer(Step(RUST, 1), Reply.YES),), [RUST]),
        ({GO: Use.SKIP, RUST: Use.SKIP}, (Answer(Step(GO, 1), Reply.YES),), [GO]),
        ({GO: Use.YES, RUST: Use.YES}, (), [GO, RUST]),
    ],
)
def test_an_option_is_written_only_when_it_is_used_or_was_asked_about(
    uses: dict[SkillSlug, Use], answers: tuple[Answer, ...], written: list[SkillSlug]
) -> None:
    told = say_uses(replace(EITHER, answers=answers), uses)
    found = accept_placement(told, BOTH_LIKELY, begun={}, now={})
    assert [change.skill for change in found.changes] == written
    is_anything_told = bool(answers or Use.YES in uses.values() or Use.NO in uses.values())
    assert is_anything_told
    assert {entry.placed.skill: entry.reason for entry in found.left_open} == {
        skill: OpenReason.NOT_ASKED for skill in (GO, RUST) if skill not in written
    }


def test_an_unused_option_is_never_written_as_none() -> None:
    told = say_uses(EITHER, {GO: Use.YES, RUST: Use.NO})
    levels = [PlacedLevel(GO, 1, (0.1, 0.9)), PlacedLevel(RUST, 0, (0.9, 0.1))]
    found = accept_placement(told, levels, begun={}, now={})
    assert [change.skill for change in found.changes] == [GO]
    assert found.left_open == ()
