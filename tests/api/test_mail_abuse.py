"""What an intruder may try with mails beside the links in them (row A13)."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from random import Random
from statistics import fmean
from time import perf_counter

import httpx
import pytest
from mail_checks import PURPOSES, refused
from mail_scene import NEW_PASSWORD, RESET, MailScene
from mail_server import html_of, settled, text_of, token_of
from people import PASSWORD, Person, fresh_email, problem, sign_up
from test_authorization import api_token

from api.mail.links import PREFIX, MailLinks
from api.mailed_links.service import MailedLinkService


def tampered(token: str) -> Iterator[str]:
    """Tokens beside the right one."""
    yield from ("", " ", PREFIX, token[:-1], token + "A", token + "=", f" {token}", f"{token}\n")
    yield from (token.lower(), token.upper(), token.replace(PREFIX, "cir_"), token[4:], token * 2)
    yield from (PREFIX + "A" * 64, PREFIX + "é" * 64, PREFIX + "!" * 64, "x" * 200)
    chance = Random(13)
    for place in chance.sample(range(len(PREFIX), len(token)), 20):
        other = "A" if token[place] != "A" else "B"
        yield token[:place] + other + token[place + 1 :]


async def test_a_tampered_token_is_refused_in_the_same_words(mails: MailScene) -> None:
    person = await mails.person()
    tokens = {purpose: await mails.link(purpose, person) for purpose in PURPOSES}
    bodies = set()
    for purpose, token in tokens.items():
        for forged in tampered(token):
            answer = await mails.follow(purpose, forged)
            assert answer.status_code in {400, 422}, (forged, answer.text)
            if answer.status_code == 422:
                bodies.add(str(answer.json() | {"instance": ""}))
    assert len(bodies) == 1
    assert (await mails.follow("reset", tokens["reset"])).status_code == 204


async def test_a_link_of_an_erased_account_does_not_work(mails: MailScene) -> None:
    for purpose in PURPOSES:
        person = await mails.person()
        token = await mails.link(purpose, person)
        assert (await person.delete("/me")).status_code == 204
        refused(await mails.follow(purpose, token))


async def test_no_token_is_written_to_the_log(
    mails: MailScene, capfd: pytest.CaptureFixture[str]
) -> None:
    person = await mails.person()
    tokens = [await mails.link(purpose, person) for purpose in PURPOSES]
    for purpose, token in zip(PURPOSES, tokens, strict=True):
        await mails.follow(purpose, token)
        await mails.follow(purpose, token)
        await mails.client.get(f"/api/v1/auth/reset?token={token}")
    printed = "".join(capfd.readouterr())
    assert not any(token[24:] in printed for token in tokens)


@pytest.mark.parametrize(
    "name",
    [
        "Ada\r\nBcc: eve@evil.example",
        "Ada\nSubject: You have won",
        "<script>alert(1)</script>",
        "<a href='https://evil.example'>Click</a>",
        "You have won, see evil.example",
        "https://evil.example/win",
        "x" * 100,
    ],
)
async def test_a_name_that_says_something_is_not_said_to_a_mailbox(
    mails: MailScene, name: str
) -> None:
    """Names of accounts of before they were checked, and those that pass as names today."""
    person = await mails.person()
    await mails.database.execute(
        "UPDATE users SET display_name = $2 WHERE id = $1", person.user_id, name
    )
    await mails.reset(person)
    mail = await mails.server.newest(person.email, RESET)
    assert mail["To"] == person.email
    assert set(mail.keys()) <= {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "X-Peer", "X-MailFrom", "X-RcptTo",
    }  # fmt: skip
    for said in (text_of(mail), html_of(mail)):
        assert "Hello," in said
        for word in ("evil", "won", "script>", "xxxx"):
            assert word not in said


async def test_markup_in_an_address_stays_text(mails: MailScene) -> None:
    """Such a local part is allowed; it is quoted in the envelope and escaped in HTML."""
    person = await mails.person()
    new = f"<b>{fresh_email()}"
    body = {"email": new, "currentPassword": PASSWORD}
    assert (await person.post("/me/email", body)).status_code == 202
    notice = await mails.server.newest(person.email, "Your email address is about to change")
    assert "&lt;b&gt;" in html_of(notice)
    assert "<b>" not in html_of(notice)


async def test_a_mailbox_is_not_filled_by_asking_again_and_again(mails: MailScene) -> None:
    person = await mails.person()
    asked: dict[str, Callable[[], Awaitable[httpx.Response]]] = {
        "verification": lambda: person.post("/auth/verification", None),
        "reset": lambda: mails.post("/auth/reset", {"email": person.email.upper()}),
    }
    for ask in asked.values():
        answers = [await ask() for _ in range(6)]
        assert [answer.status_code for answer in answers] == [202] * 5 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0
    unknown = f"no-{fresh_email()}"
    answers = [await mails.post("/auth/reset", {"email": unknown}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]


async def test_an_intruder_with_a_session_alone_cannot_change_the_address(
    mails: MailScene,
) -> None:
    person = await mails.person()
    program = await api_token(person, ["read", "write"])
    body = {"email": fresh_email(), "currentPassword": PASSWORD}
    for headers in ({"authorization": f"Bearer {program}"}, {}):
        answer = await mails.client.post("/api/v1/me/email", json=body, headers=headers)
        assert answer.status_code in {401, 403}
    wrong = body | {"currentPassword": "a guess of someone"}
    problem(await person.post("/me/email", wrong), 403, "wrong-current-password")


async def test_a_page_of_another_site_sends_no_mail_and_uses_no_link(mails: MailScene) -> None:
    person = await mails.person()
    token = await mails.verification(person)
    foreign = {"origin": "https://evil.example"}
    for path, body in (
        ("/auth/reset", {"email": person.email}),
        ("/auth/verification/confirm", {"token": token}),
        ("/auth/email/confirm", {"token": token}),
        ("/auth/reset/confirm", {"token": token, "password": NEW_PASSWORD}),
    ):
        problem(await mails.post(path, body, **foreign), 403, "foreign-origin")
    assert (await mails.follow("verification", token)).status_code == 200


async def test_an_account_made_with_the_address_of_someone_else_becomes_theirs(
    mails: MailScene,
) -> None:
    """Who owns the mailbox gets the account; who made it keeps no way in."""
    intruder = await sign_up(mails.client)
    program = await api_token(intruder, ["write"])
    _, change = await mails.change(intruder)
    assert (await mails.follow("reset", await mails.reset(intruder))).status_code == 204
    for access in (intruder.access_token, program):
        answer = await mails.client.get("/api/v1/me", headers={"authorization": f"Bearer {access}"})
        assert answer.status_code == 401
    refused(await mails.follow("email-change", change))
    problem(await mails.log_in(intruder.email), 401, "bad-credentials")


LONG = pytest.mark.skipif(not os.environ.get("CAREER_SOAK"), reason="part of the longer run")
PAIRS = 1000


@LONG
@pytest.mark.parametrize("planted", [0.0, 0.001])
async def test_a_request_takes_as_long_whether_there_is_an_account_or_not(
    mails: MailScene, monkeypatch: pytest.MonkeyPatch, planted: float
) -> None:
    monkeypatch.setattr("api.auth.attempt_limits.MAILS_PER_5_MINUTES", 1_000_000)
    person: Person = await mails.person()
    if planted:
        real = MailedLinkService.request_reset

        async def slower(self: MailedLinkService, email: str, **more: str) -> None:
            if email == person.email:
                await asyncio.sleep(planted)
            await real(self, email, **more)

        monkeypatch.setattr(MailedLinkService, "request_reset", slower)
    chance = Random(5)
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(PAIRS):
        for is_known in chance.sample([True, False], 2):
            email = person.email if is_known else f"no-{fresh_email()}"
            began = perf_counter()
            assert (await mails.post("/auth/reset", {"email": email})).status_code == 202
            times[is_known].append(perf_counter() - began)
        await settled(mails.database)
    area = fmean(
        (known > unknown) + (known == unknown) / 2
        for known in times[True]
        for unknown in times[False]
    )
    assert (abs(area - 0.5) <= 0.035) == (planted == 0), area


async def test_a_reset_mail_is_the_only_way_to_its_token(mails: MailScene) -> None:
    """Without the secret of the server the nonce in the database makes another token."""
    person = await mails.person()
    token = await mails.reset(person)
    nonce = await mails.database.fetchval(
        "SELECT nonce FROM outgoing_mails WHERE user_id = $1 AND kind = 'reset'", person.user_id
    )
    guess = MailLinks(("another secret of 32 characters!",), public_url="https://career.example")
    for forged in guess.tokens("reset", person.user_id, nonce).values():
        assert forged != token
        refused(await mails.follow("reset", forged))
    assert token_of(await mails.server.newest(person.email, RESET)) == token
