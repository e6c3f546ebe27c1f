"""The events that readiness over time follows from."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import bindparam, select

from api.db.statements import Statement
from api.db.tables import SkillRatingEventRow


class RatingEvent(Struct, frozen=True):
    """A change of a rating; without a level it was taken back."""

    skill_id: str
    level: int | None
    source: str
    confidence: float
    recorded_at: datetime


LIST_EVENTS = Statement(
    select(*(getattr(SkillRatingEventRow, name) for name in RatingEvent.__struct_fields__))
    .where(SkillRatingEventRow.user_id == bindparam("user_id"))
    .order_by(SkillRatingEventRow.recorded_at, SkillRatingEventRow.id),
    RatingEvent,
)
