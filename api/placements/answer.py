"""From a placement to what it found and asks next, to what goes over the wire."""

from collections.abc import Sequence

from msgspec import Struct

from api.analyses.answer import self_rated, step_ref
from api.catalog.current import Knowledge
from api.errors import FieldFault, InvalidFieldsError
from api.placements.kept import Placing, with_answers
from api.placements.schemas import (
    AnswerView,
    FinishedBecause,
    GivenAnswerRequest,
    PlacedLevelView,
    PlacedReadinessView,
    PlacementStateView,
    PlaceRequest,
    QuestionView,
)
from api.placements.words import why_level, why_question
from engine import (
    ENGINE_VERSION,
    Answer,
    PlacedLevel,
    Placement,
    PlacementResult,
    Question,
    Reply,
    SkillSlug,
    Spared,
    Step,
    Variant,
    begin_placement,
    believe,
    next_question,
    placement_result,
)

MOST_CERTAIN = 0.999
"""That all imagined learners agree is strong evidence, but no certainty."""


class Placed(Struct, frozen=True):
    """What a placement found: for the engine's friends, and for the wire."""

    result: PlacementResult
    state: PlacementStateView


def place_anybody(knowledge: Knowledge, data: PlaceRequest) -> PlacementStateView:
    """Answer a stateless question.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating or an answer about a skill that is not there.
        UnknownLevelError: The same about a level.
        StepNotAskedError: An answer about a step that this placement does not ask about.
        InvalidFieldsError: Two answers about one step.
    """
    role = knowledge.role(data.role)
    given = tuple(_given(knowledge, data.answers))
    begun = begin_placement(
        knowledge.graph,
        role,
        Variant(data.variant),
        ratings=self_rated(data.ratings),
        seed=data.seed,
    )
    return place(Placing(knowledge, role, with_answers(begun, given), given)).state


def place(placing: Placing) -> Placed:
    """Work out what the answers say; the belief, which costs most, is worked out once."""
    knowledge, placement = placing.knowledge, placing.placement
    belief = believe(knowledge.graph, placement)
    question = next_question(belief)
    result = placement_result(belief, placing.role)
    found = result.readiness
    state = PlacementStateView(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(placement.role),
        variant=placement.variant,
        seed=placement.seed,
        question=None if question is None else _question(knowledge, question),
        finished_because=None if question is not None else _finished(placement),
        answers=[_answer(knowledge, answer) for answer in placing.given],
        asked=len(placement.told),
        most_questions=placement.wish.most_questions,
        steps_covered=len(placement.steps),
        expected_right=result.expected_right,
        readiness=PlacedReadinessView(
            low=found.low, placed=found.placed, high=found.high, coverage=found.coverage
        ),
        levels=_levels(placing, result),
    )
    return Placed(result, state)


def answered_steps(given: Sequence[Answer]) -> dict[SkillSlug, list[Answer]]:
    """The answers that say something, by skill."""
    found: dict[SkillSlug, list[Answer]] = {}
    for answer in given:
        if answer.reply is not Reply.SKIP:
            found.setdefault(answer.step.skill, []).append(answer)
    return found


def _given(knowledge: Knowledge, answers: Sequence[GivenAnswerRequest]) -> list[Answer]:
    given: dict[Step, Answer] = {}
    for number, entry in enumerate(answers):
        step = Step(SkillSlug(entry.skill), entry.level)
        knowledge.graph.check_level(step.skill, step.level)
        if step in given:
            text = f"answers {step} a second time; keep one of them"
            raise InvalidFieldsError([FieldFault(path=f"$.answers[{number}]", message=text)])
        given[step] = Answer(step, Reply(entry.reply))
    return list(given.values())


def _finished(placement: Placement) -> FinishedBecause:
    if len(placement.told) >= placement.wish.most_questions:
        return "cap"
    return "all-asked" if len(placement.asked) == len(placement.steps) else "sure-enough"


def _question(knowledge: Knowledge, question: Question) -> QuestionView:
    return QuestionView(
        skill=knowledge.skill_ref(question.step.skill),
        level=question.step.level,
        level_name=knowledge.level_names[question.step.level],
        can_do=knowledge.can_do(question.step),
        chance=question.chance,
        gain=question.gain,
        tells_about=[step_ref(knowledge, step) for step in question.tells_about],
        text=why_question(knowledge, question),
    )


def _answer(knowledge: Knowledge, answer: Answer) -> AnswerView:
    return AnswerView(
        skill=knowledge.skill_ref(answer.step.skill),
        level=answer.step.level,
        reply=answer.reply.value,
        can_do=knowledge.can_do(answer.step),
    )


def _levels(placing: Placing, result: PlacementResult) -> list[PlacedLevelView]:
    knowledge, answered = placing.knowledge, answered_steps(placing.given)
    given: dict[SkillSlug, list[Answer]] = {}
    for answer in placing.given:
        given.setdefault(answer.step.skill, []).append(answer)
    spared: dict[SkillSlug, list[Spared]] = {}
    for entry in result.spared:
        spared.setdefault(entry.step.skill, []).append(entry)
    return [
        PlacedLevelView(
            skill=knowledge.skill_ref(placed.skill),
            level=placed.level,
            level_name=knowledge.level_names[placed.level] if placed.level else "None",
            chances=[round(chance, 6) for chance in placed.chances],
            confidence=confidence_of(placed),
            is_asked=placed.skill in answered,
            because=why_level(
                knowledge, placed, given.get(placed.skill, ()), spared.get(placed.skill, ())
            ),
        )
        for placed in result.levels
    ]


def confidence_of(placed: PlacedLevel) -> float:
    """The probability that the person holds exactly the level placed; never quite certain."""
    return min(round(placed.chances[placed.level], 6), MOST_CERTAIN)
