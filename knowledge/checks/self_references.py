"""R008: a skill does not require itself; each level requires the one below without saying so."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.prerequisite_references:
        slug = reference.need.skill
        if corpus.current_skill.get(slug, slug) == reference.owner.record.slug:
            yield Violation.of(reference.place, "R008", slug=slug)
