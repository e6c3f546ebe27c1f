"""The one table from errors to HTTP: status, type, title, and a sentence that says how to mend it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar, cast

from litestar.openapi.datastructures import ResponseSpec
from msgspec import Struct

from api import errors
from api.errors import FieldFault
from api.wire import OutputStruct
from engine import (
    MissingTableError,
    NoPlanError,
    NoRuleFiredError,
    NotComparableError,
    PinConflictError,
    PinsContradictError,
    RulesOverlapError,
    UnattainableError,
    UnknownLevelError,
    UnknownRoleError,
    UnknownSkillError,
    UnknownVariantError,
)

PROBLEM_JSON = "application/problem+json"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
E = TypeVar("E", bound=Exception)


class FieldFaultView(OutputStruct, frozen=True):
    """One field that cannot be taken as it is."""

    path: str
    message: str


class ProblemView(OutputStruct, frozen=True):
    """RFC 9457 problem details; `detail` says what to do, and lists are empty where unused."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    did_you_mean: list[str]
    fields: list[FieldFaultView]
    roadmap: str | None


class Details(Struct, frozen=True):
    """What one error says, apart from its row's fixed part."""

    text: str
    faults: tuple[FieldFault, ...] = ()
    unknown_skill: str | None = None
    unknown_role: str | None = None
    known: tuple[str, ...] = ()
    roadmap: str | None = None
    headers: Mapping[str, str] = NO_HEADERS


class Row(Struct, frozen=True):
    """The fixed part of a problem, and how the rest is read from the error."""

    error: type[Exception]
    status: int
    slug: str
    title: str
    read: Callable[[Exception], Details]


def _row(
    error: type[E], status: int, slug: str, title: str, read: str | Callable[[E], Details]
) -> Row:
    if isinstance(read, str):
        text = read
        return Row(error, status, slug, title, lambda _: Details(text))
    return Row(error, status, slug, title, cast("Callable[[Exception], Details]", read))


def _retry(text: str, seconds: int) -> Details:
    return Details(text, headers={"retry-after": str(seconds)})


ROWS: tuple[Row, ...] = (
    _row(
        errors.UnsupportedContentTypeError,
        415,
        "unsupported-content-type",
        "The body must be JSON",
        "Send the body as JSON with the header Content-Type: application/json.",
    ),
    _row(
        errors.MalformedBodyError,
        400,
        "malformed-body",
        "The body is not valid JSON",
        lambda error: Details(f"Send one valid JSON object in UTF-8: {error.reason}."),
    ),
    _row(
        errors.InvalidFieldsError,
        400,
        "invalid-request",
        "The request says something impossible",
        lambda error: Details("Correct what `fields` lists and send it again.", error.faults),
    ),
    _row(
        errors.BodyTooLargeError,
        413,
        "body-too-large",
        "The body is too large",
        lambda error: Details(f"Send at most {error.limit} bytes."),
    ),
    _row(
        errors.SlowBodyError,
        408,
        "body-too-slow",
        "The body did not arrive in time",
        lambda error: Details(f"Send the whole body within {error.deadline:g} seconds."),
    ),
    _row(
        errors.InvalidCursorError,
        400,
        "invalid-cursor",
        "The cursor is unreadable",
        "Use `nextCursor` of the previous page unchanged, or leave `cursor` out to start again.",
    ),
    _row(
        errors.ForeignOriginError,
        403,
        "foreign-origin",
        "The request comes from another site",
        "Send it from this site's own pages, or use a bearer token instead of cookies.",
    ),
    _row(
        errors.RateLimitedError,
        429,
        "rate-limited",
        "Too many requests",
        lambda error: _retry(
            f"Wait {error.retry_after} seconds; {error.limit} requests a minute are answered.",
            error.retry_after,
        ),
    ),
    _row(
        errors.NotAuthenticatedError,
        401,
        "not-authenticated",
        "Nobody is logged in",
        lambda _: Details(
            "Log in, or refresh the session, and send the access token again.",
            headers={"www-authenticate": "Bearer"},
        ),
    ),
    _row(
        errors.BadCredentialsError,
        401,
        "bad-credentials",
        "Email and password do not belong together",
        "Check both and try again, or sign up.",
    ),
    _row(
        errors.TooManyAttemptsError,
        429,
        "too-many-attempts",
        "Too many attempts to log in",
        lambda error: _retry(
            f"Wait {error.retry_after} seconds before the next attempt.", error.retry_after
        ),
    ),
    _row(
        errors.EmailTakenError,
        409,
        "email-taken",
        "There is an account with this address",
        "Log in instead, or sign up with another address.",
    ),
    _row(
        errors.WeakPasswordError,
        422,
        "weak-password",
        "Everybody tries this password first",
        "Choose another one: several unrelated words work well.",
    ),
    _row(
        errors.MissingScopeError,
        403,
        "missing-scope",
        "The token may not do this",
        lambda error: Details(f"Use a token with the scope `{error.scope}`."),
    ),
    _row(
        errors.PersonOnlyError,
        403,
        "person-only",
        "Only a person may do this",
        "Log in with email and password; API tokens are not accepted here.",
    ),
    _row(
        errors.NotFoundError,
        404,
        "not-found",
        "There is no such thing",
        lambda error: Details(f"Check the id: you have no such {error.kind}."),
    ),
    _row(
        errors.StaleVersionError,
        412,
        "stale-version",
        "It was changed in the meantime",
        lambda error: Details(
            f"Read it again, then repeat the change with If-Match: {error.current}.",
            headers={"etag": error.current},
        ),
    ),
    _row(
        errors.MissingVersionError,
        428,
        "version-required",
        "The change must say which version it is for",
        "Read it first and send its ETag as If-Match.",
    ),
    _row(
        errors.RoadmapExistsError,
        409,
        "roadmap-exists",
        "There is an active roadmap for this role",
        lambda error: Details(
            "Go on with the roadmap at `roadmap`, or re-analyse it to start anew.",
            roadmap=f"/api/v1/roadmaps/{error.roadmap_id}",
        ),
    ),
    _row(
        errors.RoadmapArchivedError,
        409,
        "roadmap-archived",
        "The roadmap is archived",
        "It can still be read; change the active roadmap of the role instead.",
    ),
    _row(
        errors.DatabaseAwayError,
        503,
        "database-away",
        "What is kept cannot be reached",
        lambda _: _retry("Try again in a moment; catalogue and /analyze still answer.", 2),
    ),
    _row(
        errors.RoleNotFoundError,
        404,
        "role-not-found",
        "There is no such role",
        lambda error: Details("See /api/v1/roles for all roles.", unknown_role=error.slug),
    ),
    _row(
        errors.SkillNotFoundError,
        404,
        "skill-not-found",
        "There is no such skill",
        lambda error: Details("See /api/v1/skills for all skills.", unknown_skill=error.slug),
    ),
    _row(
        errors.KeyInFlightError,
        409,
        "key-in-flight",
        "The first request with this key is still running",
        lambda _: _retry("Wait a second and send the same request again.", 1),
    ),
    _row(
        errors.KeyReusedError,
        422,
        "key-reused",
        "This idempotency key came with another request",
        "Use a new Idempotency-Key for a new request.",
    ),
    _row(
        errors.SecretShownOnceError,
        409,
        "secret-shown-once",
        "This was created before, and its secret was shown then",
        lambda error: Details(f"Revoke {error.location} and create another with a new key."),
    ),
    _row(
        UnknownSkillError,
        422,
        "unknown-skill",
        "There is no such skill",
        lambda error: Details(
            f"Replace the skill `{error.skill}`; /api/v1/skills lists all.",
            unknown_skill=error.skill,
        ),
    ),
    _row(
        UnknownRoleError,
        422,
        "unknown-role",
        "There is no such role",
        lambda error: Details(
            f"Replace the role `{error.role}`; /api/v1/roles lists all.", unknown_role=error.role
        ),
    ),
    _row(
        UnknownVariantError,
        422,
        "unknown-variant",
        "The role has no such variant",
        lambda error: Details(
            f"Use one of: {', '.join(error.known)}.", known=tuple(map(str, error.known))
        ),
    ),
    _row(
        UnknownLevelError,
        422,
        "level-out-of-range",
        "The skill has no such level",
        lambda error: Details(f"Give `{error.skill}` a level from 0 to {error.top}."),
    ),
    _row(
        PinConflictError,
        422,
        "pin-conflict",
        "A pin settles nothing",
        lambda error: Details(
            f"Leave `{error.pin}` out of `pins`: the role leaves no such choice."
        ),
    ),
    _row(
        PinsContradictError,
        422,
        "pins-contradict",
        "More is pinned than there is room for",
        lambda error: Details(
            f"Pin at most {error.choose} of {', '.join(error.pins)} for {error.label}."
        ),
    ),
    _row(
        NotComparableError,
        422,
        "not-comparable",
        "The analyses ask different things",
        "Compare two analyses of one role and variant.",
    ),
    _row(
        NoPlanError,
        422,
        "no-plan",
        "No roadmap meets this wish",
        lambda error: Details(f"Change the wish: {error.reason}."),
    ),
    _row(
        UnattainableError,
        422,
        "unattainable",
        "Some steps cannot be reached",
        lambda error: Details(f"Ask for something else: {error.steps[0]} cannot be reached."),
    ),
)

CONTENT_FAULT = "Try again later: the knowledge leaves this question open and is being mended."
ROWS += tuple(
    _row(fault, 503, "knowledge-fault", "The knowledge cannot answer this", CONTENT_FAULT)
    for fault in (MissingTableError, NoRuleFiredError, RulesOverlapError)
)

TABLE: Mapping[type[Exception], Row] = MappingProxyType({row.error: row for row in ROWS})

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
    errors.DatabaseAwayError,
)
WITH_KEY: tuple[type[Exception], ...] = (errors.KeyInFlightError, errors.KeyReusedError)
WITH_VERSION: tuple[type[Exception], ...] = (errors.StaleVersionError, errors.MissingVersionError)


def answers(*refusals: type[Exception]) -> dict[int, ResponseSpec]:
    """Declare in the OpenAPI document how a route may refuse, one entry a status."""
    slugs: dict[int, list[str]] = {}
    for refusal in (*EVERY_ROUTE, *refusals):
        row = TABLE[refusal]
        slugs.setdefault(row.status, []).append(f"{row.slug}: {row.title}")
    return {
        status: ResponseSpec(
            data_container=ProblemView,
            description=" · ".join(dict.fromkeys(lines)),
            media_type=PROBLEM_JSON,
            generate_examples=False,
        )
        for status, lines in sorted(slugs.items())
    }
