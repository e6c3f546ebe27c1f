"""The rows of the table that are about plans which cannot be made.

Each says what contradicts what, and the nearest request that can be met.
"""

from collections.abc import Iterable
from math import floor

from msgspec.structs import replace

from api import errors
from api.http.problems.details import Details, ProblemRow, params, row
from engine import (
    BudgetTooSmallError,
    InfeasiblePlanError,
    NoPlanError,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    TargetOutOfReachError,
)


def _quoted(names: Iterable[str]) -> tuple[str, ...]:
    """Names as the request spells them."""
    return tuple(f"`{name}`" for name in names)


def _pins_contradict(error: PinsContradictError) -> Details:
    nearest = error.nearest.pins if error.nearest else ()
    cheapest = _quoted(pin for pin in nearest if pin in error.pins)
    return params(
        choose=error.choose,
        pins=_quoted(error.pins),
        label=error.label,
        cheapest=cheapest,
        n=len(cheapest),
    )


def _limits_contradict(error: errors.LimitsContradictError) -> Details:
    return replace(params(names=_quoted(error.names)), nearest=error.nearest)


def _date_in_past(error: errors.DateInPastError) -> Details:
    details = params(until=error.until.isoformat())
    return replace(details, nearest=error.nearest)


def _no_way(pins: Iterable[str]) -> Details:
    quoted = _quoted(pins)
    return params(pins=quoted, n=len(quoted))


def _rounded_down(points: float) -> float:
    """Readiness in hundredths, never rounded up to what was asked for and is out of reach."""
    return floor(points * 100 + 1e-4) / 100


PLANNING_ROWS: tuple[ProblemRow, ...] = (
    row(
        errors.LimitsContradictError,
        422,
        "limits-contradict",
        _limits_contradict,
        has_conflict=True,
    ),
    row(errors.DateInPastError, 422, "date-in-past", _date_in_past, has_conflict=True),
    row(
        PinConflictError,
        422,
        "pin-conflict",
        lambda error: params(pin=error.pin),
        has_conflict=True,
    ),
    row(PinsContradictError, 422, "pins-contradict", _pins_contradict, has_conflict=True),
    row(
        BudgetTooSmallError,
        422,
        "budget-too-small",
        lambda error: params(
            hours=round(error.hours, 1),
            least=error.least,
            pins=_quoted(error.pins),
            n=len(error.pins),
        ),
        has_conflict=True,
    ),
    row(
        TargetOutOfReachError,
        422,
        "target-out-of-reach",
        lambda error: params(points=error.points, most=_rounded_down(error.most)),
        has_conflict=True,
    ),
    row(NoWayError, 422, "no-plan", lambda error: _no_way(error.pins), has_conflict=True),
    row(NoPlanError, 422, "no-plan"),
    row(InfeasiblePlanError, 422, "no-plan"),
    row(errors.PlanRefusedError, 422, "no-plan"),
)
