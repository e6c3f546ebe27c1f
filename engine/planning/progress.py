"""Progress on a roadmap: which items are ready, what is done, what is left and where it leads.

All of it follows from the items' states, and from what the person holds by whatever means, at
this moment; nothing here is stored.
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
from engine.readiness.holdings import Holdings, hold
from engine.readiness.purpose import without_lesser_ratings

ItemId = TypeVar("ItemId", bound=Step | str)

LEAST_SHARE_LEFT = 0.1
"""The share of a step's hours that counts as left, however many were spent on it."""


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


class CountedStep(Struct, frozen=True):
    """What counts of a step: its typical hours and those spent on it [h].

    `is_held` says that the person holds it now, by whatever means.
    """

    state: ItemState
    hours: float
    spent: float | None = None
    is_held: bool = False


class RoadmapProgress(Struct, frozen=True):
    """Steps and typical hours [h] that are done, of all that were not skipped.

    `hours_spent` [h] are those that the person reported.
    """

    done: int
    total: int
    hours_done: float
    hours_total: float
    hours_spent: float


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


def is_ready(graph: SkillGraph, step: Step, *, passed: Collection[Step]) -> bool:
    """Whether all that a step requires is passed, by whichever of its alternatives.

    A plan takes one alternative; this tells whether another one was met meanwhile.

    Args:
        graph: Where the step stands.
        step: One of the graph.
        passed: Steps that are held or skipped, those below them included.

    Example:
        >>> from engine.model import AnyOf, Level, Prerequisite, Skill, StepNeed, Strength
        >>> python, r = (Step(SkillSlug(slug), 1) for slug in ("python", "r"))
        >>> either = Prerequisite(AnyOf((StepNeed(python), StepNeed(r))), Strength.HARD, "")
        >>> level = Level(Hours(1, 2, 4), (either,))
        >>> charts = Skill(SkillSlug("charts"), "Charts", "data", (level,))
        >>> others = [Skill(s.skill, "", "data", (Level(Hours(1, 2, 4)),)) for s in (python, r)]
        >>> graph = SkillGraph.of([charts, *others])
        >>> [is_ready(graph, Step(charts.slug, 1), passed=held) for held in ({r}, set())]
        [True, False]
    """
    held = frozenset(passed)
    return all(clause.is_satisfied_by(held) for clause in graph.hard_clauses(step))


def sum_progress(steps: Iterable[CountedStep]) -> RoadmapProgress:
    """Add up the progress: what was ticked or is held is done, and what was skipped is left out.

    Hours that were spent on what was skipped later were spent all the same.

    Args:
        steps: Each step once.

    Example:
        >>> sum_progress(
        ...     [
        ...         CountedStep(ItemState.DONE, 12.5, spent=15),
        ...         CountedStep(ItemState.TODO, 4, is_held=True),
        ...         CountedStep(ItemState.DOING, 8, spent=2),
        ...         CountedStep(ItemState.TODO, 20),
        ...         CountedStep(ItemState.SKIPPED, 30, spent=1),
        ...     ]
        ... )
        RoadmapProgress(done=2, total=4, hours_done=16.5, hours_total=44.5, hours_spent=18.0)
    """
    every = list(steps)
    counted = [step for step in every if step.state is not ItemState.SKIPPED]
    done = [step.hours for step in counted if step.is_held or step.state is ItemState.DONE]
    return RoadmapProgress(
        done=len(done),
        total=len(counted),
        hours_done=round(sum(done, 0.0), 1),
        hours_total=round(sum((step.hours for step in counted), 0.0), 1),
        hours_spent=round(sum((step.spent or 0.0 for step in every), 0.0), 1),
    )


def hours_left_after(hours: Hours, *, spent: float | None) -> Hours:
    """What is left of a step that is not finished: its hours less those spent, a tenth at least.

    A person who has spent the typical hours and is not finished needs more than is typical, so
    something is always left. A tenth is little enough that hours spent count almost in full, and
    enough that the step keeps a place in the week until it is ticked.

    Args:
        hours: Those of the whole step [h].
        spent: Those reported so far [h]; None counts as none.

    Example:
        >>> step = Hours(9, 18, 36)
        >>> hours_left_after(step, spent=None) == step
        True
        >>> hours_left_after(step, spent=5)
        Hours(low=4, typical=13, high=31)
        >>> hours_left_after(step, spent=17)
        Hours(low=0.9, typical=1.8, high=19)
    """
    low, typical, high = (
        max(whole - (spent or 0), LEAST_SHARE_LEFT * whole)
        for whole in (hours.low, hours.typical, hours.high)
    )
    return Hours(low, typical, high)


def remaining_effort(left: Iterable[Hours], *, hours_per_week: float) -> RemainingEffort:
    """What is left of a roadmap at a pace.

    Args:
        left: What is left of each open step [h].
        hours_per_week: The pace [h/week], above 0.

    Example:
        >>> left = remaining_effort([Hours(4, 8, 16)], hours_per_week=5)
        >>> left.hours, left.weeks
        (Hours(low=4.0, typical=8.0, high=16.0), Weeks(low=1, typical=2, high=4))
    """
    hours = combined_hours(left)
    return RemainingEffort(hours, Weeks.of(hours, hours_per_week))


def readiness_after(
    graph: SkillGraph,
    role: Role,
    *,
    variant: Variant,
    profile: Profile | Holdings,
    steps: Iterable[Step] = (),
) -> float:
    """Readiness once these steps are finished too [points, 0..100, one decimal].

    Without steps it is that of the profile. Steps of unknown skills are left out, and a level
    above the top counts as the top.

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
    holdings = Holdings.of(graph, profile)
    raised = dict(holdings.profile)
    for step in steps:
        skill = graph.skills.get(step.skill)
        level = min(step.level, skill.top) if skill else 0
        if level and (step.skill not in raised or raised[step.skill].level < level):
            raised[step.skill] = Rating(level, RatingSource.ROADMAP)
    levels: Mapping[SkillSlug, int] = holdings.levels
    if raised != holdings.profile:
        levels = hold(graph, without_lesser_ratings(graph, raised)).levels
    counted = [r for r in requirements_of(role, variant) if r.is_counted]
    earned = [r.weight * requirement_credit(graph, r, levels) for r in counted]
    return rounded_points(weighted_share(earned, sum(r.weight for r in counted)))
