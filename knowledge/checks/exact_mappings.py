"""X003: at most one concept of a system means exactly the same; two cannot."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for one in corpus.titled:
        seen: set[str] = set()
        for index, mapping in enumerate(one.record.mappings):
            if mapping.relation != "exact":
                continue
            if mapping.system in seen:
                place = one.at("mappings", index, "relation")
                yield Violation.of(place, "X003", system=mapping.system)
            seen.add(mapping.system)
