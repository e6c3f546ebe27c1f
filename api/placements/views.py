"""From an evaluated placement to what goes over the wire, with every sentence as a code."""

from typing import cast

import msgspec

from api.analyses.views import step_ref
from api.catalog.current import Knowledge
from api.messages.text import Text
from api.placements.reasons import numbers, percent_of, why_level, why_question
from api.placements.repository import PlacementFound, PlacementListed
from api.placements.schemas import (
    AnswerView,
    LeftOpenView,
    PlacedLevelView,
    PlacedReadinessView,
    PlacementChoiceView,
    PlacementOptionView,
    PlacementStateView,
    PlacementStatus,
    PlacementSummaryView,
    PlacementView,
    QuestionView,
    RatingChangeView,
    ReplyName,
    SetAsideView,
    WorkedView,
)
from api.placements.stored import ActivePlacement, EvaluatedPlacement, answers_of
from engine import (
    ENGINE_VERSION,
    Answer,
    InferredStep,
    LeftOpen,
    Message,
    MessageParam,
    OpenReason,
    PlacementOptions,
    Question,
    Rating,
    RatingChange,
    RatingSource,
    Reply,
    RoleChoice,
    SkillSlug,
    Variant,
    Worked,
    confidence_of,
)

_OPEN = {
    OpenReason.NOTHING_ANSWERED: "placement.open.nothing-answered",
    OpenReason.NOT_CERTAIN: "placement.open.not-certain",
    OpenReason.NOT_ASKED: "placement.open.not-asked",
    OpenReason.RATED_SINCE: "placement.open.rated-since",
    OpenReason.NOT_CONTRADICTED: "placement.open.not-contradicted",
}


def placement_view(found: PlacementFound, evaluated: EvaluatedPlacement) -> PlacementView:
    """Show a stored placement."""
    knowledge = evaluated.active.knowledge
    return PlacementView(
        id=found.id,
        status=cast("PlacementStatus", found.status),
        version=found.version,
        created_at=found.created_at,
        begun_with=found.knowledge_version,
        state=state_view(evaluated),
        set_aside=[
            SetAsideView(
                skill=knowledge.skill_ref_of_id(stored.skill_id),
                level=stored.level,
                reply=cast("ReplyName", stored.reply),
            )
            for stored in evaluated.active.set_aside
        ],
    )


def state_view(evaluated: EvaluatedPlacement) -> PlacementStateView:
    """Show what was answered, what is asked next, and what acceptance does."""
    active, result = evaluated.active, evaluated.result
    knowledge, placement = active.knowledge, active.placement
    question, finished, found = evaluated.question, evaluated.finished, result.readiness
    return PlacementStateView(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(placement.role),
        variant=placement.variant,
        variant_title=knowledge.variant_title(placement.role, placement.variant),
        seed=placement.seed,
        worked=_worked(knowledge, active.worked),
        choice=None if evaluated.choice is None else _choice(active, evaluated.choice),
        question=None if question is None else _question(knowledge, question),
        finished_because=finished.value if finished else None,
        answers=[_answer(knowledge, answer) for answer in active.given],
        choices=[_choice(active, choice) for choice in placement.choices],
        asked=placement.question_count,
        most_questions=placement.options.most_questions,
        steps_covered=len(placement.steps),
        expected_right=result.expected_right,
        readiness=PlacedReadinessView(
            low=found.low, placed=found.placed, high=found.high, coverage=found.coverage
        ),
        levels=_levels(evaluated),
        changes=[change_view(knowledge, change) for change in evaluated.acceptance.changes],
        left_open=[left_open_view(knowledge, entry) for entry in evaluated.acceptance.left_open],
    )


def summary_view(knowledge: Knowledge, found: PlacementListed) -> PlacementSummaryView:
    """Show a placement in a list, where nothing is evaluated."""
    options = msgspec.json.decode(found.options, type=PlacementOptions)
    return PlacementSummaryView(
        id=found.id,
        status=cast("PlacementStatus", found.status),
        version=found.version,
        created_at=found.created_at,
        accepted_at=found.accepted_at,
        begun_with=found.knowledge_version,
        role=knowledge.role_ref_of_id(found.role_id),
        variant=found.variant,
        variant_title=knowledge.variant_title(knowledge.role_of_id(found.role_id), found.variant),
        asked=_asked(knowledge, found),
        most_questions=options.most_questions,
    )


def _asked(knowledge: Knowledge, found: PlacementListed) -> int:
    """How many questions were answered; a choice is one, all of its options are said to be used
    or not.
    """
    told = [entry for entry in answers_of(found.answers) if entry.reply != Reply.SKIP.value]
    said = {entry.skill_id for entry in told if entry.level == 0}
    slug = knowledge.role_of_id(found.role_id)
    variants = {} if slug is None else knowledge.role(slug).variants
    choices = [r for r in variants.get(Variant(found.variant), ()) if r.is_choice]
    answered = [
        c for c in choices if said.issuperset(knowledge.skill_id(t.skill) for t in c.targets)
    ]
    return len(answered) + sum(entry.level > 0 for entry in told)


def _question(knowledge: Knowledge, question: Question) -> QuestionView:
    step = question.step
    return QuestionView(
        skill=knowledge.skill_ref(step.skill),
        level=step.level,
        level_name=knowledge.level_names[step.level],
        can_do=knowledge.can_do(step),
        chance=question.chance,
        gain=question.gain,
        tells_about=[step_ref(knowledge, other) for other in question.tells_about],
        text=why_question(knowledge, question),
    )


def _answer(knowledge: Knowledge, answer: Answer) -> AnswerView:
    return AnswerView(
        skill=knowledge.skill_ref(answer.step.skill),
        level=answer.step.level,
        reply=answer.reply.value,
        can_do=knowledge.can_do(answer.step),
    )


def _worked(knowledge: Knowledge, worked: Worked | None) -> WorkedView | None:
    if worked is None:
        return None
    return WorkedView(role=knowledge.role_ref(worked.role.slug), years=worked.years)


def _choice(active: ActivePlacement, choice: RoleChoice) -> PlacementChoiceView:
    requirements = active.role.variants[active.placement.variant]
    label = next(r.label for r in requirements if r.key == choice.key)
    said = dict(active.placement.uses)
    return PlacementChoiceView(
        key=choice.key,
        label=label,
        choose=choice.choose,
        options=[
            PlacementOptionView(
                skill=active.knowledge.skill_ref(skill),
                use=said[skill].value if skill in said else None,
            )
            for skill in choice.options
        ],
    )


def _levels(evaluated: EvaluatedPlacement) -> list[PlacedLevelView]:
    active, knowledge = evaluated.active, evaluated.active.knowledge
    levels, inferred = evaluated.result.levels, evaluated.result.inferred
    asked = {step.skill for step in active.placement.told} | active.placement.used
    uses = dict(active.placement.uses)
    guesses = {
        entry.placed.skill
        for entry in evaluated.acceptance.left_open
        if entry.reason is OpenReason.NOT_ASKED
    }
    given_by_skill: dict[SkillSlug, list[Answer]] = {}
    for answer in sorted(active.given):
        given_by_skill.setdefault(answer.step.skill, []).append(answer)
    inferred_by_skill: dict[SkillSlug, list[InferredStep]] = {}
    for entry in inferred:
        inferred_by_skill.setdefault(entry.step.skill, []).append(entry)
    return [
        PlacedLevelView(
            skill=knowledge.skill_ref(placed.skill),
            level=placed.level,
            level_name=Text.verbatim(knowledge.level_names[placed.level])
            if placed.level
            else Text("placement.level-name.none"),
            chances=[round(chance, 6) for chance in placed.chances],
            confidence=confidence_of(placed),
            is_asked=placed.skill in asked,
            is_guess=placed.skill in guesses,
            because=why_level(
                knowledge,
                placed,
                given_by_skill.get(placed.skill, ()),
                inferred_by_skill.get(placed.skill, ()),
                uses.get(placed.skill),
            ),
        )
        for placed in levels
    ]


def change_view(knowledge: Knowledge, change: RatingChange) -> RatingChangeView:
    """Show a rating that acceptance writes."""
    before, after = change.before, change.after
    values: dict[str, MessageParam] = {
        "skill": knowledge.skill_ref(change.skill).title,
        "before": _rated(knowledge, before),
        "after": _level(knowledge, after.level),
    }
    if after.source is RatingSource.SELF:
        text = Text("placement.change.corrected", **values)
    elif change.denied:
        text = Text("placement.change.denied", **values, **numbers(change.denied))
    else:
        text = Text("placement.change.placed", **values)
    return RatingChangeView(
        skill=knowledge.skill_ref(change.skill),
        before=None if before is None else before.level,
        before_source=None if before is None else before.source.value,
        after=after.level,
        source=after.source.value,
        confidence=after.confidence,
        text=text,
    )


def left_open_view(knowledge: Knowledge, entry: LeftOpen) -> LeftOpenView:
    """Show a rating that acceptance leaves as it is."""
    skill, confidence = knowledge.skill_ref(entry.placed.skill), confidence_of(entry.placed)
    return LeftOpenView(
        skill=skill,
        level=entry.placed.level,
        confidence=confidence,
        rated=None if entry.rated is None else entry.rated.level,
        text=Text(
            _OPEN[entry.reason],
            skill=skill.title,
            rated=_stays(knowledge, entry.rated),
            percent=percent_of(confidence),
        ),
    )


def _rated(knowledge: Knowledge, rating: Rating | None) -> Message:
    return Message("placement.not-rated") if rating is None else _level(knowledge, rating.level)


def _stays(knowledge: Knowledge, rating: Rating | None) -> Message:
    if rating is None:
        return Message("placement.open.rated.nothing")
    if rating.level == 0:
        return Message("placement.open.rated.none")
    name = knowledge.level_names[rating.level]
    return Message("placement.open.rated.level", {"level": rating.level, "name": name})


def _level(knowledge: Knowledge, level: int) -> Message:
    if level == 0:
        return Message("placement.level.none")
    return Message("placement.level.held", {"level": level, "name": knowledge.level_names[level]})
