"""Turns every error into problem details by the one table."""

import re
from collections.abc import Callable

import structlog
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from msgspec.structs import replace

from api.errors import (
    AddressNotFoundError,
    ApiError,
    BodyTooLargeError,
    FieldFault,
    InternalError,
    InvalidFieldsError,
    MalformedBodyError,
    MethodNotAllowedError,
)
from api.http.body import MAX_BODY
from api.http.encoding import encode
from api.http.problems.details import (
    PROBLEM_JSON,
    FieldFaultView,
    Problem,
    ProblemView,
    Suggester,
)
from api.http.problems.table import described
from api.http.request import ApiRequest, field_fault
from api.messages.text import Text
from engine import EngineError, Message

_MISSING = re.compile(r"^Missing required (\w+) parameter '([^']+)'")
_log = structlog.get_logger("api")


class ExceptionHandlers:
    """The exception handlers of the application."""

    def __init__(self, suggester: Callable[[], Suggester]) -> None:
        """Args: `suggester` gives what knows similar slugs at the moment."""
        self._suggester = suggester

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
        problem = described(error)
        if problem.row.status >= 500:
            cause = type(error.__cause__ or error).__name__
            slug, path = problem.row.slug, request.scope["path"]
            _log.warning("request refused", problem=slug, path=path, cause=cause)
        return self._respond(request, problem)

    def framework(self, request: ApiRequest, error: HTTPException) -> Response[bytes]:
        """An error that the framework raised before a route of ours was called."""
        if isinstance(error, ValidationException):
            return self.known(request, InvalidFieldsError(_faults(request, error)))
        if error.status_code == 413:
            return self.known(request, BodyTooLargeError(MAX_BODY))
        if error.status_code == 404:
            return self.known(request, AddressNotFoundError())
        if error.status_code == 405:
            problem = described(MethodNotAllowedError())
            details = replace(problem.details, headers=dict(error.headers or {}))
            return self._respond(request, replace(problem, details=details))
        if error.status_code < 500:
            reason = Message("problem.malformed-body.reason.unreadable")
            return self.known(request, MalformedBodyError(reason))
        return self.unknown(request, error)

    def unknown(self, request: ApiRequest, error: Exception) -> Response[bytes]:
        """A fault of ours: logged in full, answered without any detail."""
        _log.error("internal error", path=request.scope["path"], exc_info=error)
        return self._respond(request, described(InternalError()))

    def _respond(self, request: ApiRequest, problem: Problem) -> Response[bytes]:
        row, details = problem.row, problem.details
        view = ProblemView(
            type=f"/problems/{row.slug}",
            title=problem.title,
            status=row.status,
            detail=problem.detail,
            instance=request.scope["path"],
            did_you_mean=problem.did_you_mean(self._suggester()),
            fields=[
                FieldFaultView(path=fault.path, message=fault.message) for fault in details.faults
            ],
            roadmap=details.roadmap,
            conflict=problem.conflict,
            nearest=details.nearest,
        )
        return Response(
            encode(view, request.language),
            status_code=row.status,
            media_type=PROBLEM_JSON,
            headers=dict(details.headers),
        )


def _faults(request: ApiRequest, error: ValidationException) -> list[FieldFault]:
    """The framework's list of faults as messages, with the names of the wire."""
    missing = _MISSING.match(error.detail)
    if missing is not None:
        return [FieldFault(path=f"{missing[1]}.{missing[2]}", message=Text("field.required"))]
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
    return faults or [FieldFault(path="$", message=Text("field.body-missing"))]


def _wire_name(request: ApiRequest, parameter: str) -> str:
    """What the request calls a parameter of the route."""
    declared = request.route_handler.parsed_fn_signature.parameters.get(parameter)
    return getattr(declared and declared.kwarg_definition, "name", None) or parameter
