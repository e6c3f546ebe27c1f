"""F010: a resource can be found: a book by its authors, everything else by its address."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for resource in corpus.resources:
        record, place = resource.record, resource.at("type")
        if record.type == "book" and not record.authors:
            yield Violation.of(place, "F010.authors")
        if record.type != "book" and not record.url:
            yield Violation.of(place, "F010.url", type=record.type)
