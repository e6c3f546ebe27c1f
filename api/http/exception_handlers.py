"""Turns every error into problem details by the one table."""

from collections.abc import Callable, Mapping
from typing import cast

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
from api.http.encoding import encode
from api.http.field_faults import BodyFault, Vocabulary, body_faults
from api.http.parameters import parameter_faults
from api.http.problems.details import PROBLEM_JSON, Problem, ProblemView
from api.http.problems.table import described
from api.http.request import BODY, ApiRequest
from api.messages.text import Text
from engine import (
    EngineError,
    Message,
    UnknownLevelError,
    UnknownRoleError,
    UnknownSkillError,
    UnknownVariantError,
)

ABOUT: Mapping[type[Exception], str] = {
    UnknownSkillError: "skill",
    UnknownRoleError: "role",
    UnknownVariantError: "variant",
    UnknownLevelError: "level",
}
"""What the errors are about that name one fault of the content of a request."""
_log = structlog.get_logger("api")


class ExceptionHandlers:
    """The exception handlers of the application."""

    def __init__(self, vocabulary: Callable[[], Vocabulary]) -> None:
        """Args: `vocabulary` gives the names of the content at the moment."""
        self._vocabulary = vocabulary

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
        problem = self._complete(request, error)
        if problem.row.status >= 500:
            cause = type(error.__cause__ or error).__name__
            slug, path = problem.row.slug, request.scope["path"]
            _log.warning("request refused", problem=slug, path=path, cause=cause)
        return self._respond(request, problem)

    def framework(self, request: ApiRequest, error: HTTPException) -> Response[bytes]:
        """An error that the framework raised before a route of ours was called."""
        if isinstance(error, ValidationException):
            return self.known(request, InvalidFieldsError([]))
        if error.status_code == 413:
            return self.known(request, BodyTooLargeError(_largest_body(request)))
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
        view = ProblemView.of(problem, request.scope["path"], self._vocabulary())
        return Response(
            encode(view, request.language),
            status_code=row.status,
            media_type=PROBLEM_JSON,
            headers=dict(details.headers),
        )

    def _complete(self, request: ApiRequest, error: Exception) -> Problem:
        """The error with every other fault that the same request has.

        Where all of them are of one kind, such as unknown skills, the problem is of that kind;
        several kinds make an invalid request.
        """
        if not isinstance(error, (InvalidFieldsError, *ABOUT)):
            return described(error)
        own = list(error.faults) if isinstance(error, InvalidFieldsError) else []
        in_body = self._body_faults(request)
        about = {fault.about for fault in in_body} | {"form" for _ in own}
        faults = [*own, *parameter_faults(request)]
        vocabulary = self._vocabulary()
        faults += [
            FieldFault(path=one.path, message=one.text, did_you_mean=one.near(vocabulary))
            for one in in_body
            if one.path not in {fault.path for fault in own}
        ]
        if isinstance(error, InvalidFieldsError) or len(about) > 1:
            missing = FieldFault(path="$", message=Text("field.body-missing"))
            return described(InvalidFieldsError(faults or [missing]))
        problem = described(error)
        details = replace(problem.details, faults=tuple(faults), is_one_of_several=len(faults) > 1)
        return replace(problem, details=details)

    def _body_faults(self, request: ApiRequest) -> list[BodyFault]:
        """The faults of the body, if the request has one that is well formed."""
        field = request.route_handler.parsed_data_field
        body = request.scope["state"].get(BODY)
        if field is None or body is None:
            return []
        skill = request.path_params.get("skill")
        return body_faults(body, field.annotation, self._vocabulary(), skill=skill)


def _largest_body(request: ApiRequest) -> int:
    """How many bytes the route of a request takes."""
    return cast("int", request.route_handler.resolve_request_max_body_size())
