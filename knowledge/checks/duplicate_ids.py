"""I001, I006: no two files share an id, and no id is used again.

People's progress hangs on ids; a shared one would mix two skills.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.filed import is_misnamed


def check(corpus: Corpus) -> Iterator[Finding]:
    gone = (
        {one.id: one.slug for one in corpus.redirects.record.redirects} if corpus.redirects else {}
    )
    first: dict[str, str] = {}
    for one in (*sorted(corpus.entries, key=is_misnamed), *corpus.rules):
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
        if identity in gone:
            yield error(
                one.at("id"),
                "I006",
                f"the id {identity} belonged to {gone[identity]}, gone by redirects.yaml",
                "delete the id line and run check --fix; ids are never used again",
            )
