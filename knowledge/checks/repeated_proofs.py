"""P002: a project proves each skill once, because a level includes the levels below it."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for project in corpus.projects:
        first: dict[str, int] = {}
        for index, proved in enumerate(project.record.proves):
            slug = corpus.current_skill.get(proved.skill, proved.skill)
            place = project.at("proves", index, "skill")
            if slug and slug in first:
                yield Violation.of(place, "P002", skill=slug, line=first[slug])
            first.setdefault(slug, place.line)
