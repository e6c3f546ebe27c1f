"""G008, R011: a skill that no skill and no role requires is never part of any roadmap,
unless it is marked as elective."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.failed:
        return  # what could not be read may well use it
    used = {one.need.skill for one in corpus.prerequisite_references}
    used |= {one.target.skill for one in corpus.target_references}
    used |= {corpus.current_skill.get(slug, slug) for slug in used}
    for skill in corpus.skills:
        record = skill.record
        if record.slug in used or record.elective or record.status != "active":
            continue
        is_isolated = not any(level.requires for level in record.levels.values())
        message = "G008" if is_isolated else "R011"
        yield Violation.of(skill.at("slug"), message, slug=record.slug)
