"""The one table from errors to HTTP; the sentences stand in the message catalogue."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from litestar.openapi.datastructures import ResponseSpec
from msgspec.structs import replace

from api import errors
from api.http.problems.details import (
    PROBLEM_JSON,
    Details,
    Problem,
    ProblemRow,
    ProblemView,
    params,
    retry,
    row,
)
from api.http.problems.mails import MAIL_ROWS
from api.http.problems.placements import PLACEMENT_ROWS
from api.http.problems.planning import PLANNING_ROWS
from engine import (
    MissingTableError,
    NoRuleFiredError,
    NotComparableError,
    RulesOverlapError,
    UnattainableError,
    UnknownConclusionError,
    UnknownLevelError,
    UnknownRoleError,
    UnknownSkillError,
    UnknownVariantError,
)

BEARER_WANTED = MappingProxyType({"www-authenticate": "Bearer"})
PLAIN_WANTED = MappingProxyType({"accept-encoding": "identity"})

REQUEST_ROWS: tuple[ProblemRow, ...] = (
    row(errors.UnsupportedContentTypeError, 415, "unsupported-content-type"),
    row(
        errors.UnsupportedContentEncodingError,
        415,
        "unsupported-content-encoding",
        lambda _: Details(headers=PLAIN_WANTED),
    ),
    row(
        errors.MalformedBodyError,
        400,
        "malformed-body",
        lambda error: params(reason=error.reason),
    ),
    row(
        errors.InvalidFieldsError,
        400,
        "invalid-request",
        lambda error: Details(faults=error.faults),
    ),
    row(errors.BodyTooLargeError, 413, "body-too-large", lambda error: params(limit=error.limit)),
    row(errors.SlowBodyError, 408, "body-too-slow", lambda error: params(seconds=error.deadline)),
    row(errors.InvalidCursorError, 400, "invalid-cursor"),
    row(errors.ForeignOriginError, 403, "foreign-origin"),
    row(
        errors.RateLimitedError,
        429,
        "rate-limited",
        lambda error: retry(error.retry_after, limit=error.limit),
    ),
    row(errors.AddressNotFoundError, 404, "no-such-address"),
    row(errors.MethodNotAllowedError, 405, "wrong-method"),
    row(errors.InternalError, 500, "fault"),
)
ACCOUNT_ROWS: tuple[ProblemRow, ...] = (
    row(
        errors.NotAuthenticatedError,
        401,
        "not-authenticated",
        lambda _: Details(headers=BEARER_WANTED),
    ),
    row(errors.BadCredentialsError, 401, "bad-credentials"),
    row(errors.WrongCurrentPasswordError, 403, "wrong-current-password"),
    row(
        errors.TooManyAttemptsError,
        429,
        "too-many-attempts",
        lambda error: retry(error.retry_after),
    ),
    row(errors.EmailTakenError, 409, "email-taken"),
    row(errors.WeakPasswordError, 422, "weak-password"),
    row(errors.MissingScopeError, 403, "missing-scope", lambda error: params(scope=error.scope)),
    row(errors.PersonOnlyError, 403, "person-only"),
    row(errors.ConfirmationRequiredError, 403, "confirmation-required"),
    row(errors.RoleRequiredError, 403, "role-required", lambda error: params(role=error.role)),
    row(errors.LastAdminError, 409, "last-admin"),
)
STORED_ROWS: tuple[ProblemRow, ...] = (
    row(errors.NotFoundError, 404, "not-found", lambda error: params(kind=error.kind)),
    row(
        errors.StaleVersionError,
        412,
        "stale-version",
        lambda error: Details({"tag": error.current}, headers={"etag": error.current}),
    ),
    row(errors.MissingVersionError, 428, "version-required"),
    row(
        errors.RoadmapExistsError,
        409,
        "roadmap-exists",
        lambda error: Details(roadmap=f"/api/v1/roadmaps/{error.roadmap_id}"),
    ),
    row(errors.RoadmapArchivedError, 409, "roadmap-archived"),
    row(errors.DatabaseUnavailableError, 503, "database-unavailable", lambda _: retry(2)),
    row(
        errors.QuotaReachedError,
        409,
        "quota-reached",
        lambda error: params(kind=error.kind, most=error.most),
    ),
    row(
        errors.DailyQuotaReachedError,
        429,
        "daily-quota-reached",
        lambda error: retry(error.retry_after, most=error.most),
    ),
    row(errors.KeyInFlightError, 409, "key-in-flight", lambda _: retry(1)),
    row(errors.KeyReusedError, 422, "key-reused"),
    row(
        errors.SecretShownOnceError,
        409,
        "secret-shown-once",
        lambda error: params(location=error.location),
    ),
)
CONTENT_ROWS: tuple[ProblemRow, ...] = (
    row(
        errors.RoleNotFoundError,
        404,
        "role-not-found",
        lambda error: Details(unknown_role=error.slug),
    ),
    row(
        errors.SkillNotFoundError,
        404,
        "skill-not-found",
        lambda error: Details(unknown_skill=error.slug),
    ),
    row(
        UnknownSkillError,
        422,
        "unknown-skill",
        lambda error: Details({"skill": error.skill}, unknown_skill=error.skill),
    ),
    row(
        UnknownRoleError,
        422,
        "unknown-role",
        lambda error: Details({"role": error.role}, unknown_role=error.role),
    ),
    row(
        UnknownVariantError,
        422,
        "unknown-variant",
        lambda error: Details({"known": ", ".join(error.known)}, known=error.known),
    ),
    row(
        UnknownLevelError,
        422,
        "level-out-of-range",
        lambda error: params(skill=error.skill, top=error.top),
    ),
    row(
        UnknownConclusionError,
        422,
        "unknown-conclusion",
        lambda error: Details(
            {"conclusion": error.conclusion},
            known=tuple(get_close_matches(error.conclusion, error.known, n=3, cutoff=0.8))
            or error.known,
        ),
    ),
    row(NotComparableError, 422, "not-comparable"),
    row(UnattainableError, 422, "unattainable", lambda error: params(step=str(error.steps[0]))),
    row(MissingTableError, 503, "knowledge-fault"),
    row(NoRuleFiredError, 503, "knowledge-fault"),
    row(RulesOverlapError, 503, "knowledge-fault"),
)
ROWS = (
    *REQUEST_ROWS,
    *ACCOUNT_ROWS,
    *MAIL_ROWS,
    *STORED_ROWS,
    *CONTENT_ROWS,
    *PLANNING_ROWS,
    *PLACEMENT_ROWS,
)

TABLE: Mapping[type[Exception], ProblemRow] = MappingProxyType(
    {entry.error: entry for entry in ROWS}
)


def described(error: Exception) -> Problem:
    """An error of ours as a problem; a refused plan by what made it impossible."""
    if isinstance(error, errors.PlanRefusedError):
        problem = described(error.cause)
        return Problem(problem.row, replace(problem.details, nearest=error.nearest))
    its_row = TABLE[type(error)]
    return Problem(its_row, its_row.read(error))


EVERY_ROUTE: tuple[type[Exception], ...] = (errors.InvalidFieldsError, errors.RateLimitedError)
WITH_BODY: tuple[type[Exception], ...] = (
    errors.UnsupportedContentTypeError,
    errors.UnsupportedContentEncodingError,
    errors.MalformedBodyError,
    errors.BodyTooLargeError,
    errors.SlowBodyError,
)
WITH_ACCOUNT: tuple[type[Exception], ...] = (
    errors.NotAuthenticatedError,
    errors.MissingScopeError,
    errors.ForeignOriginError,
    errors.DatabaseUnavailableError,
)
WITH_ROLE: tuple[type[Exception], ...] = (
    *WITH_ACCOUNT,
    errors.PersonOnlyError,
    errors.RoleRequiredError,
    errors.ConfirmationRequiredError,
)
WITH_KEY: tuple[type[Exception], ...] = (
    errors.KeyInFlightError,
    errors.KeyReusedError,
    errors.QuotaReachedError,
)
"""What creates something: once for a key, and not without end."""
WITH_VERSION: tuple[type[Exception], ...] = (errors.StaleVersionError, errors.MissingVersionError)


def problem_responses(*refusals: type[Exception]) -> dict[int, ResponseSpec]:
    """Declare in the OpenAPI document how a route may refuse, one entry a status."""
    slugs: dict[int, list[str]] = {}
    for refusal in (*EVERY_ROUTE, *refusals):
        entry = TABLE[refusal]
        slugs.setdefault(entry.status, []).append(f"{entry.slug}: {entry.title.say()}")
    return {
        status: ResponseSpec(
            data_container=ProblemView,
            description=" · ".join(dict.fromkeys(lines)),
            media_type=PROBLEM_JSON,
            generate_examples=False,
        )
        for status, lines in sorted(slugs.items())
    }
