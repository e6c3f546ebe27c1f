"""The bundled content, read once, and questions that several tests put to it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from msgspec import Struct

from engine import (
    AllOf,
    AnyOf,
    Need,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Roadmap,
    RoleSlug,
    SkillSlug,
    Step,
    Variant,
    plan,
)
from knowledge import BUNDLED_CONTENT, Library
from knowledge.corpus import Corpus
from knowledge.gate import check_folder

HERE = Path(__file__).resolve().parent


class Sentence(Struct, frozen=True, order=True):
    """Words of our own and where they stand; names of books and firms are not our own."""

    kind: str
    place: str
    text: str


@cache
def our_library() -> Library:
    """The bundled content, compiled."""
    return Library.load(BUNDLED_CONTENT)


@cache
def our_corpus() -> Corpus:
    """The bundled content as its files say it."""
    return check_folder(BUNDLED_CONTENT).corpus


def kept_list(name: str) -> dict[str, str]:
    """A YAML file beside the tests that gives a reason, or a meaning, for each name."""
    loaded = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in loaded.items()}


def seniorities() -> list[tuple[RoleSlug, Variant]]:
    """Every variant of every role."""
    roles = our_library().roles.values()
    return [(role.slug, variant) for role in roles for variant in role.variants]


@cache
def way_from_nothing(role: RoleSlug, variant: Variant) -> Roadmap:
    """The roadmap of a beginner."""
    return way_from(role, variant, {})


def way_from(role: RoleSlug, variant: Variant, profile: Profile) -> Roadmap:
    """The roadmap for that profile."""
    library = our_library()
    return plan(
        PlanQuery.of(
            library.graph,
            library.role(role),
            variant=variant,
            profile=profile,
            options=PlanOptions(10.0),
        ),
        rules=library.rules,
    )


def learnt(roadmap: Roadmap) -> Profile:
    """The profile of someone who has completed the roadmap."""
    return {step.skill: Rating(step.level) for step in sorted(item.step for item in roadmap.items)}


def steps_in(need: Need) -> Iterator[Step]:
    """Every step that a need names."""
    if isinstance(need, AllOf | AnyOf):
        for part in need.of:
            yield from steps_in(part)
    else:
        yield need.step


@cache
def used_levels() -> Mapping[SkillSlug, int]:
    """Skill → the highest level that a role requires, directly or through prerequisites."""
    library = our_library()
    used: dict[SkillSlug, int] = {}
    waiting = [
        target.step
        for role in library.roles.values()
        for requirements in role.variants.values()
        for requirement in requirements
        for target in requirement.targets
    ]
    while waiting:
        step = waiting.pop()
        if step.level > used.get(step.skill, 0):
            for level in library.skill(step.skill).levels[used.get(step.skill, 0) : step.level]:
                waiting += [one for entry in level.requires for one in steps_in(entry.need)]
            used[step.skill] = step.level
    return used


@cache
def our_sentences() -> tuple[Sentence, ...]:
    """Everything that this project has written for people in skills, roles, projects and rules."""
    corpus = our_corpus()
    found: list[Sentence] = []
    for skill in (filed.record for filed in corpus.skills):
        found += [Sentence("title", skill.slug, skill.title)]
        found += [Sentence("summary", skill.slug, skill.summary)]
        for number, level in skill.levels.items():
            place = f"{skill.slug} {number}"
            found += [Sentence("can_do", place, text) for text in level.can_do]
            found += [Sentence("evidence", place, text) for text in level.evidence]
            found += [Sentence("why", place, entry.why) for entry in level.requires]
    for role in (filed.record for filed in corpus.roles):
        found += [Sentence("title", role.slug, role.title)]
        found += [Sentence("summary", role.slug, role.summary)]
        found += [Sentence("label", role.slug, one.label) for one in role.requirements if one.of]
    for project in (filed.record for filed in corpus.projects):
        found += [Sentence("title", project.slug, project.title)]
        found += [Sentence("brief", project.slug, project.brief)]
        found += [Sentence("deliverable", project.slug, project.deliverable)]
        for one in project.rubric:
            place = f"{project.slug}: {one.criterion}"
            found += [Sentence("label", place, one.criterion)]
            found += [Sentence("meets", place, one.meets), Sentence("exceeds", place, one.exceeds)]
    for table in (filed.record for filed in corpus.rules):
        for rule in table.rules:
            said = [str(rule.then[key]) for key in ("title", "text") if key in rule.then]
            found += [Sentence("rule", rule.name, text) for text in said]
    return tuple(sorted(found))
