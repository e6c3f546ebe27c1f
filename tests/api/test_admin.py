"""Accounts managed by admins: what they find, what they change, and that it counts at once."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from litestar import Litestar, get
from managed_accounts import events_of, sign_up_admin
from people import PASSWORD, Person, problem, sign_up

from api.app import create_app
from api.auth.guards import editor
from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

SEARCH = "/admin/accounts/search"


@pytest.fixture
async def admin(client: httpx.AsyncClient, database: asyncpg.Connection) -> AsyncIterator[Person]:
    """The only admin, for as long as a test runs."""
    yield await sign_up_admin(client, database)
    await database.execute("UPDATE users SET role = 'learner'")


async def change(admin: Person, account: Person, **fields: object) -> httpx.Response:
    return await admin.patch(f"/admin/accounts/{account.user_id}", fields)


async def found(admin: Person, query: str, **options: object) -> list[str]:
    answer = await admin.post(SEARCH, {"query": query} | options)
    assert answer.status_code == 200, answer.text
    return [item["email"] for item in answer.json()["items"]]


async def test_accounts_are_found_by_address_by_its_beginning_and_by_id(
    client: httpx.AsyncClient, admin: Person
) -> None:
    first = await sign_up(client, "Grace_Hopper@example.org")
    await sign_up(client, "graceXhopper@example.org")
    assert await found(admin, " GRACE_HOPPER@Example.org ") == ["Grace_Hopper@example.org"]
    assert await found(admin, "grace") == ["graceXhopper@example.org", "Grace_Hopper@example.org"]
    assert await found(admin, "grace_") == ["Grace_Hopper@example.org"]
    assert await found(admin, str(first.user_id)) == ["Grace_Hopper@example.org"]
    assert await found(admin, "%") == await found(admin, str(uuid4())) == []


async def test_the_list_of_accounts_is_paged_newest_first(
    client: httpx.AsyncClient, admin: Person
) -> None:
    people = [await sign_up(client, f"paged-{n}@example.org") for n in range(3)]
    first = (await admin.post(SEARCH, {"query": "paged-", "limit": 2})).json()
    assert [item["id"] for item in first["items"]] == [str(p.user_id) for p in people[:0:-1]]
    rest = await found(admin, "paged-", limit=2, cursor=first["nextCursor"])
    assert rest == ["paged-0@example.org"]
    problem(await admin.post(SEARCH, {"cursor": "nonsense"}), 400, "invalid-cursor")


async def test_an_admin_sees_how_much_is_stored_and_nothing_of_it(
    client: httpx.AsyncClient, admin: Person
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 1})
    await person.post("/roadmaps", {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8})
    said = (await admin.get(f"/admin/accounts/{person.user_id}")).json()
    assert set(said) == {"account", "stored"}
    assert set(said["account"]) == {"id", "email", "role", "isDisabled", "createdAt"}
    rows = {one["table"]: one["rows"] for one in said["stored"]}
    assert all(set(one) == {"table", "rows"} for one in said["stored"])
    assert (rows["skill_rating_events"], rows["analyses"], rows["roadmaps"]) == (1, 1, 1)
    assert (rows["sessions"], rows["placements"]) == (1, 0)
    problem(await admin.get(f"/admin/accounts/{uuid4()}"), 404, "not-found")
    sizes = (await admin.get("/admin/sizes")).json()["items"]
    assert all(set(one) == {"table", "rows", "bytes"} for one in sizes)
    assert all(one["bytes"] > 0 and one["rows"] >= 0 for one in sizes)
    assert {"users", "analyses", "audit_events"} < {one["table"] for one in sizes}


@pytest.fixture
async def other_worker(settings: Settings, library: Library) -> AsyncIterator[httpx.AsyncClient]:
    """Another process's application on the same database."""
    application = create_app(settings, CurrentKnowledge(Knowledge(library)), clocks=real_clocks())
    async with (
        started(application),
        httpx.AsyncClient(transport=transport_of(application), base_url="http://testserver") as it,
    ):
        yield it


async def test_a_disabled_account_is_out_at_once_on_every_worker_and_for_good(
    client: httpx.AsyncClient, admin: Person, other_worker: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    made = await person.post("/me/tokens", {"name": "t", "scopes": ["read"]})
    bearers = [person.access_token, made.json()["token"]]

    async def statuses() -> list[int]:
        return [
            (await one.get("/api/v1/me", headers={"authorization": f"Bearer {bearer}"})).status_code
            for one in (client, other_worker)
            for bearer in bearers
        ]

    assert await statuses() == [200] * 4
    assert (await change(admin, person, isDisabled=True)).json()["isDisabled"] is True
    assert await statuses() == [401] * 4
    log_in = {"email": person.email, "password": PASSWORD}
    answer = await other_worker.post("/api/v1/auth/login", json=log_in)
    problem(answer, 401, "bad-credentials")
    refresh = {"refreshToken": person.refresh_token}
    problem(await client.post("/api/v1/auth/refresh", json=refresh), 401, "not-authenticated")
    assert (await change(admin, person, isDisabled=False)).json()["isDisabled"] is False
    assert await statuses() == [401] * 4  # What had access before has to log in again.
    assert (await client.post("/api/v1/auth/login", json=log_in)).status_code == 200


async def test_an_admin_ends_every_session_and_token_of_an_account(
    client: httpx.AsyncClient, admin: Person
) -> None:
    person = await sign_up(client)
    token = (await person.post("/me/tokens", {"name": "t", "scopes": ["read"]})).json()["token"]
    assert (await admin.delete(f"/admin/accounts/{person.user_id}/sessions")).status_code == 204
    problem(await person.get("/me"), 401, "not-authenticated")
    answer = await client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
    problem(answer, 401, "not-authenticated")
    problem(await admin.delete(f"/admin/accounts/{uuid4()}/sessions"), 404, "not-found")


async def test_a_role_counts_from_the_next_request_on(
    client: httpx.AsyncClient, admin: Person
) -> None:
    person = await sign_up(client)
    problem(await person.get("/admin/sizes"), 403, "role-required")
    assert (await change(admin, person, role="admin")).json()["role"] == "admin"
    assert (await person.get("/me")).json()["role"] == "admin"
    assert (await person.get("/admin/sizes")).status_code == 200
    assert (await change(admin, person, role="editor")).json()["role"] == "editor"
    problem(await person.get("/admin/sizes"), 403, "role-required")
    problem(await change(admin, person, role="owner"), 400, "invalid-request")


async def test_the_last_admin_stays(client: httpx.AsyncClient, admin: Person) -> None:
    for fields in ({"role": "learner"}, {"isDisabled": True}):
        problem(await change(admin, admin, **fields), 409, "last-admin")
    problem(await admin.delete("/me"), 409, "last-admin")
    other = await sign_up(client)
    assert (await change(admin, other, role="admin")).status_code == 200
    assert (await change(other, other, role="learner")).status_code == 200
    assert (await change(admin, other, role="admin", isDisabled=True)).status_code == 200
    problem(await admin.delete("/me"), 409, "last-admin")  # A disabled admin is none.


async def test_two_admins_cannot_remove_each_other(
    client: httpx.AsyncClient, database: asyncpg.Connection, admin: Person
) -> None:
    for _ in range(5):
        other = await sign_up_admin(client, database)
        answers = await asyncio.gather(
            change(admin, other, role="learner"), change(other, admin, role="learner")
        )
        assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])
        admins = await database.fetchval("SELECT count(*) FROM users WHERE role = 'admin'")
        assert admins == 1
        await database.execute("UPDATE users SET role = 'learner'")
        await database.execute("UPDATE users SET role = 'admin' WHERE id = $1", admin.user_id)


async def test_every_action_of_an_admin_is_recorded_with_who_did_it(
    client: httpx.AsyncClient, database: asyncpg.Connection, admin: Person
) -> None:
    person = await sign_up(client)
    await admin.get(f"/admin/accounts/{person.user_id}")
    await change(admin, person, role="editor", isDisabled=True)
    await change(admin, person, role="editor", isDisabled=False)
    await admin.delete(f"/admin/accounts/{person.user_id}/sessions")
    me = admin.user_id
    assert await events_of(database, person.user_id) == [
        ("account.created", None, None),
        ("account.viewed", None, me),
        ("role.changed", "editor", me),
        ("account.disabled", None, me),
        ("account.enabled", None, me),
        ("sessions.ended", None, me),
    ]
    await admin.post(SEARCH, {"query": "ada"})
    await admin.get(f"/admin/audit?account={person.user_id}")
    assert (await events_of(database, me))[1:] == [
        ("accounts.searched", None, None),
        ("audit.read", str(person.user_id), None),
    ]


async def test_an_action_that_cannot_be_recorded_does_not_happen(
    client: httpx.AsyncClient, database: asyncpg.Connection, admin: Person
) -> None:
    person = await sign_up(client)
    await database.execute(
        "CREATE TRIGGER planted BEFORE INSERT ON audit_events "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    try:
        for fields in ({"role": "admin"}, {"isDisabled": True}):
            assert (await change(admin, person, **fields)).status_code == 500
        path = f"/admin/accounts/{person.user_id}/sessions"
        assert (await admin.delete(path)).status_code == 500
    finally:
        await database.execute("DROP TRIGGER planted ON audit_events")
    account = (await person.get("/me")).json()  # So the session has not ended, either.
    assert account["role"] == "learner"


async def test_editors_and_admins_pass_where_editors_may(
    client: httpx.AsyncClient, admin: Person, app: Litestar
) -> None:
    @get("/for-editors", guards=[editor])
    async def for_editors() -> str:
        return "yes"

    app.register(for_editors)
    person = await sign_up(client)

    async def status(one: Person) -> int:
        return (await client.get("/for-editors", headers=one.headers)).status_code

    assert await status(person) == 403
    await change(admin, person, role="editor")
    assert [await status(one) for one in (person, admin)] == [200, 200]
