"""Every fault of a request is named at once: where it is, what is expected, what was meant."""

import json
import re
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.routes import HTTPRoute
from managed_accounts import sign_up_admin
from people import Json, problem, sign_up
from test_authorization import MATRIX

from api.analyses.schemas import AnalyzeRequest
from api.auth.schemas import ApiTokenRequest, SignupRequest
from api.catalog.current import ContentVocabulary, Knowledge
from api.http.field_faults import MOST_FAULTS, body_faults
from api.messages.requirements import PATTERNS
from api.placements.schemas import AnswerRequest
from api.plans.schemas import PlanRequest
from api.profiles.schemas import RatingsRequest
from api.progress.schemas import ProgressRequest
from api.roadmap_creation.schemas import ReanalysisRequest
from api.stateless_placements.schemas import PlaceRequest
from api.what_if.schemas import WhatIfRequest
from knowledge import Library

ROLE: Json = {"role": "data-analyst", "variant": "junior"}
PLAN: Json = ROLE | {"hoursPerWeek": 8}
REPORTING = "must be a whole number from 0 to 1, the levels of `reporting`"
JSON = {"content-type": "application/json"}


async def refused(
    client: httpx.AsyncClient, path: str, body: object, status: int, slug: str
) -> list[tuple[str, str, list[str]]]:
    said = problem(await client.post(f"/api/v1{path}", json=body), status, slug)
    fields: Any = said["fields"]
    return [(one["path"], one["message"], one["didYouMean"]) for one in fields]


async def test_three_faulty_ratings_are_three_entries_with_the_levels_of_each_skill(
    client: httpx.AsyncClient,
) -> None:
    ratings = {"sql": 9, "reporting": -1, "python": "x"}
    found = await refused(client, "/analyze", ROLE | {"ratings": ratings}, 400, "invalid-request")
    assert found == [
        ("$.ratings.sql", "must be a whole number from 0 to 2, the levels of `sql`", []),
        ("$.ratings.reporting", REPORTING, []),
        ("$.ratings.python", "must be a whole number from 0 to 1, the levels of `python`", []),
    ]


async def test_all_unknown_skills_are_named_each_with_what_was_meant(
    client: httpx.AsyncClient,
) -> None:
    body = PLAN | {"ratings": {"sqll": 1, "sql": 1, "reportin": 2}, "pins": ["pyton"]}
    assert await refused(client, "/plan", body, 422, "unknown-skill") == [
        ("$.pins[0]", "there is no such skill", ["python"]),
        ("$.ratings.sqll", "there is no such skill", ["sql"]),
        ("$.ratings.reportin", "there is no such skill", ["reporting"]),
    ]


async def test_one_unknown_skill_keeps_its_problem_and_says_where_it_is(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/api/v1/analyze", json=ROLE | {"ratings": {"sqll": 1}})
    said = problem(answer, 422, "unknown-skill")
    assert said["didYouMean"] == ["sql"]
    assert said["fields"] == [
        {"path": "$.ratings.sqll", "message": "there is no such skill", "didYouMean": ["sql"]}
    ]
    assert "`sqll`" in str(said["detail"])


async def test_several_faults_of_one_kind_are_counted_in_the_detail(
    client: httpx.AsyncClient,
) -> None:
    body = ROLE | {"ratings": {"sql": 4, "python": 2}}
    said = problem(await client.post("/api/v1/analyze", json=body), 422, "level-out-of-range")
    assert said["detail"] == "Correct all 2 entries of `fields` and send the request again."
    assert len(said["fields"]) == 2  # type: ignore[arg-type]


async def test_faults_of_several_kinds_make_an_invalid_request(client: httpx.AsyncClient) -> None:
    body = {"role": "data-analist", "variant": "junior", "ratings": {"sqll": 1, "sql": 4}}
    assert await refused(client, "/analyze", body, 400, "invalid-request") == [
        ("$.role", "there is no such role", ["data-analyst"]),
        ("$.ratings.sqll", "there is no such skill", ["sql"]),
        ("$.ratings.sql", "must be a whole number from 0 to 2, the levels of `sql`", []),
    ]


async def test_a_variant_is_judged_by_the_role_beside_it(client: httpx.AsyncClient) -> None:
    body = PLAN | {"variant": "chief"}
    assert await refused(client, "/plan", body, 422, "unknown-variant") == [
        ("$.variant", "must be one of: junior, senior", ["junior", "senior"])
    ]


async def test_missing_unknown_and_wrong_fields_are_named_together(
    client: httpx.AsyncClient,
) -> None:
    body = {"variant": 7, "hours_per_week": 8, "isAdmin": True, "targetReadiness": 400}
    assert await refused(client, "/plan", body, 400, "invalid-request") == [
        ("$.targetReadiness", "must be a number from 0 to 100", []),
        ("$.role", "is required", []),
        ("$.variant", "must be text, not a whole number", []),
        ("$.hoursPerWeek", "is required", []),
        ("$.hours_per_week", "there is no such field", ["hoursPerWeek"]),
        ("$.isAdmin", "there is no such field", []),
    ]


async def test_faults_deep_inside_have_their_whole_path(client: httpx.AsyncClient) -> None:
    reply = {"skill": "sql", "level": 4, "reply": "perhaps"}
    body = ROLE | {"answers": [reply, {"skill": "sqll", "level": 1}]}
    assert await refused(client, "/place", body, 400, "invalid-request") == [
        ("$.answers[0].level", "must be a whole number from 1 to 2, the levels of `sql`", []),
        ("$.answers[0].reply", "must be one of: no, partly, skip, yes", []),
        ("$.answers[1].skill", "there is no such skill", ["sql"]),
        ("$.answers[1].reply", "is required", []),
    ]


async def test_the_level_of_the_skill_in_the_address_is_judged_by_that_skill(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    text = "must be a whole number from 0 to 2, the levels of `sql`"
    fault = {"path": "$.level", "message": text, "didYouMean": []}
    for level, status, slug in ((9, 400, "invalid-request"), (4, 422, "level-out-of-range")):
        answer = await person.put("/me/ratings/sql", {"level": level})
        assert problem(answer, status, slug)["fields"] == [fault]


async def test_parameters_and_body_are_judged_together(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    answer = await client.post(
        "/api/v1/analyses?dry=1",
        json={"role": "data-analyst", "variantt": "junior"},
        headers=person.headers | {"idempotency-key": "a b"},
    )
    said: Any = problem(answer, 400, "invalid-request")
    assert [(one["path"], one["didYouMean"]) for one in said["fields"]] == [
        ("header.Idempotency-Key", []),
        ("query.dry", []),
        ("$.variant", []),
        ("$.variantt", ["variant"]),
    ]


async def test_an_unknown_query_parameter_is_refused_with_what_was_meant(
    client: httpx.AsyncClient,
) -> None:
    said = problem(await client.get("/api/v1/skills?limt=5&Q=sql&x=1"), 400, "invalid-request")
    no = "there is no such parameter"
    assert said["fields"] == [
        {"path": "query.limt", "message": no, "didYouMean": ["limit"]},
        {"path": "query.Q", "message": no, "didYouMean": ["q"]},
        {"path": "query.x", "message": no, "didYouMean": []},
    ]


async def test_no_route_takes_a_parameter_that_it_does_not_declare(
    app: Litestar, client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up_admin(client, database)
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or not route.path.startswith("/api/v1/"):
            continue
        for handler in route.route_handlers:
            method = min(handler.http_methods)
            if method == "OPTIONS":
                continue
            path = route.path_format.replace("{skill}", "sql").replace("{slug}", "sql")
            path = re.sub(r"\{\w+_id\}", "0197c1f0-7b3e-7c51-9d4a-2f60a1b5c8e3", path)
            body = (
                MATRIX[str(handler.operation_id)].body if handler.operation_id in MATRIX else None
            )
            answer = await client.request(
                method, f"{path}?surprise=1", json=body, headers=person.headers
            )
            paths = [one["path"] for one in problem(answer, 400, "invalid-request")["fields"]]  # type: ignore[attr-defined]
            assert "query.surprise" in paths, path


async def test_names_of_any_length_and_kind_are_repeated_only_in_part(
    client: httpx.AsyncClient,
) -> None:
    body = PLAN | {"x" * 100_000: 1, "\x1b[31m\ud800": 2, "ratings": {"y" * 100_000: 1}}
    answer = await client.post("/api/v1/plan", content=json.dumps(body), headers=JSON)
    said: Any = problem(answer, 400, "invalid-request")
    assert len(answer.content) < 2_000
    assert len(said["fields"]) == 3
    assert "\x1b" not in answer.text


async def test_a_request_of_nothing_but_faults_is_answered_briefly(
    client: httpx.AsyncClient,
) -> None:
    body = PLAN | {f"field{n}": n for n in range(10_000)}
    answer = await client.post("/api/v1/plan", json=body)
    said: Any = problem(answer, 400, "invalid-request")
    assert len(said["fields"]) == MOST_FAULTS + 1
    assert said["fields"][-1] == {
        "path": "$",
        "message": "there are more faults than are listed here",
        "didYouMean": [],
    }


async def test_every_pattern_of_the_document_has_words(client: httpx.AsyncClient) -> None:
    text = (await client.get("/api/openapi.json")).text
    patterns = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("pattern"), str):
                patterns.add(value["pattern"])
            for one in value.values():
                collect(one)
        elif isinstance(value, list):
            for one in value:
                collect(one)

    collect(json.loads(text))
    assert patterns == set(PATTERNS)


TYPES: dict[type[msgspec.Struct], object] = {
    AnalyzeRequest: ROLE | {"ratings": {"sql": 1}},
    PlanRequest: PLAN | {"ratings": {"sql": 1}, "pins": ["python"], "untilDate": "2030-01-01"},
    WhatIfRequest: {"base": PLAN, "variants": [{"name": "other", "pins": ["python"]}]},
    PlaceRequest: ROLE | {"answers": [{"skill": "sql", "level": 1, "reply": "yes"}]},
    AnswerRequest: {"skill": "sql", "level": 1, "reply": None},
    RatingsRequest: {"ratings": {"sql": 1, "python": 3}},
    ProgressRequest: {"status": "done", "hoursSpent": 3},
    ReanalysisRequest: {"resetProgress": True, "budgetHours": None},
    SignupRequest: {"email": "a@b.c", "password": "a lamp beside the sea", "displayName": "N"},
    ApiTokenRequest: {"name": "t", "scopes": ["read"]},
}
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-1, 6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=4), st.sampled_from(["sql", "junior", "2030-02-31", "yes", "read"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)  # fmt: skip


@st.composite
def nearly_right(draw: st.DrawFn) -> tuple[type[msgspec.Struct], object]:
    """A body that a route takes, with something in it replaced, removed or added."""
    kind = draw(st.sampled_from(sorted(TYPES, key=lambda one: one.__name__)))
    body = json.loads(json.dumps(TYPES[kind]))
    for _ in range(draw(st.integers(1, 3))):
        place = body
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from([*keys, "more"])) if keys else "more"
            inner = place[key] if key != "more" else None
            if not isinstance(inner, dict | list) or draw(st.booleans()):
                break
            place = inner
        if isinstance(place, list):
            place.append(draw(VALUES))
        elif key in place and draw(st.booleans()):
            del place[key]
        else:
            place[key] = draw(VALUES)
    return kind, body


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> ContentVocabulary:
    return ContentVocabulary(Knowledge(library))


@given(case=nearly_right())
def test_a_body_has_faults_exactly_when_the_decoder_refuses_it(
    vocabulary: ContentVocabulary, case: tuple[type[msgspec.Struct], object]
) -> None:
    kind, body = case
    encoded = json.dumps(body).encode()
    found = body_faults(encoded, kind, vocabulary)
    try:
        msgspec.json.decode(encoded, type=kind)
    except msgspec.ValidationError:
        assert found
    else:
        assert [fault for fault in found if fault.about == "form"] == []
