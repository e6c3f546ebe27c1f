"""M001, M003: measured numbers are about steps that exist, each once; others would be ignored, and
what is missing would go unnoticed.
"""

from collections.abc import Iterator

from engine import Message
from knowledge.corpus import Corpus
from knowledge.corpus.measured import MeasuredReference, measured_references
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Edit, Violation
from knowledge.reading.located import Located, has_unreadable_levels
from knowledge.reading.measured_records import MeasuredRecord


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.measured is None:
        return
    for one in measured_references(corpus.measured):
        yield from _check_step(corpus, corpus.measured, one)
    yield from _repeated(corpus.measured)


def _check_step(
    corpus: Corpus, measured: Located[MeasuredRecord], one: MeasuredReference
) -> Iterator[Violation]:
    place = measured.at(*one.path, "skill")
    current = corpus.current_skill.get(one.skill, one.skill)
    skill = corpus.skill_by_slug.get(current)
    if skill is None:
        if one.skill and ("skill", one.skill) not in corpus.failed:
            otherwise = Message("M001.unknown.fix")
            fix = did_you_mean(one.skill, corpus.skill_by_slug, otherwise=otherwise)
            yield Violation.of(place, "M001.unknown", fix=fix, skill=one.skill)
        return
    if current != one.skill:
        edit = Edit(place.line, place.column, one.skill, current)
        yield Violation.of(place, "M001.former", edit=edit, skill=one.skill, current=current)
    if skill.record.status == "draft":
        yield Violation.of(place, "M001.draft", skill=current)
    levels = skill.record.levels
    if one.level and levels and one.level not in levels and not has_unreadable_levels(skill):
        at = measured.at(*one.path, "level")
        yield Violation.of(at, "M001.level", skill=current, level=one.level, top=max(levels))


def _repeated(measured: Located[MeasuredRecord]) -> Iterator[Violation]:
    seen: set[tuple[object, ...]] = set()
    named = list(measured_references(measured))
    needs = {one.path[:3]: (one.skill, one.level) for one in named if one.path[-1] == "needs"}
    for one in named:
        if one.path[-1] == "needs":
            continue
        key = (one.path[0], one.skill, one.level, needs.get(one.path))
        if key in seen and one.skill:
            place = measured.at(*one.path)
            yield Violation.of(place, "M003", skill=one.skill, level=one.level)
        seen.add(key)
