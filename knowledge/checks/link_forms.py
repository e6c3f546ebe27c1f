"""U001, U002: every link is https and well formed, and shows where it leads.

The browser app shows no others, and a shortened one may lead elsewhere tomorrow.
"""

import re
from collections.abc import Iterator

from engine import Message, SourceRef
from knowledge.corpus import Corpus
from knowledge.findings import Edit, Violation

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_LINK = re.compile(
    rf"https://({_LABEL}\.)+[a-z]{{2,}}(:[0-9]{{2,5}})?([/?#][^\s<>\"'`\\^{{}}|]*)?", re.I
)
_WRITTEN_LINK = re.compile(r"https?://[^\s)]+", re.I)
"""A link in a text, up to a blank or a closing bracket."""

REFUSED_HOSTS = frozenset(
    ("bit.ly", "buff.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy", "t.co", "tinyurl.com")
)
"""Link shorteners."""


def check(corpus: Corpus) -> Iterator[Violation]:
    for resource in corpus.resources:
        if resource.record.url:
            yield from _check_link(resource.record.url, resource.at("url"))
    for one in corpus.titled:
        review = one.record.review
        for index, link in enumerate(review.sources if review else ()):
            yield from _check_link(link, one.at("review", "sources", index))
    for project in corpus.projects:
        for field in ("brief", "deliverable"):
            for link in _WRITTEN_LINK.findall(getattr(project.record, field)):
                yield from _check_link(link.rstrip(".,;:"), project.at(field))


def _check_link(link: str, place: SourceRef) -> Iterator[Violation]:
    if _LINK.fullmatch(link):
        host = link.split("/")[2].lower()
        if host.removeprefix("www.") in REFUSED_HOSTS:
            yield Violation.of(place, "U002", host=host)
        return
    fix, edit = Message("U001.fix.full"), None
    secure = "https://" + link.removeprefix("http://")
    if link.startswith("http://") and _LINK.fullmatch(secure):
        fix = Message("fix.write-value", {"value": secure})
        edit = Edit(place.line, place.column, link, secure)
    yield Violation.of(place, "U001", fix=fix, edit=edit, link=link[:80])
