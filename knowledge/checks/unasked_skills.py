"""T007: a skill that no role requires, not even through prerequisites, is in no plan; where that is
intended, the skill says that it is elective.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.failed:
        return  # what could not be read may well require it
    asked = _asked(corpus)
    named = {corpus.current_skill.get(slug, slug) for slug in _prerequisites(corpus)}
    for skill in corpus.skills:
        record = skill.record
        if record.slug in asked or record.elective or record.status != "active":
            continue
        if record.slug in named:  # the others are isolated or unused, which is reported as such
            yield Violation.of(skill.at("slug"), "T007", slug=record.slug)


def _prerequisites(corpus: Corpus) -> dict[str, set[str]]:
    """Skill → the skills that require it."""
    found: dict[str, set[str]] = {}
    for one in corpus.prerequisite_references:
        slug = corpus.current_skill.get(one.need.skill, one.need.skill)
        found.setdefault(slug, set()).add(one.owner.record.slug)
    return found


def _asked(corpus: Corpus) -> set[str]:
    """Skills that a role names, elective ones, and all that these require at any level."""
    required: dict[str, set[str]] = {}
    for slug, owners in _prerequisites(corpus).items():
        for owner in owners:
            required.setdefault(owner, set()).add(slug)
    named = (one.target.skill for one in corpus.target_references)
    waiting = [corpus.current_skill.get(slug, slug) for slug in named]
    waiting += [one.record.slug for one in corpus.skills if one.record.elective]
    asked: set[str] = set()
    while waiting:
        slug = waiting.pop()
        if slug not in asked:
            asked.add(slug)
            waiting += required.get(slug, ())
    return asked
