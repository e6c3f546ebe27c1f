"""U001, U002: every link is https and well formed, and shows where it leads.

The browser app shows no others, and a shortened one may lead elsewhere tomorrow.
"""

import re
from collections.abc import Iterator

from engine import SourceRef
from knowledge.corpus import Corpus
from knowledge.findings import Edit, Finding, error, warning

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_LINK = re.compile(
    rf"https://({_LABEL}\.)+[a-z]{{2,}}(:[0-9]{{2,5}})?([/?#][^\s<>\"'`\\^{{}}|]*)?", re.I
)

REFUSED_HOSTS = frozenset(
    ("bit.ly", "buff.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy", "t.co", "tinyurl.com")
)
"""Shorteners of links."""


def check(corpus: Corpus) -> Iterator[Finding]:
    for resource in corpus.resources:
        if resource.record.url:
            yield from _check_link(resource.record.url, resource.at("url"))
    for one in corpus.titled:
        review = one.record.review
        for index, link in enumerate(review.sources if review else ()):
            yield from _check_link(link, one.at("review", "sources", index))


def _check_link(link: str, place: SourceRef) -> Iterator[Finding]:
    if _LINK.fullmatch(link):
        host = link.split("/")[2].lower()
        if host.removeprefix("www.") in REFUSED_HOSTS:
            yield warning(
                place, "U002", f"{host} hides where a link leads", "link to the page itself"
            )
        return
    secure = "https://" + link.removeprefix("http://")
    is_plain = link.startswith("http://") and _LINK.fullmatch(secure)
    yield error(
        place,
        "U001",
        f"{link[:80]} is no https link",
        f"write {secure}" if is_plain else "write the whole address, beginning with https://",
        edit=Edit(place.line, place.column, link, secure) if is_plain else None,
    )
