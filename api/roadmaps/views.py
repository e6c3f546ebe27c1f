"""From a wish to a roadmap to what goes over the wire."""

from collections.abc import Mapping

from api.analyses.views import self_rated, step_ref
from api.catalog.current import Knowledge
from api.http.sentences import listed
from api.messages.text import Text
from api.roadmaps.planning import plan_roadmap
from api.roadmaps.proofs import certificate_view, limit_view, proof_view
from api.roadmaps.query import PlanContext, PlanLimits, RoadmapQuery
from api.roadmaps.schemas import (
    ChoiceView,
    MilestoneView,
    PhaseView,
    PlanRequest,
    ReasonView,
    RoadmapItemView,
    RoadmapResult,
    WeeksView,
)
from api.wire import HoursView
from engine import (
    ENGINE_VERSION,
    ChoiceMade,
    ItemState,
    Phase,
    Profile,
    Reason,
    Roadmap,
    RoadmapItem,
    Weeks,
    explain_reason,
    ready_items,
)


def plan_for_anybody(
    knowledge: Knowledge, data: PlanRequest, *, context: PlanContext
) -> RoadmapResult:
    """Answer a stateless wish.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating or pin of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
        LimitsContradictError: More than one limit.
        DateInPastError: A date that leaves no day.
        PlanRefusedError: Nothing meets the wish; it holds the nearest that can be met.
    """
    query = RoadmapQuery(
        data.role,
        data.variant,
        data.hours_per_week,
        tuple(data.pins),
        (),
        PlanLimits.of(data),
        context,
    )
    return plan_result(knowledge, query, profile=self_rated(data.ratings))


def plan_result(knowledge: Knowledge, query: RoadmapQuery, *, profile: Profile) -> RoadmapResult:
    """Plan and show the plan; raises as `plan_for_anybody` does."""
    return roadmap_result(knowledge, query, plan_roadmap(knowledge, query, profile=profile))


def ready_now(result: RoadmapResult, statuses: Mapping[str, str]) -> list[str]:
    """The open items whose prerequisites in the roadmap are all done or skipped."""
    passed = {item_id for item_id, status in statuses.items() if ItemState(status).is_passed}
    return list(ready_items({item.id: item.depends_on for item in result.items}, passed=passed))


def roadmap_result(knowledge: Knowledge, query: RoadmapQuery, roadmap: Roadmap) -> RoadmapResult:
    """Show a plan with what is proved of it."""
    return RoadmapResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(roadmap.role),
        variant=roadmap.variant,
        hours_per_week=roadmap.hours_per_week,
        hours=HoursView.of(roadmap.hours),
        weeks=weeks_view(roadmap.weeks),
        readiness_now=roadmap.readiness_now,
        readiness_then=roadmap.readiness_then,
        limit=limit_view(query, roadmap),
        selection=proof_view(query, roadmap),
        order=certificate_view(roadmap.certificate),
        choices=choice_views(knowledge, query, roadmap),
        phases=[_phase(knowledge, roadmap, phase) for phase in roadmap.phases],
        items=[_item(knowledge, item) for item in roadmap.items],
    )


def weeks_view(weeks: Weeks) -> WeeksView:
    """Show how long a plan takes."""
    return WeeksView(low=weeks.low, typical=weeks.typical, high=weeks.high)


def choice_views(knowledge: Knowledge, query: RoadmapQuery, roadmap: Roadmap) -> list[ChoiceView]:
    """Show how the role's choices were settled."""
    is_limited = bool(query.limit.names)
    return [_choice(knowledge, made, is_limited=is_limited) for made in roadmap.choices]


def _choice(knowledge: Knowledge, made: ChoiceMade, *, is_limited: bool) -> ChoiceView:
    """A limited plan need not settle it at all."""
    requirement = made.requirement
    chosen = [knowledge.skill_ref(slug) for slug in made.chosen]
    others = [
        knowledge.skill_ref(target.skill)
        for target in requirement.targets
        if target.skill not in made.chosen
    ]
    names, is_one = listed([ref.title for ref in chosen]), len(chosen) == 1
    if not chosen:
        text = "This plan does not come to it."
    elif made.is_pinned:
        text = f"You asked for {names}."
    elif is_limited:
        text = f"{names} {'fits' if is_one else 'fit'} best into this plan."
    else:
        verb = "takes" if is_one else "take"
        text = f"{names} {verb} the fewest hours from what you know already."
    return ChoiceView(
        key=requirement.key,
        label=requirement.label,
        chosen=chosen,
        others=others,
        is_pinned=made.is_pinned,
        text=text,
    )


def _phase(knowledge: Knowledge, roadmap: Roadmap, phase: Phase) -> PhaseView:
    can_do = knowledge.can_do(phase.milestone)
    return PhaseView(
        number=phase.number,
        name=phase.name,
        milestone=MilestoneView(text=can_do[0], step=step_ref(knowledge, phase.milestone)),
        hours=HoursView.of(phase.hours),
        start_week=phase.start_week,
        end_week=phase.end_week,
        item_ids=[str(roadmap.items[position - 1].step) for position in phase.positions],
    )


def _item(knowledge: Knowledge, item: RoadmapItem) -> RoadmapItemView:
    return RoadmapItemView(
        id=str(item.step),
        position=item.position,
        phase=item.phase,
        skill=knowledge.skill_ref(item.step.skill),
        level=item.step.level,
        level_name=knowledge.level_names[item.step.level],
        can_do=knowledge.can_do(item.step),
        hours=HoursView.of(item.hours),
        start_week=item.start_week,
        end_week=item.end_week,
        is_ready_now=item.is_ready_now,
        readiness_after=item.readiness_after,
        depends_on=[str(step) for step in item.depends_on],
        reasons=[_reason(knowledge, reason) for reason in item.reasons],
        resources=knowledge.resources(item.step),
        status="todo",
        hours_spent=None,
    )


def _reason(knowledge: Knowledge, reason: Reason) -> ReasonView:
    fact = explain_reason(knowledge.graph, reason)
    return ReasonView(
        kind=reason.kind.value,
        text=Text.of(fact.message).say(),
        source=None if fact.source is None else str(fact.source),
    )
