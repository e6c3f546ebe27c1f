"""F010: a resource can be found: a book by its authors, everything else by its address."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    for resource in corpus.resources:
        record = resource.record
        if record.type == "book" and not record.authors:
            yield error(resource.at("type"), "F010", "a book without authors", "add authors: […]")
        if record.type != "book" and not record.url:
            yield error(
                resource.at("type"), "F010", f"a {record.type} without a url", "add url: https://…"
            )
