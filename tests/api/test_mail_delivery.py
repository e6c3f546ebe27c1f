"""Mails on their way: a mail server that is down, slow or refusing loses none and doubles none."""

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from mail_scene import RESET, VERIFY
from mail_server import MailServer, client_of, eventually, mailing, settled, token_of
from people import Person, fresh_email, problem, sign_up

from api.db.pool import Database
from api.mail import delivery
from api.mail.repository import MailFound
from api.retention.service import delete_expired
from api.settings import Settings
from knowledge import Library


@pytest.fixture
async def own_server() -> AsyncIterator[MailServer]:
    """A mail server that a test may stop."""
    running = MailServer()
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def client(
    quick_mails: None, settings: Settings, library: Library, own_server: MailServer
) -> AsyncIterator[httpx.AsyncClient]:
    assert quick_mails is None
    async with client_of(mailing(settings, own_server.port), library) as one:
        yield one


async def attempted(database: asyncpg.Connection, person: Person, attempts: int = 1) -> None:
    """Wait until every mail that waits for a person was tried so often, and waits again."""

    async def is_waiting() -> bool:
        return bool(
            await database.fetchval(
                "SELECT coalesce(bool_and(attempts >= $2 AND last_failure IS NOT NULL), false) "
                "FROM outgoing_mails WHERE user_id = $1 AND status = 'waiting'",
                person.user_id,
                attempts,
            )
        )

    await eventually(is_waiting)


async def make_due(database: asyncpg.Connection) -> None:
    """As if the pause was over."""
    await database.execute("UPDATE outgoing_mails SET next_attempt_at = now()")


async def all_arrive_once(
    client: httpx.AsyncClient, server: MailServer, database: asyncpg.Connection
) -> None:
    """The server is down, refuses for a while, and is up again."""
    await server.stop()
    people = [await sign_up(client) for _ in range(4)]
    for person in people:
        await attempted(database, person)
    server.refusal = "451 Try again later"
    await server.start()
    await make_due(database)
    for person in people:
        await attempted(database, person, attempts=2)
    assert server.mails == []
    server.refusal = None
    await make_due(database)
    await settled(database)
    for _ in range(3):  # Whatever would come a second time, comes now.
        await make_due(database)
        await asyncio.sleep(0.1)
    counts = Counter(mail["To"] for mail in server.mails)
    assert counts == {f"Ada <{person.email}>": 1 for person in people}
    assert len({mail["Message-ID"] for mail in server.mails}) == len(people)
    for person in people:
        token = token_of(await server.newest(person.email, VERIFY))
        answer = await client.post("/api/v1/auth/verification/confirm", json={"token": token})
        assert answer.status_code == 200


async def test_a_mail_server_that_is_down_loses_no_mail_and_doubles_none(
    client: httpx.AsyncClient, own_server: MailServer, database: asyncpg.Connection
) -> None:
    await all_arrive_once(client, own_server, database)


async def test_a_mail_that_is_not_marked_as_sent_is_found_twice(
    client: httpx.AsyncClient,
    settings: Settings,
    own_server: MailServer,
    database: asyncpg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the first time, the end of a mail is not written down."""
    forgotten: set[UUID] = set()
    settle = delivery.MailDelivery._settle

    async def forgetful(
        self: delivery.MailDelivery, mail: MailFound, outcome: str, failure: str | None = None
    ) -> None:
        if mail.id in forgotten:
            await settle(self, mail, outcome, failure)
            return
        forgotten.add(mail.id)
        due = "UPDATE outgoing_mails SET next_attempt_at = now() WHERE id = $1"
        connection = await asyncpg.connect(settings.database_url)
        await connection.execute(due, mail.id)
        await connection.close()

    monkeypatch.setattr(delivery.MailDelivery, "_settle", forgetful)
    with pytest.raises(AssertionError):
        await all_arrive_once(client, own_server, database)


async def test_what_the_server_will_never_take_is_not_sent_again(
    client: httpx.AsyncClient, own_server: MailServer, database: asyncpg.Connection
) -> None:
    own_server.refusal = "550 No such mailbox"
    person = await sign_up(client)
    await settled(database)
    row = await database.fetchrow(
        "SELECT status, attempts, last_failure FROM outgoing_mails WHERE user_id = $1",
        person.user_id,
    )
    assert row is not None
    assert tuple(row) == ("refused", 1, "550")


async def test_a_slow_mail_server_holds_up_no_request_and_no_other_mail(
    client: httpx.AsyncClient,
    own_server: MailServer,
    database: asyncpg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery, "SEND_TIMEOUT", 0.5)
    await own_server.stop()
    silent = await asyncio.get_running_loop().create_server(
        asyncio.Protocol, "127.0.0.1", own_server.port
    )
    people = [await sign_up(client) for _ in range(3)]  # More than nothing would be answered.
    for person in people:
        assert (await person.get("/me")).status_code == 200
        await attempted(database, person)
    silent.close()
    await own_server.start()
    await make_due(database)
    await settled(database)
    assert len(own_server.mails) == len(people)


async def test_a_link_that_waited_for_hours_works_and_a_replaced_one_is_not_sent(
    client: httpx.AsyncClient, own_server: MailServer, database: asyncpg.Connection
) -> None:
    await own_server.stop()
    person = await sign_up(client)
    await attempted(database, person)
    assert (await person.post("/auth/verification", None)).status_code == 202
    await attempted(database, person)
    await database.execute(
        "UPDATE mail_tokens SET expires_at = now() - interval '2 hours' WHERE user_id = $1",
        person.user_id,
    )
    await own_server.start()
    await make_due(database)
    await settled(database)
    assert len(own_server.to(person.email)) == 1
    rows = await database.fetch(
        "SELECT status FROM outgoing_mails WHERE user_id = $1 ORDER BY id", person.user_id
    )
    assert [row["status"] for row in rows] == ["replaced", "sent"]
    token = token_of(own_server.mails[0])
    answer = await client.post("/api/v1/auth/verification/confirm", json={"token": token})
    assert answer.status_code == 200


async def test_several_workers_send_each_mail_once(
    quick_mails: None,
    settings: Settings,
    library: Library,
    own_server: MailServer,
    database: asyncpg.Connection,
) -> None:
    assert quick_mails is None
    with_mail = mailing(settings, own_server.port)
    async with client_of(with_mail, library) as one, client_of(with_mail, library) as two:
        people = [await sign_up(client) for _ in range(10) for client in (one, two)]
        for person in people:
            answer = await one.post("/api/v1/auth/reset", json={"email": person.email})
            assert answer.status_code == 202
        await settled(database)
    counts = Counter((mail["To"], mail["Subject"]) for mail in own_server.mails)
    assert set(counts.values()) == {1}
    assert len(counts) == 2 * len(people)


async def test_a_worker_that_is_lost_while_it_sends_leaves_the_mail_to_others(
    client: httpx.AsyncClient, own_server: MailServer, database: asyncpg.Connection
) -> None:
    await own_server.stop()
    person = await sign_up(client)
    await attempted(database, person)
    claimed = await database.fetchval(
        "UPDATE outgoing_mails SET attempts = attempts + 1, "
        "next_attempt_at = now() + interval '2 minutes' WHERE user_id = $1 RETURNING id",
        person.user_id,
    )
    await own_server.start()
    await database.execute(
        "UPDATE outgoing_mails SET next_attempt_at = next_attempt_at - interval '2 minutes'"
    )
    mail = await own_server.newest(person.email, VERIFY)
    assert mail["Message-ID"] == f"<{claimed}@career.example>"


async def test_a_new_secret_leaves_the_links_of_mails_that_wait(
    quick_mails: None,
    settings: Settings,
    library: Library,
    own_server: MailServer,
    database: asyncpg.Connection,
) -> None:
    assert quick_mails is None
    before = mailing(settings, own_server.port)
    await own_server.stop()
    async with client_of(before, library) as client:
        person = await sign_up(client)
        await attempted(database, person)
    after = mailing(settings, own_server.port, secrets=("x" * 40, *settings.secrets))
    await own_server.start()
    await make_due(database)
    async with client_of(after, library) as client:
        token = token_of(await own_server.newest(person.email, VERIFY))
        answer = await client.post("/api/v1/auth/verification/confirm", json={"token": token})
        assert answer.status_code == 200


def certificate(folder: Path) -> ssl.SSLContext:
    """Of a server that no authority vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mx.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


@pytest.mark.parametrize("is_offered", [True, False])
async def test_mail_and_password_go_to_no_server_that_cannot_prove_itself(
    quick_mails: None,
    settings: Settings,
    library: Library,
    database: asyncpg.Connection,
    tmp_path: Path,
    *,
    is_offered: bool,
) -> None:
    """Neither to one with a certificate of its own making, nor to one without encryption."""
    assert quick_mails is None
    server = MailServer(certificate(tmp_path) if is_offered else None)
    await server.start()
    safe = mailing(
        settings, server.port, smtp_tls="starttls", smtp_user="career", smtp_password="s3cret"
    )
    async with client_of(safe, library) as client:
        person = await sign_up(client)
        await attempted(database, person)
    assert server.mails == []
    await server.stop()
    await database.execute("DELETE FROM outgoing_mails")


async def test_without_a_mail_server_in_production_what_needs_mail_is_refused_and_the_rest_works(
    settings: Settings, library: Library, database: asyncpg.Connection
) -> None:
    bare = mailing(settings, 1, smtp_host=None, environment="production")
    async with client_of(bare, library) as client:
        person = await sign_up(client)
        problem(await person.post("/auth/verification", None), 503, "mail-unavailable")
        reset = await client.post("/api/v1/auth/reset", json={"email": person.email})
        problem(reset, 503, "mail-unavailable")
        body = {"email": fresh_email(), "currentPassword": "a lamp beside the harbour"}
        problem(await person.post("/me/email", body), 503, "mail-unavailable")
        outbox = await client.get("/api/v1/dev/outbox", headers={"host": "localhost"})
        assert outbox.status_code == 404
    waiting = "SELECT count(*) FROM outgoing_mails WHERE user_id = $1"
    assert await database.fetchval(waiting, person.user_id) == 0


async def test_what_was_sent_is_deleted_after_a_day(
    client: httpx.AsyncClient,
    own_server: MailServer,
    database: asyncpg.Connection,
    settings: Settings,
) -> None:
    person = await sign_up(client)
    await own_server.newest(person.email, VERIFY)
    for table, column in (
        ("outgoing_mails", "created_at"),
        ("mail_tokens", "created_at"),
    ):
        await database.execute(f"UPDATE {table} SET {column} = now() - interval '25 hours'")
    own = Database(settings.database_url or "", connections=1)
    await own.open()
    await delete_expired(own, 24)
    await own.close()
    for table in ("outgoing_mails", "mail_tokens"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 0
    assert RESET != VERIFY
