"""Who refers to which skill or role, and where: in skills, roles, projects and deprecations."""

from collections.abc import Iterator

from msgspec import Struct

from engine import SkillGraph, SkillSlug, SourceRef, Step
from knowledge.compile import levels_by_variant
from knowledge.reading.located import Located
from knowledge.reading.project_records import ProjectRecord, ProvedStepRecord
from knowledge.reading.records import (
    AnyNeed,
    BranchRecord,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.reading.source_map import Path


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
    def levels(self) -> dict[str, int]:
        """Variant → level; a single number applies to every variant of the role."""
        return levels_by_variant(self.target.level, self.owner.record.variant_slugs)


class SlugReference(Struct, frozen=True):
    """A skill, a role or a resource that is named anywhere: by its slug, and where."""

    slug: str
    owner: Located[SkillRecord] | Located[RoleRecord] | Located[ProjectRecord]
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where it is named."""
        return self.owner.at(*self.path)


class ProofReference(Struct, frozen=True):
    """One step that a project proves."""

    owner: Located[ProjectRecord]
    proved: ProvedStepRecord
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where the skill is named."""
        return self.owner.at(*self.path, "skill")


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


def proof_references_in(owner: Located[ProjectRecord]) -> Iterator[ProofReference]:
    """Every step that a project proves, in the order written."""
    for index, proved in enumerate(owner.record.proves):
        if proved.skill:
            yield ProofReference(owner, proved, ("proves", index))


def role_references_in(owner: Located[ProjectRecord]) -> Iterator[SlugReference]:
    """Every role that a project is for, in the order written."""
    for index, slug in enumerate(owner.record.roles):
        yield SlugReference(slug, owner, ("roles", index))


def resource_references_in(owner: Located[SkillRecord]) -> Iterator[SlugReference]:
    """Every resource that a level of a skill names, in the order written."""
    for number, level in owner.record.levels.items():
        for index, slug in enumerate(level.resources):
            yield SlugReference(slug, owner, ("levels", number, "resources", index))


def replacement_references_in(skill: Located[SkillRecord]) -> Iterator[SlugReference]:
    """The skills that replace a deprecated one."""
    deprecation = skill.record.deprecation
    for index, slug in enumerate(deprecation.replaced_by if deprecation else ()):
        yield SlugReference(slug, skill, ("deprecation", "replaced_by", index))
