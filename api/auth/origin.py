"""The CSRF check: whether a browser's request was made by our own pages."""

from typing import cast
from urllib.parse import urlsplit

from msgspec import Struct

from api.errors import ForeignOriginError
from api.http.request import AnyConnection

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SAME_SITE = frozenset({"same-origin", "none"})


class RequestOrigin(Struct, frozen=True):
    """The origins that are ours.

    `origins` are the addresses under which browsers see our pages, besides the
    one a request itself names; `is_encrypted` says that they are served over https.
    """

    origins: frozenset[str]
    is_encrypted: bool

    def check(self, connection: AnyConnection, *, is_required: bool) -> None:
        """Refuse a browser's request that another site has made.

        Args:
            connection: The request.
            is_required: Whether a request without any origin is refused as well,
                as it must be where a cookie alone would authenticate it.

        Raises:
            ForeignOriginError: It comes from another site, or does not say where from.
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


def request_origin(connection: AnyConnection) -> RequestOrigin:
    """The check of this application."""
    return cast("RequestOrigin", connection.app.state.request_origin)
