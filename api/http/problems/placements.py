"""Refused placements: the rows of the one table that speak of them."""

from api import errors
from api.http.problems.details import Details, Row, retry, row

PLACEMENT_ROWS: tuple[Row, ...] = (
    row(
        errors.StepNotAskedError,
        422,
        "not-asked-about",
        "The placement does not ask about this",
        lambda error: Details(
            f"Answer about `{error.skill}` only level {', '.join(map(str, error.levels))}."
            if error.levels
            else f"Leave `{error.skill}` out, or rate it yourself: the role does not build on it."
        ),
    ),
    row(
        errors.PlacementClosedError,
        409,
        "placement-closed",
        "The placement was accepted",
        "It can still be read; rate the skill yourself, or begin another placement.",
    ),
    row(
        errors.PlacementStrandedError,
        409,
        "placement-stranded",
        "The role of this placement is no longer there",
        "Begin a placement for another role or variant; the answers stay in your export.",
    ),
    row(
        errors.BusyError,
        503,
        "busy",
        "Too many are asking at once",
        lambda error: retry(f"Try again in {error.retry_after} seconds.", error.retry_after),
    ),
)
