"""What a roadmap is asked for: the wish as the engine takes it, and its limit as the asker said it.

The engine knows hours and points; a date becomes hours here, by the clock of the
request and the hours a week.
"""

from collections.abc import Callable
from datetime import date, datetime

from msgspec import UNSET, Struct

from api.errors import DateInPastError, LimitsContradictError
from api.roadmaps.limit_schemas import LimitedRequest
from engine import HourLimit, Limit, ReadinessTarget, Step

DAYS_A_WEEK = 7


class LimitWish(Struct, frozen=True):
    """A limit as it was asked for: at most one of the three is there."""

    target_readiness: float | None = None
    budget_hours: float | None = None
    until_date: date | None = None

    @classmethod
    def of(cls, data: LimitedRequest, otherwise: "LimitWish | None" = None) -> "LimitWish":
        """The limit of a request; where it names none, `otherwise`.

        A limit that is named, be it as `null`, replaces the former one.

        Raises:
            LimitsContradictError: Two at once.
        """
        named = {
            name: value
            for name in cls.__struct_fields__
            if (value := getattr(data, name)) is not UNSET
        }
        if not named and otherwise is not None:
            return otherwise
        given = {name: value for name, value in named.items() if value is not None}
        if len(given) > 1:
            raise LimitsContradictError(tuple(given))
        if otherwise is None or given:
            return cls(**given)
        kept = {n: getattr(otherwise, n) for n in cls.__struct_fields__ if n not in named}
        return cls(**kept)


class Terms(Struct, frozen=True):
    """The day a plan is made on, and how long the solver may take for it [s]."""

    today: date
    solver_seconds: float


class Planner(Struct, frozen=True):
    """How this server plans: its clock, and how long its solver may take for one request [s]."""

    clock: Callable[[], datetime]
    solver_seconds: float

    def terms(self, plans: int = 1) -> Terms:
        """The terms of a request that asks for so many plans."""
        return Terms(self.clock().date(), self.solver_seconds / plans)


class Question(Struct, frozen=True):
    """What a roadmap is asked for, apart from who asks."""

    role: str
    variant: str
    hours_per_week: float
    pins: tuple[str, ...]
    skipped: tuple[Step, ...]
    limit: LimitWish
    terms: Terms

    @property
    def hours(self) -> float | None:
        """The hours there are, where budget or date limits them [h]."""
        day = self.limit.until_date
        if day is None:
            return self.limit.budget_hours
        return (day - self.terms.today).days / DAYS_A_WEEK * self.hours_per_week

    @property
    def engine_limit(self) -> Limit | None:
        """The limit as the engine takes it.

        Raises:
            DateInPastError: It is a date that leaves no day.
        """
        day = self.limit.until_date
        if day is not None and day <= self.terms.today:
            raise DateInPastError(day, self.terms.today)
        if self.limit.target_readiness is not None:
            return ReadinessTarget(self.limit.target_readiness)
        return None if self.hours is None else HourLimit(self.hours)
