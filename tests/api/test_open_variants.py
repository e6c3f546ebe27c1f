"""A role with five variants of its own over the wire: titles, order, promotion, and what is gone.

Hours are those of `odd_variants.py`: a trainee needs Git 1 and SQL 1, 24 h, and the next variant
12 h more for Git 2.
"""

from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest
from changing_content import Content, client_with
from odd_variants import AGENT_PATH, FIVE_VARIANTS, HOURS, TITLES
from people import Person, problem, sign_up
from roadmap_calls import Json, begun, look, reanalysed, tick
from small_content import Fault

from api.settings import Settings
from knowledge import Library

TRAINEE = {"role": "support-agent", "variant": "trainee", "hoursPerWeek": 8}
LEAD = TRAINEE | {"variant": "lead"}
WITHOUT_LEAD = (
    *FIVE_VARIANTS,
    Fault(AGENT_PATH, "  - {slug: lead, title: Team lead}\n", "  # Leads are managers now.\n"),
    *(Fault(AGENT_PATH, " lead: 2,", " ") for _ in range(2)),
    Fault(AGENT_PATH, "{lead: 1, fellow: 1}", "{fellow: 1}"),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Content:
    return Content(tmp_path_factory.mktemp("published"), library)


@pytest.fixture(autouse=True)
def content(published: Content) -> Content:
    published.publish(*FIVE_VARIANTS)
    return published


@pytest.fixture(scope="module")
async def client(settings: Settings, published: Content) -> AsyncIterator[httpx.AsyncClient]:
    async with client_with(settings, published) as talking:
        yield talking


async def test_the_catalogue_lists_variants_with_titles_in_the_order_of_the_content(
    client: httpx.AsyncClient,
) -> None:
    role = (await client.get("/api/v1/roles/support-agent")).json()
    assert {one["variant"]: one["title"] for one in role["variants"]} == TITLES
    assert [one["variant"] for one in role["variants"]] == list(TITLES)
    assert [one["hours"]["typical"] for one in role["variants"]] == list(HOURS.values())
    notes = [one["hoursNote"] for one in role["variants"]]
    assert "first job" in notes[0]
    assert all("years of experience" in note for note in notes[1:])


async def test_a_plan_and_an_analysis_name_the_title(client: httpx.AsyncClient) -> None:
    plan = (await client.post("/api/v1/plan", json=LEAD | {"ratings": {}})).json()
    assert (plan["variant"], plan["variantTitle"]) == ("lead", "Team lead")
    assert plan["hours"]["typical"] == HOURS["lead"]
    asked = {"role": "support-agent", "variant": "mid", "ratings": {"git": 1}}
    analysis = (await client.post("/api/v1/analyze", json=asked)).json()
    assert (analysis["variant"], analysis["variantTitle"]) == ("mid", "Mid-level")


@pytest.mark.parametrize("variant", ["junior", "Lead", "nothing"])
async def test_an_unknown_variant_is_refused_with_those_there_are(
    client: httpx.AsyncClient, variant: str
) -> None:
    graph = await client.get(f"/api/v1/roles/support-agent/graph?variant={variant}")
    plan = await client.post("/api/v1/plan", json=LEAD | {"variant": variant, "ratings": {}})
    for response in (graph, plan):
        assert response.status_code in {404, 422}
        if variant != "Lead":
            assert all(slug in response.text for slug in TITLES), response.text


async def test_every_variant_is_ranked_with_its_title(client: httpx.AsyncClient) -> None:
    """Who holds Git 2 and SQL 1 meets the second variant, and of the first one everything."""
    ranking = (await client.post("/api/v1/rank", json={"ratings": {"git": 2, "sql": 1}})).json()
    agents = [one for one in ranking["roles"] if one["role"]["slug"] == "support-agent"]
    assert {one["variant"]: one["variantTitle"] for one in agents} == TITLES
    assert [one["variant"] for one in agents] == list(TITLES)
    assert [one["points"] for one in agents[:2]] == [100.0, 100.0]


async def test_a_promotion_leads_to_the_next_variant_of_the_content(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client, TRAINEE)
    for item in ("git:1", "sql:1"):
        await tick(person, view, item)
    completed = await look(person, view)
    assert completed["next"]["variant"]["variant"] == "level-2"
    assert completed["next"]["variant"]["variantTitle"] == "Agent II"
    assert completed["next"]["variant"]["hoursLeft"] == 12.0
    promoted = await reanalysed(person, view, variant="level-2")
    assert promoted["result"]["variantTitle"] == "Agent II"
    assert promoted["progress"]["done"] == 2
    refused = await person.post(
        f"/roadmaps/{promoted['id']}/reanalysis", {"resetProgress": False, "variant": "senior"}
    )
    assert all(slug in refused.text for slug in TITLES)


async def test_the_last_variant_leads_to_none(client: httpx.AsyncClient) -> None:
    person, view = await begun(client, TRAINEE | {"variant": "fellow"})
    for item in view["result"]["items"]:
        await tick(person, view, item["id"])
    assert (await look(person, view))["next"]["variant"] is None


async def test_what_is_stored_for_a_variant_that_is_gone_stays_readable(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client, LEAD)
    analysis = (await person.post("/analyses", {"role": "support-agent", "variant": "lead"})).json()
    content.publish(*WITHOUT_LEAD)
    seen = await look(person, view)
    assert (seen["result"]["variant"], seen["result"]["variantTitle"]) == ("lead", "Team lead")
    assert seen["retired"]["title"] == "Support agent"
    assert seen["retired"]["nearest"]["variantTitle"] in TITLES.values()
    assert (await person.get(f"/analyses/{analysis['id']}")).json() == analysis
    for path in ("roadmaps", "analyses"):
        (listed,) = (await person.get(f"/{path}")).json()["items"][:1]
        assert (listed["variant"], listed["variantTitle"]) == ("lead", "Lead")
    refused = await person.post(f"/roadmaps/{view['id']}/reanalysis", {"resetProgress": False})
    said = problem(refused, 422, "unknown-variant")
    assert "fellow" in str(said["detail"])


async def without_titles(database: asyncpg.Connection, table: str, row: str) -> None:
    """Make a stored result one from before variants had titles."""
    await database.execute("set session_replication_role = replica")  # Rows never change else.
    await database.execute(
        f"update {table} set result = replace(result, $2, '') where id = $1",
        row,
        ',"variantTitle":"Junior"',
    )
    stored = await database.fetchval(f"select result from {table} where id = $1", row)
    assert "variantTitle" not in stored


async def test_what_was_stored_before_there_were_titles_reads_as_it_was(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person: Person = await sign_up(client)
    role = {"role": "data-analyst", "variant": "junior"}
    analysis: Json = (await person.post("/analyses", role)).json()
    roadmap: Json = (await person.post("/roadmaps", role | {"hoursPerWeek": 8})).json()
    for table, view in (("analyses", analysis), ("roadmaps", roadmap)):
        await without_titles(database, table, view["id"])
        assert (await person.get(f"/{table}/{view['id']}")).json() == view
    again = (await person.post("/analyses", role)).json()
    compared = await person.get(f"/analyses/{analysis['id']}/comparison?with={again['id']}")
    assert compared.status_code == 200
