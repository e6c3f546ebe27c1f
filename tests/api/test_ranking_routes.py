"""All roles over the wire: for the stored profile, for ratings sent along, from a held role."""

from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from people import problem, sign_up

from api.catalog.current import CurrentKnowledge, Knowledge
from api.ranking.schemas import RankRequest
from api.ranking.service import rank_stateless
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[2] / "knowledge" / "content"
Json = dict[str, Any]
Faults = list[dict[str, str]]
SOME = {"sql": 2, "spreadsheets": 2, "git": 1, "python": 1}
MOST_BYTES_PER_VARIANT = 377
"""Of a ranking, for each role and variant in it: 40,000 bytes for 106 of them."""


@pytest.fixture(scope="module")
def library() -> Library:
    """The bundled knowledge: many roles."""
    return Library.load(CONTENT)


async def rank(client: httpx.AsyncClient, **question: object) -> Json:
    answer = await client.post("/api/v1/rank", json=question)
    assert answer.status_code == 200, answer.text
    ranked: Json = answer.json()
    return ranked


async def test_every_role_and_variant_is_ranked_as_its_own_analysis_says(
    client: httpx.AsyncClient, library: Library
) -> None:
    ranked = (await rank(client, ratings=SOME))["roles"]
    names = [(entry["role"]["slug"], entry["variant"]) for entry in ranked]
    assert sorted(names) == sorted(
        (slug, variant) for slug, role in library.roles.items() for variant in role.variants
    )
    for entry in ranked:
        question = {"role": entry["role"]["slug"], "variant": entry["variant"], "ratings": SOME}
        analysis = (await client.post("/api/v1/analyze", json=question)).json()
        readiness = analysis["readiness"]
        assert entry["points"] == readiness["points"]
        band = readiness["band"]
        assert entry["band"] == (band and {key: band[key] for key in ("slug", "title")})
        assert entry["toldShare"] == readiness["toldShare"]
        gaps = [gap for gap in analysis["gaps"] if gap["importance"] != "bonus"]
        assert entry["notTold"] == sum(gap["gapClass"] == "not_told" for gap in gaps)
        for name in ("missing", "weak", "strong"):
            assert entry[name] == sum(gap["gapClass"] == name for gap in gaps)
        assert entry["hoursLeft"] == analysis["hoursLeft"]["typical"]
    assert ranked == sorted(ranked, key=lambda entry: (-entry["points"], entry["hoursLeft"]))


async def test_the_stored_profile_is_ranked_like_the_same_ratings_sent_along(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    for slug, level in SOME.items():
        rated = await person.put(f"/me/ratings/{slug}", {"level": level})
        assert rated.status_code == 200, rated.text
    for query, question in (
        ("", {}),
        (
            "?from=data-analyst&fromVariant=junior",
            {"from": "data-analyst", "fromVariant": "junior"},
        ),
    ):
        stored = (await person.get(f"/me/roles{query}")).json()
        assert stored == await rank(client, ratings=SOME, **question)


async def test_a_shared_skill_says_how_many_of_the_nearest_roles_it_helps(
    client: httpx.AsyncClient,
) -> None:
    shared = (await rank(client, ratings=SOME))["sharedSkills"]
    assert shared
    for skill in shared:
        helped = len(skill["roles"])
        assert 2 <= helped <= skill["nearOf"] == 7
        whose = (
            "all 7 of your nearest roles" if helped == 7 else f"{helped} of your 7 nearest roles"
        )
        assert skill["text"] == f"Brings you closer to {whose}."
        assert skill["hours"] > 0
        assert len({role["role"]["slug"] for role in skill["roles"]}) == helped


async def test_a_learnt_shared_skill_brings_the_points_it_promised(
    client: httpx.AsyncClient,
) -> None:
    first = await rank(client, ratings=SOME)
    skill = first["sharedSkills"][0]
    step = {skill["skill"]["slug"]: skill["level"]}
    then = await rank(client, ratings=SOME | step)

    def points(ranking: Json) -> dict[tuple[str, str], float]:
        return {(r["role"]["slug"], r["variant"]): r["points"] for r in ranking["roles"]}

    for role in skill["roles"]:
        key = role["role"]["slug"], role["variant"]
        assert points(then)[key] - points(first)[key] == pytest.approx(role["points"], abs=0.11)


async def test_a_person_who_holds_a_role_is_ready_for_it(client: httpx.AsyncClient) -> None:
    ranked = await rank(client, **{"from": "data-analyst", "fromVariant": "junior"})
    assert ranked["from"] == {
        "role": {"slug": "data-analyst", "title": "Data analyst"},
        "variant": "junior",
        "variantTitle": "Junior",
    }
    assert (ranked["roles"][0]["role"]["slug"], ranked["roles"][0]["points"]) == (
        "data-analyst",
        100,
    )
    assert ranked["roles"][0]["isReady"]
    assert (await rank(client))["from"] is None


async def test_transitions_are_the_ranking_from_the_role_and_nothing_else(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/api/v1/roles/data-analyst/transitions?variant=mid")
    listed = answer.json()["roles"]
    ranked = (await rank(client, **{"from": "data-analyst", "fromVariant": "mid"}))["roles"]
    keys = ("role", "variant", "variantTitle", "points", "hoursLeft", "likeness", "sharedSteps")
    texts = [entry.pop("text") for entry in listed]
    assert texts[0].startswith("Both roles require ")
    assert listed == [
        {key: entry[key] for key in keys}
        for entry in ranked
        if (entry["role"]["slug"], entry["variant"]) != ("data-analyst", "mid")
    ]
    assert "max-age" in answer.headers["cache-control"]
    held = {"if-none-match": answer.headers["etag"]}
    again = await client.get("/api/v1/roles/data-analyst/transitions?variant=mid", headers=held)
    assert (again.status_code, again.content) == (304, b"")


SORTED = {
    "likeness": lambda entry: (-entry["likeness"], -entry["points"]),
    "readiness": lambda entry: (-entry["points"], entry["hoursLeft"]),
    "hours": lambda entry: (entry["hoursLeft"], -entry["points"]),
}


@pytest.mark.parametrize("sort", list(SORTED))
async def test_every_list_of_roles_comes_in_the_order_asked_for(
    client: httpx.AsyncClient, sort: str
) -> None:
    person = await sign_up(client)
    held = {"from": "data-analyst", "fromVariant": "mid"}
    stateless = await rank(client, ratings={}, **held, sort=sort)
    stored = (await person.get(f"/me/roles?{httpx.QueryParams(held)}&sort={sort}")).json()
    at = f"/api/v1/roles/data-analyst/transitions?variant=mid&sort={sort}"
    transitions = (await client.get(at)).json()
    assert stored == stateless
    for view in (stateless, transitions):
        assert view["sort"] == sort
        assert view["roles"] == sorted(view["roles"], key=SORTED[sort])
        assert all(0 <= entry["likeness"] <= 1 for entry in view["roles"])


async def test_the_order_is_by_likeness_from_a_role_and_by_readiness_without(
    client: httpx.AsyncClient,
) -> None:
    held = {"from": "data-analyst", "fromVariant": "mid"}
    assert (await rank(client, **held))["sort"] == "likeness"
    transitions = await client.get("/api/v1/roles/data-analyst/transitions?variant=mid")
    assert transitions.json()["sort"] == "likeness"
    assert (await rank(client, ratings=SOME))["sort"] == "readiness"
    at = "/api/v1/roles/data-analyst/transitions?variant=mid&sort=alphabet"
    problem(await client.get(at), 400, "invalid-request")
    problem(await client.post("/api/v1/rank", json={"sort": "alphabet"}), 400, "invalid-request")


async def test_the_near_roles_of_a_frontend_developer_are_web_developers(
    client: httpx.AsyncClient,
) -> None:
    ranked = await rank(client, **{"from": "frontend-developer", "fromVariant": "senior"})
    near = ranked["near"]
    assert len(near) == 7
    assert {role["role"]["slug"] for role in near[:3]} >= {"full-stack-developer"}
    assert all(role["points"] < 100 for role in near)
    assert all(role["text"].startswith("Both roles require ") for role in near)
    helped = {(r["role"]["slug"], r["variant"]) for s in ranked["sharedSkills"] for r in s["roles"]}
    assert helped <= {(role["role"]["slug"], role["variant"]) for role in near}


async def test_with_ratings_alone_the_near_roles_are_like_what_is_held(
    client: httpx.AsyncClient,
) -> None:
    near = (await rank(client, ratings=SOME))["near"]
    assert all(role["likeness"] > 0 for role in near)
    assert all(role["text"].startswith("It builds on what you know of ") for role in near)


async def test_with_nothing_to_compare_nothing_is_alike_and_the_readiest_are_near(
    client: httpx.AsyncClient,
) -> None:
    ranked = await rank(client, sort="likeness")
    assert {(e["likeness"], e["sharedSteps"]) for e in ranked["roles"]} == {(None, None)}
    assert ranked["roles"] == (await rank(client))["roles"]
    assert [role["hoursLeft"] for role in ranked["near"]] == sorted(
        role["hoursLeft"] for role in ranked["near"]
    )
    assert {(role["likeness"], role["text"]) for role in ranked["near"]} == {(None, None)}


@pytest.mark.parametrize(
    ("question", "status", "slug"),
    [
        ({"from": "data-analist", "fromVariant": "junior"}, 422, "unknown-role"),
        ({"from": "data-analyst", "fromVariant": "chief"}, 422, "unknown-variant"),
        ({"from": "data-analyst"}, 400, "invalid-request"),
        ({"fromVariant": "junior"}, 400, "invalid-request"),
        ({"from": "", "fromVariant": "junior"}, 400, "invalid-request"),
    ],
)
async def test_a_role_that_cannot_be_held_is_refused_alike_everywhere(
    client: httpx.AsyncClient, question: dict[str, str], status: int, slug: str
) -> None:
    person = await sign_up(client)
    stateless = problem(await client.post("/api/v1/rank", json=question), status, slug)
    query = str(httpx.QueryParams(question))
    stored = problem(await person.get(f"/me/roles?{query}"), status, slug)
    assert stored["detail"] == stateless["detail"]
    if slug == "invalid-request":
        (ours,), (theirs,) = cast("Faults", stored["fields"]), cast("Faults", stateless["fields"])
        assert ours["path"].removeprefix("query") == theirs["path"].removeprefix("$")
    assert stored.get("didYouMean") == stateless.get("didYouMean")


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        ({"ratings": {"sqll": 1}}, 422, "unknown-skill"),
        ({"ratings": {"spreadsheets": 5}}, 422, "level-out-of-range"),
        ({"ratings": {"sql": "2"}}, 400, "invalid-request"),
        ({"levels": {}}, 400, "invalid-request"),
        ([], 400, "invalid-request"),
    ],
)
async def test_impossible_ratings_are_refused(
    client: httpx.AsyncClient, body: object, status: int, slug: str
) -> None:
    problem(await client.post("/api/v1/rank", json=body), status, slug)


async def test_transitions_of_what_is_not_there_are_refused(client: httpx.AsyncClient) -> None:
    at = "/api/v1/roles"
    problem(await client.get(f"{at}/astronaut/transitions?variant=mid"), 404, "role-not-found")
    problem(
        await client.get(f"{at}/data-analyst/transitions?variant=chief"), 422, "unknown-variant"
    )
    problem(await client.get(f"{at}/data-analyst/transitions"), 400, "invalid-request")


async def test_a_ranking_of_all_roles_stays_small(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/rank", json={"ratings": SOME})
    assert len(answer.content) <= MOST_BYTES_PER_VARIANT * len(answer.json()["roles"])


def test_another_knowledge_brings_its_own_ranking(library: Library) -> None:
    current = CurrentKnowledge(Knowledge(library))
    first = current.now().ranking
    assert current.now().ranking is first
    current.swap(Knowledge(library))
    assert current.now().ranking is not first
    assert rank_stateless(current.now(), RankRequest()) == rank_stateless(
        current.now(), RankRequest()
    )
