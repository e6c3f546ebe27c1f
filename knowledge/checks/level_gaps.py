"""L001, L006: levels run from 1 upwards without a gap, and the scale names all of 0 to 5."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.value_types import TOP_LEVEL


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        top = max(skill.record.levels, default=0)
        missing = [str(n) for n in range(1, top) if n not in skill.record.levels]
        if missing:
            place = skill.at_key("levels")
            yield Violation.of(place, "L001", n=len(missing), levels=tuple(missing), top=top)
    scale = corpus.scale
    if scale is not None:
        for number in range(TOP_LEVEL + 1):
            if number not in scale.record.levels:
                yield Violation.of(scale.at_key("levels"), "L006", level=number)
