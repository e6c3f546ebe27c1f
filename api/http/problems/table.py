"""The one table from errors to HTTP: status, type, title, and a sentence on how to mend it."""

from collections.abc import Mapping
from types import MappingProxyType

from litestar.openapi.datastructures import ResponseSpec
from msgspec.structs import replace

from api import errors
from api.http.problems.details import PROBLEM_JSON, Details, ProblemView, Row, retry, row
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

ROWS: tuple[Row, ...] = (
    row(
        errors.UnsupportedContentTypeError,
        415,
        "unsupported-content-type",
        "The body must be JSON",
        "Send the body as JSON with the header Content-Type: application/json.",
    ),
    row(
        errors.MalformedBodyError,
        400,
        "malformed-body",
        "The body is not valid JSON",
        lambda error: Details(f"Send one valid JSON object in UTF-8: {error.reason}."),
    ),
    row(
        errors.InvalidFieldsError,
        400,
        "invalid-request",
        "The request says something impossible",
        lambda error: Details("Correct what `fields` lists and send it again.", error.faults),
    ),
    row(
        errors.BodyTooLargeError,
        413,
        "body-too-large",
        "The body is too large",
        lambda error: Details(f"Send at most {error.limit} bytes."),
    ),
    row(
        errors.SlowBodyError,
        408,
        "body-too-slow",
        "The body did not arrive in time",
        lambda error: Details(f"Send the whole body within {error.deadline:g} seconds."),
    ),
    row(
        errors.InvalidCursorError,
        400,
        "invalid-cursor",
        "The cursor is unreadable",
        "Use `nextCursor` of the previous page unchanged, or leave `cursor` out to start again.",
    ),
    row(
        errors.ForeignOriginError,
        403,
        "foreign-origin",
        "The request comes from another site",
        "Send it from this site's own pages, or use a bearer token instead of cookies.",
    ),
    row(
        errors.RateLimitedError,
        429,
        "rate-limited",
        "Too many requests",
        lambda error: retry(
            f"Wait {error.retry_after} seconds; {error.limit} requests a minute are answered.",
            error.retry_after,
        ),
    ),
    row(
        errors.NotAuthenticatedError,
        401,
        "not-authenticated",
        "Nobody is logged in",
        lambda _: Details(
            "Log in, or refresh the session, and send the access token again.",
            headers={"www-authenticate": "Bearer"},
        ),
    ),
    row(
        errors.BadCredentialsError,
        401,
        "bad-credentials",
        "Email and password do not belong together",
        "Check both and try again, or sign up.",
    ),
    row(
        errors.TooManyAttemptsError,
        429,
        "too-many-attempts",
        "Too many attempts to log in",
        lambda error: retry(
            f"Wait {error.retry_after} seconds before the next attempt.", error.retry_after
        ),
    ),
    row(
        errors.EmailTakenError,
        409,
        "email-taken",
        "There is an account with this address",
        "Log in instead, or sign up with another address.",
    ),
    row(
        errors.WeakPasswordError,
        422,
        "weak-password",
        "Everybody tries this password first",
        "Choose another one: several unrelated words work well.",
    ),
    row(
        errors.MissingScopeError,
        403,
        "missing-scope",
        "The token may not do this",
        lambda error: Details(f"Use a token with the scope `{error.scope}`."),
    ),
    row(
        errors.PersonOnlyError,
        403,
        "person-only",
        "Only a person may do this",
        "Log in with email and password; API tokens are not accepted here.",
    ),
    row(
        errors.NotFoundError,
        404,
        "not-found",
        "There is no such thing",
        lambda error: Details(f"Check the id: you have no such {error.kind}."),
    ),
    row(
        errors.StaleVersionError,
        412,
        "stale-version",
        "It was changed in the meantime",
        lambda error: Details(
            f"Read it again, then repeat the change with If-Match: {error.current}.",
            headers={"etag": error.current},
        ),
    ),
    row(
        errors.MissingVersionError,
        428,
        "version-required",
        "The change must say which version it is for",
        "Read it first and send its ETag as If-Match.",
    ),
    row(
        errors.RoadmapExistsError,
        409,
        "roadmap-exists",
        "There is an active roadmap for this role",
        lambda error: Details(
            "Go on with the roadmap at `roadmap`, or re-analyse it to start anew.",
            roadmap=f"/api/v1/roadmaps/{error.roadmap_id}",
        ),
    ),
    row(
        errors.RoadmapArchivedError,
        409,
        "roadmap-archived",
        "The roadmap is archived",
        "It can still be read; change the active roadmap of the role instead.",
    ),
    row(
        errors.DatabaseUnavailableError,
        503,
        "database-away",
        "What is kept cannot be reached",
        lambda _: retry("Try again in a moment; catalogue and /analyze still answer.", 2),
    ),
    row(
        errors.RoleNotFoundError,
        404,
        "role-not-found",
        "There is no such role",
        lambda error: Details("See /api/v1/roles for all roles.", unknown_role=error.slug),
    ),
    row(
        errors.SkillNotFoundError,
        404,
        "skill-not-found",
        "There is no such skill",
        lambda error: Details("See /api/v1/skills for all skills.", unknown_skill=error.slug),
    ),
    row(
        errors.KeyInFlightError,
        409,
        "key-in-flight",
        "The first request with this key is still running",
        lambda _: retry("Wait a second and send the same request again.", 1),
    ),
    row(
        errors.KeyReusedError,
        422,
        "key-reused",
        "This idempotency key came with another request",
        "Use a new Idempotency-Key for a new request.",
    ),
    row(
        errors.SecretShownOnceError,
        409,
        "secret-shown-once",
        "This was created before, and its secret was shown then",
        lambda error: Details(f"Revoke {error.location} and create another with a new key."),
    ),
    row(
        UnknownSkillError,
        422,
        "unknown-skill",
        "There is no such skill",
        lambda error: Details(
            f"Replace the skill `{error.skill}`; /api/v1/skills lists all.",
            unknown_skill=error.skill,
        ),
    ),
    row(
        UnknownRoleError,
        422,
        "unknown-role",
        "There is no such role",
        lambda error: Details(
            f"Replace the role `{error.role}`; /api/v1/roles lists all.", unknown_role=error.role
        ),
    ),
    row(
        UnknownVariantError,
        422,
        "unknown-variant",
        "The role has no such variant",
        lambda error: Details(
            f"Use one of: {', '.join(error.known)}.", known=tuple(map(str, error.known))
        ),
    ),
    row(
        UnknownLevelError,
        422,
        "level-out-of-range",
        "The skill has no such level",
        lambda error: Details(f"Give `{error.skill}` a level from 0 to {error.top}."),
    ),
    row(
        UnknownConclusionError,
        422,
        "unknown-conclusion",
        "The analysis draws no such conclusion",
        lambda error: Details(
            f"Ask for one of those in `didYouMean` instead of `{error.conclusion}`.",
            known=error.known,
        ),
    ),
    row(
        NotComparableError,
        422,
        "not-comparable",
        "The analyses ask different things",
        "Compare two analyses of one role and variant.",
    ),
    row(
        UnattainableError,
        422,
        "unattainable",
        "Some steps cannot be reached",
        lambda error: Details(f"Ask for something else: {error.steps[0]} cannot be reached."),
    ),
)

ROWS += PLANNING_ROWS
ROWS += PLACEMENT_ROWS
CONTENT_FAULT = "Try again later: the knowledge leaves this question open and is being mended."
ROWS += tuple(
    row(fault, 503, "knowledge-fault", "The knowledge cannot answer this", CONTENT_FAULT)
    for fault in (MissingTableError, NoRuleFiredError, RulesOverlapError)
)

TABLE: Mapping[type[Exception], Row] = MappingProxyType({entry.error: entry for entry in ROWS})


def described(error: Exception) -> tuple[Row, Details]:
    """The row of an error of ours, and what it says; of a refused wish, that of its cause."""
    if isinstance(error, errors.PlanRefusedError):
        its_row, details = described(error.cause)
        return its_row, replace(details, nearest=error.nearest)
    its_row = TABLE[type(error)]
    return its_row, its_row.read(error)


EVERY_ROUTE: tuple[type[Exception], ...] = (errors.InvalidFieldsError, errors.RateLimitedError)
WITH_BODY: tuple[type[Exception], ...] = (
    errors.UnsupportedContentTypeError,
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
WITH_KEY: tuple[type[Exception], ...] = (errors.KeyInFlightError, errors.KeyReusedError)
WITH_VERSION: tuple[type[Exception], ...] = (errors.StaleVersionError, errors.MissingVersionError)


def answers(*refusals: type[Exception]) -> dict[int, ResponseSpec]:
    """Declare in the OpenAPI document how a route may refuse, one entry a status."""
    slugs: dict[int, list[str]] = {}
    for refusal in (*EVERY_ROUTE, *refusals):
        entry = TABLE[refusal]
        slugs.setdefault(entry.status, []).append(f"{entry.slug}: {entry.title}")
    return {
        status: ResponseSpec(
            data_container=ProblemView,
            description=" · ".join(dict.fromkeys(lines)),
            media_type=PROBLEM_JSON,
            generate_examples=False,
        )
        for status, lines in sorted(slugs.items())
    }
