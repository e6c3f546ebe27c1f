"""A kept placement as it is shown: its state, and what acceptance would write."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

import msgspec
from msgspec import Struct

from api.catalog.current import Knowledge
from api.placements.answer import Placed, place
from api.placements.kept import AnswerKept, Placing, answers_of, check_asked, ratings_of, resume
from api.placements.repository import PlacementFound, PlacementListed
from api.placements.schemas import PlacementStatus, PlacementSummaryView, PlacementView
from api.placements.verdict import Rated, Verdict, judge
from engine import PlacementWish, Reply, Step


class Envelope(Struct, frozen=True):
    """What a placement is called, apart from what it found."""

    id: UUID
    status: PlacementStatus
    version: int
    created_at: datetime
    begun_with: str


class Standing(Struct, frozen=True):
    """A placement worked out: where it stands, and what acceptance would write."""

    placing: Placing
    placed: Placed
    begun: Rated
    verdict: Verdict

    def view(self, envelope: Envelope, verdict: Verdict | None = None) -> PlacementView:
        """Show it, with another verdict than that on the ratings it began with if need be."""
        shown = verdict or self.verdict
        return PlacementView(
            id=envelope.id,
            status=envelope.status,
            version=envelope.version,
            created_at=envelope.created_at,
            begun_with=envelope.begun_with,
            state=self.placed.state,
            set_aside=list(self.placing.set_aside),
            changes=shown.changes,
            left_open=shown.left_open,
        )


def stand(placing: Placing, begun: Rated) -> Standing:
    """Work a placement out; takes tens of milliseconds, so it belongs on a thread."""
    placed = place(placing)
    return Standing(placing, placed, begun, judge(placing, placed, begun=begun, now=begun))


def stand_again(knowledge: Knowledge, found: PlacementFound) -> Standing:
    """Work a kept placement out under this knowledge.

    Raises:
        PlacementStrandedError: The role, or its variant, is not there any more.
    """
    return stand(resume(knowledge, found, answers_of(found.answers)), ratings_of(found))


def stand_answered(
    knowledge: Knowledge, found: PlacementFound, step: Step, answers: Sequence[AnswerKept]
) -> Standing:
    """The same with other answers than those kept; `step` is the one they differ in.

    Raises:
        StepNotAskedError: The placement does not ask about the step.
        PlacementStrandedError: The role, or its variant, is not there any more.
    """
    placing = resume(knowledge, found, answers)
    check_asked(placing.placement, step)
    return stand(placing, ratings_of(found))


def envelope_of(found: PlacementFound, *, version: int, status: PlacementStatus) -> Envelope:
    """What a kept placement is called after a change."""
    return Envelope(found.id, status, version, found.created_at, found.knowledge_version)


def summary(knowledge: Knowledge, found: PlacementListed) -> PlacementSummaryView:
    """Show a placement in a list, where nothing is worked out."""
    wish = msgspec.json.decode(found.wish, type=PlacementWish)
    told = [kept for kept in answers_of(found.answers) if kept.reply != Reply.SKIP.value]
    return PlacementSummaryView(
        id=found.id,
        status=cast("PlacementStatus", found.status),
        version=found.version,
        created_at=found.created_at,
        accepted_at=found.accepted_at,
        begun_with=found.knowledge_version,
        role=knowledge.role_ref_of_id(found.role_id),
        variant=found.variant,
        asked=len(told),
        most_questions=wish.most_questions,
    )
