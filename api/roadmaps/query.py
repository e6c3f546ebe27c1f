"""What a roadmap is asked for: the wish as the engine takes it, and its limit as the asker said it.

The engine knows hours and points; a date becomes hours here, by the clock of the
request and the hours a week.
"""

from collections.abc import Iterator
from datetime import date
from math import ceil

from msgspec import UNSET, Struct
from msgspec.structs import replace

from api.clocks import Clocks
from api.roadmaps.limit_schemas import LimitedRequest
from engine import HourLimit, Limit, ReadinessTarget, Search, Solver, Step

DAYS_A_WEEK = 7


class PlanLimits(Struct, frozen=True):
    """A limit as it was asked for: one of the three, or none; more are refused when planning."""

    target_readiness: float | None = None
    budget_hours: float | None = None
    until_date: date | None = None

    @classmethod
    def of(cls, data: LimitedRequest, *, otherwise: "PlanLimits | None" = None) -> "PlanLimits":
        """The limit of a request; what it gives replaces `otherwise`, and `null` takes away."""
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
        """The limits that are there."""
        return tuple(n for n in self.__struct_fields__ if getattr(self, n) is not None)

    def only(self, name: str) -> "PlanLimits":
        """That limit alone."""
        return PlanLimits(**{name: getattr(self, name)})


class PlanContext(Struct, frozen=True):
    """The day a plan is made on, and how the best one is looked for."""

    today: date
    search: Search


class PlanningConfig(Struct, frozen=True):
    """How this server plans: its clocks, its solver, and how long that may take for a request [s].

    An impossible wish takes a few searches more, for the nearest that can be met.
    """

    clocks: Clocks
    solver: Solver
    solver_seconds: float

    def context(self) -> PlanContext:
        """The context of a request that asks for one plan."""
        return PlanContext(self.clocks.now().date(), Search(self.solver, self.solver_seconds))

    def several(self, plans: int) -> Iterator[PlanContext]:
        """The context of each of several plans of one request, which share its time.

        Whoever is slow leaves the others their equal parts, and who is quick leaves them more.
        """
        today, begun = self.clocks.now().date(), self.clocks.stopwatch()
        for _ in range(plans):
            left = self.solver_seconds - (self.clocks.stopwatch() - begun)
            yield PlanContext(today, Search(self.solver, max(left, self.solver_seconds / plans)))


class RoadmapQuery(Struct, frozen=True):
    """What a roadmap is asked for, apart from who asks."""

    role: str
    variant: str
    hours_per_week: float
    pins: tuple[str, ...]
    skipped: tuple[Step, ...]
    limit: PlanLimits
    context: PlanContext

    @property
    def hours(self) -> float | None:
        """The hours there are, where budget or date limits them [h]."""
        day = self.limit.until_date
        if day is None:
            return self.limit.budget_hours
        return (day - self.context.today).days / DAYS_A_WEEK * self.hours_per_week

    @property
    def is_past(self) -> bool:
        """Whether its date leaves no day."""
        day = self.limit.until_date
        return day is not None and day <= self.context.today

    @property
    def engine_limit(self) -> Limit | None:
        """The limit as the engine takes it."""
        if self.limit.target_readiness is not None:
            return ReadinessTarget(self.limit.target_readiness)
        return None if self.hours is None else HourLimit(max(self.hours, 0.0))

    def day_after(self, hours: float) -> date | None:
        """The first day until which there are so many hours [h]; None past the last year."""
        days = ceil(hours * DAYS_A_WEEK / self.hours_per_week)
        while days / DAYS_A_WEEK * self.hours_per_week < hours:
            days += 1
        ordinal = self.context.today.toordinal() + max(days, 1)
        return None if ordinal > date.max.toordinal() else date.fromordinal(ordinal)
