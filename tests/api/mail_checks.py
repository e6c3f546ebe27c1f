"""Misuse of the links in mails (row A13), as checks that planted faults have to fail."""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable

import asyncpg
import httpx
import pytest
from mail_scene import NEW_PASSWORD, RESET, VERIFY, MailScene
from mail_server import html_of, settled, text_of
from people import fresh_email, problem
from sent_statements import is_requested, record_statements

from api.mail.links import PREFIX

PURPOSES = ("verification", "reset", "email-change")
Check = Callable[[MailScene], Awaitable[None]]


def refused(answer: httpx.Response) -> None:
    problem(answer, 422, "invalid-link")


async def a_link_works_once(mails: MailScene) -> None:
    for purpose in PURPOSES:
        person = await mails.person()
        token = await mails.link(purpose, person)
        assert (await mails.follow(purpose, token)).status_code in {200, 204}
        refused(await mails.follow(purpose, token))


async def a_link_works_for_its_purpose_only(mails: MailScene) -> None:
    for purpose in PURPOSES:
        token = await mails.link(purpose, await mails.person())
        for other in set(PURPOSES) - {purpose}:
            refused(await mails.follow(other, token))
        assert (await mails.follow(purpose, token)).status_code in {200, 204}


async def a_link_works_for_its_account_only(mails: MailScene) -> None:
    """The id of another person in the token, with a link of theirs of the same purpose waiting."""
    for purpose in PURPOSES:
        one, other = await mails.person(), await mails.person()
        token = await mails.link(purpose, one)
        await mails.link(purpose, other)
        raw = urlsafe_b64decode(token.removeprefix(PREFIX))
        forged = PREFIX + urlsafe_b64encode(other.user_id.bytes + raw[16:]).decode()
        refused(await mails.follow(purpose, forged))
    assert (await mails.log_in(other.email)).status_code == 200


async def a_link_works_for_half_an_hour_only(mails: MailScene) -> None:
    for purpose in PURPOSES:
        person = await mails.person()
        token = await mails.link(purpose, person)
        await settled(mails.database)
        left = await mails.database.fetchval(
            "SELECT extract(epoch FROM expires_at - now()) FROM mail_tokens "
            "WHERE user_id = $1 AND purpose = $2",
            person.user_id,
            purpose,
        )
        assert 0 < left <= 1800
        await mails.database.execute(
            "UPDATE mail_tokens SET expires_at = now() WHERE user_id = $1", person.user_id
        )
        refused(await mails.follow(purpose, token))


async def a_newer_link_replaces_an_earlier_one(mails: MailScene) -> None:
    for purpose in ("reset", "email-change"):
        person = await mails.person()
        first, second = await mails.link(purpose, person), await mails.link(purpose, person)
        assert first != second
        refused(await mails.follow(purpose, first))
        assert (await mails.follow(purpose, second)).status_code in {200, 204}


async def a_link_for_an_earlier_address_does_not_work(mails: MailScene) -> None:
    person = await mails.person()
    verification, reset = await mails.verification(person), await mails.reset(person)
    _, change = await mails.change(person)
    assert (await mails.follow("email-change", change)).status_code == 200
    refused(await mails.follow("verification", verification))
    refused(await mails.follow("reset", reset))


async def a_link_of_a_disabled_account_does_not_work(mails: MailScene) -> None:
    for purpose in PURPOSES:
        person = await mails.person()
        token = await mails.link(purpose, person)
        await mails.database.execute(
            "UPDATE users SET is_disabled = true WHERE id = $1", person.user_id
        )
        refused(await mails.follow(purpose, token))


async def two_at_once_use_a_link_once(mails: MailScene) -> None:
    for purpose in PURPOSES:
        token = await mails.link(purpose, await mails.person())
        answers = await asyncio.gather(*[mails.follow(purpose, token) for _ in range(6)])
        worked = [answer for answer in answers if answer.status_code in {200, 204}]
        assert len(worked) == 1, [answer.status_code for answer in answers]
        assert {answer.status_code for answer in answers} <= {200, 204, 422}


async def a_reset_ends_a_change_of_address_that_an_intruder_began(mails: MailScene) -> None:
    person = await mails.person()
    new, change = await mails.change(person)
    assert (await mails.follow("reset", await mails.reset(person))).status_code == 204
    refused(await mails.follow("email-change", change))
    problem(await mails.log_in(new, NEW_PASSWORD), 401, "bad-credentials")


async def a_request_for_a_new_password_says_nothing_about_accounts(mails: MailScene) -> None:
    disabled, known = await mails.person(), await mails.person()
    await mails.database.execute(
        "UPDATE users SET is_disabled = true WHERE id = $1", disabled.user_id
    )
    answers, sent = [], []
    with pytest.MonkeyPatch.context() as patch:
        statements = record_statements(patch)
        is_requested.set(True)
        for email in (known.email, disabled.email, f"no-{fresh_email()}"):
            statements.clear()
            answers.append(await mails.post("/auth/reset", {"email": email}))
            sent.append(tuple(statements))
        is_requested.set(False)
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (202, b'{"outbox":null}')
    }
    assert len({str(sorted(headers_of(answer))) for answer in answers}) == 1
    assert len(set(sent)) == 1, sent  # What takes the same statements takes the same time.
    await settled(mails.database)
    assert [mail["Subject"] for mail in mails.server.to(known.email)] == [VERIFY, RESET]
    assert [mail["Subject"] for mail in mails.server.to(disabled.email)] == [VERIFY]


def headers_of(answer: httpx.Response) -> dict[str, str]:
    return {name: text for name, text in answer.headers.items() if name != "x-request-id"}


async def a_link_leads_to_our_own_site(mails: MailScene) -> None:
    person = await mails.person()
    poisoned = {
        "host": "evil.example",
        "x_forwarded_host": "evil.example",
        "forwarded": "host=evil",
    }
    answer = await mails.post("/auth/reset", {"email": person.email}, **poisoned)
    assert answer.status_code == 202
    mail = await mails.server.newest(person.email, RESET)
    for said in (text_of(mail), html_of(mail), mail.as_string()):
        assert "evil" not in said
    assert "https://career.example/reset/#token=" in text_of(mail)


async def the_database_does_not_hold_a_link(mails: MailScene) -> None:
    person = await mails.person()
    tokens = [await mails.link(purpose, person) for purpose in PURPOSES]
    dump = await dump_of(mails.database)
    for token in tokens:
        secret = urlsafe_b64decode(token.removeprefix(PREFIX))[16:]
        text = urlsafe_b64encode(secret).decode()
        for form in (token, token.encode().hex(), secret.hex(), text[:40]):
            assert form not in dump


async def dump_of(database: asyncpg.Connection) -> str:
    """Every row of every table as text."""
    tables = await database.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    rows = [
        await database.fetch(f'SELECT t::text AS row FROM "{table["tablename"]}" t')
        for table in tables
    ]
    return "\n".join(row["row"] for found in rows for row in found)


CHECKS: list[Check] = [
    a_link_works_once,
    a_link_works_for_its_purpose_only,
    a_link_works_for_its_account_only,
    a_link_works_for_half_an_hour_only,
    a_newer_link_replaces_an_earlier_one,
    a_link_for_an_earlier_address_does_not_work,
    a_link_of_a_disabled_account_does_not_work,
    two_at_once_use_a_link_once,
    a_reset_ends_a_change_of_address_that_an_intruder_began,
    a_request_for_a_new_password_says_nothing_about_accounts,
    a_link_leads_to_our_own_site,
    the_database_does_not_hold_a_link,
]
