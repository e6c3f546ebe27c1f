"""Who refers to which skill, and where: in skills, in roles and in deprecations."""

from collections.abc import Iterator

from msgspec import Struct

from engine import SkillGraph, SkillSlug, SourceRef, Step
from knowledge.compile import levels_by_variant
from knowledge.reading.located import Located
from knowledge.reading.records import (
    AnyNeed,
    BranchRecord,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.reading.source_map import Path
from knowledge.reading.value_types import VariantName


class PrerequisiteReference(Struct, frozen=True):
    """One skill at one level somewhere under `requires`; `level` is the level that requires it."""

    owner: Located[SkillRecord]
    level: int
    entry: RequireRecord
    entry_path: Path
    need: AnyNeed
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where the skill is named."""
        return self.owner.at(*self.path, "skill")


class TargetReference(Struct, frozen=True):
    """One skill with its levels in a requirement of a role."""

    owner: Located[RoleRecord]
    index: int
    requirement: RequirementRecord
    target: RequirementRecord | BranchRecord
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where the skill is named."""
        return self.owner.at(*self.path, "skill")

    @property
    def levels(self) -> dict[VariantName, int]:
        """Variant → level; a single number applies to every variant of the role."""
        return levels_by_variant(self.target.level, self.owner.record.variants)


class SkillReference(Struct, frozen=True):
    """A skill that is named anywhere: by its slug, and where."""

    slug: str
    owner: Located[SkillRecord] | Located[RoleRecord]
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where it is named."""
        return self.owner.at(*self.path)


def prerequisite_references_in(owner: Located[SkillRecord]) -> Iterator[PrerequisiteReference]:
    """Every skill named under the `requires` of a skill, in the order written."""
    for number, level in owner.record.levels.items():
        for index, entry in enumerate(level.requires):
            entry_path: Path = ("levels", number, "requires", index)
            for need, path in _leaves(entry, entry_path):
                yield PrerequisiteReference(owner, number, entry, entry_path, need, path)


def _leaves(need: AnyNeed, path: Path) -> Iterator[tuple[AnyNeed, Path]]:
    if need.skill:
        yield need, path
    for key, branches in (("any_of", need.any_of), ("all_of", need.all_of)):
        for index, branch in enumerate(branches):
            yield from _leaves(branch, (*path, key, index))


def step_in(graph: SkillGraph, slug: str, level: int) -> Step | None:
    """The step, or None when the graph has no such skill or level."""
    skill = graph.skills.get(SkillSlug(slug))
    return Step(skill.slug, level) if skill and 1 <= level <= skill.top else None


def groups_of(need: AnyNeed, path: Path) -> Iterator[tuple[AnyNeed, Path]]:
    """The need itself and every group inside it."""
    yield need, path
    for key, branches in (("any_of", need.any_of), ("all_of", need.all_of)):
        for index, branch in enumerate(branches):
            yield from groups_of(branch, (*path, key, index))


def target_references_in(owner: Located[RoleRecord]) -> Iterator[TargetReference]:
    """Every skill that a role requires or lets people choose, in the order written."""
    for index, requirement in enumerate(owner.record.requirements):
        path: Path = ("requirements", index)
        if requirement.skill:
            yield TargetReference(owner, index, requirement, requirement, path)
        for place, branch in enumerate(requirement.of):
            if branch.skill:
                yield TargetReference(owner, index, requirement, branch, (*path, "of", place))


def replacement_references_in(skill: Located[SkillRecord]) -> Iterator[SkillReference]:
    """The skills that replace a deprecated one."""
    deprecation = skill.record.deprecation
    for index, slug in enumerate(deprecation.replaced_by if deprecation else ()):
        yield SkillReference(slug, skill, ("deprecation", "replaced_by", index))
