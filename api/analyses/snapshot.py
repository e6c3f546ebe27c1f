"""An analysis as it is kept: worked out, encoded once, and put together again byte for byte."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from api.analyses.repository import ADD_ANALYSIS, AnalysisAdded
from api.analyses.views import (
    analyze_profile,
    day_of,
    encoded_result,
    fading_facts,
    profile_of,
)
from api.catalog.current import Knowledge
from api.db.pool import Session
from api.errors import NotFoundError
from api.http.encoding import encode
from api.profiles.repository import RatingFound
from engine import ENGINE_VERSION, Analysis, Profile, Rating, RatingSource, SkillSlug


class StoredRating(Struct, frozen=True, omit_defaults=True):
    """A rating as an analysis keeps it, to be replayed; the first ones kept have no date."""

    level: int
    source: str
    confidence: float
    rated_on: date | None = None


class StoredInputs(Struct, frozen=True, omit_defaults=True):
    """What an analysis was made from, by content id, and on which day."""

    ratings: dict[str, StoredRating]
    today: date | None = None

    def profile(self, knowledge: Knowledge) -> Profile:
        """The ratings under this knowledge as they were said: what fades is not lowered yet."""
        return stored_profile(knowledge, self.ratings)


def stored_profile(knowledge: Knowledge, ratings: Mapping[str, StoredRating]) -> Profile:
    """Kept ratings under this knowledge: renamed skills follow, retired ones stop counting.

    Args:
        knowledge: What the profile is for; levels above its ladders count as the top.
        ratings: By content id.
    """
    profile: dict[SkillSlug, Rating] = {}
    for skill_id, kept in ratings.items():
        slug = knowledge.skill_of_id(skill_id)
        if slug is not None:
            level = min(kept.level, knowledge.graph.skill(slug).top)
            rated_on = None if kept.rated_on is None else day_of(kept.rated_on)
            profile[slug] = Rating(level, RatingSource(kept.source), kept.confidence, rated_on)
    return profile


class Envelope(Struct, frozen=True, rename="camel"):
    """An `AnalysisView` whose result is encoded already."""

    id: UUID
    created_at: datetime
    result: msgspec.Raw


class Snapshot(Struct, frozen=True):
    """A finished analysis that waits to be kept."""

    knowledge: Knowledge
    profile: Profile
    analysis: Analysis
    inputs: StoredInputs
    result: bytes

    @classmethod
    def take(
        cls,
        knowledge: Knowledge,
        role: str,
        *,
        variant: str,
        ratings: list[RatingFound],
        today: date,
    ) -> "Snapshot":
        """Analyse a kept profile as it counts today.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        profile = profile_of(knowledge, ratings, today=today)
        analysis = analyze_profile(knowledge, role, variant=variant, profile=profile)
        inputs = StoredInputs(
            {
                rating.skill_id: StoredRating(
                    rating.level, rating.source, rating.confidence, rating.updated_at.date()
                )
                for rating in ratings
            },
            today,
        )
        fading = fading_facts(knowledge, profile, today)
        return cls(
            knowledge, profile, analysis, inputs, encoded_result(knowledge, analysis, fading)
        )

    async def keep(self, session: Session, user_id: UUID) -> AnalysisAdded:
        """Write it down."""
        added = await session.one_or_none(
            ADD_ANALYSIS,
            user_id=user_id,
            role_id=self.knowledge.role_id(self.analysis.role),
            variant=self.analysis.variant,
            knowledge_version=self.knowledge.version,
            knowledge_hash=self.knowledge.hash,
            engine_version=ENGINE_VERSION,
            readiness=self.analysis.readiness.points,
            inputs=encode(self.inputs).decode(),
            result=self.result.decode(),
        )
        if added is None:
            raise NotFoundError(kind="account")
        return added


def envelope(analysis_id: UUID, created_at: datetime, result: bytes) -> Envelope:
    """Put a kept result under its id and time."""
    return Envelope(analysis_id, created_at, msgspec.Raw(result))
