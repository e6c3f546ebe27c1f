"""M006: numbers were measured with this content; after a major change its steps mean something
else, and numbers from the future have a wrong version.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.measured_records import sections_of


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.measured is None or corpus.manifest is None:
        return
    current = corpus.manifest.record.version
    for name, section in sections_of(corpus.measured.record):
        if not section.version or not current:
            continue  # already reported
        place = corpus.measured.at(name, "version")
        if _parts(section.version) > _parts(current):
            yield Violation.of(place, "M006.future", version=section.version, current=current)
        elif _parts(section.version)[0] < _parts(current)[0]:
            yield Violation.of(place, "M006.stale", version=section.version, current=current)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
