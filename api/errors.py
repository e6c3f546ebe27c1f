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
├── stored data    NotFoundError · StaleVersionError · MissingVersionError · RoadmapExistsError
│                  RoadmapArchivedError · DatabaseUnavailableError · QuotaReachedError
│                  DailyQuotaReachedError
├── placements     StepNotAskedError · PlacementClosedError · PlacementStrandedError · BusyError
├── plans          LimitsContradictError · DateInPastError · PlanRefusedError
├── knowledge      RoleNotFoundError · SkillNotFoundError
└── idempotency    KeyInFlightError · KeyReusedError · SecretShownOnceError
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from api.messages.text import Text
from engine import InfeasiblePlanError, Message

NearestFields = dict[str, float | str | list[str] | None]
"""Fields of a request, as they are spelt there, that make an impossible request possible."""


class FieldFault(Struct, frozen=True, kw_only=True):
    """One field that cannot be accepted as it is; `path` reads like `$.ratings.sql`.

    `did_you_mean` holds what was probably meant there, best first.
    """

    path: str
    message: Text
    did_you_mean: tuple[str, ...] = ()


class ApiError(Exception):
    """Something the API refuses."""


class UnsupportedContentTypeError(ApiError):
    """A body that does not say that it is JSON."""

    def __init__(self, content_type: str) -> None:
        self.content_type = content_type
        super().__init__(f"content type {content_type!r}")


class UnsupportedContentEncodingError(ApiError):
    """A body that is compressed."""


class MalformedBodyError(ApiError):
    """A body that is not the JSON it claims to be; `reason` is a part of a sentence."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(reason.code)


class InvalidFieldsError(ApiError):
    """Well-formed JSON or parameters with values that are not allowed.

    `faults` are those that only the raiser knows of; those of the route's types are added later.
    """

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faulty fields")


class BodyTooLargeError(ApiError):
    """A body above the limit [bytes]."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"more than {limit} bytes")


class SlowBodyError(ApiError):
    """A body that did not arrive in time [s]."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        super().__init__(f"no body within {deadline} s")


class InvalidCursorError(ApiError):
    """A cursor that no page of ours ever held."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__("unreadable cursor")


class ForeignOriginError(ApiError):
    """A browser's writing request that does not come from our own pages."""

    def __init__(self, origin: str | None) -> None:
        self.origin = origin
        super().__init__(f"origin {origin!r}")


class RateLimitedError(ApiError):
    """More requests than one client may send; try again after so many seconds."""

    def __init__(self, *, limit: int, retry_after: int) -> None:
        self.limit = limit
        self.retry_after = retry_after
        super().__init__(f"more than {limit} requests a minute")


class AddressNotFoundError(ApiError):
    """No route has this address."""


class MethodNotAllowedError(ApiError):
    """The routes of this address do not support the method."""


class InternalError(ApiError):
    """A fault of ours; what it was stands in the log only."""


class NotAuthenticatedError(ApiError):
    """No token, or one that is not valid; the reason is not disclosed."""


class BadCredentialsError(ApiError):
    """Wrong email address or password; which of them is not disclosed."""


class WrongCurrentPasswordError(ApiError):
    """A change of the account whose person is logged in, with another password than the present."""


class ConfirmationRequiredError(ApiError):
    """What hurts when someone else does it, by a person who last logged in a while ago."""


class RoleRequiredError(ApiError):
    """A person whose account does not have the role that this needs."""

    def __init__(self, role: str) -> None:
        self.role = role
        super().__init__(f"role {role!r} is missing")


class LastAdminError(ApiError):
    """A change after which no account could administer the others."""


class TooManyAttemptsError(ApiError):
    """Too many attempts for one account, or from one address."""

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("too many attempts")


class EmailTakenError(ApiError):
    """There is an account with this address already."""


class WeakPasswordError(ApiError):
    """A password that is easy to guess."""


class MissingScopeError(ApiError):
    """An API token that may not do this."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(f"scope {scope!r} is missing")


class PersonOnlyError(ApiError):
    """An API token where a person must be logged in."""


class NotFoundError(ApiError):
    """The caller has nothing of that kind and id.

    The kinds are listed in the message `problem.not-found.detail`.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"no such {kind}")


class StaleVersionError(ApiError):
    """`If-Match` names an earlier version; `current` is the present entity tag."""

    def __init__(self, current: str) -> None:
        self.current = current
        super().__init__(f"the current version is {current}")


class MissingVersionError(ApiError):
    """A change of something that can be changed twice, without `If-Match`."""


class RoadmapExistsError(ApiError):
    """The person already has an active roadmap for this role."""

    def __init__(self, roadmap_id: UUID) -> None:
        self.roadmap_id = roadmap_id
        super().__init__(f"roadmap {roadmap_id} is active")


class RoadmapArchivedError(ApiError):
    """A change of an archived roadmap, which can only be read."""

    def __init__(self, roadmap_id: UUID) -> None:
        self.roadmap_id = roadmap_id
        super().__init__(f"roadmap {roadmap_id} is archived")


class DatabaseUnavailableError(ApiError):
    """PostgreSQL does not answer, or not in time."""


class QuotaReachedError(ApiError):
    """The account stores as many of a kind as it may.

    The kinds are listed in the message `problem.quota-reached.detail`.
    """

    def __init__(self, kind: str, most: int) -> None:
        self.kind = kind
        self.most = most
        super().__init__(f"at most {most} {kind}")


class DailyQuotaReachedError(ApiError):
    """The account has changed as much as it may within a day; try again after so many seconds."""

    def __init__(self, most: int, *, retry_after: int) -> None:
        self.most = most
        self.retry_after = retry_after
        super().__init__(f"at most {most} a day")


class LimitsContradictError(ApiError):
    """More than one limit at once; `names` are the fields as the request spells them."""

    def __init__(self, names: Sequence[str], nearest: NearestFields) -> None:
        self.names = tuple(names)
        self.nearest = nearest
        super().__init__(f"limits {', '.join(self.names)} at once")


class DateInPastError(ApiError):
    """A plan until a date that leaves no time."""

    def __init__(self, until: date, nearest: NearestFields) -> None:
        self.until = until
        self.nearest = nearest
        super().__init__(f"{until} is not after today")


class PlanRefusedError(ApiError):
    """What the engine found impossible, with the fields of the request that make it possible."""

    def __init__(self, cause: InfeasiblePlanError, nearest: NearestFields | None) -> None:
        self.cause = cause
        self.nearest = nearest
        super().__init__(str(cause))


class StepNotAskedError(ApiError):
    """A step that the placement does not ask about; `levels` are those it does, of this skill."""

    def __init__(self, skill: str, level: int, levels: Sequence[int]) -> None:
        self.skill = skill
        self.level = level
        self.levels = tuple(levels)
        super().__init__(f"level {level} of {skill!r} is not asked about")


class PlacementClosedError(ApiError):
    """A change of a placement that was accepted."""

    def __init__(self, placement_id: UUID) -> None:
        self.placement_id = placement_id
        super().__init__(f"placement {placement_id} is accepted")


class PlacementStrandedError(ApiError):
    """An open placement for a role or variant that the content no longer has."""


class BusyError(ApiError):
    """Too much work is queued already; try again after so many seconds."""

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("too much work is queued")


class RoleNotFoundError(ApiError):
    """An address of a role that does not exist and never did."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"no role {slug!r}")


class SkillNotFoundError(ApiError):
    """An address of a skill that does not exist and never did."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"no skill {slug!r}")


class KeyInFlightError(ApiError):
    """The first request with this idempotency key is still running."""


class KeyReusedError(ApiError):
    """An idempotency key that was used for another request before."""


class SecretShownOnceError(ApiError):
    """A repeated request whose first response held a secret, which is not stored."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(f"already created: {location}")
