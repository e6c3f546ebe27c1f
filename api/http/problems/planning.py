"""The part of the table of problems that speaks of wishes which cannot be met.

Each says what contradicts what, and the nearest wish that can be met.
"""

from collections.abc import Sequence
from math import floor

from api import errors
from api.http.problems.details import Details, Row, row
from api.http.sentences import listed
from engine import (
    BudgetTooSmallError,
    InfeasiblePlanError,
    NoPlanError,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    TargetOutOfReachError,
)

NO_PLAN = (422, "no-plan", "No roadmap meets this wish")


def _fields(names: Sequence[str]) -> str:
    """What the request names, as it is spelt there: `a`, `b` and `c`."""
    return listed([f"`{name}`" for name in names])


def _pins_contradict(error: PinsContradictError) -> Details:
    nearest = error.nearest.pins if error.nearest else ()
    kept = [pin for pin in nearest if pin in error.pins]
    text = f"Pin at most {error.choose} of {_fields(error.pins)}."
    if kept:
        verb = "takes" if len(kept) == 1 else "take"
        text = f"{text} {_fields(kept)} {verb} the fewest hours."
    conflict = f"{error.label!r} takes {error.choose}, but {_fields(error.pins)} are pinned."
    return Details(text, conflict=conflict)


def _budget_too_small(error: BudgetTooSmallError) -> Details:
    takes, stands = ("takes", "it stands") if len(error.pins) == 1 else ("take", "they stand")
    return Details(
        f"Allow {error.least:g} h or more, or pin less.",
        conflict=f"There are {round(error.hours, 1):g} h, and {_fields(error.pins)} {takes} "
        f"{error.least:g} h with what {stands} on.",
    )


def _cut(points: float) -> float:
    """Readiness in hundredths, never rounded up to what was asked for and is out of reach."""
    return floor(points * 100 + 1e-4) / 100


PLANNING_ROWS: tuple[Row, ...] = (
    row(
        errors.LimitsContradictError,
        422,
        "limits-contradict",
        "A plan has one limit at most",
        lambda error: Details(
            f"Keep one of {_fields(error.names)}.",
            conflict="Hours, a date and a readiness are three answers to one question.",
            nearest=error.nearest,
        ),
    ),
    row(
        errors.DateInPastError,
        422,
        "date-in-past",
        "The date leaves no time",
        lambda error: Details(
            f"Give `untilDate` a day after {error.today.isoformat()} that leaves enough time.",
            conflict=f"{error.until.isoformat()} is not after today, {error.today.isoformat()}.",
            nearest=error.nearest,
        ),
    ),
    row(
        PinConflictError,
        422,
        "pin-conflict",
        "A pin settles nothing",
        lambda error: Details(
            f"Leave `{error.pin}` out of `pins`.",
            conflict=f"Nothing in this role is open for `{error.pin}` to settle.",
        ),
    ),
    row(
        PinsContradictError,
        422,
        "pins-contradict",
        "More is pinned than there is room for",
        _pins_contradict,
    ),
    row(
        BudgetTooSmallError,
        422,
        "budget-too-small",
        "What is pinned takes longer",
        _budget_too_small,
    ),
    row(
        TargetOutOfReachError,
        422,
        "target-out-of-reach",
        "Nothing leads to this readiness",
        lambda error: Details(
            "Ask for less, or take back what you skipped.",
            conflict=f"{error.points:g} points are asked for, and what is left to learn leads "
            f"to {_cut(error.most):g} at most.",
        ),
    ),
    row(
        NoWayError,
        *NO_PLAN,
        lambda error: Details(
            "Change the pins, or take back what you skipped.", conflict=f"There is {error}."
        ),
    ),
    row(NoPlanError, *NO_PLAN, lambda error: Details(f"Change the wish: {error}.")),
    row(InfeasiblePlanError, *NO_PLAN, lambda error: Details(f"Change the wish: {error}.")),
    row(errors.PlanRefusedError, *NO_PLAN, lambda error: Details(f"Change the wish: {error}.")),
)
