"""From a request to the engine's plan; what cannot be planned names the nearest that can.

The engine knows hours and points; a date becomes hours here, by the clock of the request
and the hours a week.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from math import ceil

import structlog
from msgspec import UNSET, Struct
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.clocks import Clocks
from api.errors import DateInPastError, LimitsContradictError, NearestFields, PlanRefusedError
from api.plans.schemas import LimitedRequest, RolePlanRequest
from api.time_zones import DEFAULT_ZONE, PersonDay
from engine import (
    Holdings,
    HourLimit,
    InfeasiblePlanError,
    Limit,
    NearestPlan,
    PlanOptions,
    PlanQuery,
    Profile,
    ProofStatus,
    ReadinessTarget,
    Replan,
    Roadmap,
    Search,
    SkillSlug,
    Solver,
    Step,
    Variant,
    plan,
    replan,
)

DAYS_A_WEEK = 7
LAST_ZONE = timezone(-timedelta(hours=12))
_log = structlog.get_logger("api")


class PlanLimits(Struct, frozen=True):
    """The limit of a request: one of the three, or none; planning refuses more than one."""

    target_readiness: float | None = None
    budget_hours: float | None = None
    until_date: date | None = None

    @classmethod
    def of(cls, data: LimitedRequest, *, otherwise: "PlanLimits | None" = None) -> "PlanLimits":
        """The limit of a request, which replaces `otherwise`; `null` removes one of its limits."""
        named = {
            name: value
            for name in cls.__struct_fields__
            if (value := getattr(data, name)) is not UNSET
        }
        given = {name: value for name, value in named.items() if value is not None}
        if given or otherwise is None:
            return cls(**given)
        return replace(otherwise, **named)

    @property
    def names(self) -> tuple[str, ...]:
        """The limits that have a value."""
        return tuple(n for n in self.__struct_fields__ if getattr(self, n) is not None)

    def only(self, name: str) -> "PlanLimits":
        """That limit alone."""
        return PlanLimits(**{name: getattr(self, name)})


class PlanContext(Struct, frozen=True):
    """The day a plan is made on, and how the best one is searched for.

    `earliest_today` is the earliest day that it can be for the person; without it, that is `today`.
    """

    day: PersonDay
    search: Search
    earliest_today: date | None = None

    @property
    def today(self) -> date:
        """What date it is for the person."""
        return self.day.today


class PlanningConfig(Struct, frozen=True):
    """How this server plans: its clocks, its solver, and the solver's time for a request [s].

    A request that cannot be met takes a few more searches, for the nearest that can.
    """

    clocks: Clocks
    solver: Solver
    solver_seconds: float

    def day(self, zone: str = DEFAULT_ZONE) -> PersonDay:
        """What day it is in a time zone."""
        return PersonDay.at(self.clocks.now(), zone)

    def context(self, zone: str = DEFAULT_ZONE) -> PlanContext:
        """The context of a request for one plan, in the person's time zone.

        Who has the default one may never have named any, so tomorrow anywhere will do.
        """
        search = Search(self.solver, self.solver_seconds)
        earliest = earliest_day(self.clocks.now()) if zone == DEFAULT_ZONE else None
        return PlanContext(self.day(zone), search, earliest)

    def contexts(self, plans: int) -> Iterator[PlanContext]:
        """The context of each of several plans of one request, which share its time.

        A slow plan leaves the others their equal parts, and a quick one leaves them more.
        """
        now, begun = self.clocks.now(), self.clocks.stopwatch()
        for _ in range(plans):
            left = self.solver_seconds - (self.clocks.stopwatch() - begun)
            search = Search(self.solver, max(left, self.solver_seconds / plans))
            yield PlanContext(self.day(), search, earliest_day(now))


def earliest_day(now: datetime) -> date:
    """The day that it still is in the last time zone before the date line, twelve hours behind UTC.

    Example:
        >>> from datetime import UTC
        >>> earliest_day(datetime(2027, 3, 2, 11, 59, tzinfo=UTC)).isoformat()
        '2027-03-01'
    """
    return now.astimezone(LAST_ZONE).date()


class RoadmapQuery(Struct, frozen=True):
    """What to plan, apart from the person's profile."""

    role: str
    variant: str
    hours_per_week: float
    pins: tuple[str, ...]
    skipped: tuple[Step, ...]
    limit: PlanLimits
    context: PlanContext

    @classmethod
    def of(
        cls,
        knowledge: Knowledge,
        data: RolePlanRequest,
        context: PlanContext,
        *,
        skipped: tuple[Step, ...] = (),
        limit: PlanLimits | None = None,
    ) -> "RoadmapQuery":
        """The query of a request, with its slugs followed; `limit` takes the place of its own."""
        own = PlanLimits.of(data) if limit is None else limit
        pins = tuple(knowledge.skills_named(data.pins))
        return cls(data.role, data.variant, data.hours_per_week, pins, skipped, own, context)

    @property
    def hours(self) -> float | None:
        """The study hours that a budget or date allows [h]."""
        day = self.limit.until_date
        if day is None:
            return self.limit.budget_hours
        # A date that is not after the server's day, but is for the person, is their tomorrow.
        days = max((day - self.context.today).days, 0 if self.is_past else 1)
        return days / DAYS_A_WEEK * self.hours_per_week

    @property
    def is_past(self) -> bool:
        """Whether its date leaves no day, wherever on Earth the person is."""
        day, context = self.limit.until_date, self.context
        return day is not None and day <= (context.earliest_today or context.today)

    @property
    def engine_limit(self) -> Limit | None:
        """The limit as the engine takes it."""
        if self.limit.target_readiness is not None:
            return ReadinessTarget(self.limit.target_readiness)
        return None if self.hours is None else HourLimit(max(self.hours, 0.0))

    def day_after(self, hours: float) -> date | None:
        """The first day that allows this many hours [h]; None after the last possible date."""
        days = ceil(hours * DAYS_A_WEEK / self.hours_per_week)
        while days / DAYS_A_WEEK * self.hours_per_week < hours:
            days += 1
        ordinal = self.context.today.toordinal() + max(days, 1)
        return None if ordinal > date.max.toordinal() else date.fromordinal(ordinal)


def plan_roadmap(
    knowledge: Knowledge, query: RoadmapQuery, *, profile: Profile | Holdings
) -> Roadmap:
    """Plan.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating or pin of a skill that does not exist.
        UnknownLevelError: A rating at a level that does not exist.
        LimitsContradictError: More than one limit.
        DateInPastError: A date that leaves no day.
        PlanRefusedError: Nothing meets the query; it holds the nearest that can be met.
    """
    with _prepared(knowledge, query, profile) as prepared:
        roadmap = plan(prepared, rules=knowledge.rules)
    if roadmap.proof.status is ProofStatus.SOLVER_UNAVAILABLE:
        _log.warning("planned without the solver")
    return roadmap


def replan_roadmap(
    knowledge: Knowledge, query: RoadmapQuery, *, profile: Profile | Holdings, old: Sequence[Step]
) -> Replan:
    """Plan close to the previous order of what is still to do; raises as `plan_roadmap` does."""
    with _prepared(knowledge, query, profile) as prepared:
        found = replan(prepared, old, rules=knowledge.rules)
    if found.roadmap.proof.status is ProofStatus.SOLVER_UNAVAILABLE:
        _log.warning("planned without the solver")
    return found


@contextmanager
def _prepared(
    knowledge: Knowledge, query: RoadmapQuery, profile: Profile | Holdings
) -> Iterator[PlanQuery]:
    """The query as the engine takes it; what cannot be met is named by fields of the request."""
    names = query.limit.names
    if len(names) > 1:
        first, *others = names
        alone = replace(query, limit=query.limit.only(first))
        nearest = _nearest_fields(alone, _engine_query(knowledge, alone, profile).nearest())
        removed: NearestFields = {_wire(name): None for name in others}
        raise LimitsContradictError([_wire(name) for name in names], removed | nearest)
    prepared = _engine_query(knowledge, query, profile)
    if query.is_past and query.limit.until_date is not None:
        nearest = _nearest_fields(query, prepared.nearest())
        raise DateInPastError(query.limit.until_date, nearest)
    try:
        yield prepared
    except InfeasiblePlanError as error:
        fields = None if error.nearest is None else _nearest_fields(query, error.nearest)
        raise PlanRefusedError(error, fields) from error


def _engine_query(
    knowledge: Knowledge, query: RoadmapQuery, profile: Profile | Holdings
) -> PlanQuery:
    skills = knowledge.graph.skills
    skipped = (s for s in query.skipped if s.skill in skills and s.level <= skills[s.skill].top)
    prepared = PlanQuery.of(
        knowledge.graph,
        knowledge.role(query.role),
        variant=Variant(query.variant),
        profile=profile,
        options=PlanOptions(
            query.hours_per_week,
            pins=frozenset(SkillSlug(pin) for pin in query.pins),
            skipped=frozenset(skipped),
            limit=query.engine_limit,
            search=query.context.search,
        ),
    )
    return replace(prepared, outcomes=knowledge.library.outcomes)


def _nearest_fields(query: RoadmapQuery, nearest: NearestPlan) -> NearestFields:
    """The fields that have to change, with the names they have in the request."""
    fields: NearestFields = {}
    if set(nearest.pins) != set(query.pins):
        fields["pins"] = [pin for pin in query.pins if pin in nearest.pins]
    limit = nearest.limit
    if isinstance(limit, ReadinessTarget) and limit != query.engine_limit:
        fields["targetReadiness"] = limit.points
    elif isinstance(limit, HourLimit) and limit != query.engine_limit:
        fields |= _enough_time(query, limit.hours)
    return fields


def _enough_time(query: RoadmapQuery, hours: float) -> NearestFields:
    """The hours, or the date that allows them; where no date does, the hours instead."""
    if query.limit.until_date is None:
        return {"budgetHours": hours}
    day = query.day_after(hours)
    if day is None:
        return {"untilDate": None, "budgetHours": hours}
    return {"untilDate": day.isoformat()}


def _wire(name: str) -> str:
    """The name of a field in the request."""
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)
