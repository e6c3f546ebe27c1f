"""Who may read the metrics: a scraper with the token, and the machine itself."""

from hmac import compare_digest

from msgspec import Struct

from api.errors import NotAuthenticatedError
from api.http.client_address import parse_address
from api.http.request import AnyConnection
from api.settings import Settings

FORWARDED = ("x-forwarded-for", "forwarded", "via", "x-real-ip")
"""A request with one of these came by a proxy, even if the proxy runs on this machine."""


class MetricsAccess(Struct, frozen=True):
    """Decides about each request; locally, where no token is set, everyone may."""

    token: str | None
    is_open: bool

    @classmethod
    def of(cls, settings: Settings) -> "MetricsAccess":
        """By the settings."""
        is_open = settings.environment == "local" and settings.metrics_token is None
        return cls(settings.metrics_token, is_open)

    def check(self, connection: AnyConnection) -> None:
        """Let it pass or not.

        Raises:
            NotAuthenticatedError: Neither from this machine nor with the token.
        """
        if not (self.is_open or self._has_token(connection) or _is_from_here(connection)):
            raise NotAuthenticatedError

    def _has_token(self, connection: AnyConnection) -> bool:
        scheme, _, given = connection.headers.get("authorization", "").partition(" ")
        if self.token is None or scheme.lower() != "bearer":
            return False
        return compare_digest(given.encode(), self.token.encode())


def _is_from_here(connection: AnyConnection) -> bool:
    address = parse_address(connection.client.host) if connection.client else None
    is_forwarded = any(name in connection.headers for name in FORWARDED)
    return address is not None and address.is_loopback and not is_forwarded
