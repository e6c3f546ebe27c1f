"""The roadmap: the needed steps in study order, cut into phases and laid over weeks."""

from msgspec import Struct

from engine.model import Hours, RoleSlug, Step, Variant
from engine.planning.gains import readiness_along
from engine.planning.ordering.study_order import Certificate, Ordering
from engine.planning.phases import Phase, PhaseContent, cut_phases, total_hours
from engine.planning.query import PlanQuery
from engine.planning.reasons import Reason, RoadmapReasons
from engine.planning.selection.choices import ChoiceMade, Selection
from engine.planning.selection.proof import Proof
from engine.planning.weeks import Calendar, Weeks
from engine.readiness.formula import rounded_points
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


def plan(query: PlanQuery, *, rules: RuleBook) -> Roadmap:
    """Lay out the least-hours way to every target of the role, or the best one under a limit.

    Skipped steps count as met for the steps that require them, and earn no readiness.

    Args:
        query: What to plan for, and what the person holds.
        rules: The tables that cut and name the phases.

    Raises:
        UnknownSkillError: A pin for a skill that is not in the graph.
        InfeasiblePlanError: Pins or the limit cannot be met; it names the nearest options that can.
        NoRuleFiredError: The rules leave a phase open.
    """
    found = query.select()
    ordering = query.order(found.selection)
    return lay_out(query, found.selection, ordering, proof=found.proof, rules=rules)


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
    reached = readiness_along(graph, query.requirements, query.holdings, ordering.steps)
    calendar = Calendar.of(graph, ordering.steps, pace)
    gains = query.gains(selection)
    content = PhaseContent(rules, query.outcomes, query.role, query.given)
    phases = cut_phases(graph, ordering.steps, gains=gains, calendar=calendar, content=content)
    reasons = RoadmapReasons.of(graph, query.requirements, selection, ordering)
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
                is_ready_now=not ordering.prerequisites[step],
                readiness_after=rounded_points(reached[position]),
                depends_on=ordering.prerequisites[step],
                reasons=reasons.reasons(step),
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
