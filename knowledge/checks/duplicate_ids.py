"""I001, I006: no two files share an id, and no id is reused.

People's progress is stored by id; a shared one would mix two skills.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import is_misnamed


def check(corpus: Corpus) -> Iterator[Violation]:
    gone = (
        {one.id: one.slug for one in corpus.redirects.record.redirects} if corpus.redirects else {}
    )
    first: dict[str, str] = {}
    for one in (*sorted(corpus.entries, key=is_misnamed), *corpus.rules):
        identity = one.record.id
        if not identity:
            continue
        if identity in first:
            yield Violation.of(one.at("id"), "I001", id=identity, path=first[identity])
        first.setdefault(identity, one.path)
        if identity in gone:
            yield Violation.of(one.at("id"), "I006", id=identity, slug=gone[identity])
