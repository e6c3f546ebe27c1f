"""Kept analyses."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Float, Integer, bindparam, insert, select

from api.db.statements import Statement
from api.db.tables import AnalysisRow


class AnalysisAdded(Struct, frozen=True):
    """What the database gave a new analysis."""

    id: UUID
    created_at: datetime


class AnalysisRead(Struct, frozen=True):
    """An analysis as it was answered."""

    id: UUID
    created_at: datetime
    result: str


class AnalysisInputs(Struct, frozen=True):
    """An analysis with all it was made from."""

    id: UUID
    role_id: str
    variant: str
    knowledge_version: str
    knowledge_hash: str
    inputs: str
    result: str


class AnalysisListed(Struct, frozen=True):
    """An analysis in a list."""

    id: UUID
    created_at: datetime
    role_id: str
    variant: str
    readiness: float
    knowledge_version: str


_mine = AnalysisRow.user_id == bindparam("user_id")
_this = AnalysisRow.id == bindparam("analysis_id")

ADD_ANALYSIS = Statement(
    insert(AnalysisRow)
    .values(
        user_id=bindparam("user_id"),
        role_id=bindparam("role_id"),
        variant=bindparam("variant"),
        knowledge_version=bindparam("knowledge_version"),
        knowledge_hash=bindparam("knowledge_hash"),
        engine_version=bindparam("engine_version"),
        readiness=bindparam("readiness", type_=Float(53)),
        inputs=bindparam("inputs"),
        result=bindparam("result"),
    )
    .returning(AnalysisRow.id, AnalysisRow.created_at),
    AnalysisAdded,
)
READ_ANALYSIS = Statement(
    select(AnalysisRow.id, AnalysisRow.created_at, AnalysisRow.result).where(_mine, _this),
    AnalysisRead,
)
READ_INPUTS = Statement(
    select(
        AnalysisRow.id,
        AnalysisRow.role_id,
        AnalysisRow.variant,
        AnalysisRow.knowledge_version,
        AnalysisRow.knowledge_hash,
        AnalysisRow.inputs,
        AnalysisRow.result,
    ).where(_mine, _this),
    AnalysisInputs,
)
LIST_ANALYSES = Statement(
    select(
        AnalysisRow.id,
        AnalysisRow.created_at,
        AnalysisRow.role_id,
        AnalysisRow.variant,
        AnalysisRow.readiness,
        AnalysisRow.knowledge_version,
    )
    .where(_mine, AnalysisRow.id < bindparam("before"))
    .order_by(AnalysisRow.id.desc())
    .limit(bindparam("limit", type_=Integer)),
    AnalysisListed,
)
