"""O001: a role requires levels that its skills have; others could never be reached."""

from collections.abc import Iterator

from knowledge.corpus import Corpus, TargetReference
from knowledge.findings import Violation
from knowledge.reading.located import has_unreadable_levels


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.target_references:
        slug = reference.target.skill
        skill = corpus.skill_by_slug.get(corpus.current_skill.get(slug, slug))
        top = max(skill.record.levels, default=0) if skill else 0
        if skill and top and not has_unreadable_levels(skill):
            yield from _check_target(reference, top)


def _check_target(reference: TargetReference, top: int) -> Iterator[Violation]:
    level, skill = reference.target.level, reference.target.skill
    required = {(): level} if isinstance(level, int) else {(name,): n for name, n in level.items()}
    for key, number in required.items():
        if number > top:
            place = reference.owner.at(*reference.path, "level", *key)
            yield Violation.of(place, "O001", skill=skill, top=top, level=number)
