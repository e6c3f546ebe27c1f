"""Every table, one class each; each column says what it is for and how long it is kept."""

from api.db.rows.accounts import ApiTokenRow, LoginAttemptRow, RefreshTokenRow, SessionRow, UserRow
from api.db.rows.answers import AnalysisRow, RoadmapItemRow, RoadmapRow
from api.db.rows.declared import Row
from api.db.rows.operation import AuditEventRow, IdempotencyKeyRow, KnowledgeReleaseRow
from api.db.rows.placements import PlacementRow
from api.db.rows.profiles import SkillRatingEventRow, SkillRatingRow

__all__ = [
    "AnalysisRow",
    "ApiTokenRow",
    "AuditEventRow",
    "IdempotencyKeyRow",
    "KnowledgeReleaseRow",
    "LoginAttemptRow",
    "PlacementRow",
    "RefreshTokenRow",
    "RoadmapItemRow",
    "RoadmapRow",
    "Row",
    "SessionRow",
    "SkillRatingEventRow",
    "SkillRatingRow",
    "UserRow",
]
