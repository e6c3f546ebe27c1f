"""What an accepted placement writes into the profile, and what it leaves as it was.

Written is what the person was asked about and what is nearly certain, once anything
was answered. A rating is lowered only where the person's own answer speaks against it,
and never when it was changed after the placement began. What the person says otherwise
always counts.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from api.analyses.stored import StoredRating
from api.catalog.current import Knowledge
from api.errors import StepNotAskedError
from api.http.sentences import listed
from api.placements.schemas import LeftOpenView, RatingChangeView
from api.placements.sentences import level_words, percent
from api.placements.stored import Placing
from engine import Answer, PlacedLevel, PlacementResult, RatingSource, Reply, SkillSlug

NEARLY_CERTAIN = 0.8
"""A level that nothing was asked about is written from this probability on."""

MOST_CERTAIN = 0.999
"""That all imagined learners agree is strong evidence, but no certainty."""

Rated = Mapping[str, StoredRating]
"""Ratings by content id."""


class Verdict(Struct, frozen=True):
    """Every change, and what stays open; both sorted by skill."""

    changes: list[RatingChangeView]
    left_open: list[LeftOpenView]


class _Case(Struct, frozen=True):
    """One skill: where it was placed, what was answered, and what is rated."""

    placed: PlacedLevel
    answers: Sequence[Answer]
    rated: StoredRating | None
    is_changed_since: bool
    is_anything_told: bool

    @property
    def is_settled(self) -> bool:
        return self.is_anything_told and not is_guess(self.placed, self.answers)

    @property
    def is_unchanged(self) -> bool:
        """Whether the placement says nothing that the profile does not say, or says more of."""
        if self.rated is not None:
            is_at_top = self.placed.level == len(self.placed.chances) - 1
            is_beyond = is_at_top and self.rated.level > self.placed.level
            return is_beyond or self.rated.level == self.placed.level
        return self.placed.level == 0 and not (self.answers or is_guess(self.placed, ()))

    @property
    def denied(self) -> list[int]:
        """Levels held by the rating that the person's own answers speak against."""
        top = 0 if self.rated is None else self.rated.level
        return sorted(
            answer.step.level
            for answer in self.answers
            if self.placed.level < answer.step.level <= top and answer.reply is not Reply.YES
        )


def confidence_of(placed: PlacedLevel) -> float:
    """The probability that the person holds exactly the level placed; never quite certain."""
    return min(round(placed.chances[placed.level], 6), MOST_CERTAIN)


def is_guess(placed: PlacedLevel, answers: Sequence[Answer]) -> bool:
    """Whether a level is too doubtful to be written: `answers` about the skill say nothing."""
    return not answers and confidence_of(placed) < NEARLY_CERTAIN


def judge(placing: Placing, result: PlacementResult, *, begun: Rated, now: Rated) -> Verdict:
    """Decide, skill by skill.

    Args:
        begun: The ratings the placement began with.
        now: The ratings of the moment.
    """
    knowledge, answered = placing.knowledge, placing.answered()
    changes, left_open = [], []
    for level in result.levels:
        skill_id = knowledge.skill_id(level.skill)
        before, rated = begun.get(skill_id), now.get(skill_id)
        is_changed = (before and before.level) != (rated and rated.level)
        answers = answered.get(level.skill, ())
        case = _Case(level, answers, rated, is_changed, is_anything_told=bool(answered))
        if case.is_unchanged:
            continue
        reason = _left_open_because(case)
        if reason is None:
            changes.append(_placed_change(knowledge, case))
        else:
            left_open.append(_left_open(knowledge, case, reason))
    return Verdict(changes, left_open)


def corrected(
    knowledge: Knowledge, verdict: Verdict, *, levels: Mapping[str, int], now: Rated
) -> Verdict:
    """Lay what the person says otherwise over a verdict; it was checked before."""
    own = [
        change
        for skill, level in sorted(levels.items())
        if (change := _own_change(knowledge, SkillSlug(skill), level, now)) is not None
    ]
    changes = [*own, *(c for c in verdict.changes if c.skill.slug not in levels)]
    return Verdict(
        sorted(changes, key=lambda change: change.skill.slug),
        [entry for entry in verdict.left_open if entry.skill.slug not in levels],
    )


def check_corrections(placing: Placing, levels: Mapping[str, int]) -> None:
    """Refuse corrections of what was not placed.

    Raises:
        UnknownSkillError: There is no such skill.
        UnknownLevelError: The skill has no such level.
        StepNotAskedError: The placement says nothing about the skill.
    """
    placed = {step.skill for step in placing.placement.steps}
    for skill, level in levels.items():
        slug = SkillSlug(skill)
        placing.knowledge.graph.check_level(slug, level)
        if slug not in placed:
            raise StepNotAskedError(slug, level, ())


def _left_open_because(case: _Case) -> str | None:
    """Why a rating is not written; None when it is."""
    confidence, rated = confidence_of(case.placed), case.rated
    if not case.is_anything_told:
        return "nothing was answered yet"
    if not case.is_settled:
        return f"it was not asked about, and {percent(confidence)} is not sure enough"
    if rated is None or case.placed.level > rated.level:
        return None
    if case.is_changed_since:
        return "you changed your rating after this placement began"
    return None if case.denied else "none of your answers speaks against your rating"


def _placed_change(knowledge: Knowledge, case: _Case) -> RatingChangeView:
    level = case.placed.level
    text = _from_to(knowledge, case.placed.skill, case.rated, level)
    if case.denied:
        said = listed([str(denied) for denied in case.denied])
        text += f", because you did not say yes to level {said}"
    return RatingChangeView(
        skill=knowledge.skill_ref(case.placed.skill),
        before=None if case.rated is None else case.rated.level,
        before_source=None if case.rated is None else case.rated.source,
        after=level,
        source=RatingSource.PLACEMENT.value,
        confidence=confidence_of(case.placed),
        text=f"{text}.",
    )


def _own_change(
    knowledge: Knowledge, skill: SkillSlug, level: int, now: Rated
) -> RatingChangeView | None:
    rated = now.get(knowledge.skill_id(skill))
    own = RatingSource.SELF.value
    if rated is not None and (rated.level, rated.source) == (level, own):
        return None
    return RatingChangeView(
        skill=knowledge.skill_ref(skill),
        before=None if rated is None else rated.level,
        before_source=None if rated is None else rated.source,
        after=level,
        source=own,
        confidence=1.0,
        text=f"{_from_to(knowledge, skill, rated, level)}, as you say.",
    )


def _left_open(knowledge: Knowledge, case: _Case, reason: str) -> LeftOpenView:
    ref = knowledge.skill_ref(case.placed.skill)
    stays = "not rated" if case.rated is None else level_words(knowledge, case.rated.level)
    return LeftOpenView(
        skill=ref,
        level=case.placed.level,
        confidence=confidence_of(case.placed),
        rated=None if case.rated is None else case.rated.level,
        text=f"{ref.title} stays as it was, {stays}: {reason}.",
    )


def _from_to(knowledge: Knowledge, skill: SkillSlug, rated: StoredRating | None, level: int) -> str:
    before = "not rated" if rated is None else level_words(knowledge, rated.level)
    return f"{knowledge.skill_ref(skill).title}: {before} → {level_words(knowledge, level)}"
