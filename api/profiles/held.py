"""What a person holds at this moment: ticked, rated, placed or implied."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

import msgspec
from msgspec import Struct

from api.catalog.current import Knowledge
from api.profiles.present_ratings import as_given, counted_on
from api.profiles.repository import RatingFound
from api.time_zones import DEFAULT_ZONE, PersonDay, day_in, day_of
from engine import Holdings, Profile, Rating, RatingSource, SkillSlug, counted_profile, hold


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

    @cached_property
    def given(self) -> Holdings:
        """What the ratings say as they were given, before any of them faded."""
        profile = self.holdings.profile
        if all(rating.said is None for rating in profile.values()):
            return self.holdings
        graph, rules = self.knowledge.graph, self.knowledge.rules
        given = counted_profile(graph, as_given(profile), rules=rules, today=None)
        return hold(graph, given)

    def was_reached(self, skill_id: str, level: int) -> bool:
        """Whether a stored step was held, though time may have taken it back since."""
        steps = self.knowledge.steps_of_id(skill_id, level)
        if steps:
            return all(self.given.level(step.skill) >= step.level for step in steps)
        return self.source_of(skill_id, level) is not None

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


SOURCES = {source.value: source for source in RatingSource}


def self_rated(knowledge: Knowledge, ratings: Mapping[str, int]) -> Profile:
    """A profile of plain levels, by present or former slugs."""
    return {skill: Rating(level) for skill, level in knowledge.levels_named(ratings).items()}


def profile_of(
    knowledge: Knowledge, found: Iterable[RatingFound], *, day: PersonDay | None = None
) -> Profile:
    """A stored profile under this knowledge, with every redirect followed.

    With a day, ratings count as they have faded by then; without, as they were given. They were
    given on a day of the person's, in the same time zone.
    """
    zone = DEFAULT_ZONE if day is None else day.time_zone
    stored = (
        (
            entry.skill_id,
            Rating(
                entry.level,
                SOURCES[entry.source],
                entry.confidence,
                day_of(day_in(entry.updated_at, zone)),
            ),
        )
        for entry in found
    )
    return counted_on(knowledge, stored, None if day is None else day.today)
