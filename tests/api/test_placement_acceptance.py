"""Acceptance: what a placement writes into a profile, what it leaves, and only once."""

import asyncio
import json

import asyncpg
import httpx
import pytest
from people import Person, problem, sign_up
from placement_calls import accept, begin, by_skill, ratings_of, reply, told

import api.placements.service

SEED = 11
ACCEPTED_VIEW = "SELECT accepted_view FROM placements WHERE user_id = $1"


@pytest.fixture(autouse=True)
def one_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance is fixed: what a few imagined learners agree on differs a little by seed."""
    monkeypatch.setattr(api.placements.service, "randbelow", lambda _: SEED)


async def rated(client: httpx.AsyncClient, **levels: int) -> Person:
    person = await sign_up(client)
    for skill, level in levels.items():
        assert (await person.put(f"/me/ratings/{skill}", {"level": level})).status_code == 200
    return person


async def events_of(database: asyncpg.Connection, person: Person) -> list[tuple[str, int, str]]:
    rows = await database.fetch(
        "SELECT skill_id, level, source FROM skill_rating_events WHERE user_id = $1 ORDER BY id",
        person.user_id,
    )
    return [(row["skill_id"], row["level"], row["source"]) for row in rows]


async def test_acceptance_writes_what_was_placed(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), reporting_1="yes", r_1="no", git_1="yes")
    levels = by_skill(last.json()["state"]["levels"])
    accepted = await accept(person, last)
    assert accepted.status_code == 200, accepted.text
    said = accepted.json()
    assert said["placement"]["status"] == "accepted"
    assert accepted.headers["etag"] == '"v5-en"'
    written = by_skill(said["ratings"])
    changes = by_skill(said["placement"]["state"]["changes"])
    left_open = by_skill(said["placement"]["state"]["leftOpen"])
    assert set(written) == set(changes)
    for slug, placed in levels.items():
        if placed["isAsked"] or (placed["level"] and not placed["isGuess"]):
            assert written[slug]["level"] == changes[slug]["after"] == placed["level"]
            assert written[slug]["source"] == changes[slug]["source"] == "placement"
            assert written[slug]["confidence"] == placed["confidence"]
            assert changes[slug]["before"] is None
        else:
            assert slug in left_open or placed["level"] == 0
    assert {"git", "r", "reporting"} <= set(written)
    assert await ratings_of(person) == {
        slug: (entry["level"], "placement") for slug, entry in written.items()
    }
    assert len(await events_of(database, person)) == len(written)


async def test_what_acceptance_would_do_is_shown_before(client: httpx.AsyncClient) -> None:
    person = await rated(client, sql=2, git=1)
    last = await told(person, await begin(person), sql_2="no", sql_1="yes", r_1="yes")
    before = last.json()
    said = (await accept(person, last)).json()["placement"]
    assert before["state"]["changes"]
    assert before["state"]["leftOpen"]
    assert said["state"] == before["state"]


async def test_an_own_rating_that_an_answer_contradicts_is_lowered_and_shown(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client, sql=2)
    last = await told(person, await begin(person), sql_2="no", sql_1="yes")
    change = by_skill(last.json()["state"]["changes"])["sql"]
    assert (change["before"], change["beforeSource"], change["after"]) == (2, "self", 1)
    assert change["text"] == (
        "SQL: level 2 (Working) → level 1 (Foundation), because you did not say yes to level 2."
    )
    said = (await accept(person, last)).json()
    assert by_skill(said["ratings"])["sql"]["version"] == 2
    assert (await ratings_of(person))["sql"] == (1, "placement")


async def test_a_rating_that_no_answer_contradicts_stays(client: httpx.AsyncClient) -> None:
    person = await rated(client, sql=2)
    last = await told(person, await begin(person), git_1="no", reporting_1="no", r_1="no")
    assert by_skill(last.json()["state"]["levels"])["sql"]["level"] < 2
    assert by_skill(last.json()["state"]["leftOpen"])["sql"]["rated"] == 2
    await accept(person, last)
    assert (await ratings_of(person))["sql"] == (2, "self")


async def test_a_finished_roadmap_item_stays_unless_an_answer_contradicts_it(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    query = {"role": "data-analyst", "variant": "senior", "hoursPerWeek": 8}
    roadmap = await person.post("/roadmaps", query)
    ticked = await person.patch(
        f"/roadmaps/{roadmap.json()['id']}/items/sql:1",
        {"status": "done"},
        if_match=roadmap.headers["etag"],
    )
    assert ticked.status_code == 200, ticked.text
    last = await told(person, await begin(person), git_1="no", reporting_1="no")
    await accept(person, last)
    assert (await ratings_of(person))["sql"] == (1, "roadmap")
    last = await told(person, await begin(person), sql_1="no", reporting_1="no")
    change = by_skill(last.json()["state"]["changes"])["sql"]
    assert (change["before"], change["beforeSource"], change["after"]) == (1, "roadmap", 0)


async def test_a_rating_changed_after_the_placement_began_is_not_lowered(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client, sql=1)
    last = await told(person, await begin(person), sql_2="no", sql_1="yes")
    await person.put("/me/ratings/sql", {"level": 2})
    seen = (await person.get(f"/placements/{last.json()['id']}")).json()["state"]
    said = (await accept(person, last)).json()["placement"]
    assert "sql" not in by_skill(said["state"]["changes"])
    assert "you changed your rating" in by_skill(said["state"]["leftOpen"])["sql"]["text"]
    assert said["state"] == seen
    assert (await ratings_of(person))["sql"] == (2, "self")


async def test_a_correction_counts_as_the_persons_own_rating(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes", git_1="yes")
    accepted = await accept(person, last, sql=2, git=0)
    said = accepted.json()
    changes = by_skill(said["placement"]["state"]["changes"])
    assert (changes["sql"]["after"], changes["sql"]["source"]) == (2, "self")
    assert changes["git"]["text"] == "Git: not rated → none, as you chose."
    ratings = await ratings_of(person)
    assert (ratings["sql"], ratings["git"]) == ((2, "self"), (0, "self"))
    assert by_skill(said["ratings"])["sql"]["confidence"] == 1
    assert ("skl_00000002", 2, "self") in await events_of(database, person)


@pytest.mark.parametrize(
    ("levels", "slug"),
    [
        ({"sqll": 1}, "unknown-skill"),
        ({"sql": 4}, "level-out-of-range"),
    ],
)
async def test_an_impossible_correction_writes_nothing(
    client: httpx.AsyncClient, levels: dict[str, int], slug: str
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes")
    problem(await accept(person, last, **levels), 422, slug)
    assert await ratings_of(person) == {}
    assert (await person.get(f"/placements/{last.json()['id']}")).content == last.content


async def test_nothing_answered_writes_nothing(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    said = (await accept(person, await begin(person))).json()
    assert said["ratings"] == said["placement"]["state"]["changes"] == []
    assert {entry["text"].split(": ")[1] for entry in said["placement"]["state"]["leftOpen"]} == {
        "stays unrated, because you have not answered any questions yet."
    }


async def test_the_same_acceptance_again_gets_the_same_result_and_writes_nothing(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes")
    first = await accept(person, last, git=1)
    events = await events_of(database, person)
    again = await accept(person, last, git=1)
    assert again.status_code == 200
    assert again.content == first.content
    assert again.headers["etag"] == first.headers["etag"]
    problem(await accept(person, last, git=2), 409, "placement-closed")
    problem(await accept(person, last), 409, "placement-closed")
    unnamed = await person.post(f"/placements/{last.json()['id']}/acceptance", {"levels": {}})
    problem(unnamed, 428, "version-required")
    assert await events_of(database, person) == events


async def test_ten_acceptances_at_once_have_one_effect(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes", r_1="yes")
    answers = await asyncio.gather(*[accept(person, last) for _ in range(10)])
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(await events_of(database, person)) == len(answers[0].json()["ratings"])


async def test_an_answer_and_an_acceptance_at_once_are_one_after_the_other(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    for _ in range(5):
        last = await told(person, await begin(person), sql_1="yes")
        answered, accepted = await asyncio.gather(
            reply(person, last, "git:1", "no"), accept(person, last)
        )
        kinds = (answered.status_code, accepted.status_code)
        assert kinds in {(200, 412), (409, 200), (412, 200)}


async def test_an_accepted_placement_is_closed_and_reads_as_it_was_accepted(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes")
    accepted = await accept(person, last)
    read = await person.get(f"/placements/{last.json()['id']}")
    assert read.content in accepted.content
    assert read.headers["etag"].startswith(accepted.headers["etag"].rstrip('"') + "-")
    problem(await reply(person, read, "git:1", "yes"), 409, "placement-closed")
    [listed] = (await person.get("/placements?status=accepted")).json()["items"]
    assert listed["acceptedAt"]
    assert listed["version"] == read.json()["version"]


async def test_an_accepted_placement_is_stored_as_codes_for_any_language(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client, sql=2)
    last = await told(person, await begin(person), sql_2="no", sql_1="yes")
    await accept(person, last)
    stored = json.loads(await database.fetchval(ACCEPTED_VIEW, person.user_id))
    change = by_skill(stored["state"]["changes"])["sql"]
    assert change["text"]["code"] == "placement.change.denied"
    assert change["text"]["params"]["skill"] == "SQL"


async def test_a_placement_that_was_stored_in_words_reads_as_it_was(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes")
    accepted = await accept(person, last)
    words = json.dumps(accepted.json()["placement"], ensure_ascii=False, separators=(",", ":"))
    earlier = words.replace("You said yes", "You answered yes")
    assert earlier != words
    await database.execute(
        "UPDATE placements SET accepted_view = $1 WHERE user_id = $2", earlier, person.user_id
    )
    read = await person.get(f"/placements/{last.json()['id']}")
    assert read.text == earlier
    again = await accept(person, last)
    assert again.text == accepted.text.replace("You said yes", "You answered yes")


async def test_acceptance_happens_whole_or_not_at_all(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes", git_1="yes")
    await database.execute(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'planted'; END $$; "
        "CREATE TRIGGER planted BEFORE UPDATE ON placements FOR EACH ROW EXECUTE FUNCTION fail()"
    )
    try:
        assert (await accept(person, last)).status_code == 500
    finally:
        await database.execute("DROP TRIGGER planted ON placements; DROP FUNCTION fail()")
    assert await ratings_of(person) == {}
    assert await events_of(database, person) == []
    assert (await accept(person, last)).status_code == 200
