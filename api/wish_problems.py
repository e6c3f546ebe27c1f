"""The part of the table of problems that speaks of wishes which cannot be met.

Each says what contradicts what, and the nearest wish that can be met.
"""

from api import errors
from api.problem_details import Details, Row, row
from engine import NoPlanError, PinConflictError, PinsContradictError


def _wire(name: str) -> str:
    """What the asker calls a field."""
    first, *others = name.split("_")
    return f"`{first}{''.join(part.capitalize() for part in others)}`"


WISH_ROWS: tuple[Row, ...] = (
    row(
        errors.LimitsContradictError,
        422,
        "limits-contradict",
        "A plan has one limit at most",
        lambda error: Details(
            f"Keep one of {' and '.join(_wire(name) for name in error.names)}.",
            conflict="A plan within hours, until a date or to a readiness: one of the three.",
        ),
    ),
    row(
        errors.DateInPastError,
        422,
        "date-in-past",
        "The date leaves no time",
        lambda error: Details(
            f"Give `untilDate` a day after {error.today.isoformat()}.",
            conflict=f"{error.until.isoformat()} is not after today, {error.today.isoformat()}.",
        ),
    ),
    row(
        PinConflictError,
        422,
        "pin-conflict",
        "A pin settles nothing",
        lambda error: Details(
            f"Leave `{error.pin}` out of `pins`: the role leaves no such choice."
        ),
    ),
    row(
        PinsContradictError,
        422,
        "pins-contradict",
        "More is pinned than there is room for",
        lambda error: Details(
            f"Pin at most {error.choose} of {', '.join(error.pins)} for {error.label}."
        ),
    ),
    row(
        NoPlanError,
        422,
        "no-plan",
        "No roadmap meets this wish",
        lambda error: Details(f"Change the wish: {error.reason}."),
    ),
)
