"""The OpenAPI document: complete, strict, and the one that is committed."""

import json
import re
from typing import Any

import pytest
from litestar import Litestar

import api.errors
from api.errors import ApiError
from api.http.documentation.completion import REQUEST_EXAMPLES, meaning_key, operations, read
from api.http.openapi import document_bytes
from api.http.problems.table import TABLE
from api.process.commands import DOCUMENT
from api.settings import ROOT
from engine import EngineError

Json = dict[str, Any]


@pytest.fixture(scope="module")
def document(app: Litestar) -> Json:
    found: Json = json.loads(document_bytes(app))
    return found


def test_it_is_the_one_that_the_browser_app_was_generated_from(app: Litestar) -> None:
    assert DOCUMENT.read_bytes() == document_bytes(app), "run `python -m api openapi`"


def test_every_output_field_is_required(document: Json) -> None:
    for name, schema in document["components"]["schemas"].items():
        if name.endswith(("View", "Result")):
            assert set(schema["required"]) == set(schema["properties"]), name


def test_every_input_refuses_unknown_fields(document: Json) -> None:
    inputs = [name for name in document["components"]["schemas"] if name.endswith("Request")]
    assert len(inputs) >= 10
    for name in inputs:
        assert document["components"]["schemas"][name]["additionalProperties"] is False


def test_every_shape_says_what_it_means_in_the_names_of_the_wire(document: Json) -> None:
    for name, schema in document["components"]["schemas"].items():
        if schema["type"] == "object" and not name.startswith("Response_"):
            assert schema["description"], name
            quoted = re.findall(r"`(\w+)`", schema["description"])
            assert [word for word in quoted if "_" in word] == [], name


def test_every_operation_has_an_id_words_and_its_refusals(document: Json) -> None:
    seen = set()
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["operationId"] not in seen
            seen.add(operation["operationId"])
            assert operation["description"]
            refusals = [s for s in operation["responses"] if int(s) >= 400]
            assert refusals
            for status in refusals:
                content = operation["responses"][status]["content"]
                assert list(content) == ["application/problem+json"]


def properties(document: Json) -> list[tuple[str, str, Json]]:
    return [
        (shape, name, schema)
        for shape, whole in document["components"]["schemas"].items()
        for name, schema in whole.get("properties", {}).items()
    ]


def test_every_property_and_parameter_says_what_it_means(document: Json) -> None:
    found = properties(document)
    assert len(found) > 750
    assert [
        f"{shape}.{name}" for shape, name, schema in found if not schema.get("description")
    ] == []
    for operation in operations(document):
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (operation["operationId"], parameter["name"])


def test_a_property_without_a_meaning_would_be_noticed() -> None:
    assert meaning_key("RoleView", "noSuchField") is None
    assert meaning_key("RoleView", "slug") == "slug"


def test_no_meaning_is_about_nothing(document: Json) -> None:
    used = {meaning_key(shape, name) for shape, name, _ in properties(document)}
    assert set(read("properties.json")) - used == set()


def test_every_body_has_examples_and_every_example_a_body(document: Json) -> None:
    with_body = {
        operation["operationId"]: operation["requestBody"]["content"]["application/json"]
        for operation in operations(document)
        if "requestBody" in operation
    }
    assert set(read(REQUEST_EXAMPLES)) == set(with_body)
    for name, content in with_body.items():
        assert content["examples"], name
        assert all(one["summary"] for one in content["examples"].values()), name


def test_what_responds_with_nothing_has_no_content(document: Json) -> None:
    empty = [
        (operation["operationId"], response)
        for operation in operations(document)
        for status, response in operation["responses"].items()
        if status in {"204", "301", "304"}
    ]
    assert len(empty) > 10
    assert [name for name, response in empty if "content" in response] == []


def test_every_header_is_described_and_used(document: Json) -> None:
    described = document["components"]["headers"]
    used = {
        name
        for operation in operations(document)
        for response in operation["responses"].values()
        for name in response["headers"]
    }
    assert used == set(described)
    assert all(header["description"] and header["schema"] for header in described.values())


def test_the_document_leads_to_the_policy_and_to_the_types_of_problems(document: Json) -> None:
    (page,) = re.findall(r"`(docs/[a-z-]+\.md)`", document["info"]["description"])
    assert "Sunset" in (ROOT / page).read_text(encoding="utf-8")
    assert document["externalDocs"]["url"] == "/problems"


def subclasses(root: type[Exception]) -> set[type[Exception]]:
    return {one for kind in root.__subclasses__() for one in {kind, *subclasses(kind)}}


def test_every_error_has_a_row_in_the_one_table() -> None:
    assert api.errors.ApiError is ApiError
    assert subclasses(ApiError) | subclasses(EngineError) == set(TABLE)


def test_no_type_of_problem_is_used_for_two_things() -> None:
    kinds: dict[str, set[tuple[str, int]]] = {}
    for row in TABLE.values():
        kinds.setdefault(row.slug, set()).add((row.title.say(), row.status))
    assert {slug: found for slug, found in kinds.items() if len(found) > 1} == {}
