"""R004: prerequisites and projects name levels that the skill has; others could never be met."""

from collections.abc import Iterator

from engine import SourceRef
from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import has_unreadable_levels


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.prerequisite_references:
        place = reference.owner.at(*reference.path, "level")
        yield from _check_level(corpus, reference.need.skill, reference.need.level, place)
    for proof in corpus.proof_references:
        place = proof.owner.at(*proof.path, "level")
        yield from _check_level(corpus, proof.proved.skill, proof.proved.level, place)


def _check_level(corpus: Corpus, slug: str, level: int, place: SourceRef) -> Iterator[Violation]:
    needed = corpus.skill_by_slug.get(corpus.current_skill.get(slug, slug))
    if needed is None or not level or level in needed.record.levels:
        return
    if not needed.record.levels or has_unreadable_levels(needed):
        return  # already reported where it is
    yield Violation.of(place, "R004", skill=slug, level=level, top=max(needed.record.levels))
