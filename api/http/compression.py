"""Compresses responses where the client takes it, each form under an entity tag of its own."""

import gzip
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

import brotli  # type: ignore[import-untyped]
from cachetools import LRUCache
from litestar.datastructures import MutableScopeHeaders
from litestar.types import (
    ASGIApp,
    HTTPResponseStartEvent,
    HTTPScope,
    Message,
    Receive,
    Scope,
    Send,
)

MIN_SIZE = 1_000
"""Smaller bodies fit into one packet anyway [bytes]."""
MAX_STORED = 128
"""So many compressed public responses are kept for the next client."""
COMPRESSIBLE = re.compile(
    r"text/|application/(?:json|problem\+json|javascript|manifest\+json)|.*xml"
)
SECRET = re.compile(r"/api/v1/(?:auth|me/tokens)(?:/|$)")
"""What shows a secret is not compressed: its length would tell something about it."""
CODINGS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "br": lambda body: brotli.compress(body, quality=4),
        "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
    }
)
"""What we offer, the better first."""
_CODED_TAG = re.compile(r'-(br|gzip)"')


def negotiate_coding(accept_encoding: str) -> str | None:
    """The best coding that a client takes; None where it takes none of ours (RFC 9110, 12.5.3).

    Examples:
        >>> negotiate_coding("gzip, br"), negotiate_coding("gzip;q=1, br;q=0.5")
        ('br', 'br')
        >>> negotiate_coding("gzip, br;q=0"), negotiate_coding("*"), negotiate_coding("")
        ('gzip', 'br', None)
    """
    taken: dict[str, bool] = {}
    for choice in accept_encoding.lower().split(","):
        name, _, weight = choice.partition(";")
        taken[name.strip()] = re.fullmatch(r"\s*q=0(?:\.0*)?\s*", weight) is None
    return next((name for name in CODINGS if taken.get(name, taken.get("*", False))), None)


def plain_tags(tags: str) -> str:
    """Entity tags as a route knows them, whatever form of the response they were sent with.

    Example:
        >>> plain_tags('"v3-en-br", W/"a-gzip", "b"')
        '"v3-en", W/"a", "b"'
    """
    return _CODED_TAG.sub('"', tags)


class Compression:
    """Compresses what a client takes; one for the whole application."""

    def __init__(self) -> None:
        self._stored: LRUCache[tuple[str, str], bytes] = LRUCache(MAX_STORED)

    def middleware(self, app: ASGIApp) -> ASGIApp:
        """Compress the responses of an application whose responses have one part each."""

        async def compressed(scope: Scope, receive: Receive, send: Send) -> None:
            asked = MutableScopeHeaders(cast("HTTPScope", scope))
            coding = negotiate_coding(asked.get("accept-encoding", ""))
            held = asked.get("if-none-match", "")
            for name in ("if-match", "if-none-match"):
                if name in asked:
                    asked[name] = plain_tags(asked[name])
            starts: list[HTTPResponseStartEvent] = []

            async def coded(message: Message) -> None:
                if message["type"] == "http.response.start":
                    starts.append(message)
                    return
                if message["type"] == "http.response.body" and starts:
                    start = starts.pop()
                    headers = MutableScopeHeaders.from_message(start)
                    if start["status"] == 304:
                        _name_held_form(headers, held)
                    elif _is_compressible(headers, scope["path"]):
                        message["body"] = self._code(headers, message["body"], coding)
                    await send(start)
                await send(message)

            await app(scope, receive, coded)

        return compressed

    def _code(self, headers: MutableScopeHeaders, body: bytes, coding: str | None) -> bytes:
        headers.extend_header_value("vary", "Accept-Encoding")
        if coding is None or len(body) < MIN_SIZE:
            return body
        tag = headers.get("etag", "")
        stored = (tag, coding) if "public" in headers.get("cache-control", "") and tag else None
        coded = self._stored.get(stored) if stored else None
        if coded is None:
            coded = CODINGS[coding](body)
            if stored:
                self._stored[stored] = coded
        headers["content-encoding"] = coding
        headers["content-length"] = str(len(coded))
        if tag:
            headers["etag"] = _coded_tag(tag, coding)
        return coded


def _coded_tag(tag: str, coding: str) -> str:
    """The entity tag of the compressed form.

    Example:
        >>> _coded_tag('"v3-en"', "br")
        '"v3-en-br"'
    """
    return f'{tag[:-1]}-{coding}"'


def _name_held_form(headers: MutableScopeHeaders, held: str) -> None:
    """Let a 304 name the form of the response that the client holds."""
    headers.extend_header_value("vary", "Accept-Encoding")
    tag = headers.get("etag", "")
    for coding in CODINGS:
        if tag and _coded_tag(tag, coding) in held:
            headers["etag"] = _coded_tag(tag, coding)
            return


def _is_compressible(headers: MutableScopeHeaders, path: str) -> bool:
    kind = headers.get("content-type", "")
    return (
        COMPRESSIBLE.match(kind) is not None
        and "content-encoding" not in headers
        and SECRET.match(path) is None
    )
