"""What frames every request: the limit before it, headers and measures on the answer."""

from collections.abc import Callable
from typing import cast

from litestar.datastructures import MutableScopeHeaders
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.origin import RequestOrigin
from api.http.metrics import Metrics
from api.http.rate_limit import Allowance, RequestLimits
from api.http.request import LANGUAGE, AnyConnection

NOTHING_BUT_DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
SECURITY_HEADERS = {
    "content-security-policy": NOTHING_BUT_DATA,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
ONE_YEAR = "max-age=31536000"
STARTED = "started"
ALLOWANCE = "allowance"


class RequestMiddleware:
    """Measures, limits and secures; one for the whole application."""

    def __init__(
        self,
        entrance: RequestOrigin,
        limits: RequestLimits,
        metrics: Metrics,
        *,
        stopwatch: Callable[[], float],
    ) -> None:
        self._entrance = entrance
        self._limits = limits
        self._metrics = metrics
        self._stopwatch = stopwatch
        self._secure = dict(SECURITY_HEADERS)
        if entrance.is_encrypted:
            self._secure["strict-transport-security"] = ONE_YEAR

    def middleware(self, app: ASGIApp) -> ASGIApp:
        """Start the watch and count the request before anything else looks at it."""

        async def framed(scope: Scope, receive: Receive, send: Send) -> None:
            scope["state"][STARTED] = self._stopwatch()
            address = self._entrance.address_of(AnyConnection(scope))
            scope["state"][ALLOWANCE] = self._limits.take(address)
            await app(scope, receive, send)

        return framed

    async def before_send(self, message: Message, scope: Scope) -> None:
        """Put the headers on an answer, whoever made it, and measure it."""
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders(message)
        for name, value in self._secure.items():
            headers.setdefault(name, value)
        state = scope["state"]
        allowance = cast("Allowance | None", state.get(ALLOWANCE))
        if allowance is not None:
            headers["ratelimit-limit"] = str(allowance.limit)
            headers["ratelimit-remaining"] = str(allowance.remaining)
            headers["ratelimit-reset"] = str(allowance.reset)
        language = state.get(LANGUAGE)
        if language is not None:
            headers.setdefault("content-language", cast("str", language))
            headers.extend_header_value("vary", "Accept-Language")
        started = state.get(STARTED)
        if started is not None:
            self._metrics.observe(
                str(scope.get("method", "")),
                str(scope.get("path_template", "")),
                status=message["status"],
                seconds=self._stopwatch() - started,
            )
