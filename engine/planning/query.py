"""What a person wants planned: prepared once, then handed to `plan` or `replan`."""

from functools import lru_cache

from msgspec import Struct

from engine.errors import InfeasiblePlanError, NearestPlan
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.limits import Limit
from engine.model import Profile, Requirement, Role, RoleSlug, SkillSlug, Step, Variant
from engine.planning.gains import step_gains
from engine.planning.ordering.study_order import Ordering, order_steps
from engine.planning.outcomes import NO_OUTCOMES, Outcomes
from engine.planning.selection.budget import select_limited
from engine.planning.selection.choices import Selection, SelectionProblem
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.nearest import nearest_plan
from engine.planning.selection.solver import Search
from engine.planning.selection.steps import ProvedSelection, select_all
from engine.readiness.formula import requirements_of
from engine.readiness.holdings import Holdings


class PlanOptions(Struct, frozen=True):
    """How a person wants to learn: pace [h/week], skills to prefer, steps to leave out.

    `limit` plans for less than the whole role; `search` says how the best plan is looked for.
    """

    hours_per_week: float
    pins: frozenset[SkillSlug] = frozenset()
    skipped: frozenset[Step] = frozenset()
    limit: Limit | None = None
    search: Search = UNLIMITED


class PlanQuery(Struct, frozen=True):
    """Everything a plan follows from, with what the person holds already worked out.

    `requirements` are those that count for readiness; `outcomes` name the phases.
    """

    graph: SkillGraph
    role: RoleSlug
    variant: Variant
    requirements: tuple[Requirement, ...]
    holdings: Holdings
    options: PlanOptions
    outcomes: Outcomes = NO_OUTCOMES

    @classmethod
    def of(
        cls,
        graph: SkillGraph,
        role: Role,
        *,
        variant: Variant,
        profile: Profile | Holdings,
        options: PlanOptions,
    ) -> "PlanQuery":
        """Prepare a query.

        Args:
            graph: Where the steps and their prerequisites stand.
            role: What to plan for.
            variant: Its seniority.
            profile: What the person rated, or its holdings where they are known already.
            options: How the person wants to learn.

        Raises:
            UnknownVariantError: The role does not come in this variant.
            UnknownSkillError: A rating for a skill that is not in the graph.
            UnknownLevelError: A rating outside the skill's levels.
        """
        requirements = counted_requirements(requirements_of(role, variant))
        holdings = Holdings.of(graph, profile)
        return cls(graph, role.slug, variant, requirements, holdings, options)

    @property
    def given(self) -> frozenset[Step]:
        """What is held or skipped."""
        return self.holdings.steps | self.options.skipped

    @property
    def selection_problem(self) -> SelectionProblem:
        """What the selection of steps has to solve."""
        return SelectionProblem(self.requirements, self.given, self.options.pins)

    def select(self) -> ProvedSelection:
        """The best steps for this query, with what is proved of them.

        Raises:
            UnknownSkillError: A pin for a skill that is not in the graph.
            InfeasiblePlanError: Pins or the limit cannot be met; it names the nearest options.
        """
        try:
            return self._select()
        except InfeasiblePlanError as error:
            error.nearest = self.nearest()
            raise

    def _select(self) -> ProvedSelection:
        limit, search = self.options.limit, self.options.search
        if limit is None:
            return select_all(self.graph, self.selection_problem, search=search)
        found = select_limited(
            self.graph, self.selection_problem, holdings=self.holdings, limit=limit, search=search
        )
        return ProvedSelection(found.selection, found.proof)

    def nearest(self) -> NearestPlan:
        """The nearest options that can be met."""
        return nearest_plan(
            self.graph,
            self.selection_problem,
            holdings=self.holdings,
            limit=self.options.limit,
            search=self.options.search,
        )

    def gains(self, selection: Selection) -> dict[Step, float]:
        """Readiness that each step brings when it is finished [points]."""
        return step_gains(self.graph, self.requirements, selection, self.holdings)

    def order(self, selection: Selection) -> Ordering:
        """The best study order of a selection."""
        gains = self.gains(selection)
        return order_steps(self.graph, selection.steps, given=self.given, gains=gains)


def counted_requirements(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Those that count; the same object each time, so that an equal problem is recognised."""
    return _counted(IdentityKey(requirements))


@lru_cache(maxsize=512)
def _counted(requirements: IdentityKey[tuple[Requirement, ...]]) -> tuple[Requirement, ...]:
    return tuple(r for r in requirements.value if r.is_counted)
