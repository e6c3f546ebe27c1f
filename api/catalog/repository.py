"""Published knowledge."""

from uuid import UUID

from msgspec import Struct
from sqlalchemy import Integer, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from api.db.statements import Statement
from api.db.tables import KnowledgeReleaseRow


class ReleaseAdded(Struct, frozen=True):
    """A release that was new."""

    id: UUID


class ReleaseFound(Struct, frozen=True):
    """The content of a release."""

    artifact: bytes


class ReleaseNamed(Struct, frozen=True):
    """Which release it is."""

    hash: str


FIND_RELEASE = Statement(
    select(KnowledgeReleaseRow.artifact).where(KnowledgeReleaseRow.hash == bindparam("hash")),
    ReleaseFound,
)
NEWEST_RELEASE = Statement(
    select(KnowledgeReleaseRow.hash).order_by(KnowledgeReleaseRow.id.desc()).limit(1), ReleaseNamed
)
LIST_RELEASES = Statement(
    select(KnowledgeReleaseRow.hash)
    .order_by(KnowledgeReleaseRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    ReleaseNamed,
)
ADD_RELEASE = Statement(
    insert(KnowledgeReleaseRow)
    .values(
        version=bindparam("version"),
        hash=bindparam("hash"),
        previous_hash=bindparam("previous_hash"),
        artifact=bindparam("artifact"),
        changes=bindparam("changes"),
    )
    .on_conflict_do_nothing()
    .returning(KnowledgeReleaseRow.id),
    ReleaseAdded,
)
