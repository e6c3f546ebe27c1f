"""From the events of a profile to a series of readiness."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from api.catalog.current import Knowledge
from api.profiles.present_ratings import present_ratings
from api.readiness.repository import RatingEvent
from api.readiness.schemas import ReadinessCause, ReadinessHistoryView, ReadinessPointView
from api.time_zones import PersonDay, day_in, day_of
from engine import (
    ProfileChange,
    Rating,
    RatingSource,
    SkillSlug,
    Variant,
    readiness_history,
)

CAUSES: Mapping[str, ReadinessCause] = {
    RatingSource.SELF: "ratings",
    RatingSource.ROADMAP: "progress",
    RatingSource.PLACEMENT: "placement",
    RatingSource.EVIDENCE: "import",
    RatingSource.IMPORT: "import",
    RatingSource.SPLIT: "ratings",
}


class CausedChange(Struct, frozen=True):
    """A change of the profile, the day of the person, and what caused it."""

    on: date
    cause: ReadinessCause
    change: ProfileChange


def history_view(
    knowledge: Knowledge,
    role: str,
    variant: str,
    events: Sequence[RatingEvent],
    day: PersonDay,
) -> ReadinessHistoryView:
    """Replay the events under this knowledge.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
    """
    found = knowledge.role(role)
    changes = list(_changes(knowledge, events, day))
    points = readiness_history(
        knowledge.graph,
        found,
        variant=Variant(variant),
        changes=[caused.change for caused in changes],
        rules=knowledge.rules,
    )
    series: list[ReadinessPointView] = []
    for caused, reached in zip(changes, points, strict=True):
        if (caused.change.ratings and not series) or (series and series[-1].points != reached):
            series.append(ReadinessPointView(on=caused.on, points=reached, cause=caused.cause))
    return ReadinessHistoryView(
        knowledge_version=knowledge.version,
        role=knowledge.role_ref(found.slug),
        variant=variant,
        variant_title=knowledge.variant_title(found.slug, variant),
        time_zone=day.time_zone,
        series=series,
    )


def _changes(
    knowledge: Knowledge, events: Sequence[RatingEvent], day: PersonDay
) -> Iterator[CausedChange]:
    """Events of one cause on one day together; before each day, what the time until it has done.

    Every redirect is followed as in the profile of today.
    """
    ratings: dict[SkillSlug, dict[str, Rating]] = {}
    dated = ((day_in(event.recorded_at, day.time_zone), event) for event in events)
    before = None
    for (on, cause), group in groupby(dated, key=lambda pair: (pair[0], CAUSES[pair[1].source])):
        if on != before:
            yield CausedChange(on, "time", ProfileChange(day_of(on), {}))
            before = on
        changed = set()
        for _, event in group:
            for slug in map(SkillSlug, knowledge.skill_destination(event.skill_id).slugs):
                changed.add(slug)
                own = ratings.setdefault(slug, {})
                own.pop(event.skill_id, None)
                if event.level is not None:
                    source = RatingSource(event.source)
                    rating = Rating(event.level, source, event.confidence, day_of(on))
                    own[event.skill_id] = rating
        now = {slug: _present(knowledge, slug, ratings[slug]) for slug in changed}
        yield CausedChange(on, cause, ProfileChange(day_of(on), now))
    if before is not None and before < day.today:
        yield CausedChange(day.today, "time", ProfileChange(day_of(day.today), {}))


def _present(knowledge: Knowledge, slug: SkillSlug, ratings: Mapping[str, Rating]) -> Rating | None:
    """The rating that counts for a skill, of those stored under ids that lead to it."""
    found = present_ratings(knowledge, ratings.items()).get(slug)
    return None if found is None else found.rating
