"""The catalogue: whole, cached, and found under former names."""

import httpx
import pytest
from people import problem

from api.catalog.current import Knowledge, need_message
from api.catalog.service import CatalogService
from api.messages.text import Text
from engine import AllOf, AnyOf, Need, SkillSlug, Step, StepNeed
from knowledge import Library

PATHS = [
    "/knowledge",
    "/domains",
    "/roles",
    "/roles/data-analyst",
    "/roles/data-analyst/graph?variant=senior",
    "/skills",
    "/skills/reporting",
]


@pytest.mark.parametrize("path", PATHS)
async def test_a_document_is_sent_once(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["knowledgeVersion"] == "1.4.0"
    assert "max-age" in answer.headers["cache-control"]
    tag = answer.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}'):
        again = await client.get(f"/api/v1{path}", headers={"if-none-match": held})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    other = await client.get(f"/api/v1{path}", headers={"if-none-match": '"other"'})
    assert other.content == answer.content


async def test_a_former_slug_leads_on(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/skills/structured-query-language")
    assert answer.status_code == 301
    assert answer.headers["location"] == "/api/v1/skills/sql"


async def test_the_knowledge_says_where_former_slugs_lead(client: httpx.AsyncClient) -> None:
    former = (await client.get("/api/v1/knowledge")).json()["formerSlugs"]
    sql = {"slug": "structured-query-language", "change": "renamed", "to": ["sql"]}
    assert former == {"skills": [sql], "roles": []}


async def test_the_graph_of_a_former_slug_leads_on_with_its_query(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = {"number-cruncher": "data-analyst"}
    monkeypatch.setattr(CatalogService, "role_moved_to", lambda _, slug: moved.get(slug))
    answer = await client.get("/api/v1/roles/number-cruncher/graph?variant=a%26b")
    assert answer.status_code == 301
    assert answer.headers["location"] == "/api/v1/roles/data-analyst/graph?variant=a%26b"


async def test_the_document_describes_not_modified_and_moved_responses(
    client: httpx.AsyncClient,
) -> None:
    document = (await client.get("/api/openapi.json")).json()["paths"]
    for path, methods in document.items():
        if "catalog" in methods.get("get", {}).get("tags", ()):
            responses = methods["get"]["responses"]
            assert "304" in responses, path
            assert ("301" in responses) == ("{slug}" in path), path


async def test_a_role_names_its_requirements_for_every_variant(client: httpx.AsyncClient) -> None:
    role = (await client.get("/api/v1/roles/data-analyst")).json()
    requirements = {entry["key"]: entry for entry in role["requirements"]}
    assert requirements["sql"]["targets"][0]["levels"] == {"junior": 1, "senior": 2}
    assert requirements["choose:python|r"]["choose"] == 1
    assert requirements["git"]["importance"] == "bonus"
    hours = {entry["variant"]: entry["hours"]["typical"] for entry in role["variants"]}
    assert 0 < hours["junior"] < hours["senior"]


async def test_a_skill_names_its_prerequisites_and_why(client: httpx.AsyncClient) -> None:
    skill = (await client.get("/api/v1/skills/reporting")).json()
    requires = skill["levels"][0]["requires"]
    assert requires[0]["text"] == "Python (level 1) or R language (level 1)"
    assert requires[0]["why"] == "charts are drawn by a program"
    assert [need["slug"] for need in requires[0]["skills"]] == ["python", "r"]
    assert [role["slug"] for role in skill["usedBy"]] == ["data-analyst"]


A, B, C = (StepNeed(Step(SkillSlug(slug), 1)) for slug in ("git", "python", "sql"))
NEEDS: dict[str, Need] = {
    "Git (level 1)": A,
    "Git (level 1) or Python (level 1)": AnyOf((A, B)),
    "one of Git (level 1), Python (level 1), and SQL (level 1)": AnyOf((A, B, C)),
    "Git (level 1) and Python (level 1)": AllOf((A, B)),
    "Git (level 1) and (Python (level 1) or SQL (level 1))": AllOf((A, AnyOf((B, C)))),
    "(Git (level 1) and Python (level 1)) or SQL (level 1)": AnyOf((AllOf((A, B)), C)),
    "Git (level 1), Python (level 1), and SQL (level 1)": AllOf((A, AllOf((B,)), C)),
}


@pytest.mark.parametrize("words", NEEDS)
def test_a_prerequisite_in_words(library: Library, words: str) -> None:
    assert Text.of(need_message(Knowledge(library), NEEDS[words])).say() == words


async def test_a_graph_joins_steps_by_edges_that_are_there(client: httpx.AsyncClient) -> None:
    graph = (await client.get("/api/v1/roles/data-analyst/graph?variant=senior")).json()
    nodes = {node["id"] for node in graph["nodes"]}
    assert {"sql:1", "sql:2", "git:2"} <= nodes
    assert all({edge["from"], edge["to"]} <= nodes for edge in graph["edges"])
    assert {"ladder", "hard", "soft", "anyOf"} == {edge["kind"] for edge in graph["edges"]}


async def test_skills_are_found_by_what_people_call_them(client: httpx.AsyncClient) -> None:
    found = (await client.get("/api/v1/skills", params={"q": "version control"})).json()["items"]
    assert [skill["slug"] for skill in found] == ["git"]
    data = (await client.get("/api/v1/skills", params={"domain": "data"})).json()["items"]
    assert [skill["slug"] for skill in data] == ["reporting", "sql"]
    none = (await client.get("/api/v1/skills", params={"domain": "nothing"})).json()
    assert none["items"] == []


async def test_pages_hold_every_skill_once(client: httpx.AsyncClient) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        params = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get("/api/v1/skills", params=params)).json()
        seen += [skill["slug"] for skill in page["items"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert seen == ["git", "python", "r", "reporting", "sql"]


async def test_a_near_miss_is_suggested(client: httpx.AsyncClient) -> None:
    said = problem(await client.get("/api/v1/skills/pyton"), 404, "skill-not-found")
    assert said["didYouMean"] == ["python"]


async def test_every_response_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/", "/nothing", "/api/docs", "/api/openapi.json", "/api/v1/roles", "/api/v1/x"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]


async def test_the_documentation_needs_no_other_host(client: httpx.AsyncClient) -> None:
    page = (await client.get("/api/docs")).text
    assert "/api/v1/roadmaps/{roadmap_id}/reanalysis" in page
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page.replace("https://example", "")


async def test_the_worker_counts_what_it_does(client: httpx.AsyncClient) -> None:
    await client.get("/api/v1/roles/data-analyst")
    text = (await client.get("/api/v1/metrics")).text
    assert 'route="/api/v1/roles/{slug}"' in text
    assert "data-analyst" not in text
