"""Compression: what is sent, under which tag, and what a client may do with that tag."""

import gzip
import json

import brotli  # type: ignore[import-untyped]
import httpx
import pytest
from people import PASSWORD, sign_up

from api.http.compression import MIN_SIZE

ROLE = "/api/v1/roles/data-analyst"
PLAN = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}


async def fetched(
    client: httpx.AsyncClient, path: str, **headers: str
) -> tuple[httpx.Response, bytes]:
    """A response and the bytes of its body as they went over the wire."""
    async with client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join([part async for part in answer.aiter_raw()])


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip, br;q=0.000", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("identity", None),
        ("brx, xgzip", None),
        ("", None),
    ],
)
async def test_the_best_coding_that_a_client_takes_is_used(
    client: httpx.AsyncClient, accepted: str, coding: str | None
) -> None:
    plain, text = await fetched(client, ROLE, **{"accept-encoding": "identity"})
    answer, raw = await fetched(client, ROLE, **{"accept-encoding": accepted})
    assert answer.headers.get("content-encoding") == coding
    assert int(answer.headers["content-length"]) == len(raw)
    assert answer.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    if coding is None:
        assert raw == text
        assert answer.headers["etag"] == plain.headers["etag"]
    else:
        assert (brotli.decompress(raw) if coding == "br" else gzip.decompress(raw)) == text
        assert len(text) > MIN_SIZE > 0
        assert len(raw) < len(text)
        assert answer.headers["etag"] == plain.headers["etag"][:-1] + f'-{coding}"'


async def test_what_is_small_goes_out_as_it_is(client: httpx.AsyncClient) -> None:
    answer, raw = await fetched(client, "/api/v1/health/live", **{"accept-encoding": "br"})
    assert "content-encoding" not in answer.headers
    assert json.loads(raw) == {"status": "live"}


@pytest.mark.parametrize("coding", ["br", "gzip"])
async def test_a_client_that_holds_the_compressed_form_is_told_so(
    client: httpx.AsyncClient, coding: str
) -> None:
    first, _ = await fetched(client, ROLE, **{"accept-encoding": coding})
    tag = first.headers["etag"]
    assert tag.endswith(f'-{coding}"')
    again, raw = await fetched(client, ROLE, **{"accept-encoding": coding, "if-none-match": tag})
    assert (again.status_code, raw, again.headers["etag"]) == (304, b"", tag)
    other, _ = await fetched(client, ROLE, **{"accept-encoding": coding, "if-none-match": '"x"'})
    assert other.status_code == 200


async def test_a_change_may_name_the_tag_of_the_compressed_form(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    made = (await person.post("/roadmaps", PLAN)).json()
    path = f"/api/v1/roadmaps/{made['id']}"
    read, _ = await fetched(client, path, **person.headers, **{"accept-encoding": "gzip"})
    assert read.headers["etag"].endswith('-gzip"')
    assert read.headers["cache-control"] == "private, no-cache"
    item = made["result"]["items"][0]["id"]
    changed = await client.patch(
        f"{path}/items/{item}",
        json={"status": "doing"},
        headers={**person.headers, "if-match": read.headers["etag"]},
    )
    assert changed.status_code == 200


async def test_what_shows_a_secret_is_not_compressed(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    answer = await client.post(
        "/api/v1/auth/login",
        json={"email": person.email, "password": PASSWORD, "transport": "bearer"},
        headers={"accept-encoding": "gzip, br"},
    )
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers
    assert "vary" not in answer.headers or "Accept-Encoding" not in answer.headers["vary"]
