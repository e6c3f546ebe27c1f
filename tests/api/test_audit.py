"""The audit events: read by account, action and time, and deleted by one recorded job only."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import asyncpg
import httpx
import pytest
from managed_accounts import events_of, sign_up_admin
from people import Person, problem, sign_up

from api.db.pool import Database
from api.retention.service import delete_expired


@pytest.fixture(scope="module")
async def admin(client: httpx.AsyncClient, database: asyncpg.Connection) -> Person:
    """An admin."""
    return await sign_up_admin(client, database)


async def listed(admin: Person, query: str = "") -> list[dict[str, object]]:
    answer = await admin.get(f"/admin/audit?{query}")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def test_events_are_found_by_account_action_and_time(
    client: httpx.AsyncClient, admin: Person
) -> None:
    person = await sign_up(client)
    await person.patch("/me", {"displayName": "Grace"})
    changed, created = await listed(admin, f"account={person.user_id}")
    assert (changed["action"], created["action"]) == ("account.changed", "account.created")
    assert created["account"] == str(person.user_id)
    assert set(created) == {"id", "at", "account", "actor", "action", "subject"}
    assert await listed(admin, f"account={person.user_id}&action=account.created") == [created]
    at = datetime.fromisoformat(str(changed["at"]))
    assert await listed(admin, f"account={person.user_id}&until={quote(at.isoformat())}") == [
        created
    ]
    assert await listed(admin, f"account={person.user_id}&since={quote(at.isoformat())}") == [
        changed
    ]
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert await listed(admin, f"since={quote(tomorrow)}") == []


async def test_an_account_shows_what_was_done_to_it_and_what_its_admin_did(
    client: httpx.AsyncClient, admin: Person
) -> None:
    person = await sign_up(client)
    await admin.patch(f"/admin/accounts/{person.user_id}", {"role": "editor"})
    for account in (person.user_id, admin.user_id):
        (event,) = await listed(admin, f"account={account}&action=role.changed")
        assert (event["account"], event["actor"]) == (str(person.user_id), str(admin.user_id))
        assert event["subject"] == "editor"


async def test_the_list_is_paged(client: httpx.AsyncClient, admin: Person) -> None:
    person = await sign_up(client)
    for name in ("B", "C"):
        await person.patch("/me", {"displayName": name})
    path = f"/admin/audit?account={person.user_id}&limit=2"
    first = (await admin.get(path)).json()
    second = (await admin.get(f"{path}&cursor={first['nextCursor']}")).json()
    assert (len(first["items"]), second["nextCursor"]) == (2, None)
    assert [one["action"] for one in second["items"]] == ["account.created"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_times_at_the_ends_of_the_calendar_are_times(admin: Person, moment: str) -> None:
    for name in ("since", "until"):
        assert len(await listed(admin, f"{name}={quote(moment)}")) <= 20


async def test_faulty_filters_are_refused(admin: Person) -> None:
    for query in ("action=nothing", "account=1", "since=soon", "limit=101", "order=old"):
        problem(await admin.get(f"/admin/audit?{query}"), 400, "invalid-request")


async def old_events(database: asyncpg.Connection, months: int, count: int) -> None:
    await database.execute(
        "INSERT INTO audit_events (id, action, recorded_at) "
        "SELECT uuidv7(make_interval(months => -$1::integer)), 'login.failed', "
        "now() - make_interval(months => $1::integer) FROM generate_series(1, $2)",
        months,
        count,
    )


async def test_only_what_is_older_than_the_setting_is_deleted_and_that_is_recorded(
    database: asyncpg.Connection, address: str
) -> None:
    for months in (25, 23):
        await old_events(database, months, 3)
    keeping = Database(address, connections=1)
    await keeping.open()
    assert [await delete_expired(keeping, 24) for _ in range(2)] == [3, 0]
    await keeping.close()
    left = await database.fetchval(
        "SELECT count(*) FROM audit_events WHERE recorded_at < now() - interval '1 month'"
    )
    assert left == 3
    events = [event for event in await events_of(database, None) if event[0] == "audit.expired"]
    assert events == [("audit.expired", "3 events, older than 24 months", None)]


async def test_nothing_else_deletes_an_event_and_the_job_deletes_no_young_one(
    database: asyncpg.Connection,
) -> None:
    await old_events(database, 30, 1)
    for statement in (
        "DELETE FROM audit_events",
        "DELETE FROM audit_events WHERE recorded_at < now() - interval '29 months'",
        "UPDATE audit_events SET action = 'x'",
        "TRUNCATE audit_events",
        "SELECT expire_audit_events(5, 100)",
    ):
        with pytest.raises(asyncpg.RaiseError):
            await database.execute(statement)
    async with database.transaction():  # Even with what the job sets, the last months stay.
        await database.execute("SELECT set_config('career.expiring', 'audit_events', true)")
        young = "DELETE FROM audit_events WHERE recorded_at > now() - interval '6 months'"
        with pytest.raises(asyncpg.RaiseError):
            async with database.transaction():
                await database.execute(young)


async def test_a_role_with_the_grants_of_an_application_deletes_through_the_job_only(
    database: asyncpg.Connection,
) -> None:
    await old_events(database, 31, 1)
    await database.execute("CREATE ROLE plain_application")
    await database.execute("GRANT SELECT, INSERT, DELETE ON audit_events TO plain_application")
    try:
        async with database.transaction():
            await database.execute("SET LOCAL ROLE plain_application")
            await database.execute("SELECT set_config('career.expiring', 'audit_events', true)")
            with pytest.raises(asyncpg.RaiseError):
                async with database.transaction():
                    await database.execute(
                        "DELETE FROM audit_events WHERE recorded_at < now() - interval '30 months'"
                    )
            assert await database.fetchval("SELECT expire_audit_events(24, 100)") >= 1
    finally:
        await database.execute("DROP OWNED BY plain_application")
        await database.execute("DROP ROLE plain_application")
