"""L005: a level that nothing requires costs upkeep and appears in no roadmap."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.failed:
        return  # what could not be read may well use it
    required: dict[str, int] = {}
    for reference in corpus.prerequisite_references:
        slug = corpus.current_skill.get(reference.need.skill, reference.need.skill)
        required[slug] = max(required.get(slug, 0), reference.need.level)
    for target in corpus.target_references:
        slug = corpus.current_skill.get(target.target.skill, target.target.skill)
        required[slug] = max(required.get(slug, 0), *target.levels.values(), 0)
    for skill in corpus.skills:
        slug = skill.record.slug
        highest, top = required.get(slug, 0), max(skill.record.levels, default=0)
        if 0 < highest < top:
            place = skill.at_key("levels", highest + 1)
            yield Violation.of(place, "L005", skill=slug, level=highest)
