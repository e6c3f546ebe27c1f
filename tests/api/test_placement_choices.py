"""Choices as one question, and the role that a person works as."""

import json

import asyncpg
import httpx
import pytest
from people import problem, sign_up
from placement_calls import ROLE, accept, begin, by_skill, ratings_of, reply, say_uses, told


async def test_a_choice_is_one_question_and_its_unused_options_are_never_written(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    first = await begin(person)
    choice = first.json()["state"]["choice"]
    assert {option["skill"]["slug"] for option in choice["options"]} == {"python", "r"}
    assert choice["choose"] == 1
    last = await say_uses(person, first, python="yes", r="no")
    assert last.status_code == 200, last.text
    state = last.json()["state"]
    assert (state["choice"], state["asked"], state["answers"]) == (None, 1, [])
    assert {o["skill"]["slug"]: o["use"] for o in state["choices"][0]["options"]} == {
        "python": "yes",
        "r": "no",
    }
    assert "You said that you use this." in by_skill(state["levels"])["python"]["because"]
    assert (await person.get("/placements")).json()["items"][0]["asked"] == 1
    stored = await database.fetchval(
        "SELECT answers FROM placements WHERE user_id = $1", person.user_id
    )
    assert [(level, said) for _, level, said in json.loads(stored)] == [(0, "yes"), (0, "no")]
    said = (await accept(person, last)).json()
    written = by_skill(said["ratings"])
    assert "python" in written
    assert "r" not in written


async def test_result_profile_and_next_analysis_agree_to_the_point(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    last = await say_uses(person, await begin(person), python="no", r="yes")
    last = await told(person, last, sql_2="yes", git_1="no")
    accepted = (await accept(person, last)).json()
    placed = last.json()["state"]["readiness"]["placed"]
    assert accepted["placement"]["state"]["readiness"]["placed"] == placed
    analysis = await person.post("/analyses", ROLE)
    assert analysis.json()["result"]["readiness"]["points"] == placed
    assert (await ratings_of(person))["git"] == (0, "placement")


async def test_what_was_said_of_a_choice_can_be_skipped_changed_and_taken_back(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    first = await begin(person)
    skipped = await say_uses(person, first, python="skip", r="skip")
    assert (skipped.json()["state"]["choice"], skipped.json()["state"]["asked"]) == (None, 0)
    changed = await say_uses(person, skipped, python="yes", r="no")
    back = await say_uses(person, changed, python=None, r=None)
    assert back.json()["state"] == first.json()["state"]
    problem(await say_uses(person, changed, python="yes"), 412, "stale-version")
    address = f"/placements/{first.json()['id']}/uses"
    problem(await person.post(address, {"uses": {"r": "no"}}), 428, "version-required")


@pytest.mark.parametrize(
    ("uses", "slug", "status"),
    [
        ({"rr": "yes"}, "unknown-skill", 422),
        ({"git": "yes"}, "not-asked-about", 422),
        ({"r": "often"}, "invalid-request", 400),
    ],
)
async def test_what_is_no_option_of_a_choice_is_refused(
    client: httpx.AsyncClient, uses: dict[str, str], slug: str, status: int
) -> None:
    person = await sign_up(client)
    first = await begin(person)
    problem(await say_uses(person, first, **uses), status, slug)
    problem(await client.post("/api/v1/place", json=ROLE | {"uses": uses}), status, slug)
    assert (await person.get(f"/placements/{first.json()['id']}")).content == first.content


async def test_the_role_one_works_as_is_stored_and_counts_without_an_account_too(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    worked = {"role": "data-analyst", "years": 8}
    made = await person.post("/placements", ROLE | {"worked": worked})
    assert made.status_code == 201, made.text
    state = made.json()["state"]
    assert state["worked"] == {
        "role": {"slug": "data-analyst", "title": state["role"]["title"]},
        "years": 8,
    }
    plain = (await begin(person)).json()["state"]
    assert plain["worked"] is None
    assert state["question"]["chance"] != plain["question"]["chance"]
    body = ROLE | {"worked": worked, "seed": state["seed"]}
    assert (await client.post("/api/v1/place", json=body)).json() == state
    last = await reply(person, made, "sql:2", "yes")
    assert last.json()["state"]["worked"] == state["worked"]
    unknown = ROLE | {"worked": {"role": "astronaut"}}
    problem(await person.post("/placements", unknown), 422, "unknown-role")
    problem(await client.post("/api/v1/place", json=unknown), 422, "unknown-role")
    odd = ROLE | {"worked": {"role": "data-analyst", "years": -1}}
    problem(await person.post("/placements", odd), 400, "invalid-request")
