"""Who refers to which skill, where: every mention in skills, roles, redirects and deprecations."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from engine import SkillGraph, SkillSlug, SourceRef, Step
from knowledge.reading.document import Path
from knowledge.reading.filed import Filed
from knowledge.reading.record_types import LevelNumber, VariantName
from knowledge.reading.records import (
    AnyNeed,
    BranchRecord,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
)


class NeedMention(Struct, frozen=True):
    """One skill at one level somewhere under `requires`; `level` is the level that needs it."""

    owner: Filed[SkillRecord]
    level: int
    entry: RequireRecord
    entry_path: Path
    need: AnyNeed
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where the skill's name stands."""
        return self.owner.at(*self.path, "skill")


class TargetMention(Struct, frozen=True):
    """One skill with its levels in a requirement of a role."""

    owner: Filed[RoleRecord]
    index: int
    requirement: RequirementRecord
    target: RequirementRecord | BranchRecord
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where the skill's name stands."""
        return self.owner.at(*self.path, "skill")

    @property
    def levels(self) -> dict[VariantName, int]:
        """Variant → level; one number stands for every variant of the role."""
        return levels_by_variant(self.target.level, self.owner.record.variants)


class SkillMention(Struct, frozen=True):
    """A skill's slug, and where it is written."""

    slug: str
    owner: Filed[SkillRecord] | Filed[RoleRecord]
    path: Path

    @property
    def place(self) -> SourceRef:
        """Where the slug stands."""
        return self.owner.at(*self.path)


def levels_by_variant(
    level: LevelNumber | Mapping[VariantName, LevelNumber], variants: tuple[VariantName, ...]
) -> dict[VariantName, int]:
    """Variant → level, in the order of the role's variants, without those left out."""
    if isinstance(level, int):
        return dict.fromkeys(variants, level) if level else {}
    return {variant: level[variant] for variant in variants if level.get(variant)}


def needs_of(owner: Filed[SkillRecord]) -> Iterator[NeedMention]:
    """Every skill mentioned under the `requires` of a skill, in the order written."""
    for number, level in owner.record.levels.items():
        for index, entry in enumerate(level.requires):
            entry_path: Path = ("levels", number, "requires", index)
            for need, path in _leaves(entry, entry_path):
                yield NeedMention(owner, number, entry, entry_path, need, path)


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


def targets_of(owner: Filed[RoleRecord]) -> Iterator[TargetMention]:
    """Every skill that a role demands or lets people choose, in the order written."""
    for index, requirement in enumerate(owner.record.requirements):
        path: Path = ("requirements", index)
        if requirement.skill:
            yield TargetMention(owner, index, requirement, requirement, path)
        for place, branch in enumerate(requirement.of):
            if branch.skill:
                yield TargetMention(owner, index, requirement, branch, (*path, "of", place))


def replacements_of(skill: Filed[SkillRecord]) -> Iterator[SkillMention]:
    """The skills that take the place of a deprecated one."""
    deprecation = skill.record.deprecation
    for index, slug in enumerate(deprecation.replaced_by if deprecation else ()):
        yield SkillMention(slug, skill, ("deprecation", "replaced_by", index))
