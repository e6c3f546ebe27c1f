"""F013, I017: a picture names each skill in a few letters, and no two skills alike."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import SkillRecord

LONGEST = 18
"""What fits into a node of a graph [characters]."""


def check(corpus: Corpus) -> Iterator[Violation]:
    first: dict[str, Located[SkillRecord]] = {}
    for skill in corpus.skills:
        record = skill.record
        key = "short_title" if record.short_title else "title"
        title = record.short_title or record.title
        if record.status == "draft" or not title:
            continue
        if len(title) > LONGEST:
            message = "F013.long" if record.short_title else "F013.missing"
            yield Violation.of(skill.at(key), message, n=len(title), most=LONGEST)
        other = first.setdefault(title.casefold(), skill)
        if other.record.title != record.title:  # equal titles are reported as such
            yield Violation.of(skill.at(key), "I017", title=title, path=other.path)
