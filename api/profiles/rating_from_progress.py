"""How finishing a step raises a rating, and how taking the tick back lowers it again.

A rating is the higher of what was last said about the skill and of what was finished in any
roadmap since. Ticks therefore never overwrite what was said, and taking one back loses nothing.
The statement that decides it in one round trip is `FOLLOW_PROGRESS` in `progress_repository.py`.
"""

from uuid import UUID

from api.db.pool import Session
from api.profiles.progress_repository import FOLLOW_PROGRESS
from api.profiles.repository import RatingFound


async def follow_progress(session: Session, user_id: UUID, skill_id: str) -> RatingFound | None:
    """Bring a rating in line with ticks; the profile has to be locked before.

    Returns:
        The rating now; None where nothing supports one any more.
    """
    return await session.one_or_none(FOLLOW_PROGRESS, user_id=user_id, skill_id=skill_id)
