"""Tokens by hand: what each of them is made of, byte by byte, and what is refused."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID
from zlib import crc32

import pytest

from api.auth.tokens import (
    API_PREFIX,
    Claims,
    SessionTokens,
    hash_of,
    is_well_formed,
    new_token,
)
from api.errors import NotAuthenticatedError

USER = UUID("00000000-0000-7000-8000-000000000001")
SESSION = UUID("00000000-0000-7000-8000-000000000002")
NOON = datetime(2026, 11, 23, 12, 0, 0, 987_654, tzinfo=UTC)
NOON_STAMP = 1_795_435_200  # date -u -d '2026-11-23 12:00:00' +%s


def tokens_at(moment: datetime, *signing: str) -> SessionTokens:
    return SessionTokens(signing or ("a secret",), clock=lambda: moment)


def key_of(secret: str) -> bytes:
    return sha256(b"access:" + secret.encode()).digest()


def unpadded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def opened(part: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def test_an_access_token_says_who_for_ten_minutes_and_is_signed_with_the_first_secret() -> None:
    token, expires = tokens_at(NOON, "new", "old").issue(USER, SESSION)
    assert expires == datetime(2026, 11, 23, 12, 10, tzinfo=UTC)
    head, body, signature = token.split(".")
    name = sha256(key_of("new")).hexdigest()[:12]
    assert opened(head) == {"alg": "HS256", "typ": "at+jwt", "kid": name}
    assert opened(body) == {
        "iss": "career",
        "aud": "career-api",
        "sub": str(USER),
        "sid": str(SESSION),
        "iat": NOON_STAMP,
        "exp": NOON_STAMP + 600,
    }
    expected = hmac.digest(key_of("new"), f"{head}.{body}".encode(), "sha256")
    assert signature == unpadded(expected)


def test_an_access_token_is_read_until_the_second_it_ends_and_under_older_secrets() -> None:
    token, expires = tokens_at(NOON, "old").issue(USER, SESSION)
    just_before = expires - timedelta(microseconds=1)
    assert tokens_at(just_before, "new", "old").read(token) == Claims(USER, SESSION)
    for late in (expires, expires + timedelta(seconds=1)):
        with pytest.raises(NotAuthenticatedError):
            tokens_at(late, "old").read(token)
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON, "new").read(token)


def made(head: dict[str, object], body: dict[str, object], secret: str = "a secret") -> str:
    parts = [unpadded(json.dumps(part).encode()) for part in (head, body)]
    signature = hmac.digest(key_of(secret), ".".join(parts).encode(), "sha256")
    return ".".join([*parts, unpadded(signature)])


HEAD: dict[str, object] = {
    "alg": "HS256",
    "typ": "at+jwt",
    "kid": sha256(key_of("a secret")).hexdigest()[:12],
}
BODY: dict[str, object] = {
    "iss": "career",
    "aud": "career-api",
    "sub": str(USER),
    "sid": str(SESSION),
    "iat": NOON_STAMP,
    "exp": NOON_STAMP + 600,
}


def test_a_token_made_by_hand_is_read() -> None:
    assert tokens_at(NOON).read(made(HEAD, BODY)) == Claims(USER, SESSION)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({"typ": "JWT"}, {}),
        ({"kid": "0" * 12}, {}),
        ({"cty": "more"}, {}),
        ({}, {"iss": "another"}),
        ({}, {"aud": "another"}),
        ({}, {"aud": ["career-api"]}),
        ({}, {"sub": "nobody"}),
        ({}, {"sid": "nothing"}),
        ({}, {"sub": 7}),
        ({}, {"exp": str(NOON_STAMP + 600)}),
        ({}, {"exp": NOON_STAMP + 600.5}),
        ({}, {"exp": NOON_STAMP}),
        ({}, {"admin": True}),
        ({}, {"nbf": NOON_STAMP}),
    ],
)
def test_a_token_with_anything_unusual_is_refused(
    head: dict[str, object], body: dict[str, object]
) -> None:
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(made(HEAD | head, BODY | body))


@pytest.mark.parametrize("missing", sorted(BODY))
def test_a_token_without_a_claim_is_refused(missing: str) -> None:
    body = {claim: value for claim, value in BODY.items() if claim != missing}
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(made(HEAD, body))


@pytest.mark.parametrize(
    "token", ["", ".", "..", "a.b.c", "é.é.é", "=.=.=", "x" * 1025, "a.b", "a.b.c.d"]
)
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(token)


def test_a_token_is_not_read_however_valid_when_it_is_too_long() -> None:
    """A claim that is allowed, stretched: the token is valid but for its length."""
    token = made(HEAD, BODY)
    assert len(token) <= 1024
    spaced = unpadded(json.dumps(BODY, indent=150).encode())
    head = token.partition(".")[0]
    signature = hmac.digest(key_of("a secret"), f"{head}.{spaced}".encode(), "sha256")
    longer = f"{head}.{spaced}.{unpadded(signature)}"
    assert len(longer) > 1024
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(longer)


def test_the_successors_of_a_refresh_token_one_for_each_secret() -> None:
    token = "cir_token"
    expected = []
    for secret in (b"new", b"old"):
        body = "cir_" + unpadded(hmac.digest(secret, b"successor:cir_token", "sha256"))
        expected.append(f"{body}{crc32(body.encode()):08x}")
    assert tokens_at(NOON, "new", "old").successors_of(token) == tuple(expected)
    assert all(is_well_formed(one, "cir_") for one in expected)


def test_what_may_be_stored_of_a_refresh_token() -> None:
    """Under each secret, and at last as it was stored before tokens were bound to one."""
    new, old = (hmac.digest(secret, b"refresh:cir_token", "sha256") for secret in (b"new", b"old"))
    assert tokens_at(NOON, "new", "old").hashes_of("cir_token") == (
        new,
        old,
        sha256(b"cir_token").digest(),
    )


def test_a_new_token_has_256_random_bits_and_a_checksum() -> None:
    token = new_token(API_PREFIX)
    assert token.startswith("cip_")
    assert len(token) == 4 + 43 + 8
    assert len(urlsafe_b64decode(token[4:47] + "=")) == 32
    assert token[47:] == f"{crc32(token[:47].encode()):08x}"
    assert new_token(API_PREFIX) != token


def test_what_cannot_be_one_of_our_tokens() -> None:
    token = new_token(API_PREFIX)
    assert is_well_formed(token, "cip_")
    assert not is_well_formed(token, "cir_")
    assert not is_well_formed(token + "0", "cip_")
    assert not is_well_formed(token[:-1], "cip_")
    other = "B" if token[10] == "A" else "A"
    assert not is_well_formed(token[:10] + other + token[11:], "cip_")
    assert not is_well_formed(token[:-1] + "é", "cip_")
    assert not is_well_formed("é" + token[1:], "cip_")
    body = "xxx_" + "A" * 43
    assert not is_well_formed(f"{body}{crc32(body.encode()):08x}", "cip_")


def test_what_is_stored_of_a_token() -> None:
    """The SHA-256 of "abc", from FIPS 180-2."""
    assert hash_of("abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
