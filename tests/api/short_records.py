"""Skills and roles in short, for content that tests make by hand."""

from typing import Any

from msgspec import Struct

from knowledge.reading.records import (
    BranchRecord,
    HoursRecord,
    LevelRecord,
    NeedRecord,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
)

Levels = dict[str, int]
Ref = tuple[str, int]
"""A skill and a level of it."""


class Ladder(Struct, frozen=True):
    """A skill in short: typical hours of its levels, and what each level requires.

    A tuple of references is an alternative: one of them is enough.
    """

    hours: tuple[float, ...]
    requires: dict[int, tuple[Ref | tuple[Ref, ...], ...]] = {}


def skill_record(number: int, slug: str, ladder: Ladder) -> SkillRecord:
    """A skill whose low hours are half of the typical ones, and the high ones twice as many."""
    return SkillRecord(
        kind="skill",
        id=f"skl_{number:08}",
        slug=slug,
        title=f"Title of {slug}",
        status="active",
        since="1.0.0",
        domain="tools",
        summary="A skill.",
        levels={
            level: LevelRecord(
                can_do=(f"Use {slug} at level {level}",),
                effort_hours=hours_of(typical),
                requires=tuple(map(require, ladder.requires.get(level, ()))),
            )
            for level, typical in enumerate(ladder.hours, start=1)
        },
    )


def hours_of(typical: float) -> HoursRecord:
    return HoursRecord(low=typical / 2, typical=typical, high=typical * 2)


def require(what: Any) -> RequireRecord:
    """One thing that a level requires, or an alternative of several."""
    if isinstance(what[0], str):
        return RequireRecord(skill=what[0], level=what[1], why="it builds on it")
    options = tuple(NeedRecord(skill=skill, level=level) for skill, level in what)
    return RequireRecord(any_of=options, why="any of them will do")


def need(skill: str, levels: Levels, weight: int, importance: str = "core") -> RequirementRecord:
    """A requirement of one skill."""
    return RequirementRecord(
        weight=weight,
        importance=importance,  # type: ignore[arg-type]
        skill=skill,
        level=dict(levels),
    )


def either(label: str, weight: int, *options: tuple[str, Levels]) -> RequirementRecord:
    """A requirement of one of several skills."""
    branches = tuple(BranchRecord(skill=skill, level=dict(levels)) for skill, levels in options)
    return RequirementRecord(weight=weight, importance="core", choose=1, of=branches, label=label)


def role_record(
    number: int, slug: str, variants: tuple[str, ...], *requirements: RequirementRecord
) -> RoleRecord:
    """A role."""
    return RoleRecord(
        kind="role",
        id=f"rol_{number:08}",
        slug=slug,
        title=f"Title of {slug}",
        status="active",
        since="1.0.0",
        summary="A role.",
        variants=variants,
        requirements=requirements,
    )
