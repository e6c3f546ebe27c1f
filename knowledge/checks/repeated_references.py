"""R009: nothing is listed twice; the second is a mistake, and often something else was meant."""

from collections.abc import Iterator, Sequence

from knowledge.corpus import Corpus, groups_of
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.records import AnyNeed, LevelRecord, RoleRecord, SkillRecord
from knowledge.reading.source_map import Path


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            yield from _check_level(skill, ("levels", number), level)
    for one in corpus.titled:
        yield from _repeated(one, ("aliases",), [a.casefold() for a in one.record.aliases])
    for project in corpus.projects:
        yield from _repeated(project, ("roles",), project.record.roles)


def _check_level(
    skill: Located[SkillRecord], path: Path, level: LevelRecord
) -> Iterator[Violation]:
    yield from _repeated(skill, (*path, "resources"), level.resources)
    for strength in ("hard", "soft"):
        indexes = [i for i, entry in enumerate(level.requires) if entry.strength == strength]
        names = [level.requires[i].skill for i in indexes]
        for position in _again(names):
            place = skill.at(*path, "requires", indexes[position], "skill")
            yield Violation.of(place, "R009", name=names[position])
    for index, entry in enumerate(level.requires):
        for need, where in groups_of(entry, (*path, "requires", index)):
            yield from _repeated(skill, (*where, "any_of"), _written(need.any_of))
            yield from _repeated(skill, (*where, "all_of"), _written(need.all_of))


def _written(branches: Sequence[AnyNeed]) -> list[str]:
    return [f"{need.skill} {need.level}" if need.skill else "" for need in branches]


def _repeated(
    located: Located[SkillRecord] | Located[RoleRecord] | Located[ProjectRecord],
    path: Path,
    names: Sequence[str],
) -> Iterator[Violation]:
    for index in _again(names):
        yield Violation.of(located.at(*path, index), "R009", name=names[index])


def _again(names: Sequence[str]) -> list[int]:
    return [index for index, name in enumerate(names) if name and name in names[:index]]
