"""F007, F008: texts say something, and fit where they are shown."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.records import RoleRecord, SkillRecord
from knowledge.reading.source_map import Path

LIMITS = {
    "title": 80,
    "alias": 60,
    "summary": 200,
    "can_do": 160,
    "evidence": 200,
    "why": 200,
    "label": 80,
    "brief": 900,
    "deliverable": 300,
    "criterion": 60,
    "meets": 240,
    "exceeds": 240,
}
"""The longest text that the browser app shows without cutting [characters]."""

_Text = tuple[str, str, Path]


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for text in _skill_texts(skill.record):
            yield from _check_text(skill, text)
    for role in corpus.roles:
        for text in _role_texts(role.record):
            yield from _check_text(role, text)
    for project in corpus.projects:
        for text in _project_texts(project.record):
            yield from _check_text(project, text)


def _skill_texts(record: SkillRecord) -> Iterator[_Text]:
    yield "title", record.title, ("title",)
    yield "summary", record.summary, ("summary",)
    for index, alias in enumerate(record.aliases):
        yield "alias", alias, ("aliases", index)
    for number, level in record.levels.items():
        for index, text in enumerate(level.can_do):
            yield "can_do", text, ("levels", number, "can_do", index)
        for index, text in enumerate(level.evidence):
            yield "evidence", text, ("levels", number, "evidence", index)
        for index, entry in enumerate(level.requires):
            if entry.why:
                yield "why", entry.why, ("levels", number, "requires", index, "why")


def _role_texts(record: RoleRecord) -> Iterator[_Text]:
    yield "title", record.title, ("title",)
    yield "summary", record.summary, ("summary",)
    for index, requirement in enumerate(record.requirements):
        if requirement.label:
            yield "label", requirement.label, ("requirements", index, "label")


def _project_texts(record: ProjectRecord) -> Iterator[_Text]:
    yield "title", record.title, ("title",)
    yield "brief", record.brief, ("brief",)
    yield "deliverable", record.deliverable, ("deliverable",)
    for index, one in enumerate(record.rubric):
        yield "criterion", one.criterion, ("rubric", index, "criterion")
        yield "meets", one.meets, ("rubric", index, "meets")
        yield "exceeds", one.exceeds, ("rubric", index, "exceeds")


def _check_text(
    located: Located[SkillRecord] | Located[RoleRecord] | Located[ProjectRecord], text: _Text
) -> Iterator[Violation]:
    name, words, path = text
    if not words.strip():
        yield Violation.of(located.at(*path), "F007", field=name)
    elif len(words) > LIMITS[name]:
        yield Violation.of(located.at(*path), "F008", field=name, n=len(words), most=LIMITS[name])
