"""O002: a skill is required once in a role, alone or in one choice, or it would count twice."""

from collections.abc import Iterator

from knowledge.corpus import Corpus, target_references_in
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.roles:
        first: dict[str, int] = {}
        for reference in target_references_in(role):
            slug = corpus.current_skill.get(reference.target.skill, reference.target.skill)
            if slug in first:
                yield Violation.of(reference.place, "O002", skill=slug, line=first[slug])
            first.setdefault(slug, reference.place.line)
