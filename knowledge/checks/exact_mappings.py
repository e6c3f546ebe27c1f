"""X003: at most one concept of a system means exactly the same; two cannot."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    for one in corpus.titled:
        seen: set[str] = set()
        for index, mapping in enumerate(one.record.mappings):
            if mapping.relation != "exact":
                continue
            if mapping.system in seen:
                yield error(
                    one.at("mappings", index, "relation"),
                    "X003",
                    f"a second exact mapping to {mapping.system}",
                    "keep the one that means the same, and make the other close",
                )
            seen.add(mapping.system)
