"""The arithmetic of readiness: effort, credit, and their weighted share.

Sums are correctly rounded (`math.fsum`), so that a level that rises never
makes a number fall, and meeting everything gives exactly 100.
"""

from collections.abc import Mapping, Sequence
from math import fsum

from engine.errors import UnknownVariantError
from engine.graph.effort import NO_EFFORT, Effort
from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, Role, SkillSlug, Target, Variant


def requirements_of(role: Role, variant: Variant) -> tuple[Requirement, ...]:
    """What the role requires in this variant, or UnknownVariantError."""
    try:
        return role.variants[variant]
    except KeyError:
        raise UnknownVariantError(role.slug, variant, tuple(role.variants)) from None


def effort(graph: SkillGraph, skill: SkillSlug, *, above: int, up_to: int) -> Effort:
    """Effort of the skill's levels above one level up to another."""
    if above >= up_to:
        return NO_EFFORT
    return graph.efforts[skill][above][up_to - above - 1]


def credit_of(graph: SkillGraph, target: Target, held: int) -> float:
    """The share of the target's typical hours that the held level stands for, in 0..1."""
    if held >= target.level:
        return 1.0
    if held <= 0:
        return 0.0
    from_nothing = graph.efforts[target.skill][0]
    return from_nothing[held - 1].typical / from_nothing[target.level - 1].typical


def hours_left(graph: SkillGraph, target: Target, held: int) -> float:
    """Typical hours of the target's levels above the one held [h]."""
    return effort(graph, target.skill, above=held, up_to=target.level).typical


def counted_targets(
    graph: SkillGraph, requirement: Requirement, levels: Sequence[int]
) -> Sequence[int]:
    """Which targets count, by their place: of a choice the best, otherwise all.

    Best is most credit, then fewest hours left, then as written.

    Args:
        graph: Where the skills stand.
        requirement: Whose targets they are.
        levels: The level held of each target's skill, in the targets' order.
    """
    places = range(len(requirement.targets))
    if not requirement.is_choice:
        return places

    def rank(place: int) -> tuple[float, float]:
        target, held = requirement.targets[place], levels[place]
        return -credit_of(graph, target, held), hours_left(graph, target, held)

    return sorted(places, key=rank)[: requirement.choose]


def open_places(requirement: Requirement, *, told: int, earning: int) -> int:
    """How many of the requirement's places are not told: nothing said fills them, and it could.

    A target that earns something fills a place. What a person says they lack leaves the place to
    the other options, until too few of them are left.

    Args:
        requirement: A single skill has one place, a choice of n has n.
        told: How many of its targets the person rated, 0 included, or that are implied.
        earning: How many of those earn any credit.

    Example:
        >>> from engine.model import Importance
        >>> targets = tuple(Target(SkillSlug(slug), 1) for slug in ("c", "go", "zig"))
        >>> choice = Requirement("x", targets, 2, 1, Importance.CORE)
        >>> open_places(choice, told=0, earning=0), open_places(choice, told=1, earning=1)
        (2, 1)
        >>> open_places(choice, told=1, earning=0), open_places(choice, told=2, earning=0)
        (2, 1)
    """
    return min(max(requirement.choose - earning, 0), len(requirement.targets) - told)


def requirement_credit(
    graph: SkillGraph, requirement: Requirement, levels: Mapping[SkillSlug, int]
) -> float:
    """The mean of the requirement's best credits at these levels, in 0..1."""
    ranked = sorted(credit_of(graph, t, levels.get(t.skill, 0)) for t in requirement.targets)
    return fsum(ranked[-requirement.choose :]) / requirement.choose


def weighted_share(earned: Sequence[float], total_weight: int) -> float:
    """Readiness, unrounded [0..100], of what each requirement earns: its weight times its credit.

    A role that requires nothing is met.
    """
    return 100 * fsum(earned) / total_weight if total_weight else 100.0


def rounded_points(points: float) -> float:
    """One decimal, but never 0 or 100 for what is only near to it."""
    if points in (0.0, 100.0):
        return points
    return min(max(round(points, 1), 0.1), 99.9)
