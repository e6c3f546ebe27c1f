"""Verification, password reset and change of address by mail, end to end by a real mail server."""

from email.message import EmailMessage

import httpx
import pytest
from mail_scene import (
    CHANGE,
    CHANGED,
    NEW_PASSWORD,
    NOTICE,
    PASSWORD_CHANGED,
    RESET,
    TAKEN,
    VERIFY,
    MailScene,
)
from mail_server import html_of, settled, text_of, token_of
from people import PASSWORD, Person, fresh_email, problem, sign_up
from test_authorization import api_token


async def is_verified(person: Person) -> bool:
    return bool((await person.get("/me")).json()["isEmailVerified"])


async def actions(mails: MailScene, person: Person) -> list[str]:
    rows = await mails.database.fetch(
        "SELECT action FROM audit_events WHERE user_id = $1 ORDER BY id", person.user_id
    )
    return [row["action"] for row in rows]


async def test_a_new_account_is_verified_by_the_link_that_comes_with_it(mails: MailScene) -> None:
    person = await mails.person()
    assert not await is_verified(person)
    mail = await mails.server.newest(person.email, VERIFY)
    assert (mail["From"], mail["To"]) == (
        "Career <no-reply@career.example>",
        f"Ada <{person.email}>",
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    for said in (text_of(mail), html_of(mail)):
        assert "Hello Ada," in said
        assert "https://career.example/confirm/#verification=cil_" in said
        assert "within 30 minutes" in said
    answer = await mails.follow("verification", token_of(mail))
    assert (answer.status_code, answer.json()) == (200, {"email": person.email})
    assert await is_verified(person)
    assert (await actions(mails, person))[-1] == "email.verified"
    problem(await person.post("/auth/verification", None), 409, "email-already-verified")


async def test_a_link_can_be_sent_again_and_only_the_newest_works(mails: MailScene) -> None:
    person = await mails.person()
    first = await mails.verification(person)
    answer = await person.post("/auth/verification", None)
    assert (answer.status_code, answer.json()) == (202, {"outbox": None})
    await settled(mails.database)
    second = await mails.verification(person)
    assert first != second
    problem(await mails.follow("verification", first), 422, "invalid-link")
    assert (await mails.follow("verification", second)).status_code == 200
    assert "email.verification-requested" in await actions(mails, person)


async def test_a_forgotten_password_is_replaced_and_everything_of_before_ends(
    mails: MailScene,
) -> None:
    person = await mails.person()
    other = (await mails.log_in(person.email)).json()
    program = await api_token(person, ["read"])
    token = await mails.reset(person)
    assert (await mails.follow("reset", token)).status_code == 204
    for access in (person.access_token, other["accessToken"], program):
        headers = {"authorization": f"Bearer {access}"}
        answer = await mails.client.get("/api/v1/me", headers=headers)
        problem(answer, 401, "not-authenticated")
    for refresh in (person.refresh_token, other["refreshToken"]):
        answer = await mails.post("/auth/refresh", {"refreshToken": refresh})
        problem(answer, 401, "not-authenticated")
    problem(await mails.log_in(person.email), 401, "bad-credentials")
    again = await mails.log_in(person.email, NEW_PASSWORD)
    assert again.status_code == 200
    assert (await actions(mails, person))[-4:-1] == [
        "password.reset-requested",
        "password.reset",
        "login.failed",
    ]
    person = Person(mails.client, person.user_id, person.email, again.json()["accessToken"], "")
    assert await is_verified(person)  # The mailbox is proved.
    notice = await mails.server.newest(person.email, PASSWORD_CHANGED)
    assert "https://career.example/reset/" in text_of(notice)


async def test_a_weak_password_is_refused_and_the_link_still_works(mails: MailScene) -> None:
    person = await mails.person()
    token = await mails.reset(person)
    for weak, status, slug in (
        ("passwordpassword", 422, "weak-password"),
        (person.email, 422, "weak-password"),
        ("short", 400, "invalid-request"),
    ):
        body = {"token": token, "password": weak}
        problem(await mails.post("/auth/reset/confirm", body), status, slug)
    assert (await mails.follow("reset", token)).status_code == 204


async def test_a_change_of_address_is_confirmed_from_the_new_one_and_told_to_the_old_one(
    mails: MailScene,
) -> None:
    person = await mails.person()
    other = (await mails.log_in(person.email)).json()["accessToken"]
    program = await api_token(person, ["read"])
    new, token = await mails.change(person, f"New.{fresh_email()}")
    assert "Hello," in text_of(await mails.server.newest(new, CHANGE))
    notice = await mails.server.newest(person.email, NOTICE)
    assert new in text_of(notice)
    assert "Set a new password" in text_of(notice)
    assert (await person.get("/me")).json()["email"] == person.email
    answer = await mails.follow("email-change", token)
    assert (answer.status_code, answer.json()) == (200, {"email": new})
    me = (await person.get("/me")).json()  # The session that asked stays.
    assert (me["email"], me["isEmailVerified"]) == (new, True)
    for ended in (other, program):
        answer = await mails.client.get("/api/v1/me", headers={"authorization": f"Bearer {ended}"})
        problem(answer, 401, "not-authenticated")
    assert new in text_of(await mails.server.newest(person.email, CHANGED))
    problem(await mails.log_in(person.email), 401, "bad-credentials")
    assert (await mails.log_in(new.upper())).status_code == 200
    assert {"email.change-requested", "email.changed"} <= set(await actions(mails, person))
    # The old address is free again.
    assert (await sign_up(mails.client, person.email)).email == person.email


async def test_a_taken_address_is_told_to_its_mailbox_and_to_no_one_else(
    mails: MailScene,
) -> None:
    owner, person = await mails.person(), await mails.person()
    free = f"free-{fresh_email()}"
    answers = [
        await person.post("/me/email", {"email": email, "currentPassword": PASSWORD})
        for email in (free, owner.email)
    ]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    mail = await mails.server.newest(owner.email, TAKEN)
    assert "#" not in text_of(mail)
    assert "Hello," in text_of(mail)
    await settled(mails.database)
    rows = (await person.get("/me/export")).json()["tables"]["outgoing_mails"]
    assert {row["kind"] for row in rows if row["recipient"] == owner.email} == {"email-change"}
    assert [mail["Subject"] for mail in mails.server.to(owner.email)] == [VERIFY, TAKEN]


async def test_an_address_that_someone_else_takes_meanwhile_stays_theirs(mails: MailScene) -> None:
    person = await mails.person()
    new, token = await mails.change(person)
    await sign_up(mails.client, new)
    problem(await mails.follow("email-change", token), 409, "email-taken")
    assert (await person.get("/me")).json()["email"] == person.email


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        ({"email": "a@example.org", "currentPassword": "wrong"}, 403, "wrong-current-password"),
        ({"email": "a@example.org"}, 400, "invalid-request"),
        ({"email": "a", "currentPassword": PASSWORD}, 400, "invalid-request"),
    ],
)
async def test_a_change_of_address_needs_the_password_and_an_address(
    mails: MailScene, body: dict[str, str], status: int, slug: str
) -> None:
    person = await mails.person()
    problem(await person.post("/me/email", body), status, slug)
    same = {"email": person.email, "currentPassword": PASSWORD}
    problem(await person.post("/me/email", same), 422, "same-email")


async def test_an_account_of_before_addresses_were_stored_as_typed_is_found(
    mails: MailScene,
) -> None:
    person = await mails.person()
    await mails.database.execute(
        "UPDATE users SET email_as_typed = NULL WHERE id = $1", person.user_id
    )
    assert (await mails.follow("reset", await mails.reset(person))).status_code == 204


async def test_international_addresses_get_their_mail(mails: MailScene) -> None:
    typed = f"zoë-{fresh_email().partition('@')[0]}@bücher.example"
    person = await sign_up(mails.client, typed)
    sent = typed.replace("bücher", "xn--bcher-kva")
    mail: EmailMessage = await mails.server.newest(sent, VERIFY)
    assert (await mails.follow("verification", token_of(mail))).json() == {"email": typed}
    assert await is_verified(person)


async def test_the_export_holds_the_mails_and_erasing_deletes_them(mails: MailScene) -> None:
    person = await mails.person()
    await mails.change(person)
    await settled(mails.database)
    tables = (await person.get("/me/export")).json()["tables"]
    kinds = {mail["kind"] for mail in tables["outgoing_mails"]}
    assert kinds == {"verification", "email-change", "email-change-notice"}
    assert {link["purpose"] for link in tables["mail_tokens"]} == {"verification", "email-change"}
    assert "reset_requests" not in tables  # It is of no account until it is looked up.
    for hidden in ("nonce", "token_hash"):
        assert all(hidden not in row for rows in tables.values() for row in rows)
    assert (await person.delete("/me")).status_code == 204
    for table in ("outgoing_mails", "mail_tokens"):
        count = f"SELECT count(*) FROM {table} WHERE user_id = $1"
        assert await mails.database.fetchval(count, person.user_id) == 0


async def test_the_mailbox_without_an_account_hears_nothing(mails: MailScene) -> None:
    before = len(mails.server.mails)
    answer: httpx.Response = await mails.post("/auth/reset", {"email": f"no-{fresh_email()}"})
    assert (answer.status_code, answer.json()) == (202, {"outbox": None})
    await settled(mails.database)
    assert len(mails.server.mails) == before


async def test_a_new_password_by_the_old_one_ends_links_that_were_asked_for_before(
    mails: MailScene,
) -> None:
    person = await mails.person()
    reset, (_, change) = await mails.reset(person), await mails.change(person)
    body = {"password": {"current": PASSWORD, "new": NEW_PASSWORD}}
    assert (await person.patch("/me", body)).status_code == 200
    problem(await mails.follow("reset", reset), 422, "invalid-link")
    problem(await mails.follow("email-change", change), 422, "invalid-link")


def test_each_mail_has_its_own_subject() -> None:
    subjects = [VERIFY, RESET, CHANGE, NOTICE, CHANGED, TAKEN, PASSWORD_CHANGED]
    assert len(set(subjects)) == len(subjects)
