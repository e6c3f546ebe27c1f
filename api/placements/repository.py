"""Stored placements."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Integer, and_, bindparam, func, insert, select, update

from api.db.pool import Session
from api.db.statements import Statement
from api.db.tables import PlacementRow
from api.errors import NotFoundError, PlacementClosedError, StaleVersionError
from api.http.encoding import version_tag
from api.http.preconditions import check_version


class PlacementFound(Struct, frozen=True):
    """A placement as it is stored."""

    id: UUID
    role_id: str
    variant: str
    status: str
    version: int
    seed: int
    options: str
    ratings: str
    answers: str
    worked: str | None
    knowledge_version: str
    knowledge_hash: str
    created_at: datetime
    corrections: str | None
    accepted_view: str | None
    accepted_ratings: str | None

    def as_begun(self) -> "PlacementFound":
        """As it was when it was created."""
        return replace(self, status="open", version=1, answers="[]", accepted_view=None)


class PlacementListed(Struct, frozen=True):
    """A placement in a list."""

    id: UUID
    role_id: str
    variant: str
    status: str
    version: int
    options: str
    answers: str
    knowledge_version: str
    created_at: datetime
    accepted_at: datetime | None


class AnswersFound(Struct, frozen=True):
    """The answers of a placement, as JSON."""

    answers: str


class PlacementVersion(Struct, frozen=True):
    """The version after a change."""

    version: int


_placement = (
    PlacementRow.id,
    PlacementRow.role_id,
    PlacementRow.variant,
    PlacementRow.status,
    PlacementRow.version,
    PlacementRow.seed,
    PlacementRow.options,
    PlacementRow.ratings,
    PlacementRow.answers,
    PlacementRow.worked,
    PlacementRow.knowledge_version,
    PlacementRow.knowledge_hash,
    PlacementRow.created_at,
    PlacementRow.corrections,
    PlacementRow.accepted_view,
    PlacementRow.accepted_ratings,
)
_mine = PlacementRow.user_id == bindparam("user_id")
_this = and_(_mine, PlacementRow.id == bindparam("placement_id"))
_as_read = and_(
    _this, PlacementRow.status == "open", PlacementRow.version == bindparam("read_version")
)

ADD_PLACEMENT = Statement(
    insert(PlacementRow)
    .values(
        user_id=bindparam("user_id"),
        role_id=bindparam("role_id"),
        variant=bindparam("variant"),
        status="open",
        seed=bindparam("seed"),
        options=bindparam("options"),
        ratings=bindparam("ratings"),
        answers=bindparam("answers"),
        worked=bindparam("worked"),
        knowledge_version=bindparam("knowledge_version"),
        knowledge_hash=bindparam("knowledge_hash"),
        engine_version=bindparam("engine_version"),
    )
    .returning(*_placement),
    PlacementFound,
)
READ_PLACEMENT = Statement(select(*_placement).where(_this), PlacementFound)
LIST_PLACEMENTS = Statement(
    select(
        PlacementRow.id,
        PlacementRow.role_id,
        PlacementRow.variant,
        PlacementRow.status,
        PlacementRow.version,
        PlacementRow.options,
        PlacementRow.answers,
        PlacementRow.knowledge_version,
        PlacementRow.created_at,
        PlacementRow.accepted_at,
    )
    .where(
        _mine,
        PlacementRow.id < bindparam("before"),
        PlacementRow.status == func.coalesce(bindparam("status"), PlacementRow.status),
    )
    .order_by(PlacementRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    PlacementListed,
)
SET_ANSWERS = Statement(
    update(PlacementRow)
    .where(_as_read)
    .values(
        answers=bindparam("new_answers"),
        version=PlacementRow.version + 1,
        updated_at=func.now(),
    )
    .returning(PlacementRow.version),
    PlacementVersion,
)
CLOSE_PLACEMENT = Statement(
    update(PlacementRow)
    .where(_as_read)
    .values(
        status="accepted",
        corrections=bindparam("new_corrections"),
        accepted_view=bindparam("new_view"),
        accepted_ratings=bindparam("new_ratings"),
        accepted_at=func.now(),
        version=PlacementRow.version + 1,
        updated_at=func.now(),
    )
    .returning(PlacementRow.version),
    PlacementVersion,
)
LOCK_PLACEMENT = Statement(
    select(PlacementRow.version).where(_as_read).with_for_update(), PlacementVersion
)

ACCEPTED_ANSWERS = Statement(
    select(PlacementRow.answers).where(
        _mine, PlacementRow.status == "accepted", PlacementRow.id != bindparam("placement_id")
    ),
    AnswersFound,
)


async def find_placement(session: Session, user_id: UUID, placement_id: UUID) -> PlacementFound:
    """Read a stored placement, or NotFoundError."""
    found = await session.one_or_none(READ_PLACEMENT, user_id=user_id, placement_id=placement_id)
    if found is None:
        raise NotFoundError(kind="placement")
    return found


def check_open(found: PlacementFound, if_match: str | None) -> None:
    """Check that a change fits what is stored; raises as `answer` does."""
    if found.status != "open":
        raise PlacementClosedError(found.id)
    check_version(if_match, found.version)


async def changed_since(
    session: Session, user_id: UUID, placement_id: UUID
) -> PlacementClosedError | StaleVersionError:
    """Why a placement is no longer as it was read; NotFoundError when it is gone."""
    found = await find_placement(session, user_id, placement_id)
    if found.status != "open":
        return PlacementClosedError(placement_id)
    return StaleVersionError(version_tag(found.version))
