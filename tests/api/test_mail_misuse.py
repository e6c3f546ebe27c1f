"""Misuse of the links in mails (row A13): each case is a check, and each check finds its fault."""

from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Any

import pytest
from mail_checks import (
    CHECKS,
    Check,
    a_link_for_an_earlier_address_does_not_work,
    a_link_leads_to_our_own_site,
    a_link_of_a_disabled_account_does_not_work,
    a_link_works_for_half_an_hour_only,
    a_link_works_for_its_account_only,
    a_link_works_for_its_purpose_only,
    a_link_works_once,
    a_request_for_a_new_password_says_nothing_about_accounts,
    a_reset_ends_a_change_of_address_that_an_intruder_began,
    the_database_does_not_hold_a_link,
    two_at_once_use_a_link_once,
)
from mail_scene import MailScene
from sqlalchemy import and_, delete, false, select

import api.mailed_links.service
from api.auth.repository import USER_BY_EMAIL
from api.db.statements import Statement, returns_nothing
from api.db.tables import MailTokenRow
from api.mail.links import PREFIX, MailLinks, token_hash
from api.mail.queue import ProvedAddress, Recipient
from api.mailed_links import repository
from api.mailed_links.repository import LinkFound
from api.mailed_links.service import MailedLinkService


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
async def test_no_misuse_of_a_link_gets_through(mails: MailScene, check: Check) -> None:
    await check(mails)


# Negative controls: a planted fault, and the check that has to find it.

COLUMNS = tuple(repository._link)
Plant = Callable[[pytest.MonkeyPatch], None]


def conditions_without(*words: str) -> list[Any]:
    """The conditions of the product without those that mention a word."""
    return [one for one in repository._works.clauses if not any(word in str(one) for word in words)]


def plant_without(*words: str) -> Plant:
    """Links are looked up without some of the conditions."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        where = and_(*conditions_without(*words))
        using = Statement(delete(MailTokenRow).where(where).returning(*COLUMNS), LinkFound)
        patch.setattr(repository, "USE_LINK", using)
        patch.setattr(repository, "FIND_LINK", Statement(select(*COLUMNS).where(where), LinkFound))

    return plant


def plant_reuse(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(repository, "USE_LINK", repository.FIND_LINK)


def plant_no_account(patch: pytest.MonkeyPatch) -> None:
    """The rest of the token is looked up anywhere, and the account is taken from its start."""
    known: dict[bytes, str] = {}
    new = MailLinks.tokens

    def remembered(self: MailLinks, *values: Any) -> dict[bytes, str]:
        found = new(self, *values)
        for token in found.values():
            known[urlsafe_b64decode(token.removeprefix(PREFIX))[16:]] = token
        return found

    def owner_free(token: str) -> bytes:
        return token_hash(known.get(urlsafe_b64decode(token.removeprefix(PREFIX))[16:], token))

    patch.setattr(MailLinks, "tokens", remembered)
    patch.setattr(api.mailed_links.service, "token_hash", owner_free)
    plant_without(":owner")(patch)


def plant_no_end(patch: pytest.MonkeyPatch) -> None:
    nothing = returns_nothing(delete(MailTokenRow).where(false()))
    patch.setattr(api.mailed_links.service, "DELETE_LINKS", nothing)


def plant_look_up(patch: pytest.MonkeyPatch) -> None:
    """The account is looked up, and the mail written, while the person waits."""

    async def at_once(self: MailedLinkService, email: str, **_: str) -> None:
        async with self._database.transaction() as session:
            user = await session.one_or_none(USER_BY_EMAIL, email=email, former=email)
            if user is not None and not user.is_disabled:
                to = Recipient(user.id, user.email, None, "en")
                proved = ProvedAddress(user.canonical_email, user.email)
                await self._mails.send_link(session, "reset", to, proved)

    patch.setattr(MailedLinkService, "request_reset", at_once)


def plant_host(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(MailLinks, "address", lambda *_: "https://evil.example/reset/#token=x")


def plant_stored(patch: pytest.MonkeyPatch) -> None:
    """The token itself is stored in place of its hash."""
    patch.setattr("api.mail.links.token_hash", str.encode)
    patch.setattr("api.mailed_links.service.token_hash", str.encode)


FAULTS: list[tuple[Check, Plant]] = [
    (a_link_works_once, plant_reuse),
    (two_at_once_use_a_link_once, plant_reuse),
    (a_link_works_for_its_purpose_only, plant_without("purpose")),
    (a_link_works_for_half_an_hour_only, plant_without("expires_at")),
    (a_link_works_for_its_account_only, plant_no_account),
    (
        a_link_for_an_earlier_address_does_not_work,
        plant_without("users.email"),
    ),
    (
        a_link_of_a_disabled_account_does_not_work,
        plant_without("is_disabled"),
    ),
    (a_reset_ends_a_change_of_address_that_an_intruder_began, plant_no_end),
    (a_request_for_a_new_password_says_nothing_about_accounts, plant_look_up),
    (a_link_leads_to_our_own_site, plant_host),
    (the_database_does_not_hold_a_link, plant_stored),
]


@pytest.mark.parametrize(
    ("check", "plant"), FAULTS, ids=lambda part: getattr(part, "__name__", "fault")
)
async def test_a_planted_fault_is_found(
    mails: MailScene,
    monkeypatch: pytest.MonkeyPatch,
    check: Check,
    plant: Plant,
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError) as found:
        await check(mails)
    assert '"status":500' not in str(found.value)  # The fault itself, and not a crash.


def test_the_planted_conditions_are_those_of_the_product() -> None:
    assert len(conditions_without("nothing at all")) == 7
    for word in ("purpose", "expires_at", "users.email", "is_disabled"):
        assert len(conditions_without(word)) < 7, word
