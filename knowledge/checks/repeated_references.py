"""R009: nothing stands twice in one list; the second is a slip, and often something else was
meant.
"""

from collections.abc import Iterator, Sequence

from engine import SourceRef
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.document import Path
from knowledge.reading.filed import Filed
from knowledge.reading.records import AnyNeed, LevelRecord, SkillRecord
from knowledge.references import groups_of


def check(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            yield from _check_level(skill, ("levels", number), level)
        yield from _repeated(skill, ("aliases",), [a.casefold() for a in skill.record.aliases])
    for role in corpus.roles:
        aliases = [alias.casefold() for alias in role.record.aliases]
        for index in _again(aliases):
            yield _twice(role.at("aliases", index), aliases[index])


def _check_level(skill: Filed[SkillRecord], path: Path, level: LevelRecord) -> Iterator[Finding]:
    yield from _repeated(skill, (*path, "resources"), level.resources)
    for strength in ("hard", "soft"):
        indexes = [i for i, entry in enumerate(level.requires) if entry.strength == strength]
        names = [level.requires[i].skill for i in indexes]
        for position in _again(names):
            place = skill.at(*path, "requires", indexes[position], "skill")
            yield _twice(place, names[position])
    for index, entry in enumerate(level.requires):
        for need, where in groups_of(entry, (*path, "requires", index)):
            yield from _repeated(skill, (*where, "any_of"), _written(need.any_of))
            yield from _repeated(skill, (*where, "all_of"), _written(need.all_of))


def _written(branches: Sequence[AnyNeed]) -> list[str]:
    return [f"{need.skill} {need.level}" if need.skill else "" for need in branches]


def _repeated(skill: Filed[SkillRecord], path: Path, names: Sequence[str]) -> Iterator[Finding]:
    for index in _again(names):
        yield _twice(skill.at(*path, index), names[index])


def _again(names: Sequence[str]) -> list[int]:
    return [index for index, name in enumerate(names) if name and name in names[:index]]


def _twice(place: SourceRef, name: str) -> Finding:
    return error(place, "R009", f"{name} stands in this list already", "take one of the two out")
