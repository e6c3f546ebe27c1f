"""The examples of the document are sent to the real API with its real content, and every response
is compared with its schema and its headers with those that are described.

`CAREER_RECORD_EXAMPLES=1` writes the examples of responses anew.
"""

import json
import os
from collections.abc import AsyncIterator, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from applications import transport_of
from jsonschema import Draft202012Validator, ValidationError
from litestar import Litestar
from msgspec.structs import replace
from people import PASSWORD, Person, sign_up
from test_authorization import routes_of
from test_request_headers import PLAN, ROLE, address, objects_of

from api.http.documentation import completion
from api.http.documentation.completion import REQUEST_EXAMPLES, RESPONSE_EXAMPLES, read
from api.http.openapi import document_bytes
from api.process.commands import DOCUMENT
from api.settings import Settings
from knowledge import BUNDLED_CONTENT, Library

Json = dict[str, Any]
EXAMPLES = read(REQUEST_EXAMPLES)
CASES = [(operation, name) for operation, several in EXAMPLES.items() for name in several]
ADA, TOKEN = "ada@example.org", EXAMPLES["refreshSession"]["bearer"]["value"]["refreshToken"]
RECORDED = {
    "signUp bearer", "analyze rated", "plan whole role", "rank ratings", "rateSkill level",
    "changeRoadmapItem done", "createPlacement new to it", "createApiToken read",
    "getKnowledge", "getAccount", "listRoles", "getRole", "listSkills", "getSkill", "listRatings",
    "listRoadmaps", "getRoadmap", "getReadinessHistory", "rankMyRoles",
}  # fmt: skip
"""The main routes: what they respond is an example in the document."""
OURS = set(read("headers.json"))
_numbers = count(1)
_seen: Json = {}


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """With a limit of requests, so that every response says what is left of it."""
    return replace(settings, requests_per_minute=100_000)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(BUNDLED_CONTENT)


@pytest.fixture(scope="module")
def document(app: Litestar) -> Json:
    found: Json = json.loads(document_bytes(app))
    return found


@pytest.fixture
async def browser(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A client of one test, as some examples ask for cookies."""
    here = {"origin": "http://testserver"}
    transport = transport_of(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://testserver", headers=here
    ) as client:
        yield client


@cache
def validator(place: str) -> Draft202012Validator:
    """For the schema at a place of the committed document, no field allowed but those it names."""
    shapes = json.loads(DOCUMENT.read_bytes())["components"]["schemas"]
    for shape in shapes.values():
        if "properties" in shape:
            shape["additionalProperties"] = False
    return Draft202012Validator({"$ref": place, "components": {"schemas": shapes}})


def check_response(operation: Json, answer: httpx.Response) -> None:
    """Hold a response against what the document says about it."""
    described = operation["responses"][str(answer.status_code)]
    content = described.get("content", {})
    if not content:
        assert answer.content == b"", operation["operationId"]
    elif "application/json" in content:
        validator(content["application/json"]["schema"]["$ref"]).validate(answer.json())
    named = {header.lower() for header in described["headers"]}
    found = {header.lower() for header in OURS} & set(answer.headers)
    optional = {"link"} & named
    assert found | optional == named, (operation["operationId"], answer.status_code)


def operation_of(document: Json, name: str) -> tuple[str, str, Json]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if operation["operationId"] == name:
                return path, method, operation
    raise AssertionError(name)


def replaced(value: object, words: Mapping[str, str]) -> Any:
    """A value with some of its words replaced."""
    text = json.dumps(value, ensure_ascii=False)
    for old, new in words.items():
        text = text.replace(json.dumps(old, ensure_ascii=False), json.dumps(new))
    return json.loads(text)


async def stage(person: Person, path: str) -> tuple[str, str]:
    """The address of an operation on something that is there, and its entity tag."""
    tagged = "/me/ratings"
    if "{roadmap_id}" in path:
        made = (await person.post("/roadmaps", PLAN)).json()
        tagged = f"/roadmaps/{made['id']}"
        item = next(one["id"] for one in made["result"]["items"] if one["isReadyNow"])
        path = path.replace("{roadmap_id}", made["id"]).replace("{item_id}", item)
    if "{placement_id}" in path:
        made = (await person.post("/placements", ROLE)).json()
        tagged = f"/placements/{made['id']}"
        path = path.replace("{placement_id}", made["id"])
    return path.replace("{skill}", "sql"), (await person.get(tagged)).headers["etag"]


@pytest.mark.parametrize(("operation_id", "name"), CASES, ids=lambda part: part.replace(" ", "-"))
async def test_every_example_of_a_body_is_accepted(
    document: Json, browser: httpx.AsyncClient, operation_id: str, name: str
) -> None:
    path, method, operation = operation_of(document, operation_id)
    email = f"ada-{next(_numbers)}@example.org"
    words, headers = {ADA: email}, {}
    if operation_id == "refreshSession" and name == "cookie":
        body = EXAMPLES["signUp"]["cookie"]["value"]
        made = await browser.post("/api/v1/auth/signup", json=replaced(body, words))
        assert made.status_code == 201
    elif operation_id != "signUp":
        person = await sign_up(browser, email)
        words[TOKEN] = person.refresh_token
        path, tag = await stage(person, path)
        headers = person.headers | {"if-match": tag} if operation.get("security") else {}
    body = replaced(EXAMPLES[operation_id][name]["value"], words)
    answer = await browser.request(method.upper(), path, json=body, headers=headers)
    assert answer.status_code // 100 == 2, answer.text
    check_response(operation, answer)
    note(f"{operation_id} {name}", answer, {email: ADA})


async def test_every_get_responds_as_described_and_repeats_nothing_the_client_holds(
    document: Json, app: Litestar, client: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    objects = await objects_of(person)
    tagged = set()
    for route in routes_of(app):
        if route.method != "GET":
            continue
        path = address(route.path, objects)
        answer = await client.get(path, headers=person.headers)
        assert answer.status_code == 200, (path, answer.text)
        _, _, operation = operation_of(document, route.name)
        check_response(operation, answer)
        note(route.name, answer, {person.email: ADA})
        if "etag" not in answer.headers:
            continue
        tagged.add(route.name)
        for coding in ("identity", "gzip", "br"):
            accepted = person.headers | {"accept-encoding": coding}
            tag = (await client.get(path, headers=accepted)).headers["etag"]
            again = await client.get(path, headers=accepted | {"if-none-match": tag})
            assert (again.status_code, again.content) == (304, b""), (path, coding)
            assert again.headers["etag"] == tag
            check_response(operation, again)
    assert tagged == {
        one for one in names(document) if "304" in operation_of(document, one)[2]["responses"]
    }


def names(document: Json) -> list[str]:
    return [operation["operationId"] for operation in completion.operations(document)]


async def test_what_is_listed_on_several_pages_links_to_the_next(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    for _ in range(3):
        await person.post("/analyses", ROLE)
    path, seen = "/api/v1/analyses?limit=2", []
    while path:
        answer = await client.get(path, headers=person.headers)
        seen.append(len(answer.json()["items"]))
        link = answer.links.get("next", {})
        assert ("url" in link) == (answer.json()["nextCursor"] is not None)
        path = link.get("url", "")
        assert not path or "limit=2" in path
    assert seen == [2, 1]
    skills = await client.get("/api/v1/skills?q=sql&limit=1")
    query = httpx.URL(skills.links["next"]["url"]).params
    assert (query["q"], query["limit"], query["cursor"]) == (
        "sql",
        "1",
        skills.json()["nextCursor"],
    )


def test_every_recorded_response_still_has_the_shape_of_today(document: Json) -> None:
    recorded = read(RESPONSE_EXAMPLES)
    assert set(recorded) == {one.split()[0] for one in RECORDED}
    for name, value in recorded.items():
        validator_of(document, name).validate(value)
        assert PASSWORD not in json.dumps(value)


def test_an_example_of_another_shape_is_noticed(document: Json) -> None:
    whole = read(RESPONSE_EXAMPLES)["getAccount"]
    schema = validator_of(document, "getAccount")
    less = {name: value for name, value in whole.items() if name != "timeZone"}
    for wrong in (less, whole | {"nickname": "A"}, whole | {"displayName": 1}):
        with pytest.raises(ValidationError):
            schema.validate(wrong)


def validator_of(document: Json, name: str) -> Draft202012Validator:
    _, _, operation = operation_of(document, name)
    status = next(one for one in operation["responses"] if one.startswith("2"))
    content = operation["responses"][status]["content"]["application/json"]
    return validator(content["schema"]["$ref"])


def note(case: str, answer: httpx.Response, words: Mapping[str, str]) -> None:
    """Remember a response for the document, without secrets and with one entry of each list."""
    if case in RECORDED:
        _seen[case.split()[0]] = shortened(replaced(answer.json(), words))


SECRETS = {"accessToken": "eyJhbGciOi…", "refreshToken": TOKEN, "token": "cip_pat_…"}


def shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [shortened(one) for one in value[:1]]
    if isinstance(value, dict):
        return {
            name: SECRETS[name] if name in SECRETS and one else shortened(one)
            for name, one in value.items()
        }
    return value


@pytest.fixture(scope="module", autouse=True)
def recorded() -> Any:
    """Write the responses down at the end where that is asked for."""
    yield
    if os.environ.get("CAREER_RECORD_EXAMPLES"):
        file = Path(completion.__file__).with_name(RESPONSE_EXAMPLES)
        text = json.dumps(dict(sorted(_seen.items())), indent=2, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
