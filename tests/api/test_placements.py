"""Placements: begun, answered, changed, resumed, and without an account."""

import asyncio
import json
from random import Random
from threading import Event

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from people import Person, problem, sign_up
from placement_calls import (
    ROLE,
    Json,
    answers_of,
    begin,
    by_skill,
    question_of,
    reply,
    say_uses,
    told,
)

import api.placements.service
import api.placements.stored
from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.errors import BusyError
from api.http.executor import BoundedExecutor
from api.settings import Settings
from engine import Measured, Placement, PlacementBelief, SkillGraph, Workforce, believe
from knowledge import Library

SEED = 11
STEPS = ["git:1", "git:2", "python:1", "r:1", "reporting:1", "sql:1", "sql:2"]


@pytest.fixture(autouse=True)
def one_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance is fixed: what a few imagined learners agree on differs a little by seed."""
    monkeypatch.setattr(api.placements.service, "randbelow", lambda _: SEED)


async def test_questions_come_until_it_is_sure_enough(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    last = await begin(person)
    assert last.headers["location"] == f"/api/v1/placements/{last.json()['id']}"
    asked = []
    while (step := question_of(last)) is not None:
        assert last.json()["state"]["finishedBecause"] is None
        choice = last.json()["state"]["choice"]
        if choice is not None:
            assert [option["use"] for option in choice["options"]] == [None, None]
            last = await say_uses(person, last, python="yes", r="yes")
            continue
        asked.append(step)
        last = await reply(person, last, step, "yes")
        assert last.status_code == 200, last.text
    state = last.json()["state"]
    assert 1 <= len(asked) <= len(STEPS) == state["stepsCovered"]
    assert answers_of(last) == [(step, "yes") for step in asked]
    assert state["asked"] == len(asked) + 1
    assert state["finishedBecause"] in {"sure-enough", "all-asked"}
    assert state["expectedRight"] >= 0.95
    assert {slug: entry["level"] for slug, entry in by_skill(state["levels"]).items()} == {
        "git": 2,
        "python": 1,
        "r": 1,
        "reporting": 1,
        "sql": 2,
    }


async def test_a_question_names_what_you_can_do_and_what_else_the_answer_tells(
    client: httpx.AsyncClient,
) -> None:
    state = (await begin(await sign_up(client))).json()["state"]
    question = state["question"]
    assert question["canDo"]
    assert question["levelName"] in {"Foundation", "Working"}
    assert 0 < question["chance"] < 1
    assert question["gain"] > 0
    named = [entry["skill"]["title"] for entry in question["tellsAbout"]]
    assert named
    assert all(title in question["text"] for title in named[:3])


async def test_it_says_why_a_skill_was_not_asked_about(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), reporting_1="yes", r_1="yes")
    known = by_skill(last.json()["state"]["levels"])
    assert known["sql"]["because"].startswith(
        "Not asked because you can already do Reporting (level 1)."
    )
    assert not known["sql"]["isAsked"]
    last = await told(person, await begin(person), git_1="no")
    levels = by_skill(last.json()["state"]["levels"])
    assert levels["python"]["because"] == (
        "Not asked because it requires Git (level 1), which you do not know yet."
    )
    assert levels["git"]["because"] == "You said no to level 1."
    for entry in levels.values():
        assert entry["confidence"] == min(entry["chances"][entry["level"]], 0.999)
        assert abs(sum(entry["chances"]) - 1) < 1e-4


async def test_a_placement_is_read_as_it_was_answered_last(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes", git_2="partly")
    for _ in range(2):
        read = await person.get(f"/placements/{last.json()['id']}")
        assert read.content == last.content
        assert last.headers["etag"] == '"v3-en"'
        assert read.headers["etag"].startswith('"v3-en-')


async def test_a_stateless_request_with_the_same_seed_gets_the_same_bytes(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes", git_2="partly", r_1="skip")
    state = last.json()["state"]
    answers = [
        {"skill": entry["skill"]["slug"], "level": entry["level"], "reply": entry["reply"]}
        for entry in state["answers"]
    ]
    question = ROLE | {"seed": state["seed"], "answers": answers}
    asked = [await client.post("/api/v1/place", json=question) for _ in range(2)]
    assert asked[0].content == asked[1].content
    assert asked[0].content in last.content
    other = await client.post("/api/v1/place", json=question | {"seed": state["seed"] + 1})
    assert other.content != asked[0].content


async def test_another_process_continues_where_the_first_one_died(
    client: httpx.AsyncClient, settings: Settings, library: Library
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes")
    knowledge = CurrentKnowledge(Knowledge(library))
    second = create_app(settings, knowledge, clocks=real_clocks())
    async with (
        started(second),
        httpx.AsyncClient(transport=transport_of(second), base_url="http://testserver") as other,
    ):
        read = await other.get(f"/api/v1/placements/{last.json()['id']}", headers=person.headers)
    assert read.content == last.content


async def test_a_changed_answer_keeps_its_place_and_counts_as_if_given_at_first(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    first = await begin(person)
    changed = await told(person, first, sql_1="no", git_1="yes")
    changed = await reply(person, changed, "sql:1", "yes")
    assert answers_of(changed) == [("sql:1", "yes"), ("git:1", "yes")]
    seed = changed.json()["state"]["seed"]
    answers = [
        {"skill": "sql", "level": 1, "reply": "yes"},
        {"skill": "git", "level": 1, "reply": "yes"},
    ]
    at_first = await client.post("/api/v1/place", json=ROLE | {"seed": seed, "answers": answers})
    assert at_first.json() == changed.json()["state"]


async def test_without_an_account_it_says_what_acceptance_would_write_and_what_stays(
    client: httpx.AsyncClient,
) -> None:
    answers = [
        {"skill": "sql", "level": 2, "reply": "no"},
        {"skill": "r", "level": 1, "reply": "no"},
    ]
    body = ROLE | {"seed": SEED, "ratings": {"sql": 2, "git": 2}, "answers": answers}
    state = (await client.post("/api/v1/place", json=body)).json()
    change = by_skill(state["changes"])["sql"]
    assert (change["before"], change["after"], change["source"]) == (2, 1, "placement")
    assert change["confidence"] == by_skill(state["levels"])["sql"]["confidence"] < 1
    meanwhile = body | {"ratings": {"sql": 1, "git": 2}, "ratingsNow": {"sql": 2, "git": 2}}
    later = (await client.post("/api/v1/place", json=meanwhile)).json()
    assert "you changed your rating" in by_skill(later["leftOpen"])["sql"]["text"]
    assert "sql" not in by_skill(later["changes"])


async def test_a_guess_is_left_open_and_what_is_no_guess_is_written(
    client: httpx.AsyncClient,
) -> None:
    answers = [{"skill": "r", "level": 1, "reply": "no"}]
    state = (
        await client.post("/api/v1/place", json=ROLE | {"seed": SEED, "answers": answers})
    ).json()
    guesses = {slug for slug, entry in by_skill(state["levels"]).items() if entry["isGuess"]}
    assert guesses <= {"python"}
    assert guesses <= set(by_skill(state["leftOpen"]))
    known = {slug for slug, entry in by_skill(state["levels"]).items() if entry["level"]}
    assert set(by_skill(state["changes"])) == (known - guesses) | {"r"}


async def test_only_the_last_reply_to_each_step_counts_in_any_order(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    last = await begin(person)
    words: dict[str, str] = {}
    chance = Random(5)
    for _ in range(40):
        step, said = chance.choice(STEPS), chance.choice([None, "yes", "partly", "no", "skip"])
        last = await reply(person, last, step, said)
        if said is None:
            words.pop(step, None)
        else:
            words[step] = said
        assert answers_of(last) == list(words.items())
        answers = [
            {"skill": step.partition(":")[0], "level": int(step[-1]), "reply": word}
            for step, word in sorted(words.items())
        ]
        body = ROLE | {"seed": SEED, "answers": answers}
        plain = (await client.post("/api/v1/place", json=body)).json()
        assert last.json()["state"] | {"answers": []} == plain | {"answers": []}
    assert last.json()["version"] == 41


async def test_an_answer_taken_back_is_as_if_never_given(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    before = await told(person, await begin(person), sql_1="yes")
    after = await told(person, before, git_1="no")
    assert after.json()["state"] != before.json()["state"]
    back = await reply(person, after, "git:1", None)
    assert back.json()["state"] == before.json()["state"]
    assert back.json()["version"] == before.json()["version"] + 2


async def test_a_skipped_question_says_nothing_and_does_not_come_again(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    first = await begin(person)
    skipped = question_of(first)
    assert skipped is not None
    last = await reply(person, first, skipped, "skip")
    state = last.json()["state"]
    assert state["asked"] == 0
    assert question_of(last) != skipped
    assert state["readiness"] == first.json()["state"]["readiness"]
    assert not by_skill(state["levels"])[skipped.partition(":")[0]]["isAsked"]


async def test_a_change_names_the_state_it_is_for(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    first = await begin(person)
    address = f"/placements/{first.json()['id']}"
    body = {"skill": "sql", "level": 1, "reply": "yes"}
    problem(await person.post(f"{address}/answers", body), 428, "version-required")
    problem(await person.post(f"{address}/acceptance", {}), 428, "version-required")
    last = await told(person, first, sql_1="yes")
    stale = await reply(person, first, "git:1", "no")
    problem(stale, 412, "stale-version")
    assert (stale.headers["etag"], last.headers["etag"]) == ('"v2"', '"v2-en"')
    assert (await person.get(address)).content == last.content
    retried = await person.post(f"{address}/answers", body, if_match=stale.headers["etag"])
    assert retried.status_code == 200
    assert retried.headers["etag"] == '"v3-en"'


async def persist(person: Person, address: str, step: str) -> None:
    """Read and answer until it is taken, as a browser tab does."""
    while True:
        answer = await reply(person, await person.get(address), step, "yes")
        if answer.status_code == 200:
            return
        problem(answer, 412, "stale-version")


async def test_no_answer_is_lost_when_tabs_answer_at_once(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    first = await begin(person)
    address = f"/placements/{first.json()['id']}"
    at_once = await asyncio.gather(*[reply(person, first, step, "yes") for step in STEPS])
    assert sorted(answer.status_code for answer in at_once) == [200] + [412] * (len(STEPS) - 1)
    await asyncio.gather(*[persist(person, address, step) for step in STEPS])
    last = await person.get(address)
    assert sorted(answers_of(last)) == [(step, "yes") for step in STEPS]
    assert last.json()["version"] == 2 + len(STEPS)
    assert last.json()["state"]["finishedBecause"] in {"all-asked", "sure-enough"}


@pytest.mark.parametrize(
    ("step", "slug", "words"),
    [
        ("sqll:1", "unknown-skill", "Replace the skill `sqll`"),
        ("sql:3", "level-out-of-range", "a level from 0 to 2"),
        ("git:2", "not-asked-about", "For `git`, answer only about level 1."),
    ],
)
async def test_an_answer_that_was_not_asked_for_is_refused_with_what_to_do(
    client: httpx.AsyncClient, step: str, slug: str, words: str
) -> None:
    person = await sign_up(client)
    first = await begin(person, variant="junior")
    said = problem(await reply(person, first, step, "yes"), 422, slug)
    assert words in str(said["detail"])
    skill, _, level = step.partition(":")
    answers = [{"skill": skill, "level": int(level), "reply": "yes"}]
    body = ROLE | {"variant": "junior", "answers": answers}
    problem(await client.post("/api/v1/place", json=body), 422, slug)
    assert (await person.get(f"/placements/{first.json()['id']}")).content == first.content


@pytest.mark.parametrize(
    ("change", "slug", "status"),
    [
        ({"role": "data-analist"}, "unknown-role", 422),
        ({"variant": "principal"}, "unknown-variant", 422),
        ({"ratings": {"sqll": 1}}, "unknown-skill", 422),
        ({"ratings": {"sql": 5}}, "level-out-of-range", 422),
        ({"ratingsNow": {"sqll": 1}}, "unknown-skill", 422),
        ({"ratingsNow": {"sql": 5}}, "level-out-of-range", 422),
        ({"answers": [{"skill": "sql", "level": 1, "reply": "yes"}] * 2}, "invalid-request", 400),
        ({"answers": [{"skill": "sql", "level": 1, "reply": "yes"}] * 501}, "invalid-request", 400),
        ({"answers": [{"skill": "sql", "level": 1, "reply": "maybe"}]}, "invalid-request", 400),
        ({"answers": [{"skill": "sql", "level": 0, "reply": "yes"}]}, "invalid-request", 400),
        ({"seed": -1}, "invalid-request", 400),
        ({"seed": 2**53}, "invalid-request", 400),
        ({"learners": 100_000}, "invalid-request", 400),
    ],
)
async def test_an_impossible_placement_is_refused(
    client: httpx.AsyncClient, change: dict[str, object], slug: str, status: int
) -> None:
    problem(await client.post("/api/v1/place", json=ROLE | change), status, slug)


async def test_a_repeated_request_begins_one_placement(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    answers = await asyncio.gather(
        *[person.post("/placements", ROLE, idempotency_key="k1") for _ in range(8)]
    )
    again = await person.post("/placements", ROLE, idempotency_key="k1")
    made = {answer.content for answer in [*answers, again] if answer.status_code == 201}
    assert made == {again.content}
    assert len((await person.get("/placements")).json()["items"]) == 1
    other = await person.post("/placements", ROLE | {"variant": "junior"}, idempotency_key="k1")
    problem(other, 422, "key-reused")


async def test_what_is_rated_later_does_not_change_what_it_began_with(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 2})
    first = await begin(person)
    hinted = {"role": ROLE["role"], "variant": ROLE["variant"], "ratings": {"sql": 2}}
    seed = first.json()["state"]["seed"]
    asked = await client.post("/api/v1/place", json=hinted | {"seed": seed})
    assert asked.json() == first.json()["state"]
    await person.put("/me/ratings/sql", {"level": 0})
    again = (await person.get(f"/placements/{first.json()['id']}")).json()
    assert by_skill(again["state"]["leftOpen"])["sql"]["rated"] == 0
    asked = await client.post(
        "/api/v1/place", json=hinted | {"seed": seed, "ratingsNow": {"sql": 0}}
    )
    assert asked.json() == again["state"]
    unasked: Json = {"leftOpen": [], "changes": [], "readiness": {}}
    assert again["state"] | unasked == first.json()["state"] | unasked


async def test_placements_are_listed_newest_first(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    made = [await begin(person) for _ in range(3)]
    await told(person, made[0], sql_1="yes", git_1="skip")
    ids = [answer.json()["id"] for answer in made]
    page = (await person.get("/placements?limit=2")).json()
    rest = (await person.get(f"/placements?limit=2&cursor={page['nextCursor']}")).json()
    found = page["items"] + rest["items"]
    assert [entry["id"] for entry in found] == ids[::-1]
    assert rest["nextCursor"] is None
    assert [entry["asked"] for entry in found] == [0, 0, 1]
    assert (await person.get("/placements?status=accepted")).json()["items"] == []
    problem(await person.get("/placements?status=lost"), 400, "invalid-request")
    problem(await person.get("/placements?cursor=x"), 400, "invalid-cursor")


async def test_the_belief_is_worked_out_once_for_a_request(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await sign_up(client)
    first = await begin(person)
    count = 0

    def counted(
        graph: SkillGraph, placement: Placement, *, workforce: Workforce, measured: Measured
    ) -> PlacementBelief:
        nonlocal count
        count += 1
        return believe(graph, placement, workforce=workforce, measured=measured)

    monkeypatch.setattr(api.placements.stored, "believe", counted)
    last = await told(person, first, sql_1="yes")
    assert count == 1
    await person.get(f"/placements/{last.json()['id']}")
    assert count == 2


async def test_everything_of_a_placement_is_exported_and_erased(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes", git_1="no")
    [row] = (await person.get("/me/export")).json()["tables"]["placements"]
    assert row["id"] == last.json()["id"]
    assert row["seed"] == last.json()["state"]["seed"]
    assert json.loads(row["answers"]) == [["skl_00000002", 1, "yes"], ["skl_00000001", 1, "no"]]
    count = "SELECT count(*) FROM placements WHERE user_id = $1"
    assert await database.fetchval(count, person.user_id) == 1
    assert (await person.delete("/me")).status_code == 204
    assert await database.fetchval(count, person.user_id) == 0


async def test_more_work_than_can_wait_is_refused_and_the_rest_is_done() -> None:
    executor = BoundedExecutor(threads=1, max_queued=2)
    may_go = Event()
    running = [asyncio.create_task(executor.run(may_go.wait, 10)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await executor.run(may_go.is_set)
    may_go.set()
    assert await asyncio.gather(*running) == [True] * 3
    assert await executor.run(may_go.is_set)
    executor.close()
