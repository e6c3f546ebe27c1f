"""Stored ratings under the content of today: the one place where a profile follows redirects.

What was renamed is the same; of what was merged, the higher level wins; what was split gives its
level to every part, to be confirmed; what was retired no longer counts. So no change of the
content lowers a level, and a new rating always counts, because what older ids still say above it
is lowered with it (`superseded`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.time_zones import day_of
from engine import Profile, Rating, RatingSource, SkillSlug, counted_profile

SPLIT = RatingSource.SPLIT


class PresentRating(Struct, frozen=True):
    """What a stored rating means for a skill of today; `skill_id` is the id it is stored by."""

    skill_id: str
    rating: Rating


class NewRating(Struct, frozen=True):
    """A rating to write; `source` says where it comes from."""

    skill_id: str
    level: int
    source: str
    confidence: float


class StoredLevel(Struct, frozen=True):
    """What is stored of a rating, as far as a new one beside it matters."""

    skill_id: str
    level: int
    confidence: float


def present_ratings(
    knowledge: Knowledge, stored: Iterable[tuple[str, Rating]]
) -> dict[SkillSlug, PresentRating]:
    """The rating that counts for each skill of today.

    Args:
        knowledge: The content of the moment; a level above a skill's top counts as the top.
        stored: Content ids and ratings as they were stored. Of several that mean one skill the
            highest level counts, and of equal ones that of the skill itself, then the surest.
    """
    found: dict[SkillSlug, PresentRating] = {}
    for skill_id, rating in stored:
        there = knowledge.skill_destination(skill_id)
        for slug in map(SkillSlug, there.slugs):
            top = knowledge.graph.skill(slug).top
            counted = rating if rating.level <= top else replace(rating, level=top)
            if there.is_split:
                counted = replace(counted, source=SPLIT)
            one, other = PresentRating(skill_id, counted), found.get(slug)
            if other is None or _weight(knowledge, slug, other) < _weight(knowledge, slug, one):
                found[slug] = one
    return found


def _weight(knowledge: Knowledge, slug: SkillSlug, one: PresentRating) -> tuple[int, bool, float]:
    is_own = one.skill_id == knowledge.skill_id(slug)
    return one.rating.level, is_own, one.rating.confidence


def counted_on(
    knowledge: Knowledge, stored: Iterable[tuple[str, Rating]], today: date | None
) -> Profile:
    """A stored profile as it counts on a day, with every redirect followed.

    Args:
        knowledge: What the profile is for.
        stored: Content ids and ratings as they were stored.
        today: Of the person; without one nothing fades.
    """
    present = present_ratings(knowledge, stored)
    return counted_profile(
        knowledge.graph,
        {slug: one.rating for slug, one in present.items()},
        rules=knowledge.rules,
        today=None if today is None else day_of(today),
    )


def as_given(profile: Profile) -> Profile:
    """The ratings of a counted profile as they were given, before any of them faded."""
    return {
        skill: rating if rating.said is None else replace(rating, level=rating.said, said=None)
        for skill, rating in profile.items()
    }


def stated_profile(
    knowledge: Knowledge, ratings: Mapping[str, int], placed: Mapping[str, float]
) -> dict[SkillSlug, Rating]:
    """A profile as a request states it, by present or former slugs.

    Args:
        knowledge: The content of the moment.
        ratings: Levels, the person's own unless they were placed. Of several that mean one skill
            the highest counts, and of equal ones the surest.
        placed: The confidence of those that a placement wrote, in (0, 1], by the same slug.

    Raises:
        UnknownSkillError: One of them is about a skill that does not exist.
    """
    for skill in knowledge.skills_named(placed):
        knowledge.graph.skill(skill)
    found: dict[SkillSlug, Rating] = {}
    for slug, level in ratings.items():
        source = RatingSource.PLACEMENT if slug in placed else RatingSource.SELF
        for skill, counted in knowledge.levels_named({slug: level}).items():
            one = Rating(counted, source, placed.get(slug, 1.0))
            other = found.get(skill, one)
            found[skill] = max(other, one, key=lambda two: (two.level, two.confidence))
    return found


def leading_ids(knowledge: Knowledge, skill_ids: Iterable[str]) -> set[str]:
    """The ids of gone skills that lead to any of these, which are ids of present ones."""
    slugs = [slug for one in skill_ids if (slug := knowledge.skill_of_id(one)) is not None]
    return {old for slug in slugs for old in knowledge.library.skill_redirects.former_ids(slug)}


def superseded(
    knowledge: Knowledge, stored: Sequence[StoredLevel], new: Sequence[NewRating]
) -> list[NewRating]:
    """What has to be written beside new ratings, so that they count and nothing else changes.

    A gone skill that says more than a new rating of what it leads to is lowered to it. The other
    parts of a split skill keep what it said of them, as ratings of their own to be confirmed.

    Args:
        knowledge: The content of the moment.
        stored: The whole profile as it is stored.
        new: Ratings of present skills, which are about to be written.
    """
    by_skill = {knowledge.skill_of_id(one.skill_id): one for one in new}
    own = {one.skill_id: one.level for one in stored}
    beside: dict[str, NewRating] = {}
    for old in stored:
        there = knowledge.skill_destination(old.skill_id)
        rated = [by_skill[slug] for part in there.slugs if (slug := SkillSlug(part)) in by_skill]
        lowest = min(rated, key=lambda one: one.level, default=None)
        is_gone = old.skill_id not in {knowledge.skill_id(part) for part in there.slugs}
        if lowest is None or not is_gone or old.level <= lowest.level:
            continue
        beside[old.skill_id] = replace(lowest, skill_id=old.skill_id)
        for part in there.slugs:
            part_id = knowledge.skill_id(part)
            if SkillSlug(part) not in by_skill and own.get(part_id, -1) < old.level:
                own[part_id] = old.level
                beside[part_id] = NewRating(part_id, old.level, SPLIT.value, old.confidence)
    return list(beside.values())
