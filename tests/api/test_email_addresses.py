"""One mailbox, one account: addresses are stored as typed and compared in one canonical form."""

from typing import Any

import asyncpg
import httpx
import pytest
from people import PASSWORD, Json, fresh_email, problem, sign_up

from api.auth.email_address import canonical_email, email_fault
from api.messages.characters import name_fault


async def signed_up(client: httpx.AsyncClient, email: str, name: str = "Ada") -> httpx.Response:
    body = {"email": email, "password": PASSWORD, "displayName": name}
    return await client.post("/api/v1/auth/signup", json=body)


async def logged_in(client: httpx.AsyncClient, email: str) -> httpx.Response:
    return await client.post("/api/v1/auth/login", json={"email": email, "password": PASSWORD})


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.L+x@Example.ORG\t", "ada.l+x@example.org"),
        ("straße@example.org", "straße@example.org"),
        ("STRASSE@example.org", "strasse@example.org"),
        ("ada@straße.example", "ada@xn--strae-oqa.example"),
        ("ada@STRASSE.example", "ada@strasse.example"),
        ("ada@Bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@bu\u0308cher.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("用户@例子.中国", "用户@xn--fsqu00a.xn--fiqs8s"),
        ("ada@localhost", "ada@localhost"),
    ],
)
def test_a_mailbox_has_one_canonical_form(typed: str, canonical: str) -> None:
    assert email_fault(typed) is None
    assert canonical_email(typed) == canonical


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "must be an email address such as ada@example.org"),
        ("   ", "must be an email address such as ada@example.org"),
        ("ada", "must be an email address such as ada@example.org"),
        ("@example.org", "must be an email address such as ada@example.org"),
        ("ada@", "must be an email address such as ada@example.org"),
        ("a@b@example.org", "must be an email address such as ada@example.org"),
        ("x" * 65 + "@example.org", "must be an email address such as ada@example.org"),
        ("ada lovelace@example.org", "must not contain blanks"),
        ("ada@exam\u00a0ple.org", "must not contain blanks"),
        (
            "a\u200bda@example.org",
            "contains a character that cannot be seen, zero width space (U+200B): "
            "type it again instead of pasting it",
        ),
        (
            "ada\u00ad@example.org",
            "contains a character that cannot be seen, soft hyphen (U+00AD): "
            "type it again instead of pasting it",
        ),
        (
            "ada\x07@example.org",
            "contains a character that cannot be seen, U+0007: type it again instead of pasting it",
        ),
        (
            "\uff41da@example.org",
            "contains fullwidth latin small letter a (U+FF41), which only looks like another "
            "character: use “a” instead",
        ),
        ("ada@example..org", "must end in a domain name: “example..org” is not one"),
        ("ada@example.org.", "must end in a domain name: “example.org.” is not one"),
        ("ada@-example.org", "must end in a domain name: “-example.org” is not one"),
        ("ada@[127.0.0.1]", "must end in a domain name: “[127.0.0.1]” is not one"),
    ],
)
def test_an_address_that_is_none_is_refused_in_words(typed: str, said: str) -> None:
    fault = email_fault(typed)
    assert fault is not None
    assert fault.say() == said


async def test_an_address_is_stored_as_typed_and_found_in_every_spelling(
    client: httpx.AsyncClient,
) -> None:
    made = await signed_up(client, " Grace.Hopper@Bücher.example ")
    assert made.status_code == 201
    assert made.json()["user"]["email"] == "Grace.Hopper@Bücher.example"
    for spelling in ("grace.hopper@bücher.example", "GRACE.HOPPER@xn--bcher-kva.EXAMPLE"):
        assert (await logged_in(client, spelling)).status_code == 200
        problem(await signed_up(client, spelling), 409, "email-taken")
    refreshed = await client.post(
        "/api/v1/auth/refresh", json={"refreshToken": made.json()["refreshToken"]}
    )
    assert refreshed.json()["user"]["email"] == "Grace.Hopper@Bücher.example"


async def test_two_mailboxes_that_fold_alike_are_two_accounts(client: httpx.AsyncClient) -> None:
    assert (await signed_up(client, "straße@fold.example")).status_code == 201
    assert (await signed_up(client, "strasse@fold.example")).status_code == 201
    for email in ("straße@fold.example", "strasse@fold.example"):
        answer = await logged_in(client, email)
        assert answer.json()["user"]["email"] == email


async def test_an_invisible_character_makes_no_second_account(client: httpx.AsyncClient) -> None:
    assert (await signed_up(client, "joan@unseen.example")).status_code == 201
    said = problem(await signed_up(client, "jo\u200ban@unseen.example"), 400, "invalid-request")
    assert said["fields"] == [
        {
            "path": "$.email",
            "message": "contains a character that cannot be seen, zero width space (U+200B): "
            "type it again instead of pasting it",
            "didYouMean": [],
        }
    ]


async def before(database: asyncpg.Connection, client: httpx.AsyncClient, stored: str) -> None:
    """An account as it was stored before addresses were kept as typed."""
    person = await sign_up(client)
    await database.execute(
        "UPDATE users SET email = $1, email_as_typed = NULL WHERE id = $2", stored, person.user_id
    )


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("old@example.org", "Old@Example.org"),
        ("strasse@old.example", "straße@old.example"),
        ("old@bücher.example", "Old@Bücher.example"),
        ("ol\u200bd@example.org", "ol\u200bd@example.org"),
        ("o\uff4cd@example.org", "o\uff4cd@example.org"),
    ],
)
async def test_accounts_of_before_go_on_logging_in_as_they_typed(
    client: httpx.AsyncClient, database: asyncpg.Connection, stored: str, typed: str
) -> None:
    await before(database, client, stored)
    for _ in range(2):
        assert (await logged_in(client, typed)).status_code == 200


async def test_the_first_log_in_tells_which_of_two_mailboxes_an_old_account_has(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    await before(database, client, "gross@old.example")
    assert (await logged_in(client, "groß@old.example")).status_code == 200
    problem(await logged_in(client, "gross@old.example"), 401, "bad-credentials")
    assert (await signed_up(client, "gross@old.example")).status_code == 201


async def test_an_old_account_keeps_its_address_where_another_has_it_by_now(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    assert (await signed_up(client, "spaß@old.example")).status_code == 201
    await before(database, client, "spass@old.example")
    answer = await logged_in(client, "spass@old.example")
    assert answer.json()["user"]["email"] == "spass@old.example"


async def test_an_old_account_with_the_same_mailbox_refuses_a_second_one(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    await before(database, client, "twice@bücher.example")
    problem(await signed_up(client, "Twice@Bücher.example"), 409, "email-taken")


@pytest.mark.parametrize("name", ["Zoë", "李小龍", "x", "👩\u200d💻", "❤\ufe0f", " O'Neil "])
def test_a_name_may_be_written_in_any_script(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("  ", "must have at least one character that can be seen"),
        ("\u3164", "must have at least one character that can be seen"),
        ("\u200b\u200d", "must have at least one character that can be seen"),
        ("A\nB", "contains a character that cannot be seen, U+000A"),
        ("A\u202eB", "contains a character that cannot be seen, right-to-left override (U+202E)"),
        ("A\u200d", "contains a character that cannot be seen, zero width joiner (U+200D)"),
    ],
)
async def test_a_name_that_cannot_be_seen_is_refused_in_words_wherever_one_is_given(
    client: httpx.AsyncClient, name: str, said: str
) -> None:
    person = await sign_up(client)
    variant: Json = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}
    answers = [
        await signed_up(client, fresh_email(), name),
        await person.patch("/me", {"displayName": name}),
        await person.post("/me/tokens", {"name": name, "scopes": ["read"]}),
        await person.post("/plan/what-if", {"base": variant, "variants": [{"name": name}]}),
    ]
    for answer in answers:
        faults: Any = problem(answer, 400, "invalid-request")["fields"]
        assert [fault["message"].startswith(said) for fault in faults] == [True], answer.text
    assert (await person.get("/me")).json()["displayName"] == "Ada"


async def test_blanks_around_a_name_are_taken_off(client: httpx.AsyncClient) -> None:
    made = await signed_up(client, fresh_email(), "  Ada Lovelace ")
    assert made.json()["user"]["displayName"] == "Ada Lovelace"
