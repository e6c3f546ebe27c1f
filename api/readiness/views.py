"""From the events of a profile to a series of readiness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from api.analyses.views import day_of
from api.catalog.current import Knowledge
from api.readiness.repository import RatingEvent
from api.readiness.schemas import ReadinessCause, ReadinessHistoryView, ReadinessPointView
from api.time_zones import PersonDay, day_in
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
        time_zone=day.time_zone,
        series=series,
    )


def _changes(
    knowledge: Knowledge, events: Sequence[RatingEvent], day: PersonDay
) -> Iterator[CausedChange]:
    """Events of one cause on one day together; before each day, what the time until it has done.

    Ids that mean the same skill today are one rating: the highest of theirs.
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
            slug = knowledge.skill_of_id(event.skill_id)
            if slug is None:
                continue
            changed.add(slug)
            own = ratings.setdefault(slug, {})
            if event.level is None:
                own.pop(event.skill_id, None)
            else:
                own[event.skill_id] = Rating(
                    min(event.level, knowledge.graph.skill(slug).top),
                    RatingSource(event.source),
                    event.confidence,
                    day_of(on),
                )
        now = {slug: _highest(ratings[slug].values()) for slug in changed}
        yield CausedChange(on, cause, ProfileChange(day_of(on), now))
    if before is not None and before < day.today:
        yield CausedChange(day.today, "time", ProfileChange(day_of(day.today), {}))


def _highest(ratings: Iterable[Rating]) -> Rating | None:
    """The rating that counts among those of one skill."""
    return max(ratings, key=lambda rating: rating.level, default=None)
