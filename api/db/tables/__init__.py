"""Every table, one class each; each column says what it is for and how long it is stored."""

from api.db.tables.accounts import (
    ApiTokenRow,
    LoginAttemptRow,
    RefreshTokenRow,
    SessionRow,
    UserRow,
)
from api.db.tables.declared import TableRow
from api.db.tables.learning import AnalysisRow, RoadmapItemRow, RoadmapRow
from api.db.tables.mail import MailTokenRow, OutgoingMailRow, ResetRequestRow
from api.db.tables.operation import AuditEventRow, IdempotencyKeyRow, KnowledgeReleaseRow
from api.db.tables.placements import PlacementRow
from api.db.tables.profiles import SkillRatingEventRow, SkillRatingRow
from api.db.tables.statistics import ResponseCountRow

__all__ = [
    "AnalysisRow",
    "ApiTokenRow",
    "AuditEventRow",
    "IdempotencyKeyRow",
    "KnowledgeReleaseRow",
    "LoginAttemptRow",
    "MailTokenRow",
    "OutgoingMailRow",
    "PlacementRow",
    "RefreshTokenRow",
    "ResetRequestRow",
    "ResponseCountRow",
    "RoadmapItemRow",
    "RoadmapRow",
    "SessionRow",
    "SkillRatingEventRow",
    "SkillRatingRow",
    "TableRow",
    "UserRow",
]
