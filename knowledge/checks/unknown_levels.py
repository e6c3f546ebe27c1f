"""R004: a prerequisite names a level that its skill has; otherwise it could never be met."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import has_unreadable_levels


def check(corpus: Corpus) -> Iterator[Violation]:
    for reference in corpus.prerequisite_references:
        slug, level = reference.need.skill, reference.need.level
        needed = corpus.skill_by_slug.get(corpus.current_skill.get(slug, slug))
        if needed is None or not level or level in needed.record.levels:
            continue
        if not needed.record.levels or has_unreadable_levels(needed):
            continue  # already reported where it is
        place = reference.owner.at(*reference.path, "level")
        yield Violation.of(place, "R004", skill=slug, level=level, top=max(needed.record.levels))
