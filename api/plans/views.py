"""From the engine's plan to what goes over the wire; every sentence is a code with its values."""

from api.analyses.views import step_ref
from api.catalog.current import Knowledge
from api.messages.text import Text
from api.plans.planning import PlanContext, RoadmapQuery, plan_roadmap
from api.plans.proofs import certificate_view, limit_view, proof_view
from api.plans.schemas import (
    ChoiceView,
    MilestoneView,
    PhaseProjectView,
    PhaseView,
    PlanRequest,
    PreferenceView,
    ReasonView,
    RoadmapItemView,
    RoadmapResult,
    WeeksView,
)
from api.profiles.held import self_rated
from api.wire import HoursView
from engine import (
    ENGINE_VERSION,
    ChoiceMade,
    Holdings,
    Phase,
    Profile,
    Reason,
    Roadmap,
    RoadmapItem,
    Weeks,
    explain_reason,
)


def plan_result(
    knowledge: Knowledge, query: RoadmapQuery, *, profile: Profile | Holdings
) -> RoadmapResult:
    """Plan and show the plan; raises as `plan_roadmap` does."""
    return roadmap_result(knowledge, query, plan_roadmap(knowledge, query, profile=profile))


def plan_ratings(knowledge: Knowledge, data: PlanRequest, *, context: PlanContext) -> RoadmapResult:
    """Plan for the ratings of a request; raises as `plan_roadmap` does."""
    query = RoadmapQuery.of(knowledge, data, context)
    return plan_result(knowledge, query, profile=self_rated(knowledge, data.ratings))


def roadmap_result(knowledge: Knowledge, query: RoadmapQuery, roadmap: Roadmap) -> RoadmapResult:
    """Show a plan and what is proved about it."""
    return RoadmapResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(roadmap.role),
        variant=roadmap.variant,
        variant_title=knowledge.variant_title(roadmap.role, roadmap.variant),
        hours_per_week=roadmap.hours_per_week,
        hours=HoursView.of(roadmap.hours),
        hours_note=knowledge.hours_note(roadmap.role, roadmap.variant),
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
    """Show how the role's choices were made."""
    is_limited = bool(query.limit.names)
    reasons = {
        key: PreferenceView(why=text.why, source=text.source, seen_on=text.seen_on)
        for key, text in knowledge.library.role_text(roadmap.role).preferences.items()
    }
    return [
        _choice(knowledge, made, because=reasons.get(made.requirement.key), is_limited=is_limited)
        for made in roadmap.choices
    ]


def _choice(
    knowledge: Knowledge, made: ChoiceMade, *, because: PreferenceView | None, is_limited: bool
) -> ChoiceView:
    """One choice; a limited plan may leave it open."""
    requirement, extra = made.requirement, made.preference_hours
    chosen = [knowledge.skill_ref(slug) for slug in made.chosen]
    if not chosen:
        text = Text("choice.open")
    elif extra:
        names = tuple(ref.title for ref in chosen)
        text = Text("choice.preferred", names=names, n=len(names), hours=round(extra, 1))
    else:
        why = "pinned" if made.is_pinned else "limited" if is_limited else "cheapest"
        names = tuple(ref.title for ref in chosen)
        text = Text("choice.made", why=why, names=names, n=len(names))
    return ChoiceView(
        key=requirement.key,
        label=requirement.label,
        chosen=chosen,
        others=[
            knowledge.skill_ref(target.skill)
            for target in requirement.targets
            if target.skill not in made.chosen
        ],
        is_pinned=made.is_pinned,
        preference_hours=round(extra, 1),
        because=because,
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
        project=_project(knowledge, phase),
    )


def _project(knowledge: Knowledge, phase: Phase) -> PhaseProjectView | None:
    if phase.project is None:
        return None
    text = knowledge.library.projects[phase.project.slug]
    return PhaseProjectView(
        slug=text.slug, title=text.title, brief=text.brief, deliverable=text.deliverable
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
        hours_left=round(item.hours.typical, 1),
        is_held=False,
        held_by=None,
        held_in=[],
        done_on=None,
        start_on=None,
        end_on=None,
    )


def _reason(knowledge: Knowledge, reason: Reason) -> ReasonView:
    fact = explain_reason(knowledge.graph, reason)
    return ReasonView(
        kind=reason.kind.value,
        text=Text.of(fact.message),
        source=None if fact.source is None else str(fact.source),
    )
