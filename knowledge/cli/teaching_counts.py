"""How well the content teaches: material for beginners, and what proves the core of roles."""

from collections.abc import Iterator

from msgspec import Struct

from engine import Importance, Step
from knowledge.library import Library
from knowledge.texts import ResourceText

FIRST_LEVELS = (1, 2)
TEACHING = frozenset(("course", "tutorial"))


class TeachingCounts(Struct, frozen=True):
    """Levels 1 and 2 of all skills with the material that they offer, and core levels of roles.

    A core level is a step that a core requirement of any variant names; every branch of a choice
    counts. It can be proved when a project proves it or the level says what would.
    """

    first_levels: int
    with_free_course: int
    with_two_kinds: int
    core_levels: int
    core_levels_provable: int


def count_teaching(library: Library) -> TeachingCounts:
    """Count what a library offers to those who learn."""
    offers = [
        library.resources_of(slug, level.level)
        for slug, text in library.skill_texts.items()
        for level in text.levels
        if level.level in FIRST_LEVELS
    ]
    core = frozenset(_core_steps(library))
    return TeachingCounts(
        first_levels=len(offers),
        with_free_course=sum(any(map(_teaches_free, offer)) for offer in offers),
        with_two_kinds=sum(len({one.type for one in offer}) > 1 for offer in offers),
        core_levels=len(core),
        core_levels_provable=sum(_can_be_proved(library, step) for step in core),
    )


def _teaches_free(resource: ResourceText) -> bool:
    return resource.cost == "free" and resource.type in TEACHING


def _core_steps(library: Library) -> Iterator[Step]:
    for role in library.roles.values():
        for requirements in role.variants.values():
            for one in requirements:
                if one.importance is Importance.CORE:
                    yield from (target.step for target in one.targets)


def _can_be_proved(library: Library, step: Step) -> bool:
    level = library.skill_text(step.skill).levels[step.level - 1]
    return bool(level.evidence) or step in library.projects_by_step
