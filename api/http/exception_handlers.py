"""Turns every error into problem details by the one table."""

import re
from collections.abc import Callable

import structlog
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException

from api.catalog.current import CurrentKnowledge
from api.errors import (
    ApiError,
    BodyTooLargeError,
    FieldFault,
    InvalidFieldsError,
    MalformedBodyError,
)
from api.http.encoding import encode
from api.http.problems.details import (
    PROBLEM_JSON,
    Details,
    FieldFaultView,
    ProblemView,
    Row,
    suggestions,
)
from api.http.problems.table import described
from api.http.request import ApiRequest, field_fault
from engine import EngineError

MAX_BODY = 1_000_000
"""No request of ours comes near it [bytes]."""

_PLAIN = {
    404: (
        "no-such-address",
        "There is nothing at this address",
        "See /api/docs for all addresses.",
    ),
    405: (
        "wrong-method",
        "The address does not take this method",
        "See /api/docs for its methods.",
    ),
}
_MISSING = re.compile(r"^Missing required (\w+) parameter '([^']+)'")
_log = structlog.get_logger("api")


class ExceptionHandlers:
    """The exception handlers of the application."""

    def __init__(self, knowledge: CurrentKnowledge) -> None:
        self._knowledge = knowledge

    @property
    def handlers(self) -> dict[type[Exception] | int, Callable[..., Response[bytes]]]:
        """Which handler takes which error."""
        return {
            ApiError: self.known,
            EngineError: self.known,
            HTTPException: self.framework,
            Exception: self.unknown,
        }

    def known(self, request: ApiRequest, error: Exception) -> Response[bytes]:
        """An error of the table."""
        row, details = described(error)
        if row.status >= 500:
            cause = type(error.__cause__ or error).__name__
            _log.warning("refused", problem=row.slug, path=request.scope["path"], cause=cause)
        near = suggestions(self._knowledge.now().library, details)
        return _answer(request, row, details, near)

    def framework(self, request: ApiRequest, error: HTTPException) -> Response[bytes]:
        """An error that the framework raised before a route of ours was asked."""
        if isinstance(error, ValidationException):
            return self.known(request, InvalidFieldsError(_faults(request, error)))
        if error.status_code == 413:
            return self.known(request, BodyTooLargeError(MAX_BODY))
        if error.status_code in _PLAIN:
            slug, title, text = _PLAIN[error.status_code]
            row = Row(type(error), error.status_code, slug, title, lambda _: Details(text))
            details = Details(text, headers=dict(error.headers or {}))
            return _answer(request, row, details, [])
        if error.status_code < 500:
            return self.known(request, MalformedBodyError("the request cannot be read"))
        return self.unknown(request, error)

    def unknown(self, request: ApiRequest, error: Exception) -> Response[bytes]:
        """A fault of ours: logged whole, told without any detail."""
        _log.error("fault", path=request.scope["path"], exc_info=error)
        text = "Try again; if it happens again, report the time of it."
        row = Row(
            type(error), 500, "fault", "Something is wrong on our side", lambda _: Details(text)
        )
        return _answer(request, row, Details(text), [])


def _answer(request: ApiRequest, row: Row, details: Details, near: list[str]) -> Response[bytes]:
    view = ProblemView(
        type=f"/problems/{row.slug}",
        title=row.title,
        status=row.status,
        detail=details.text,
        instance=request.scope["path"],
        did_you_mean=near,
        fields=[FieldFaultView(path=fault.path, message=fault.message) for fault in details.faults],
        roadmap=details.roadmap,
        conflict=details.conflict,
        nearest=details.nearest,
    )
    return Response(
        encode(view),
        status_code=row.status,
        media_type=PROBLEM_JSON,
        headers=dict(details.headers),
    )


def _faults(request: ApiRequest, error: ValidationException) -> list[FieldFault]:
    """The framework's list of faults, in our words and with the names of the wire."""
    missing = _MISSING.match(error.detail)
    if missing is not None:
        return [FieldFault(path=f"{missing[1]}.{missing[2]}", message="is required")]
    faults = []
    for entry in error.extra if isinstance(error.extra, list) else []:
        source, key = entry.get("source", "body"), str(entry.get("key", ""))
        if key == "data":
            break
        declared = request.route_handler.parsed_fn_signature.parameters.get(key)
        kind = object if declared is None else declared.annotation
        found = field_fault(str(entry.get("message", "")), kind)
        place = f"{getattr(source, 'value', source)}.{_wire_name(request, key)}"
        faults.append(FieldFault(path=place, message=found.message))
    return faults or [FieldFault(path="$", message="the body is missing")]


def _wire_name(request: ApiRequest, parameter: str) -> str:
    """What the asker calls a parameter of the route."""
    declared = request.route_handler.parsed_fn_signature.parameters.get(parameter)
    return getattr(declared and declared.kwarg_definition, "name", None) or parameter
