"""Stored analyses: added, read and listed, never changed."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Float, Integer, bindparam, insert, select

from api.db.statements import Statement
from api.db.tables import AnalysisRow


class CreatedAnalysis(Struct, frozen=True):
    """What the database gave a new analysis."""

    id: UUID
    created_at: datetime


class StoredAnalysis(Struct, frozen=True):
    """An analysis with everything it was made from."""

    id: UUID
    created_at: datetime
    role_id: str
    variant: str
    knowledge_version: str
    knowledge_hash: str
    inputs: str
    result: str


class AnalysisSummary(Struct, frozen=True):
    """An analysis in a list."""

    id: UUID
    created_at: datetime
    role_id: str
    variant: str
    readiness: float
    knowledge_version: str


_mine = AnalysisRow.user_id == bindparam("user_id")

insert_analysis = (
    insert(AnalysisRow)
    .values(
        user_id=bindparam("user_id"),
        role_id=bindparam("role_id"),
        variant=bindparam("variant"),
        knowledge_version=bindparam("knowledge_version"),
        knowledge_hash=bindparam("knowledge_hash"),
        engine_version=bindparam("engine_version"),
        readiness=bindparam("readiness", type_=Float(53)),
        inputs=bindparam("analysis_inputs"),
        result=bindparam("analysis_result"),
    )
    .returning(AnalysisRow.id, AnalysisRow.created_at)
)
"""A roadmap adds its analysis in the same statement."""

ADD_ANALYSIS = Statement(insert_analysis, CreatedAnalysis)
READ_ANALYSIS = Statement(
    select(
        AnalysisRow.id,
        AnalysisRow.created_at,
        AnalysisRow.role_id,
        AnalysisRow.variant,
        AnalysisRow.knowledge_version,
        AnalysisRow.knowledge_hash,
        AnalysisRow.inputs,
        AnalysisRow.result,
    ).where(_mine, AnalysisRow.id == bindparam("analysis_id")),
    StoredAnalysis,
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
    AnalysisSummary,
)
