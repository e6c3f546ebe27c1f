"""From a wish to a roadmap to what goes over the wire."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from api.analyses.answer import self_rated, step_ref
from api.catalog.current import Knowledge
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
    Phase,
    PlanWish,
    Profile,
    Reason,
    Roadmap,
    RoadmapItem,
    SkillSlug,
    Step,
    Variant,
    explain_reason,
    plan,
)


class Question(Struct, frozen=True):
    """What a roadmap is asked for, apart from who asks."""

    role: str
    variant: str
    hours_per_week: float
    pins: tuple[str, ...]
    skipped: tuple[Step, ...]


def plan_for_anybody(knowledge: Knowledge, data: PlanRequest) -> RoadmapResult:
    """Answer a stateless wish.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating or pin of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
        PinConflictError: A pin that settles nothing.
        NoPlanError: No set of steps meets the wish.
    """
    question = Question(data.role, data.variant, data.hours_per_week, tuple(data.pins), ())
    return plan_result(knowledge, question, profile=self_rated(data.ratings))


def plan_result(knowledge: Knowledge, question: Question, *, profile: Profile) -> RoadmapResult:
    """Plan and show the plan; raises as `plan_for_anybody` does."""
    roadmap = plan(
        knowledge.graph,
        knowledge.role(question.role),
        variant=Variant(question.variant),
        profile=profile,
        wish=PlanWish(
            question.hours_per_week,
            pins=frozenset(SkillSlug(pin) for pin in question.pins),
            skipped=frozenset(known_steps(knowledge, question.skipped)),
        ),
        rules=knowledge.rules,
    )
    return _result(knowledge, roadmap)


def known_steps(knowledge: Knowledge, steps: Iterable[Step]) -> list[Step]:
    """The steps that this knowledge still has."""
    skills = knowledge.graph.skills
    return [step for step in steps if step.skill in skills and step.level <= skills[step.skill].top]


def ready_now(result: RoadmapResult, statuses: Mapping[str, str]) -> list[str]:
    """The open items whose prerequisites in the roadmap are all done or skipped."""
    passed = {item_id for item_id, status in statuses.items() if status in {"done", "skipped"}}
    return [
        item.id
        for item in result.items
        if item.id not in passed and all(needed in passed for needed in item.depends_on)
    ]


def _result(knowledge: Knowledge, roadmap: Roadmap) -> RoadmapResult:
    return RoadmapResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(roadmap.role),
        variant=roadmap.variant,
        hours_per_week=roadmap.hours_per_week,
        hours=HoursView.of(roadmap.hours),
        weeks=WeeksView(
            low=roadmap.weeks.low, typical=roadmap.weeks.typical, high=roadmap.weeks.high
        ),
        readiness_now=roadmap.readiness_now,
        readiness_then=roadmap.readiness_then,
        choices=[_choice(knowledge, made) for made in roadmap.choices],
        phases=[_phase(knowledge, roadmap, phase) for phase in roadmap.phases],
        items=[_item(knowledge, item) for item in roadmap.items],
    )


def _choice(knowledge: Knowledge, made: ChoiceMade) -> ChoiceView:
    requirement = made.requirement
    chosen = [knowledge.skill_ref(slug) for slug in made.chosen]
    others = [
        knowledge.skill_ref(target.skill)
        for target in requirement.targets
        if target.skill not in made.chosen
    ]
    names = " and ".join(ref.title for ref in chosen)
    text = (
        f"You asked for {names}."
        if made.is_pinned
        else f"{names} takes the fewest hours from what you know already."
    )
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
        text=fact.text,
        source=None if fact.source is None else str(fact.source),
    )
