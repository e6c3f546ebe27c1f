"""What an accepted placement writes into a profile, and what it leaves unchanged.

Every level that was placed is written with its confidence, so that a profile holds what the
result showed. What stays open is not written as none: none is written only where the person
denied level 1. Nothing is written at or above a level that the person denied, and nothing of a
skill that the role can be met without, unless the person said that they use it or was asked about
it. A rating is lowered only where the person's own answers contradict it, and never when it was
changed after the placement began. A level that the person corrects is always written.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from engine.model import Profile, Rating, RatingSource, SkillSlug
from engine.placement.answers import Placement, Reply
from engine.placement.levels import PlacedLevel, confidence_of

NEARLY_CERTAIN = 0.8
"""Being placed at none is worth a word where it is less probable than this."""


class OpenReason(StrEnum):
    """Why acceptance leaves a rating as it is."""

    NOTHING_ANSWERED = "nothing_answered"
    NOT_CERTAIN = "not_certain"
    NOT_ASKED = "not_asked"
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
    """A skill that was placed at another level than it is rated, or perhaps is held at one, and
    stays as it is rated.
    """

    placed: PlacedLevel
    rated: Rating | None
    reason: OpenReason


class Acceptance(Struct, frozen=True):
    """Everything that acceptance writes and leaves open; both sorted by skill."""

    changes: tuple[RatingChange, ...]
    left_open: tuple[LeftOpen, ...]

    def profile(self, now: Profile) -> Profile:
        """The ratings `now` with every change made."""
        return {**now, **{change.skill: change.after for change in self.changes}}

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
        >>> [(c.skill, c.before and c.before.level, c.after.level, c.denied) for c in found.changes]
        [('r', None, 1, ()), ('sql', 2, 1, (2,))]
        >>> [(c.skill, c.after.confidence) for c in found.changes]
        [('r', 0.7), ('sql', 0.8)]
    """
    replies = _replies_by_skill(placement)
    unasked = placement.unasked_options
    is_anything_told = bool(replies or placement.used or placement.unused)
    changes, left_open = [], []
    for placed in levels:
        case = _Case(
            placed,
            replies.get(placed.skill, {}),
            begun.get(placed.skill),
            now.get(placed.skill),
            is_anything_told=is_anything_told,
            is_unasked=placed.skill in unasked,
        )
        if case.is_unchanged:
            continue
        reason = case.left_open_because()
        if reason is None:
            changes.append(case.change())
        else:
            left_open.append(LeftOpen(placed, case.rated, reason))
    return Acceptance(tuple(changes), tuple(left_open))


class _Case(Struct, frozen=True):
    """One skill: where it was placed, the replies by level, and its rating before and now."""

    placed: PlacedLevel
    replies: Mapping[int, Reply]
    begun: Rating | None
    rated: Rating | None
    is_anything_told: bool
    is_unasked: bool

    @property
    def is_unchanged(self) -> bool:
        """Whether the placement adds nothing to the profile.

        A rating above the highest level that was asked about says more than the placement can.
        """
        if self.rated is None:
            is_none = self.placed.level == 0 and not self.replies
            return is_none and (self.is_unasked or confidence_of(self.placed) >= NEARLY_CERTAIN)
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
        if self.is_unasked:
            return OpenReason.NOT_ASKED
        if self.rated is None and self.placed.level == 0:
            return None if self.replies.get(1) is Reply.NO else OpenReason.NOT_CERTAIN
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
