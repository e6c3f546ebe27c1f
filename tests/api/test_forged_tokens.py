"""Forged access tokens: none is accepted, and all are refused with one body."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from applications import SECRET
from people import Person, sign_up

Json = dict[str, object]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed(header: object, claims: object, key: bytes, digest: str = "sha256") -> str:
    head = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims).encode())}"
    return f"{head}.{b64(hmac.digest(key, head.encode(), digest))}"


def our_key() -> bytes:
    return hashlib.sha256(b"access:" + SECRET.encode()).digest()


def forgeries(person: Person) -> Iterator[tuple[str, str]]:
    head, body, signature = person.access_token.split(".")
    header: Json = json.loads(unb64(head))
    claims: Json = json.loads(unb64(body))
    key = our_key()
    now = int(datetime.now(UTC).timestamp())
    for alg in ("none", "None", "NONE", "nOnE", ""):
        bare = f"{b64(json.dumps(header | {'alg': alg}).encode())}.{body}"
        yield f"alg {alg!r} unsigned", f"{bare}."
        yield f"alg {alg!r} with signature", f"{bare}.{signature}"
    for alg, digest in (("HS384", "sha384"), ("HS512", "sha512"), ("RS256", "sha256")):
        yield f"alg {alg}", signed(header | {"alg": alg}, claims, key, digest)
    yield "empty key", signed(header, claims, b"")
    yield "the secret itself as key", signed(header, claims, SECRET.encode())
    kids: tuple[object, ...] = (
        "../../dev/null",
        "/dev/null",
        "' OR 1=1 --",
        "",
        "0" * 12,
        7,
        None,
        ["a"],
        {},
    )
    for kid in kids:
        yield f"kid {kid!r}", signed(header | {"kid": kid}, claims, b"")
        yield f"kid {kid!r} with our key", signed(header | {"kid": kid}, claims, key)
    for name, value in (
        ("jku", "https://example.org/keys"),
        ("jwk", {"kty": "oct", "k": b64(b"x")}),
        ("x5u", "https://example.org/cert"),
        ("crit", ["exp"]),
        ("b64", False),
        ("zip", "DEF"),
    ):
        yield f"header {name}", signed(header | {name: value}, claims, key)
    for typ in ("JWT", "rt+jwt", "at+JWT ", "", 1):
        yield f"typ {typ!r}", signed(header | {"typ": typ}, claims, key)
    for changed in (
        {"aud": "other"}, {"aud": ["career-api", "other"]}, {"aud": None},
        {"iss": "other"}, {"iss": ["career"]},
        {"exp": now - 1}, {"exp": str(now + 60)}, {"exp": None}, {"exp": 1e400}, {"exp": True},
        {"iat": now + 3600}, {"sub": "1"}, {"sub": None}, {"sub": str(uuid4())},
        {"sid": "1"}, {"sid": str(uuid4())}, {"admin": True}, {"nbf": now + 3600},
    ):  # fmt: skip
        yield f"claims {changed}", signed(header, claims | changed, key)
    for missing in ("exp", "iss", "aud", "sub", "sid", "iat"):
        rest = {name: value for name, value in claims.items() if name != missing}
        yield f"without {missing}", signed(header, rest, key)
    for place in (0, 10, 20, 42):
        flipped = "A" if signature[place] != "A" else "B"
        yield f"flip {place}", f"{head}.{body}.{signature[:place]}{flipped}{signature[place + 1 :]}"
    last = ALPHABET[ALPHABET.index(signature[-1]) + 1]
    yield "the same bytes with stray bits", f"{head}.{body}.{signature[:-1]}{last}"
    yield "the same bytes with padding", f"{person.access_token}="
    yield "refresh token as access token", person.refresh_token
    yield "one part", head
    yield "two parts", f"{head}.{body}"
    yield "four parts", f"{person.access_token}.{signature}"
    yield "one megabyte", signed(header, claims | {"x": "x" * 1_000_000}, key)
    yield "no JSON", f"{b64(b'{')}.{b64(b'}')}.{signature}"
    yield "claims are a list", signed(header, [claims], key)
    yield "header is a list", signed([header], claims, key)
    yield "not base64", "%%.%%.%%"
    yield "a program's token that does not exist", "cip_" + "A" * 51
    yield "empty", ""


async def test_no_forgery_is_accepted(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    assert (await person.get("/me")).status_code == 200
    bodies = set()
    kinds = list(forgeries(person))
    assert len(kinds) >= 40
    for name, token in kinds:
        answer = await client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 401, (name, answer.text)
        bodies.add(answer.content)
    assert len(bodies) == 1


@pytest.mark.parametrize("scheme", ["Basic", "Token", "Bearer,", "bearer\t"])
async def test_no_other_scheme_is_accepted(client: httpx.AsyncClient, scheme: str) -> None:
    person = await sign_up(client)
    header = {"authorization": f"{scheme} {person.access_token}"}
    assert (await client.get("/api/v1/me", headers=header)).status_code == 401


async def test_an_access_token_ends_after_ten_minutes(client: httpx.AsyncClient) -> None:
    answer = await sign_up(client)
    claims = json.loads(unb64(answer.access_token.split(".")[1]))
    assert timedelta(seconds=claims["exp"] - claims["iat"]) == timedelta(minutes=10)
