"""Guessing passwords: from one place, from everywhere, over many accounts, and all at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from litestar import Litestar
from msgspec.structs import replace
from people import PASSWORD, Person, fresh_email, problem, sign_up

from api.app import create_app
from api.auth import attempt_limits
from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

LOGIN = "/api/v1/auth/login"


async def application(settings: Settings, library: Library) -> Litestar:
    return create_app(
        replace(settings, trusted_proxies=("127.0.0.0/8",), signups_per_5_minutes=1_000),
        CurrentKnowledge(Knowledge(library)),
        clocks=real_clocks(),
    )


@pytest.fixture
async def clients(settings: Settings, library: Library) -> AsyncIterator[list[httpx.AsyncClient]]:
    """Two processes on one database, as far as limits are concerned."""
    first, second = [await application(settings, library) for _ in range(2)]
    async with (
        started(first),
        started(second),
        httpx.AsyncClient(transport=transport_of(first), base_url="http://testserver") as one,
        httpx.AsyncClient(transport=transport_of(second), base_url="http://testserver") as two,
    ):
        yield [one, two]


async def attempt(
    client: httpx.AsyncClient, email: str, address: str, password: str = "a guess"
) -> httpx.Response:
    return await client.post(
        LOGIN,
        json={"email": email, "password": password},
        headers={"x-forwarded-for": address},
    )


async def statuses(
    clients: Sequence[httpx.AsyncClient], guesses: Sequence[tuple[str, str]]
) -> Counter[int]:
    """How guesses (email, address) are answered, eight at a time, over all processes in turn."""
    found: Counter[int] = Counter()
    for start in range(0, len(guesses), 8):
        answers = await asyncio.gather(
            *(
                attempt(clients[number % len(clients)], email, address)
                for number, (email, address) in enumerate(guesses[start : start + 8])
            )
        )
        found.update(answer.status_code for answer in answers)
    return found


async def test_two_processes_allow_ten_checks_together(clients: list[httpx.AsyncClient]) -> None:
    owner = await sign_up(clients[0])
    found = await statuses(clients, [(owner.email, "203.0.113.1")] * 40)
    assert found == {401: 10, 429: 30}
    late = await attempt(clients[1], owner.email, "203.0.113.1", PASSWORD)
    problem(late, 429, "too-many-attempts")
    assert 0 < int(late.headers["retry-after"]) <= 300
    assert (await attempt(clients[1], owner.email, "203.0.113.2", PASSWORD)).status_code == 200


async def test_a_whole_ipv6_network_is_one_guesser(clients: list[httpx.AsyncClient]) -> None:
    owner = await sign_up(clients[0])
    guesses = [(owner.email, f"[2001:db8:1:2::{number:x}]:4711") for number in range(1, 25)]
    assert await statuses(clients, guesses) == {401: 10, 429: 14}
    neighbour = await attempt(clients[0], owner.email, "2001:db8:1:3::1", PASSWORD)
    assert neighbour.status_code == 200


async def test_ports_and_several_header_lines_make_no_new_guesser(
    clients: list[httpx.AsyncClient],
) -> None:
    owner = await sign_up(clients[0])
    found = Counter[int]()
    for number in range(14):
        answer = await clients[0].post(
            LOGIN,
            json={"email": owner.email, "password": "a guess"},
            headers=[
                ("x-forwarded-for", f"198.51.100.{number}"),
                ("x-forwarded-for", f"203.0.113.3:{4000 + number}"),
            ],
        )
        found[answer.status_code] += 1
    assert found == {401: 10, 429: 4}


async def test_one_password_over_many_accounts_is_slowed_down_by_where_it_comes_from(
    clients: list[httpx.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_limits, "FAILURES_PER_5_MINUTES", 20)
    guesses = [(fresh_email(), "203.0.113.4") for _ in range(48)]
    assert await statuses(clients, guesses) == {401: 20, 429: 28}
    elsewhere = await attempt(clients[0], fresh_email(), "203.0.113.5")
    assert elsewhere.status_code == 401


async def test_people_behind_one_address_who_know_their_passwords_are_no_guessers(
    clients: list[httpx.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_limits, "FAILURES_PER_5_MINUTES", 3)
    people = [await sign_up(clients[0]) for _ in range(5)]
    for person in people:
        answer = await attempt(clients[0], person.email, "203.0.113.6", PASSWORD)
        assert answer.status_code == 200
    assert await statuses(clients, [(fresh_email(), "203.0.113.6")] * 8) == {401: 3, 429: 5}


async def test_an_account_tried_from_everywhere_leaves_two_checks_to_its_owner(
    clients: list[httpx.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_limits, "ATTACK_PER_5_MINUTES", 16)
    owner = await sign_up(clients[0])
    everywhere = [(owner.email, f"203.0.113.{number}") for number in range(10, 26)]
    assert await statuses(clients, everywhere) == {401: 16}
    assert await statuses(clients, [(owner.email, "198.51.100.1")] * 4) == {401: 2, 429: 2}
    assert (await attempt(clients[1], owner.email, "198.51.100.2")).status_code == 401
    at_home = await attempt(clients[1], owner.email, "198.51.100.2", PASSWORD)
    assert at_home.status_code == 200, "a typing error and the right password"


async def test_the_eleventh_guess_and_all_after_it_ask_no_database(
    clients: list[httpx.AsyncClient], database: asyncpg.Connection
) -> None:
    owner = await sign_up(clients[0])
    await statuses(clients[:1], [(owner.email, "203.0.113.7")] * 16)
    before = await database.fetchval("SELECT sum(attempts) FROM login_attempts")
    answers = await asyncio.gather(
        *(attempt(clients[0], owner.email, "203.0.113.7") for _ in range(300))
    )
    assert {answer.status_code for answer in answers} == {429}
    assert await database.fetchval("SELECT sum(attempts) FROM login_attempts") == before


async def test_attempts_on_one_account_hold_one_connection_at_most(
    clients: list[httpx.AsyncClient], database: asyncpg.Connection
) -> None:
    """While a row is locked by someone else, all the rest of the program goes on."""
    owner, other = await sign_up(clients[0]), await sign_up(clients[0])
    assert (await attempt(clients[0], owner.email, "203.0.113.8")).status_code == 401
    async with database.transaction():
        await database.execute("SELECT FROM login_attempts FOR UPDATE")
        guesses = [
            asyncio.create_task(attempt(clients[0], owner.email, f"203.0.113.{number}"))
            for number in range(20, 60)
        ]
        for _ in range(20):
            assert (await Person.get(other, "/me")).status_code == 200
    answered = [(await guess).status_code for guess in guesses]
    assert set(answered) <= {401, 503}
