"""From a placement to what it found and asks next, to what goes over the wire."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from api.analyses.snapshot import StoredRating
from api.analyses.views import self_rated, step_ref
from api.catalog.current import Knowledge
from api.errors import FieldFault, InvalidFieldsError
from api.messages.text import Text
from api.placements.acceptance_rules import Rated, confidence_of, is_guess, judge
from api.placements.schemas import (
    AnswerView,
    GivenAnswerRequest,
    PlacedLevelView,
    PlacedReadinessView,
    PlacementStateView,
    PlaceRequest,
    QuestionView,
)
from api.placements.sentences import why_level, why_question
from api.placements.stored import Placing, with_answers
from engine import (
    ENGINE_VERSION,
    Answer,
    InferredStep,
    PlacementResult,
    Question,
    RatingSource,
    Reply,
    SkillSlug,
    Step,
    Variant,
    begin_placement,
    believe,
    finished_because,
    next_question,
    placement_result,
)


class Placed(Struct, frozen=True):
    """What a placement found: as the engine says it, and as the wire does."""

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
    before = _said(knowledge, data.ratings)
    now = before if data.ratings_now is None else _said(knowledge, data.ratings_now)
    placing = Placing(knowledge, role, with_answers(begun, given), given)
    return place(placing, begun=before, now=now).state


def place(placing: Placing, *, begun: Rated, now: Rated) -> Placed:
    """Work out what the answers say; the belief, which costs most, is worked out once.

    Args:
        begun: The ratings the placement began with.
        now: The ratings that acceptance would change.
    """
    knowledge, placement = placing.knowledge, placing.placement
    belief = believe(knowledge.graph, placement)
    question = next_question(belief)
    ended = finished_because(belief) if question is None else None
    result = placement_result(belief, placing.role)
    found = result.readiness
    verdict = judge(placing, result, begun=begun, now=now)
    state = PlacementStateView(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(placement.role),
        variant=placement.variant,
        seed=placement.seed,
        question=None if question is None else _question(knowledge, question),
        finished_because=None if ended is None else ended.value,
        answers=[_answer(knowledge, answer) for answer in placing.given],
        asked=len(placement.told),
        most_questions=placement.options.most_questions,
        steps_covered=len(placement.steps),
        expected_right=result.expected_right,
        readiness=PlacedReadinessView(
            low=found.low, placed=found.placed, high=found.high, coverage=found.coverage
        ),
        levels=_levels(placing, result),
        changes=verdict.changes,
        left_open=verdict.left_open,
    )
    return Placed(result, state)


def _said(knowledge: Knowledge, ratings: Mapping[str, int]) -> Rated:
    """Plain levels as whoever sends them says them."""
    own = RatingSource.SELF.value
    for skill, level in ratings.items():
        knowledge.graph.check_level(SkillSlug(skill), level)
    return {
        knowledge.skill_id(skill): StoredRating(level, own, 1.0) for skill, level in ratings.items()
    }


def _given(knowledge: Knowledge, answers: Sequence[GivenAnswerRequest]) -> list[Answer]:
    given: dict[Step, Answer] = {}
    for number, entry in enumerate(answers):
        step = Step(SkillSlug(entry.skill), entry.level)
        knowledge.graph.check_level(step.skill, step.level)
        if step in given:
            text = f"answers {step} a second time; keep one of them"
            raise InvalidFieldsError(
                [FieldFault(path=f"$.answers[{number}]", message=Text.verbatim(text))]
            )
        given[step] = Answer(step, Reply(entry.reply))
    return list(given.values())


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
    knowledge, answered = placing.knowledge, placing.answered()
    given: dict[SkillSlug, list[Answer]] = {}
    for answer in placing.given:
        given.setdefault(answer.step.skill, []).append(answer)
    spared: dict[SkillSlug, list[InferredStep]] = {}
    for entry in result.inferred:
        spared.setdefault(entry.step.skill, []).append(entry)
    return [
        PlacedLevelView(
            skill=knowledge.skill_ref(placed.skill),
            level=placed.level,
            level_name=knowledge.level_names[placed.level] if placed.level else "None",
            chances=[round(chance, 6) for chance in placed.chances],
            confidence=confidence_of(placed),
            is_asked=placed.skill in answered,
            is_guess=is_guess(placed, answered.get(placed.skill, ())),
            because=why_level(
                knowledge, placed, given.get(placed.skill, ()), spared.get(placed.skill, ())
            ),
        )
        for placed in result.levels
    ]
