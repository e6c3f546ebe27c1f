"""What a person holds at this moment, as stored steps need it: ticked, rated, placed or implied."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

import msgspec
from msgspec import Struct

from api.analyses.views import profile_of
from api.catalog.current import Knowledge
from api.plans.schemas import HeldBy
from api.profiles.repository import RatingFound
from api.time_zones import PersonDay
from engine import Holdings, RatingSource, SkillSlug, hold

HELD_BY: Mapping[RatingSource, HeldBy] = {
    RatingSource.SELF: "rating",
    RatingSource.EVIDENCE: "rating",
    RatingSource.IMPORT: "rating",
    RatingSource.SPLIT: "rating",
    RatingSource.PLACEMENT: "placement",
    RatingSource.ROADMAP: "roadmap",
    RatingSource.SPLIT: "rating",
    RatingSource.IMPLIED: "implied",
}


class HeldNow(Struct, frozen=True, dict=True):
    """What a person holds on their day under this knowledge; `ratings` are by content id."""

    knowledge: Knowledge
    ratings: Mapping[str, RatingFound]
    holdings: Holdings
    day: PersonDay

    @classmethod
    def of(cls, knowledge: Knowledge, ratings: Sequence[RatingFound], day: PersonDay) -> "HeldNow":
        """Work it out."""
        profile = profile_of(knowledge, ratings, day=day)
        return cls.known(knowledge, ratings, hold(knowledge.graph, profile), day)

    @classmethod
    def read(cls, knowledge: Knowledge, ratings: str, day: PersonDay) -> "HeldNow":
        """Work it out from the ratings as JSON."""
        return cls.of(knowledge, msgspec.json.decode(ratings, type=list[RatingFound]), day)

    @classmethod
    def known(
        cls,
        knowledge: Knowledge,
        ratings: Sequence[RatingFound],
        holdings: Holdings,
        day: PersonDay,
    ) -> "HeldNow":
        """With the holdings that were worked out already."""
        return cls(knowledge, {rating.skill_id: rating for rating in ratings}, holdings, day)

    def source_of(self, skill_id: str, level: int) -> RatingSource | None:
        """By what a stored step is held; None when it is not.

        The step of a split skill is held once all parts are, that of a retired one by a rating of
        that very skill, and a level that the content no longer has by the highest there is.
        """
        steps = self.knowledge.steps_of_id(skill_id, level)
        if steps:
            sources = [self.holdings.source_of(step) for step in steps]
            return None if None in sources else sources[0]
        rating = self.ratings.get(skill_id)
        return RatingSource(rating.source) if rating and rating.level >= level else None

    def since(self, skill_id: str, level: int) -> datetime | None:
        """When the rating was given by which a stored step is held; of several, the first."""
        steps = self.knowledge.steps_of_id(skill_id, level)
        if not steps:
            return self.ratings[skill_id].updated_at if skill_id in self.ratings else None
        because = {step.skill for step in steps}
        for implied in self.holdings.implied:
            if implied.skill in because:
                because |= {root.skill for root in implied.because}
        return min((at for slug, at in self._rated_at.items() if slug in because), default=None)

    @cached_property
    def _rated_at(self) -> dict[SkillSlug, datetime]:
        found: dict[SkillSlug, datetime] = {}
        for rating in self.ratings.values():
            for slug in self.knowledge.skill_destination(rating.skill_id).slugs:
                found[SkillSlug(slug)] = rating.updated_at
        return found
