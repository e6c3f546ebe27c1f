"""What an accepted placement writes into a profile, and what it leaves unchanged.

A level is written when the person was asked about the skill, or when the level is nearly certain
and at least one question was answered. A rating is lowered only where the person's own answers
contradict it, and never when it was changed after the placement began. A level that the person
corrects is always written.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from engine.model import Profile, Rating, RatingSource, SkillSlug
from engine.placement.answers import Placement, Reply
from engine.placement.result import PlacedLevel

NEARLY_CERTAIN = 0.8
"""A level that nothing was asked about is written from this probability on."""

MOST_CERTAIN = 0.999
"""That all imagined learners agree is strong evidence, but no certainty."""


class OpenReason(StrEnum):
    """Why acceptance leaves a rating as it is."""

    NOTHING_ANSWERED = "nothing_answered"
    NOT_CERTAIN = "not_certain"
    RATED_SINCE = "rated_since"
    NOT_CONTRADICTED = "not_contradicted"


class RatingChange(Struct, frozen=True):
    """A rating that acceptance writes.

    Attributes:
        before: The rating it replaces; None when the skill was not rated.
        denied: Levels of that rating which the person's answers contradict, lowest first.
    """

    skill: SkillSlug
    before: Rating | None
    after: Rating
    denied: tuple[int, ...] = ()


class LeftOpen(Struct, frozen=True):
    """A skill that was placed at another level than it is rated, and stays as it is rated."""

    placed: PlacedLevel
    rated: Rating | None
    reason: OpenReason


class Acceptance(Struct, frozen=True):
    """Everything that acceptance writes and leaves open; both sorted by skill."""

    changes: tuple[RatingChange, ...]
    left_open: tuple[LeftOpen, ...]

    def corrected(self, levels: Mapping[SkillSlug, int], *, now: Profile) -> "Acceptance":
        """Replace what was decided by the levels that the person gives.

        Args:
            levels: The person's own levels; a skill left out stays as it was decided.
            now: The ratings of the moment; an equal own rating is not written again.
        """
        own = [
            RatingChange(skill, now.get(skill), Rating(level))
            for skill, level in levels.items()
            if not _is_own_rating(now.get(skill), level)
        ]
        decided = [change for change in self.changes if change.skill not in levels]
        return Acceptance(
            tuple(sorted([*own, *decided], key=lambda change: change.skill)),
            tuple(entry for entry in self.left_open if entry.placed.skill not in levels),
        )


def accept_placement(
    placement: Placement, levels: Sequence[PlacedLevel], *, begun: Profile, now: Profile
) -> Acceptance:
    """Decide for every skill whether its level is written.

    Args:
        placement: What was asked and answered.
        levels: Where each skill was placed, sorted by skill.
        begun: The ratings when the placement began.
        now: The ratings that acceptance would replace.

    Complexity: O(skills + answers).
    Example: SQL was rated 2 and the person denied level 2; nothing was asked about R.
        >>> from engine.model import RoleSlug, Step, Variant
        >>> from engine.placement.answers import DEFAULT_PLACEMENT_OPTIONS, Answer
        >>> sql, r = SkillSlug("sql"), SkillSlug("r")
        >>> steps = (Step(r, 1), Step(sql, 1), Step(sql, 2))
        >>> answers = (Answer(Step(sql, 2), Reply.NO),)
        >>> placement = Placement(
        ...     RoleSlug("analyst"), Variant("junior"), 7, DEFAULT_PLACEMENT_OPTIONS, steps,
        ...     ratings=(), wanted=(), answers=answers,
        ... )
        >>> levels = [PlacedLevel(r, 1, (0.3, 0.7)), PlacedLevel(sql, 1, (0.1, 0.8, 0.1))]
        >>> rated = {sql: Rating(2)}
        >>> found = accept_placement(placement, levels, begun=rated, now=rated)
        >>> [(c.skill, c.before.level, c.after.level, c.denied) for c in found.changes]
        [('sql', 2, 1, (2,))]
        >>> [(entry.placed.skill, entry.reason.value) for entry in found.left_open]
        [('r', 'not_certain')]
    """
    replies = _replies_by_skill(placement)
    changes, left_open = [], []
    for placed in levels:
        case = _Case(
            placed,
            replies.get(placed.skill, {}),
            begun.get(placed.skill),
            now.get(placed.skill),
            is_anything_told=bool(replies),
        )
        if case.is_unchanged:
            continue
        reason = case.left_open_because()
        if reason is None:
            changes.append(case.change())
        else:
            left_open.append(LeftOpen(placed, case.rated, reason))
    return Acceptance(tuple(changes), tuple(left_open))


def confidence_of(placed: PlacedLevel) -> float:
    """The probability that the person holds exactly the level placed, at most 0.999.

    Example:
        >>> confidence_of(PlacedLevel(SkillSlug("sql"), 1, (0.1, 0.7, 0.2)))
        0.7
        >>> confidence_of(PlacedLevel(SkillSlug("sql"), 1, (0.0, 1.0)))
        0.999
    """
    return min(round(placed.chances[placed.level], 6), MOST_CERTAIN)


def is_guess(placed: PlacedLevel, *, is_asked: bool) -> bool:
    """Whether a level is too uncertain to be written: not asked about, and below 0.8.

    Example:
        >>> git = PlacedLevel(SkillSlug("git"), 1, (0.25, 0.75))
        >>> is_guess(git, is_asked=False), is_guess(git, is_asked=True)
        (True, False)
    """
    return not is_asked and confidence_of(placed) < NEARLY_CERTAIN


class _Case(Struct, frozen=True):
    """One skill: where it was placed, the replies by level, and its rating before and now."""

    placed: PlacedLevel
    replies: Mapping[int, Reply]
    begun: Rating | None
    rated: Rating | None
    is_anything_told: bool

    @property
    def is_guess(self) -> bool:
        return is_guess(self.placed, is_asked=bool(self.replies))

    @property
    def is_unchanged(self) -> bool:
        """Whether the placement adds nothing to the profile.

        A rating above the highest level that was asked about says more than the placement can.
        """
        if self.rated is None:
            return self.placed.level == 0 and not self.replies and not self.is_guess
        is_at_top = self.placed.level == len(self.placed.chances) - 1
        is_above = is_at_top and self.rated.level > self.placed.level
        return is_above or self.rated.level == self.placed.level

    @property
    def denied(self) -> tuple[int, ...]:
        """Levels of the rating which the person's answers contradict."""
        top = 0 if self.rated is None else self.rated.level
        return tuple(
            level
            for level, reply in sorted(self.replies.items())
            if self.placed.level < level <= top and reply is not Reply.YES
        )

    def left_open_because(self) -> OpenReason | None:
        """Why the level is not written; None when it is."""
        if not self.is_anything_told:
            return OpenReason.NOTHING_ANSWERED
        if self.is_guess:
            return OpenReason.NOT_CERTAIN
        if self.rated is None or self.placed.level > self.rated.level:
            return None
        if self.begun is None or self.begun.level != self.rated.level:
            return OpenReason.RATED_SINCE
        return None if self.denied else OpenReason.NOT_CONTRADICTED

    def change(self) -> RatingChange:
        """The rating that is written."""
        after = Rating(self.placed.level, RatingSource.PLACEMENT, confidence_of(self.placed))
        return RatingChange(self.placed.skill, self.rated, after, self.denied)


def _replies_by_skill(placement: Placement) -> dict[SkillSlug, dict[int, Reply]]:
    replies: dict[SkillSlug, dict[int, Reply]] = {}
    for step, reply in placement.told.items():
        replies.setdefault(step.skill, {})[step.level] = reply
    return replies


def _is_own_rating(rated: Rating | None, level: int) -> bool:
    return rated is not None and (rated.level, rated.source) == (level, RatingSource.SELF)
