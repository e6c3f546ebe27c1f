"""R010: a resource that no level names is never shown to anybody."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
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
            yield warning(
                resource.at("slug"),
                "R010",
                f"no level names the resource {resource.record.slug}",
                "name it under resources of a level, or delete the file",
            )
