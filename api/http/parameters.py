"""All faults of a request's parameters at once: unknown names, missing ones, values out of bounds.

The framework ignores what a route does not declare, so that a misspelt `limt=5` would pass
without a word. Here it is refused, with the name that was probably meant.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from litestar import Request
from litestar.di import Provide
from litestar.enums import ParamType
from litestar.handlers import HTTPRouteHandler
from litestar.params import ParameterKwarg
from msgspec import Struct, inspect

from api.errors import FieldFault, InvalidFieldsError
from api.http.field_faults import MOST_FAULTS, abridged, near_names
from api.http.request import ApiRequest
from api.messages.requirements import alternatives, requirement
from api.messages.text import Text

SOURCES = frozenset({ParamType.QUERY, ParamType.HEADER})
API = "/api/v1/"
"""Where parameters are judged; a page of the browser app may be called with any."""


class DeclaredParameter(Struct, frozen=True):
    """A parameter of a route: where it comes from, its name on the wire, and its type."""

    source: ParamType
    name: str
    annotation: Any
    is_required: bool


async def check_parameter_names(request: Request[Any, Any, Any]) -> None:
    """Refuse query parameters that the route does not have, with every other fault there is.

    Raises:
        InvalidFieldsError: There are some.
    """
    given = request.query_params
    if not given or not request.scope["path"].startswith(API):
        return
    names = {one.name for one in declared(request.route_handler) if one.source is ParamType.QUERY}
    if names.issuperset(given):
        return
    if isinstance(request, ApiRequest) and request.route_handler.parsed_data_field is not None:
        await request.read_body()
    raise InvalidFieldsError([])


def parameter_faults(request: ApiRequest) -> list[FieldFault]:
    """Every fault of the parameters, in the order in which the route declares them."""
    return list(_faults(request))[:MOST_FAULTS]


def _faults(request: ApiRequest) -> Iterator[FieldFault]:
    parameters = declared(request.route_handler)
    for one in parameters:
        text = _fault(one, request)
        if text is not None:
            yield FieldFault(path=f"{one.source.value}.{one.name}", message=text)
    names = [one.name for one in parameters if one.source is ParamType.QUERY]
    for name in request.query_params:
        if name not in names:
            yield FieldFault(
                path=f"query.{abridged(name)}",
                message=Text("field.unknown-parameter"),
                did_you_mean=near_names(name, names),
            )


def _fault(parameter: DeclaredParameter, request: ApiRequest) -> Text | None:
    given: Mapping[str, str] = (
        request.headers if parameter.source is ParamType.HEADER else request.query_params
    )
    value = given.get(parameter.name)
    if value is None:
        return Text("field.required") if parameter.is_required else None
    try:
        msgspec.convert(value, parameter.annotation, strict=False)
    except msgspec.ValidationError:
        kinds = alternatives(inspect.type_info(parameter.annotation))
        wanted = next(one.kind for one in kinds if not isinstance(one.kind, inspect.NoneType))
        return requirement(wanted, value)
    return None


@cache
def declared(handler: HTTPRouteHandler) -> tuple[DeclaredParameter, ...]:
    """The query and header parameters of a route, those of its dependencies included."""
    layers: list[HTTPRouteHandler | Provide] = [handler, *handler.resolve_dependencies().values()]
    found: dict[tuple[ParamType, str], DeclaredParameter] = {}
    for layer in layers:
        model = layer.signature_model
        for name, definition in layer.parsed_fn_signature.parameters.items():
            kwarg = definition.kwarg_definition
            if definition.is_di_field or not isinstance(kwarg, ParameterKwarg):
                continue
            if kwarg.param_type in SOURCES:
                one = DeclaredParameter(
                    kwarg.param_type,
                    kwarg.name or name,
                    model.__annotations__[name],
                    definition.is_required,
                )
                found[one.source, one.name] = one
    return tuple(found.values())
