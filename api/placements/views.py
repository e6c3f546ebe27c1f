"""A kept placement as it is shown: its state, and what acceptance would do to the profile."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from api.catalog.current import Knowledge
from api.placements.acceptance_rules import Rated, Verdict
from api.placements.placing import Placed, place
from api.placements.repository import PlacementFound, PlacementListed
from api.placements.schemas import PlacementStatus, PlacementSummaryView, PlacementView
from api.placements.stored import Placing, StoredAnswer, answers_of, check_asked, ratings_of, resume
from engine import PlacementOptions, Reply, Step


class Envelope(Struct, frozen=True):
    """What a placement is called, apart from what it found."""

    id: UUID
    status: PlacementStatus
    version: int
    created_at: datetime
    begun_with: str


class Standing(Struct, frozen=True):
    """A placement worked out, and the ratings it began with."""

    placing: Placing
    placed: Placed
    begun: Rated

    def view(self, envelope: Envelope, done: Verdict | None = None) -> PlacementView:
        """Show it; once it is accepted, with what was done."""
        state = self.placed.state
        if done is not None:
            state = structs.replace(state, changes=done.changes, left_open=done.left_open)
        return PlacementView(
            id=envelope.id,
            status=envelope.status,
            version=envelope.version,
            created_at=envelope.created_at,
            begun_with=envelope.begun_with,
            state=state,
            set_aside=list(self.placing.set_aside),
        )


def stand(placing: Placing, *, begun: Rated, now: Rated) -> Standing:
    """Work a placement out; takes tens of milliseconds, so it belongs on a thread."""
    return Standing(placing, place(placing, begun=begun, now=now), begun)


def stand_again(knowledge: Knowledge, found: PlacementFound, now: Rated) -> Standing:
    """Work a kept placement out under this knowledge, against the ratings of now.

    Raises:
        PlacementStrandedError: The role, or its variant, is not there any more.
    """
    placing = resume(knowledge, found, answers_of(found.answers))
    return stand(placing, begun=ratings_of(found), now=now)


def stand_answered(
    knowledge: Knowledge,
    found: PlacementFound,
    now: Rated,
    *,
    step: Step,
    answers: Sequence[StoredAnswer],
) -> Standing:
    """The same with other answers than those kept; `step` is the one they differ in.

    Raises:
        StepNotAskedError: The placement does not ask about the step.
        PlacementStrandedError: The role, or its variant, is not there any more.
    """
    placing = resume(knowledge, found, answers)
    check_asked(placing.placement, step)
    return stand(placing, begun=ratings_of(found), now=now)


def envelope_of(found: PlacementFound, *, version: int, status: PlacementStatus) -> Envelope:
    """What a kept placement is called after a change."""
    return Envelope(found.id, status, version, found.created_at, found.knowledge_version)


def summary(knowledge: Knowledge, found: PlacementListed) -> PlacementSummaryView:
    """Show a placement in a list, where nothing is worked out."""
    wish = msgspec.json.decode(found.wish, type=PlacementOptions)
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
