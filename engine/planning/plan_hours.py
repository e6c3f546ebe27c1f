"""The hours left of a profile for a role: those of its plan, wherever they are shown."""

from functools import lru_cache

from engine.graph.bit_sets import BitSet
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import Hours, Profile, Requirement, Role, Variant
from engine.planning.phases import total_hours
from engine.planning.query import counted_requirements
from engine.planning.selection.branching import OpenWays
from engine.planning.selection.choices import SelectionProblem
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.solver import Search
from engine.planning.selection.steps import select_all
from engine.readiness.formula import requirements_of
from engine.readiness.holdings import Holdings

_MOST_VARIANTS = 512
_MOST_PROFILES = 200  # For each variant, by what is held of its steps; a quarter kilobyte each.


def plan_hours(
    graph: SkillGraph,
    role: Role,
    *,
    variant: Variant,
    profile: Profile | Holdings,
    search: Search = UNLIMITED,
) -> Hours:
    """Hours to learn all that the role requires, prerequisites included and held steps left out.

    They are the hours of `plan` without pins, skipped steps or a limit, where that is proved. A
    requirement's own `hours_left` is only a part of them.

    Args:
        graph: Where the steps stand.
        role: What to learn for.
        variant: Its seniority.
        profile: What the person rated, or its holdings where they are known already.
        search: How the best plan is searched for where there are too many ways to try them all.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating outside the skill's levels.
        NoWayError: Nothing meets what the role requires.

    Complexity: that of `OpenWays.best`, and of nothing for a profile that was asked about before.
    """
    requirements = counted_requirements(requirements_of(role, variant))
    hours = variant_hours(graph, IdentityKey(requirements))
    return hours.left(Holdings.of(graph, profile), search=search)


class VariantHours:
    """The hours of plans for one variant of a role, compiled once for all profiles."""

    def __init__(self, graph: SkillGraph, requirements: tuple[Requirement, ...]) -> None:
        self._graph = graph
        self._requirements = requirements
        self.ways = OpenWays(graph, requirements)
        self._by_trying = lru_cache(maxsize=_MOST_PROFILES)(self._try_all)

    def left(self, holdings: Holdings, *, search: Search = UNLIMITED) -> Hours:
        """The hours that a person who holds this has left; raises as `plan_hours` does."""
        hours = self._by_trying(holdings.bits & self.ways.reach)
        if hours is not None:
            return hours
        problem = SelectionProblem(self._requirements, holdings.steps)
        return total_hours(
            self._graph, select_all(self._graph, problem, search=search).selection.steps
        )

    def _try_all(self, given: BitSet) -> Hours | None:
        steps = self.ways.best(given)
        return None if steps is None else total_hours(self._graph, self._graph.bits.steps(steps))


@lru_cache(maxsize=_MOST_VARIANTS)
def variant_hours(
    graph: SkillGraph, requirements: IdentityKey[tuple[Requirement, ...]]
) -> VariantHours:
    """Those of a variant whose counted requirements these are, the same object each time."""
    return VariantHours(graph, requirements.value)
