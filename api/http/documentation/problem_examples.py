"""An error of each type of problem, for the page that explains the type."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from api import errors
from api.messages.text import Text
from engine import (
    BudgetTooSmallError,
    Message,
    NotComparableError,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    RoleSlug,
    RulesOverlapError,
    SkillSlug,
    Step,
    TargetOutOfReachError,
    UnattainableError,
    UnknownConclusionError,
    UnknownLevelError,
    UnknownRoleError,
    UnknownSkillError,
    UnknownVariantError,
    Variant,
)


class ProblemExample(Struct, frozen=True):
    """An error, and the path of the request that it refuses."""

    path: str
    error: Exception


ID = UUID("0197c1f0-7b3e-7c51-9d4a-2f60a1b5c8e3")
SQL, BI, TABLEAU = SkillSlug("sql"), SkillSlug("power-bi"), SkillSlug("tableau")
ANALYST, JUNIOR = RoleSlug("data-analyst"), Variant("junior")
API = "/api/v1"
ROADMAP, PLACEMENT = f"{API}/roadmaps/{ID}", f"{API}/placements/{ID}"
FAULT = errors.FieldFault(path="query.limt", message=Text("field.unknown"), did_you_mean=("limit",))
TWO_LIMITS = errors.LimitsContradictError(["budgetHours", "untilDate"], {"budgetHours": 100})

_EXAMPLES: tuple[tuple[str, Exception], ...] = (
    (f"{API}/plan", errors.UnsupportedContentTypeError("text/plain")),
    (f"{API}/plan", errors.UnsupportedContentEncodingError()),
    (
        f"{API}/plan",
        errors.MalformedBodyError(
            Message("problem.malformed-body.reason.syntax", {"line": 3, "column": 14})
        ),
    ),
    (f"{API}/roadmaps", errors.InvalidFieldsError([FAULT])),
    (f"{API}/plan", errors.BodyTooLargeError(262_144)),
    (f"{API}/plan", errors.SlowBodyError(15)),
    (f"{API}/analyses", errors.InvalidCursorError("abc")),
    (f"{API}/roadmaps", errors.ForeignOriginError("https://example.org")),
    (f"{API}/roles", errors.RateLimitedError(limit=600, retry_after=12)),
    (f"{API}/rolls", errors.AddressNotFoundError()),
    (f"{API}/plan", errors.MethodNotAllowedError()),
    (f"{API}/plan", errors.InternalError()),
    (f"{API}/me", errors.NotAuthenticatedError()),
    (f"{API}/auth/login", errors.BadCredentialsError()),
    (f"{API}/auth/confirmation", errors.WrongCurrentPasswordError()),
    (f"{API}/auth/login", errors.TooManyAttemptsError(retry_after=30)),
    (f"{API}/auth/signup", errors.EmailTakenError()),
    (f"{API}/auth/signup", errors.WeakPasswordError()),
    (f"{API}/roadmaps", errors.MissingScopeError("write")),
    (f"{API}/me/tokens", errors.PersonOnlyError()),
    (f"{API}/me", errors.ConfirmationRequiredError()),
    (f"{API}/admin/sizes", errors.RoleRequiredError("admin")),
    (f"{API}/admin/accounts/{ID}", errors.LastAdminError()),
    (ROADMAP, errors.NotFoundError("roadmap")),
    (ROADMAP, errors.StaleVersionError('"v4"')),
    (ROADMAP, errors.MissingVersionError()),
    (f"{API}/roadmaps", errors.RoadmapExistsError(ID)),
    (ROADMAP, errors.RoadmapArchivedError(ID)),
    (f"{API}/me/ratings", errors.DatabaseUnavailableError()),
    (f"{API}/analyses", errors.QuotaReachedError("analyses", 2000)),
    (f"{API}/me/ratings", errors.DailyQuotaReachedError(5000, retry_after=3600)),
    (f"{API}/analyses", errors.KeyInFlightError()),
    (f"{API}/analyses", errors.KeyReusedError()),
    (f"{API}/me/tokens", errors.SecretShownOnceError(f"{API}/me/tokens/{ID}")),
    (f"{API}/roles/data-analist", errors.RoleNotFoundError("data-analist")),
    (f"{API}/skills/slq", errors.SkillNotFoundError("slq")),
    (f"{API}/plan", UnknownSkillError(SkillSlug("slq"))),
    (f"{API}/plan", UnknownRoleError(RoleSlug("data-analist"))),
    (f"{API}/plan", UnknownVariantError(ANALYST, Variant("lead"), (JUNIOR, Variant("mid")))),
    (f"{API}/analyze", UnknownLevelError(SQL, 5, 4)),
    (
        f"{API}/analyses/{ID}/explanation",
        UnknownConclusionError("readines", ("readiness", "band", "gap:sql")),
    ),
    (
        f"{API}/analyses/{ID}/comparison",
        NotComparableError(ANALYST, JUNIOR, ANALYST, Variant("senior")),
    ),
    (f"{API}/plan", UnattainableError([Step(SQL, 4)])),
    (f"{API}/analyze", RulesOverlapError("bands", ("ready", "almost-ready"))),
    (f"{API}/plan", TWO_LIMITS),
    (f"{API}/plan", errors.DateInPastError(date(2026, 1, 31), {"untilDate": "2026-12-01"})),
    (f"{API}/plan", PinConflictError(SQL)),
    (
        f"{API}/plan",
        errors.PlanRefusedError(
            PinsContradictError("One reporting tool", 1, (BI, TABLEAU)), {"pins": ["power-bi"]}
        ),
    ),
    (
        f"{API}/plan",
        errors.PlanRefusedError(BudgetTooSmallError(10, 46, (BI,)), {"budgetHours": 46}),
    ),
    (
        f"{API}/plan",
        errors.PlanRefusedError(TargetOutOfReachError(95, 88.4), {"targetReadiness": 88.4}),
    ),
    (f"{API}/roadmaps", NoWayError((TABLEAU,))),
    (f"{PLACEMENT}/answers", errors.StepNotAskedError("git", 3, (1, 2))),
    (f"{PLACEMENT}/answers", errors.PlacementClosedError(ID)),
    (f"{PLACEMENT}/answers", errors.PlacementStrandedError()),
    (f"{API}/place", errors.BusyError(retry_after=2)),
    (f"{API}/auth/reset/confirm", errors.InvalidLinkError(minutes=30)),
    (f"{API}/auth/verification", errors.EmailVerifiedError()),
    (f"{API}/me/email", errors.SameEmailError()),
    (f"{API}/auth/reset", errors.MailUnavailableError()),
)
PROBLEM_EXAMPLES = tuple(ProblemExample(path, error) for path, error in _EXAMPLES)
"""One a type."""
