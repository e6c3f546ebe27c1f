"""Works out a placement from all answers given so far."""

from collections.abc import Mapping, Sequence

from api.analyses.stored import StoredRating
from api.catalog.current import Knowledge
from api.errors import FieldFault, InvalidFieldsError
from api.messages.text import Text
from api.placements.schemas import PlacementStateView, UseName
from api.placements.service import worked_as
from api.placements.stored import ActivePlacement, check_options, evaluate, with_answers
from api.placements.views import state_view
from api.profiles.held import self_rated
from api.stateless_placements.schemas import GivenAnswerRequest, PlaceRequest
from engine import (
    Answer,
    Placement,
    RatingSource,
    Reply,
    SkillSlug,
    Step,
    Use,
    Variant,
    begin_placement,
    say_uses,
)


def place_stateless(knowledge: Knowledge, data: PlaceRequest) -> PlacementStateView:
    """A placement without an account, from all answers given so far.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating or an answer about a skill that does not exist.
        UnknownLevelError: The same about a level.
        StepNotAskedError: An answer about a step that this placement does not ask about.
        InvalidFieldsError: Two answers about one step.
    """
    role = knowledge.role(data.role)
    given = _given(knowledge, data.answers)
    worked = worked_as(knowledge, data.worked)
    placement = begin_placement(
        knowledge.graph,
        role,
        Variant(data.variant),
        ratings=self_rated(knowledge, data.ratings),
        seed=data.seed,
        worked=worked,
    ).with_options(knowledge.library.measured.options)
    uses = _uses(knowledge, placement, data.uses)
    begun = levels_by_id(knowledge, data.ratings)
    now = begun if data.ratings_now is None else levels_by_id(knowledge, data.ratings_now)
    told = say_uses(with_answers(placement, given), uses)
    active = ActivePlacement(knowledge, role, told, begun, given, worked=worked)
    return state_view(evaluate(active, now))


def _given(knowledge: Knowledge, answers: Sequence[GivenAnswerRequest]) -> tuple[Answer, ...]:
    given: dict[Step, Answer] = {}
    named: dict[Step, str] = {}
    for number, entry in enumerate(answers):
        step = knowledge.step_named(entry.skill, entry.level)
        if step is None or (step in given and step.skill != entry.skill):
            continue
        if named.get(step) == entry.skill:
            text = Text("placement.answered-twice", skill=entry.skill, level=entry.level)
            raise InvalidFieldsError([FieldFault(path=f"$.answers[{number}]", message=text)])
        given[step], named[step] = Answer(step, Reply(entry.reply)), entry.skill
    return tuple(given.values())


def _uses(
    knowledge: Knowledge, placement: Placement, uses: Mapping[str, UseName]
) -> dict[SkillSlug, Use]:
    steps = {knowledge.step_named(skill, 0): use for skill, use in uses.items()}
    known = {step.skill: Use(use) for step, use in steps.items() if step is not None}
    check_options(placement, known)
    return known


def levels_by_id(knowledge: Knowledge, ratings: Mapping[str, int]) -> dict[str, StoredRating]:
    """Plain levels, by present or former slugs, as the person's own ratings."""
    levels = knowledge.levels_named(ratings)
    for skill, level in levels.items():
        knowledge.graph.check_level(skill, level)
    return {
        knowledge.skill_id(skill): StoredRating(level, RatingSource.SELF.value, 1.0)
        for skill, level in levels.items()
    }
