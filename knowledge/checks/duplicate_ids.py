"""I001: no two files share an id. People's progress hangs on ids; a shared one would mix two
skills.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for one in (*corpus.entries, *corpus.rules):
        identity = one.record.id
        if not identity:
            continue
        if identity in first:
            yield error(
                one.at("id"),
                "I001",
                f"the id {identity} belongs to {first[identity]} already",
                "delete the id line of the newer file and run check --fix",
            )
        first.setdefault(identity, one.path)
