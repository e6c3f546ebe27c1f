"""Mails by hand: what they say to the letter, where they go, and when they are tried again."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from api.mail.content import TEMPLATES, render
from api.mail.delivery import pause_after
from api.mail.links import LENGTH, MailLinks, PresentLink, token_hash, user_of
from api.mail.message import Sender, letter_of
from api.mail.repository import MailFound
from api.mail.transport import _failure, _is_final

USER = UUID("00000000-0000-7000-8000-000000000001")
MAIL = UUID("00000000-0000-7000-8000-00000000000a")
LINKS = MailLinks(("a" * 32,), public_url="https://career.example")
SENDER = Sender.of("Career <no-reply@career.example>")
WRITTEN = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)


def mail(kind: str = "reset", name: str | None = "Ada", to: str = "ada@example.org") -> MailFound:
    nonce = b"n" * 32 if kind in {"verification", "reset", "email-change"} else None
    return MailFound(USER, MAIL, kind, to, name, "new@example.org", "en", nonce, 1, WRITTEN)


def test_a_mail_as_it_is_read() -> None:
    words = render(mail(), LINKS, PresentLink("cil_token", is_taken=False))
    assert words.subject == "Set a new password"
    assert words.text == (
        "Hello Ada,\n"
        "\n"
        "Someone, probably you, asked to set a new password for your account. All devices and API "
        "tokens will then be logged out.\n"
        "\n"
        "Set a new password:\n"
        "https://career.example/reset/#token=cil_token\n"
        "\n"
        "The link works once, within 30 minutes.\n"
        "\n"
        "If this was not you, ignore this mail. Your password stays as it is.\n"
        "\n"
        "-- \n"
        "This mail was sent by the Career Intelligence Platform because of something that happened "
        "in an account. It cannot receive replies.\n"
    )
    assert words.html.startswith('<!doctype html>\n<html lang="en">')
    assert words.html.count('href="https://career.example/reset/#token=cil_token"') == 2


@pytest.mark.parametrize("kind", sorted(set(TEMPLATES) - {"email-taken"}))
def test_every_mail_says_the_same_as_text_and_as_html(kind: str) -> None:
    words = render(mail(kind), LINKS, PresentLink("cil_token", is_taken=False))
    for line in words.text.splitlines():
        assert line.strip("-: ") in words.html.replace("&amp;", "&"), line


def test_an_address_that_is_taken_gets_no_link() -> None:
    words = render(mail("email-change"), LINKS, PresentLink("cil_token", is_taken=True))
    assert words.subject == "This address already has an account"
    assert "cil_token" not in words.text + words.html


@pytest.mark.parametrize(
    ("to", "header", "envelope"),
    [
        ("ada@example.org", "Ada <ada@example.org>", "ada@example.org"),
        ("a,b@example.org", 'Ada <"a,b"@example.org>', '"a,b"@example.org'),
        ("<b>x@example.org", 'Ada <"<b>x"@example.org>', '"<b>x"@example.org'),
        ('a"b@example.org', 'Ada <"a\\"b"@example.org>', '"a\\"b"@example.org'),
    ],
)
def test_an_address_is_one_address_whatever_it_holds(to: str, header: str, envelope: str) -> None:
    found = mail(to=to)
    letter = letter_of(found, render(found, LINKS, None), SENDER)
    assert (letter.message["To"], letter.recipient) == (header, envelope)
    assert len(letter.message["To"].addresses) == 1
    assert letter.sender == "no-reply@career.example"


def test_a_mail_keeps_its_name_and_date_at_every_attempt() -> None:
    letters = [letter_of(mail(), render(mail(), LINKS, None), SENDER) for _ in range(2)]
    assert {letter.message["Message-ID"] for letter in letters} == {f"<{MAIL}@career.example>"}
    assert {letter.message["Date"] for letter in letters} == {"Sun, 29 Nov 2026 23:30:00 +0000"}


def test_a_token_follows_from_the_secret_the_purpose_the_person_and_the_nonce() -> None:
    new = LINKS.new("reset", USER)
    assert len(new.nonce) == 32
    (token,) = LINKS.tokens("reset", USER, new.nonce).values()
    assert (len(token), user_of(token), token_hash(token)) == (LENGTH, USER, new.token_hash)
    others = [
        MailLinks(("b" * 32,), public_url="").tokens("reset", USER, new.nonce),
        LINKS.tokens("verification", USER, new.nonce),
        LINKS.tokens("reset", MAIL, new.nonce),
        LINKS.tokens("reset", USER, b"m" * 32),
    ]
    assert len({token, *[one for found in others for one in found.values()]}) == 5
    rotated = MailLinks(("b" * 32, "a" * 32), public_url="").tokens("reset", USER, new.nonce)
    assert rotated[new.token_hash] == token


@pytest.mark.parametrize(
    ("error", "failure", "is_final"),
    [
        (SMTPRecipientRefused(550, "no such user ada@example.org", "ada@example.org"), "550", True),
        (SMTPRecipientRefused(451, "later", "ada@example.org"), "451", False),
        (SMTPRecipientsRefused([SMTPRecipientRefused(550, "no", "a@b.c")]), "550", True),
        (SMTPRecipientsRefused([SMTPRecipientRefused(450, "no", "a@b.c")]), "450", False),
        (SMTPDataError(554, "spam"), "554", True),
        (SMTPDataError(452, "full"), "452", False),
        (SMTPSenderRefused(550, "who", "no-reply@career.example"), "550", False),
        (SMTPAuthenticationError(535, "no"), "535", False),
        (SMTPConnectError("down"), "SMTPConnectError", False),
        (OSError("down"), "OSError", False),
    ],
)
def test_only_what_is_about_the_mailbox_is_final(
    error: Exception, failure: str, *, is_final: bool
) -> None:
    """What the operator can put right is tried again."""
    assert (_failure(error), _is_final(error)) == (failure, is_final)


def test_pauses_add_up_to_a_day_in_few_attempts() -> None:
    pauses = [pause_after(attempt) for attempt in range(1, 56)]
    assert pauses[:4] == [5, 10, 20, 40]
    assert max(pauses) == 1800
    assert sum(pauses) > 24 * 3600 - 3600
