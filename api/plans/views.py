"""From the engine's plan to what goes over the wire; every sentence is a code with its values."""

from math import ceil, floor

from msgspec.structs import replace

from api.analyses.views import self_rated, step_ref
from api.catalog.current import Knowledge
from api.messages.text import Text
from api.plans.planning import PlanContext, RoadmapQuery, plan_roadmap
from api.plans.schemas import (
    CertificateView,
    ChoiceView,
    LimitView,
    MilestoneView,
    PhaseProjectView,
    PhaseView,
    PlanRequest,
    PreferenceView,
    ProofView,
    ReasonView,
    RoadmapItemView,
    RoadmapResult,
    WeeksView,
)
from api.wire import HoursView
from engine import (
    ENGINE_VERSION,
    PREFERENCE_HOURS,
    Certificate,
    ChoiceMade,
    Holdings,
    Hours,
    Message,
    Phase,
    Profile,
    ProofStatus,
    Reason,
    Roadmap,
    RoadmapItem,
    Weeks,
    explain_reason,
    week_spans,
)

WHOLE_ROLE_PROVED = ProofView(
    method="exact",
    status="proved",
    bound=None,
    gap=0.0,
    text=Text("proof.whole-role"),
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


def limit_view(query: RoadmapQuery, roadmap: Roadmap) -> LimitView | None:
    """The limit of the request and what the plan does within it; None for the whole role."""
    limit, hours = query.limit, query.hours
    if not limit.names:
        return None
    day = None if limit.until_date is None else limit.until_date.isoformat()
    return LimitView(
        kind="date" if day else "readiness" if hours is None else "budget",
        hours=None if hours is None else round(hours, 1),
        until_date=day,
        readiness=limit.target_readiness,
        text=_limit_text(query, roadmap),
    )


def _limit_text(query: RoadmapQuery, roadmap: Roadmap) -> Text:
    target, day = query.limit.target_readiness, query.limit.until_date
    values = {
        "steps": len(roadmap.items),
        "effort": round(roadmap.hours.typical, 1),
        "now": roadmap.readiness_now,
        "then": roadmap.readiness_then,
    }
    if target is not None:
        return Text("limit.readiness", target=_up(target, places=2), **values)
    hours = round(query.hours or 0, 1)
    plan = Message("limit.plan", values)
    if not roadmap.items and roadmap.readiness_now < 100:
        plan = Message("limit.too-short")
    if day is not None:
        return Text("limit.date", hours=hours, date=day.isoformat(), plan=plan)
    return Text("limit.budget", hours=hours, plan=plan)


def proof_view(query: RoadmapQuery, roadmap: Roadmap) -> ProofView:
    """What is proved about the choice of steps."""
    proof, is_budget = roadmap.proof, query.hours is not None
    is_exact = proof.status is ProofStatus.PROVED and not proof.gap
    if is_exact and proof.is_by_preference:
        bound = round(_shortest_hours(roadmap), 1)
    elif is_exact:
        bound = roadmap.readiness_then if is_budget else round(roadmap.hours.typical, 1)
    else:
        bound = _up(proof.bound) if is_budget else _down(proof.bound)
    return ProofView(
        method="exact" if is_exact else "certified",
        status=proof.status.value,
        bound=bound,
        gap=proof.gap,
        text=_proof_text(query, roadmap, bound),
    )


def _shortest_hours(roadmap: Roadmap) -> float:
    """Hours of the plan without recommendations [h]."""
    extra = max((made.preference_hours for made in roadmap.choices), default=0.0)
    return roadmap.hours.typical - extra


def _proof_text(query: RoadmapQuery, roadmap: Roadmap, bound: float) -> Text:
    proof, target = roadmap.proof, query.limit.target_readiness
    if query.hours is not None:
        best = Message("proof.budget", {"hours": round(query.hours, 1), "points": bound})
    elif target is not None and roadmap.items:
        best = Message("proof.readiness", {"target": _up(target, places=2), "hours": bound})
    elif proof.is_by_preference:
        best = _by_preference(roadmap, bound)
    elif proof.status is ProofStatus.PROVED and not proof.gap:
        return WHOLE_ROLE_PROVED.text
    else:
        best = Message("proof.hours", {"hours": bound})
    if proof.status is ProofStatus.PROVED:
        return Text("proof.near-previous", best=best) if proof.gap else Text.of(best)
    code = "proof.time-limit"
    if proof.status is ProofStatus.SOLVER_UNAVAILABLE:
        code = "proof.solver-unavailable"
    return Text.of(Message(code, {"best": best, "percent": percent(proof.gap)}))


def _by_preference(roadmap: Roadmap, bound: float) -> Message:
    """What is proved where less recommended options add hours."""
    proof, added = roadmap.proof, round(PREFERENCE_HOURS)
    if proof.status is ProofStatus.PROVED and not proof.gap:
        return Message("proof.preferred", {"added": added, "hours": bound})
    return Message("proof.preferred-bound", {"added": added, "hours": bound})


def certificate_view(certificate: Certificate) -> CertificateView:
    """What is proved about the order."""
    gap = certificate.gap
    text = Text("order.best")
    if gap:
        text = Text("order.gap", percent=percent(gap / (1 - gap)))
    return CertificateView(method=certificate.method.value, gap=gap, text=text)


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


def at_pace(result: RoadmapResult, hours_per_week: float) -> RoadmapResult:
    """A plan at another number of hours a week: the same steps in the same order."""
    if result.hours_per_week == hours_per_week:
        return result
    spans = week_spans([item.hours.typical for item in result.items], hours_per_week)
    items = [
        replace(item, start_week=start, end_week=end)
        for item, (start, end) in zip(result.items, spans, strict=True)
    ]
    weeks = {item.id: (item.start_week, item.end_week) for item in items}
    phases = [
        replace(
            phase,
            start_week=weeks[phase.item_ids[0]][0],
            end_week=weeks[phase.item_ids[-1]][1],
        )
        for phase in result.phases
    ]
    hours = Hours(result.hours.low, result.hours.typical, result.hours.high)
    return replace(
        result,
        hours_per_week=hours_per_week,
        weeks=weeks_view(Weeks.of(hours, hours_per_week)),
        items=items,
        phases=phases,
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


def percent(share: float) -> float:
    """Rounded up, so that the statement stays true [%]."""
    return _up(100 * share)


def _up(value: float, *, places: int = 1) -> float:
    scale = float(10**places)
    return ceil(value * scale - 1e-6) / scale


def _down(value: float) -> float:
    return floor(value * 10 + 1e-6) / 10
