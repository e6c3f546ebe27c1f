"""What the framework leaves out of the OpenAPI document: meanings, examples and headers."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from api.http.documentation.headers import Json, header_names

REQUEST_EXAMPLES = "request_examples.json"
"""Examples of bodies by operation and name; the tests send each of them."""
RESPONSE_EXAMPLES = "response_examples.json"
"""What the tests got for some of them, with the lists cut off."""


def complete(document: Json) -> None:
    """Put everything into the document that its readers need beside the shapes."""
    for name, shape in document["components"]["schemas"].items():
        _describe_properties(name, shape)
    document["components"]["headers"] = read("headers.json")
    for operation in operations(document):
        for parameter in operation.get("parameters", ()):
            if "description" not in parameter:
                parameter["description"] = read("parameters.json")[parameter["name"]]
        _add_examples(operation)
        _describe_responses(operation)


def operations(document: Json) -> Iterator[Json]:
    """Every operation of the document."""
    for methods in document["paths"].values():
        yield from methods.values()


@cache
def read(name: str) -> Mapping[str, Any]:
    """A JSON file of this room."""
    found: Mapping[str, Any] = json.loads(text_of(name))
    return found


def text_of(name: str) -> str:
    """A file of this room as it is."""
    return files("api.http.documentation").joinpath(name).read_text(encoding="utf-8")


def meaning_key(shape: str, name: str) -> str | None:
    """Under which key the meaning of a property stands: its own, that of requests, or the general.

    Args:
        shape: The name of the schema.
        name: The property, as the wire spells it.

    Example:
        >>> meaning_key("PlanRequest", "role"), meaning_key("AnalysisResult", "role")
        ('Request.role', 'role')
    """
    shared = [f"Request.{name}"] if shape.endswith("Request") else []
    keys = [f"{shape}.{name}", *shared, name]
    return next((key for key in keys if key in read("properties.json")), None)


def _describe_properties(name: str, shape: Json) -> None:
    for key, schema in shape.get("properties", {}).items():
        meaning = meaning_key(name, key)
        if "description" not in schema and meaning is not None:
            schema["description"] = read("properties.json")[meaning]


def _add_examples(operation: Json) -> None:
    name = operation["operationId"]
    if "requestBody" in operation:
        examples = read(REQUEST_EXAMPLES).get(name, {})
        operation["requestBody"]["content"]["application/json"]["examples"] = examples
    if name in read(RESPONSE_EXAMPLES):
        status = next(one for one in operation["responses"] if one.startswith("2"))
        body = operation["responses"][status]["content"]["application/json"]
        body["examples"] = {"short": {"value": read(RESPONSE_EXAMPLES)[name]}}


def _describe_responses(operation: Json) -> None:
    for status, response in operation["responses"].items():
        if status == "204":
            response.pop("content", None)
        response["headers"] = {
            header: {"$ref": f"#/components/headers/{header}"}
            for header in header_names(operation, int(status))
        }
