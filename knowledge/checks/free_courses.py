"""T005: somebody who begins a skill needs a course or a tutorial that costs nothing; documentation
and books alone teach those who already know what to look for.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.records import LevelRecord

FIRST_LEVELS = (1, 2)
TEACHING = frozenset(("course", "tutorial"))


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        if skill.record.status == "draft":
            continue
        for number in FIRST_LEVELS:
            level = skill.record.levels.get(number)
            if level is None or _is_taught_free(corpus, level):
                continue
            path = ("levels", number, *(("resources",) if level.resources else ()))
            yield Violation.of(skill.at_key(*path), "T005", slug=skill.record.slug, level=number)


def _is_taught_free(corpus: Corpus, level: LevelRecord) -> bool:
    """Whether one of its resources is a free course or tutorial, or one could not be read."""
    for slug in level.resources:
        resource = corpus.resource_by_slug.get(corpus.current_resource.get(slug, slug))
        if resource is None or (
            resource.record.cost == "free" and resource.record.type in TEACHING
        ):
            return True
    return False
