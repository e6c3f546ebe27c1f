"""What is known about the way a request came: address, origin, and whether it is encrypted."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from urllib.parse import urlsplit

from msgspec import Struct

from api.errors import ForeignOriginError
from api.http.request import AnyConnection

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SAME_SITE = frozenset({"same-origin", "none"})


class RequestOrigin(Struct, frozen=True):
    """The doors that are ours.

    `origins` are the addresses under which browsers see our pages, besides the
    one a request itself names; `proxies` are believed about where it came from.
    """

    origins: frozenset[str]
    proxies: Sequence[IPv4Network | IPv6Network]
    is_encrypted: bool

    def address_of(self, connection: AnyConnection) -> str:
        """The address a request really came from.

        `X-Forwarded-For` counts only as far as trusted proxies wrote it.
        """
        address = connection.client.host if connection.client else ""
        if not self.proxies:
            return address
        forwarded = connection.headers.get("x-forwarded-for", "").split(",")
        for hop in reversed(forwarded):
            if not hop.strip() or not self._is_proxy(address):
                break
            address = hop.strip()
        return address

    def check_origin(self, connection: AnyConnection, *, is_required: bool) -> None:
        """Refuse a browser's request that another site has made.

        Args:
            connection: The request.
            is_required: Whether a request without any origin is refused as well,
                as it must be where a cookie alone would admit it.

        Raises:
            ForeignOriginError: It comes from elsewhere, or will not say.
        """
        origin = connection.headers.get("origin")
        site = connection.headers.get("sec-fetch-site")
        if origin is None:
            if is_required or (site is not None and site not in SAME_SITE):
                raise ForeignOriginError(None)
        elif origin not in self.origins and not self._is_own(origin, connection):
            raise ForeignOriginError(origin)

    def _is_own(self, origin: str, connection: AnyConnection) -> bool:
        parts = urlsplit(origin)
        wanted = "https" if self.is_encrypted else "http"
        return parts.scheme == wanted and parts.netloc == connection.headers.get("host")

    def _is_proxy(self, address: str) -> bool:
        try:
            return any(ip_address(address) in network for network in self.proxies)
        except ValueError:
            return False
