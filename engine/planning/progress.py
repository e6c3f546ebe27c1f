"""Progress on a roadmap: which items are ready, what is done, what is left and where it leads.

All of it follows from the items' states at this moment; nothing here is stored.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from engine.graph.effort import combined_hours
from engine.graph.skill_graph import SkillGraph
from engine.model import Hours, Profile, Rating, RatingSource, Role, SkillSlug, Step, Variant
from engine.planning.weeks import Weeks
from engine.readiness.formula import (
    requirement_credit,
    requirements_of,
    rounded_points,
    weighted_share,
)
from engine.readiness.holdings import hold

ItemId = TypeVar("ItemId", bound=Step | str)


class ItemState(StrEnum):
    """How far a person is with an item of a roadmap."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"

    @property
    def is_passed(self) -> bool:
        """Whether items that depend on this one need not wait for it any longer."""
        return self in {ItemState.DONE, ItemState.SKIPPED}


class RoadmapProgress(Struct, frozen=True):
    """Items and typical hours [h] that are done, of all that were not skipped."""

    done: int
    total: int
    hours_done: float
    hours_total: float


class RemainingEffort(Struct, frozen=True):
    """What is still to do: hours together [h], and how many weeks they take at a pace."""

    hours: Hours
    weeks: Weeks


def ready_items(
    depends_on: Mapping[ItemId, Collection[ItemId]], *, passed: Collection[ItemId]
) -> tuple[ItemId, ...]:
    """The open items all of whose prerequisites in the roadmap are passed, in their order.

    Args:
        depends_on: Each item with the items of the same roadmap that it requires.
        passed: What is done, skipped or held.

    Example:
        >>> roadmap = {"git:1": (), "sql:1": (), "sql:2": ("sql:1",), "etl:1": ("sql:2", "git:1")}
        >>> ready_items(roadmap, passed=set())
        ('git:1', 'sql:1')
        >>> ready_items(roadmap, passed={"git:1", "sql:1"})
        ('sql:2',)
        >>> ready_items(roadmap, passed=set(roadmap))
        ()
    """
    return tuple(
        item
        for item, required in depends_on.items()
        if item not in passed and all(other in passed for other in required)
    )


def sum_progress(items: Iterable[tuple[ItemState, float]]) -> RoadmapProgress:
    """Add up the progress; skipped items count neither as done nor in the total.

    Args:
        items: The state of each item and its typical hours [h].

    Example:
        >>> sum_progress(
        ...     [
        ...         (ItemState.DONE, 12.5),
        ...         (ItemState.DONE, 4),
        ...         (ItemState.DOING, 8),
        ...         (ItemState.TODO, 20),
        ...         (ItemState.SKIPPED, 30),
        ...     ]
        ... )
        RoadmapProgress(done=2, total=4, hours_done=16.5, hours_total=44.5)
    """
    counted = [(state, hours) for state, hours in items if state is not ItemState.SKIPPED]
    done = [hours for state, hours in counted if state is ItemState.DONE]
    return RoadmapProgress(
        done=len(done),
        total=len(counted),
        hours_done=round(sum(done), 1),
        hours_total=round(sum(hours for _, hours in counted), 1),
    )


def remaining_effort(
    items: Iterable[tuple[ItemState, Hours]], *, hours_per_week: float
) -> RemainingEffort:
    """What is left of a roadmap at a pace: the items neither done nor skipped.

    Args:
        items: The state of each item and its hours [h].
        hours_per_week: The pace [h/week], above 0.

    Example:
        >>> items = [
        ...     (ItemState.DONE, Hours(5, 10, 20)),
        ...     (ItemState.DOING, Hours(4, 8, 16)),
        ...     (ItemState.SKIPPED, Hours(1, 2, 3)),
        ... ]
        >>> left = remaining_effort(items, hours_per_week=5)
        >>> left.hours, left.weeks
        (Hours(low=4.0, typical=8.0, high=16.0), Weeks(low=1, typical=2, high=4))
    """
    hours = combined_hours(own for state, own in items if not state.is_passed)
    return RemainingEffort(hours, Weeks.of(hours, hours_per_week))


def readiness_after(
    graph: SkillGraph, role: Role, *, variant: Variant, profile: Profile, steps: Iterable[Step]
) -> float:
    """Readiness once these steps are finished too [points, 0..100, one decimal].

    Steps of unknown skills are left out, and a level above the top counts as the top.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating outside the skill's levels.

    Example:
        >>> from engine.model import Importance, Level, Requirement, RoleSlug, Skill, Target
        >>> ladder = (Level(Hours(5, 10, 20)), Level(Hours(15, 30, 60)))
        >>> sql = SkillSlug("sql")
        >>> graph = SkillGraph.of([Skill(sql, "SQL", "data", ladder)])
        >>> required = Requirement("sql", (Target(sql, 2),), 1, 3, Importance.CORE)
        >>> role = Role(RoleSlug("analyst"), "Analyst", {Variant("junior"): (required,)})
        >>> [
        ...     readiness_after(graph, role, variant=Variant("junior"), profile={}, steps=steps)
        ...     for steps in ([], [Step(sql, 1)], [Step(sql, 1), Step(sql, 2)])
        ... ]
        [0.0, 25.0, 100.0]
    """
    raised = dict(profile)
    for step in steps:
        skill = graph.skills.get(step.skill)
        level = min(step.level, skill.top) if skill else 0
        if level and (step.skill not in raised or raised[step.skill].level < level):
            raised[step.skill] = Rating(level, RatingSource.ROADMAP)
    levels: Mapping[SkillSlug, int] = hold(graph, raised).levels
    counted = [r for r in requirements_of(role, variant) if r.is_counted]
    earned = [r.weight * requirement_credit(graph, r, levels) for r in counted]
    return rounded_points(weighted_share(earned, sum(r.weight for r in counted)))
