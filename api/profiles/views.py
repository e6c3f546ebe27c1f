"""Ratings over the wire."""

from collections.abc import Sequence

from api.catalog.current import Knowledge
from api.profiles.present_ratings import PresentRating, present_ratings
from api.profiles.repository import RatingFound
from api.profiles.schemas import RatingView
from engine import Rating, RatingSource, SkillSlug


def rating_view(knowledge: Knowledge, found: RatingFound) -> RatingView:
    """Show a stored rating of one skill, or of one that was retired."""
    return RatingView(
        skill=knowledge.skill_ref_of_id(found.skill_id),
        level=found.level,
        source=found.source,
        confidence=found.confidence,
        updated_at=found.updated_at,
        version=found.version,
        is_counted=knowledge.skill_of_id(found.skill_id) is not None,
    )


def rating_views(knowledge: Knowledge, found: Sequence[RatingFound]) -> list[RatingView]:
    """Show a profile: one rating for each skill of today, then those of retired skills."""
    by_id = {one.skill_id: one for one in found}
    present = present_ratings(
        knowledge,
        (
            (one.skill_id, Rating(one.level, RatingSource(one.source), one.confidence))
            for one in found
        ),
    )
    views = [
        _present_view(knowledge, slug, one, by_id[one.skill_id]) for slug, one in present.items()
    ]
    gone = [one for one in found if not knowledge.skill_destination(one.skill_id).slugs]
    views.sort(key=lambda view: view.skill.slug)
    return [*views, *(rating_view(knowledge, one) for one in gone)]


def _present_view(
    knowledge: Knowledge, slug: SkillSlug, one: PresentRating, found: RatingFound
) -> RatingView:
    return RatingView(
        skill=knowledge.skill_ref(slug),
        level=one.rating.level,
        source=one.rating.source.value,
        confidence=found.confidence,
        updated_at=found.updated_at,
        version=found.version,
        is_counted=True,
    )
