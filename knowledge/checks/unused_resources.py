"""R010: a resource that no level lists is never shown to anyone."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.failed or any(not skill.record.levels for skill in corpus.skills):
        return  # what could not be read may well use it
    used = {
        corpus.current_resource.get(slug, slug)
        for skill in corpus.skills
        for level in skill.record.levels.values()
        for slug in level.resources
    }
    for resource in corpus.resources:
        if resource.record.slug not in used:
            yield Violation.of(resource.at("slug"), "R010", slug=resource.record.slug)
