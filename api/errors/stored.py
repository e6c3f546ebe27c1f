"""What is refused of stored data, quotas and repeated requests."""

from uuid import UUID

from api.errors.base import ApiError


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


class KeyInFlightError(ApiError):
    """The first request with this idempotency key is still running."""


class KeyReusedError(ApiError):
    """An idempotency key that was used for another request before."""


class SecretShownOnceError(ApiError):
    """A repeated request whose first response held a secret, which is not stored."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(f"already created: {location}")
