"""What the API refuses, as values; how each looks over HTTP stands in `api/http/problems/`.

ApiError
├── requests       UnsupportedContentTypeError · UnsupportedContentEncodingError
│                  MalformedBodyError · InvalidFieldsError · BodyTooLargeError · SlowBodyError
│                  InvalidCursorError · ForeignOriginError · RateLimitedError
│                  AddressNotFoundError · MethodNotAllowedError · InternalError
├── accounts       NotAuthenticatedError · BadCredentialsError · TooManyAttemptsError
│                  EmailTakenError · WeakPasswordError · WrongCurrentPasswordError
│                  MissingScopeError · PersonOnlyError · ConfirmationRequiredError
│                  RoleRequiredError · LastAdminError
├── mails          InvalidLinkError · EmailVerifiedError · SameEmailError · MailUnavailableError
├── stored data    NotFoundError · StaleVersionError · MissingVersionError · RoadmapExistsError
│                  RoadmapArchivedError · DatabaseUnavailableError · QuotaReachedError
│                  DailyQuotaReachedError
├── placements     StepNotAskedError · PlacementClosedError · PlacementStrandedError · BusyError
├── plans          LimitsContradictError · DateInPastError · PlanRefusedError
├── knowledge      RoleNotFoundError · SkillNotFoundError
└── idempotency    KeyInFlightError · KeyReusedError · SecretShownOnceError
"""

from api.errors.accounts import (
    BadCredentialsError,
    ConfirmationRequiredError,
    EmailTakenError,
    LastAdminError,
    MissingScopeError,
    NotAuthenticatedError,
    PersonOnlyError,
    RoleRequiredError,
    TooManyAttemptsError,
    WeakPasswordError,
    WrongCurrentPasswordError,
)
from api.errors.base import ApiError, FieldFault, NearestFields
from api.errors.mails import (
    EmailVerifiedError,
    InvalidLinkError,
    MailUnavailableError,
    SameEmailError,
)
from api.errors.planning import (
    DateInPastError,
    LimitsContradictError,
    PlacementClosedError,
    PlacementStrandedError,
    PlanRefusedError,
    RoleNotFoundError,
    SkillNotFoundError,
    StepNotAskedError,
)
from api.errors.requests import (
    AddressNotFoundError,
    BodyTooLargeError,
    BusyError,
    ForeignOriginError,
    InternalError,
    InvalidCursorError,
    InvalidFieldsError,
    MalformedBodyError,
    MethodNotAllowedError,
    RateLimitedError,
    SlowBodyError,
    UnsupportedContentEncodingError,
    UnsupportedContentTypeError,
)
from api.errors.stored import (
    DailyQuotaReachedError,
    DatabaseUnavailableError,
    KeyInFlightError,
    KeyReusedError,
    MissingVersionError,
    NotFoundError,
    QuotaReachedError,
    RoadmapArchivedError,
    RoadmapExistsError,
    SecretShownOnceError,
    StaleVersionError,
)

__all__ = [
    "AddressNotFoundError",
    "ApiError",
    "BadCredentialsError",
    "BodyTooLargeError",
    "BusyError",
    "ConfirmationRequiredError",
    "DailyQuotaReachedError",
    "DatabaseUnavailableError",
    "DateInPastError",
    "EmailTakenError",
    "EmailVerifiedError",
    "FieldFault",
    "ForeignOriginError",
    "InternalError",
    "InvalidCursorError",
    "InvalidFieldsError",
    "InvalidLinkError",
    "KeyInFlightError",
    "KeyReusedError",
    "LastAdminError",
    "LimitsContradictError",
    "MailUnavailableError",
    "MalformedBodyError",
    "MethodNotAllowedError",
    "MissingScopeError",
    "MissingVersionError",
    "NearestFields",
    "NotAuthenticatedError",
    "NotFoundError",
    "PersonOnlyError",
    "PlacementClosedError",
    "PlacementStrandedError",
    "PlanRefusedError",
    "QuotaReachedError",
    "RateLimitedError",
    "RoadmapArchivedError",
    "RoadmapExistsError",
    "RoleNotFoundError",
    "RoleRequiredError",
    "SameEmailError",
    "SecretShownOnceError",
    "SkillNotFoundError",
    "SlowBodyError",
    "StaleVersionError",
    "StepNotAskedError",
    "TooManyAttemptsError",
    "UnsupportedContentEncodingError",
    "UnsupportedContentTypeError",
    "WeakPasswordError",
    "WrongCurrentPasswordError",
]
