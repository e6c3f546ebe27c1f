"""The rows of the table that are about placements."""

from api import errors
from api.http.problems.details import ProblemRow, params, retry, row

PLACEMENT_ROWS: tuple[ProblemRow, ...] = (
    row(
        errors.StepNotAskedError,
        422,
        "not-asked-about",
        lambda error: params(
            skill=error.skill, n=len(error.levels), levels=tuple(map(str, error.levels))
        ),
    ),
    row(errors.PlacementClosedError, 409, "placement-closed"),
    row(errors.PlacementStrandedError, 409, "placement-stranded"),
    row(errors.BusyError, 503, "busy", lambda error: retry(error.retry_after)),
)
