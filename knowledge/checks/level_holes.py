"""L001, L006: levels run from 1 upwards without a hole, and the scale names all of 0 to 5."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.record_types import TOP_LEVEL


def check(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        levels = skill.record.levels
        missing = [number for number in range(1, max(levels, default=0)) if number not in levels]
        if missing:
            names = ", ".join(map(str, missing))
            yield error(
                skill.at_key("levels"),
                "L001",
                f"level {names} is missing below level {max(levels)}",
                f"write level {names}, or renumber the levels",
            )
    scale = corpus.scale
    if scale is not None:
        for number in range(TOP_LEVEL + 1):
            if number not in scale.record.levels:
                place = scale.at_key("levels")
                yield error(place, "L006", f"the scale has no level {number}", "add it")
