"""The OpenAPI document: complete, strict, and the one that is committed."""

import json
import re
from typing import Any

import pytest
from litestar import Litestar

import api.errors
from api.errors import ApiError
from api.http.openapi import document_bytes
from api.http.problems.table import TABLE
from api.process.commands import DOCUMENT
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
