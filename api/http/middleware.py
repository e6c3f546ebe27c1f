"""What holds for every request: the limit before it, headers and measures on the response."""

import re
from typing import cast
from uuid import uuid4

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from api.errors import RateLimitedError
from api.http.client_address import CLIENT_ADDRESS, TrustedProxies, subscriber_of
from api.http.methods import allowed_methods
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
ENCRYPTED_HEADERS = SECURITY_HEADERS | {"strict-transport-security": "max-age=31536000"}
"""Those of a site that is served over https: for one year, it only is."""
STARTED_AT = "started_at"
ALLOWANCE = "allowance"
REQUEST_ID = "request_id"
UNLIMITED_PATHS = frozenset(
    {"/health/live", "/health/ready", "/api/v1/health/live", "/api/v1/health/ready"}
)
"""What orchestrators ask all the time; an unanswered one would end the program."""
_log = structlog.get_logger("access")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{8,100}")


class RequestMiddleware:
    """Measures, limits and secures; one for the whole application."""

    def __init__(
        self,
        proxies: TrustedProxies,
        limits: RequestLimits,
        metrics: Metrics,
        *,
        is_encrypted: bool,
        has_log: bool = False,
    ) -> None:
        """Args: with `has_log`, each response leaves a line in the log."""
        self._proxies = proxies
        self._limits = limits
        self._metrics = metrics
        self._has_log = has_log
        self._headers = ENCRYPTED_HEADERS if is_encrypted else SECURITY_HEADERS

    def middleware(self, app: ASGIApp) -> ASGIApp:
        """Start the clock and count the request before anything else looks at it."""

        async def limited(scope: Scope, receive: Receive, send: Send) -> None:
            state = scope["state"]
            state[STARTED_AT] = self._metrics.now()
            address = self._proxies.client_of(AnyConnection(scope))
            state[CLIENT_ADDRESS] = address
            state[REQUEST_ID] = _request_id(scope)
            bind_contextvars(request=state[REQUEST_ID])
            if scope["path"] not in UNLIMITED_PATHS:
                allowance = state[ALLOWANCE] = self._limits.take(subscriber_of(address))
                if allowance is not None and allowance.is_exceeded:
                    raise RateLimitedError(limit=allowance.limit, retry_after=allowance.reset)
            await app(scope, receive, send)

        return limited

    async def before_send(self, message: Message, scope: Scope) -> None:
        """Put the headers on every response, errors included, and measure it."""
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders(message)
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        if "allow" in headers:
            headers["allow"] = allowed_methods(headers["allow"], scope)
        state = scope["state"]
        allowance = cast("Allowance | None", state.get(ALLOWANCE))
        if allowance is not None:
            headers["ratelimit-limit"] = str(allowance.limit)
            headers["ratelimit-remaining"] = str(allowance.remaining)
            headers["ratelimit-reset"] = str(allowance.reset)
        # An unknown address is refused before the middleware sees the request.
        headers["x-request-id"] = str(state.get(REQUEST_ID) or _request_id(scope))
        language = cast("str | None", state.get(LANGUAGE))
        if language is not None:
            headers.setdefault("content-language", language)
            headers.extend_header_value("vary", "Accept-Language")
        self._measure(scope, message["status"], headers["x-request-id"])

    def _measure(self, scope: Scope, status: int, request_id: str) -> None:
        """Count the response and log it: never a query, a body or a person."""
        started_at = scope["state"].get(STARTED_AT)
        method, route = str(scope.get("method", "")), str(scope.get("path_template", ""))
        if started_at is not None:
            self._metrics.observe(method, route, status, started_at=started_at)
        if self._has_log:
            seconds = None if started_at is None else round(self._metrics.now() - started_at, 4)
            _log.info(
                "request",
                method=method,
                route=route,
                status=status,
                seconds=seconds,
                request=request_id,
            )


def _request_id(scope: Scope) -> str:
    """The name of a request in responses and logs: the client's, where it is one, or a new one."""
    given = AnyConnection(scope).headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid4().hex
