"""The roadmap: the needed steps in study order, cut into phases and laid over weeks."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from engine.errors import InfeasiblePlanError, NearestPlan
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.limits import Limit
from engine.model import (
    Hours,
    Profile,
    Requirement,
    Role,
    RoleSlug,
    SkillSlug,
    Step,
    Variant,
)
from engine.planning.ordering.order import Certificate, Ordering, order_steps
from engine.planning.phases import Calendar, Phase, Weeks, cut_phases, total_hours
from engine.planning.reasons import Demands, Reason
from engine.planning.selection.budget import select_limited
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.nearest import nearest_plan
from engine.planning.selection.proof import Proof
from engine.planning.selection.solver import Search
from engine.planning.selection.steps import ChoiceMade, Selection, SelectionProblem, select_all
from engine.readiness.credit import (
    effort,
    requirement_credit,
    requirements_of,
    rounded_points,
    weighted_share,
)
from engine.readiness.holdings import Holdings, hold
from engine.rules.tables import RuleBook


class RoadmapItem(Struct, frozen=True):
    """One step to learn; weeks count from 1 at the typical pace."""

    position: int
    phase: int
    step: Step
    hours: Hours
    start_week: int
    end_week: int
    is_ready_now: bool
    readiness_after: float
    depends_on: tuple[Step, ...]
    reasons: tuple[Reason, ...]


class Roadmap(Struct, frozen=True):
    """What to learn, in which order, how long it takes at `hours_per_week`, and why.

    `certificate` says how good the order is, and `proof` how good the choice of steps.
    """

    role: RoleSlug
    variant: Variant
    hours_per_week: float
    items: tuple[RoadmapItem, ...]
    phases: tuple[Phase, ...]
    choices: tuple[ChoiceMade, ...]
    hours: Hours
    weeks: Weeks
    readiness_now: float
    readiness_then: float
    certificate: Certificate
    proof: Proof


class PlanOptions(Struct, frozen=True):
    """How a person wants to learn: pace [h/week], skills to prefer, steps to leave out.

    `limit` asks for less than the whole role; `search` says how the best plan is looked for.
    """

    hours_per_week: float
    pins: frozenset[SkillSlug] = frozenset()
    skipped: frozenset[Step] = frozenset()
    limit: Limit | None = None
    search: Search = UNLIMITED


def plan(
    graph: SkillGraph,
    role: Role,
    *,
    variant: Variant,
    profile: Profile,
    options: PlanOptions,
    rules: RuleBook,
) -> Roadmap:
    """Lay out the least-hours way to every target of the role, or the best one under a limit.

    Skipped steps are taken as given for what stands on them, and earn no readiness.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError: A rating or a pin for a skill that is not in the graph.
        UnknownLevelError: A rating outside the skill's levels.
        InfeasiblePlanError: Pins or the limit cannot be met; it names the nearest options that can.
        NoRuleFiredError: The rules leave a phase open.
    """
    query = PlanQuery.of(graph, role, variant=variant, profile=profile, options=options)
    selection, proof = query.select()
    return lay_out(query, selection, query.order(selection), proof=proof, rules=rules)


class PlanQuery(Struct, frozen=True):
    """A person's question to the planner, with what they hold worked out."""

    graph: SkillGraph
    role: RoleSlug
    variant: Variant
    requirements: tuple[Requirement, ...]
    holdings: Holdings
    options: PlanOptions

    @classmethod
    def of(
        cls,
        graph: SkillGraph,
        role: Role,
        *,
        variant: Variant,
        profile: Profile,
        options: PlanOptions,
    ) -> "PlanQuery":
        """Raises what `plan` raises for an unknown variant, skill or level."""
        requirements = _counted(IdentityKey(requirements_of(role, variant)))
        return cls(graph, role.slug, variant, requirements, hold(graph, profile), options)

    @property
    def given(self) -> frozenset[Step]:
        """What is held or skipped."""
        return self.holdings.steps | self.options.skipped

    @property
    def selection_problem(self) -> SelectionProblem:
        """The question to the selection of steps."""
        return SelectionProblem(self.requirements, self.given, self.options.pins)

    def select(self) -> tuple[Selection, Proof]:
        """The best steps for the question, with what is proved of them.

        Raises:
            InfeasiblePlanError: Pins or the limit cannot be met; it names the nearest options.
        """
        try:
            return self._select()
        except InfeasiblePlanError as error:
            error.nearest = self.nearest()
            raise

    def nearest(self) -> NearestPlan:
        """The nearest options that can be met."""
        return nearest_plan(
            self.graph,
            self.selection_problem,
            holdings=self.holdings,
            limit=self.options.limit,
            search=self.options.search,
        )

    def _select(self) -> tuple[Selection, Proof]:
        limit, search = self.options.limit, self.options.search
        if limit is None:
            chosen = select_all(self.graph, self.selection_problem, search=search)
            return chosen.selection, chosen.proof
        found = select_limited(
            self.graph, self.selection_problem, holdings=self.holdings, limit=limit, search=search
        )
        return found.selection, found.proof

    def gains(self, selection: Selection) -> dict[Step, float]:
        """Readiness points that each step brings when it is finished."""
        return _gains(self.graph, self.requirements, selection, self.holdings)

    def order(self, selection: Selection) -> Ordering:
        """The best study order of a selection."""
        gains = self.gains(selection)
        return order_steps(self.graph, selection.steps, given=self.given, gains=gains)


@lru_cache(maxsize=512)
def _counted(requirements: IdentityKey[tuple[Requirement, ...]]) -> tuple[Requirement, ...]:
    """Those that count; the same object each time, so that a question is known again."""
    return tuple(r for r in requirements.value if r.is_counted)


def lay_out(
    query: PlanQuery,
    selection: Selection,
    ordering: Ordering,
    *,
    proof: Proof,
    rules: RuleBook,
) -> Roadmap:
    """Cut an order into phases and lay it over weeks.

    Raises:
        NoRuleFiredError: The rules leave a phase open.
    """
    graph, pace = query.graph, query.options.hours_per_week
    reached = _readiness_along(graph, query.requirements, query.holdings, ordering)
    calendar = Calendar.of(graph, ordering.steps, pace)
    gains = query.gains(selection)
    phases = cut_phases(graph, ordering.steps, gains=gains, calendar=calendar, rules=rules)
    demands = Demands.of(graph, query.requirements, selection, ordering)
    hours = total_hours(graph, ordering.steps)
    phase_of = {position: phase.number for phase in phases for position in phase.positions}
    return Roadmap(
        role=query.role,
        variant=query.variant,
        hours_per_week=pace,
        items=tuple(
            RoadmapItem(
                position=position,
                phase=phase_of[position],
                step=step,
                hours=graph.hours(step),
                start_week=calendar.start_weeks[position - 1],
                end_week=calendar.end_weeks[position - 1],
                is_ready_now=not ordering.stands_on[step],
                readiness_after=rounded_points(reached[position]),
                depends_on=ordering.stands_on[step],
                reasons=demands.reasons(step),
            )
            for position, step in enumerate(ordering.steps, start=1)
        ),
        phases=phases,
        choices=selection.choices,
        hours=hours,
        weeks=Weeks.of(hours, pace),
        readiness_now=rounded_points(reached[0]),
        readiness_then=rounded_points(reached[-1]),
        certificate=ordering.certificate,
        proof=proof,
    )


def _gains(
    graph: SkillGraph,
    requirements: Sequence[Requirement],
    selection: Selection,
    holdings: Holdings,
) -> dict[Step, float]:
    """Readiness points that each step brings when it is finished."""
    chosen = {made.requirement.key: made.chosen for made in selection.choices}
    total = sum(requirement.weight for requirement in requirements)
    gains: dict[Step, float] = {}
    for requirement in requirements:
        share = 100 * requirement.weight / total / requirement.choose
        for target in requirement.targets:
            if target.skill not in chosen.get(requirement.key, (target.skill,)):
                continue
            whole = effort(graph, target.skill, above=0, up_to=target.level).typical
            for level in range(holdings.level(target.skill) + 1, target.level + 1):
                step = Step(target.skill, level)
                gain = share * graph.hours(step).typical / whole
                gains[step] = gains.get(step, 0.0) + gain
    return gains


def _readiness_along(
    graph: SkillGraph,
    requirements: Sequence[Requirement],
    holdings: Holdings,
    ordering: Ordering,
) -> list[float]:
    """Readiness before the first step and after each one [points]."""
    levels = dict(holdings.levels)
    earned = [r.weight * requirement_credit(graph, r, levels) for r in requirements]
    asked_by: dict[SkillSlug, list[int]] = {}
    for i, requirement in enumerate(requirements):
        for target in requirement.targets:
            asked_by.setdefault(target.skill, []).append(i)
    total = sum(requirement.weight for requirement in requirements)
    along = [weighted_share(earned, total)]
    for step in ordering.steps:
        levels[step.skill] = max(levels.get(step.skill, 0), step.level)
        for i in asked_by.get(step.skill, ()):
            requirement = requirements[i]
            earned[i] = requirement.weight * requirement_credit(graph, requirement, levels)
        along.append(weighted_share(earned, total))
    return along
