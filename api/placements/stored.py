"""A placement as it is stored, by content id, and taken up by the engine under today's content."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct, structs

from api.analyses.stored import StoredRating, stored_profile
from api.catalog.current import Knowledge
from api.errors import PlacementStrandedError, StepNotAskedError
from api.http.encoding import encode
from api.placements.repository import PlacementFound
from api.placements.schemas import ReplyName, UseName
from api.profiles.repository import RatingFound
from engine import (
    ENGINE_VERSION,
    Acceptance,
    Answer,
    Finished,
    Placement,
    PlacementOptions,
    PlacementResult,
    Profile,
    Question,
    Reply,
    Role,
    RoleChoice,
    SkillSlug,
    Step,
    UnknownVariantError,
    Use,
    Variant,
    Worked,
    accept_placement,
    answer,
    begin_placement,
    believe,
    finished_because,
    next_choice,
    next_question,
    placement_result,
    say_uses,
)

StoredRatings = Mapping[str, StoredRating]
"""Ratings by content id."""


class StoredWorked(Struct, frozen=True):
    """The role that a person works or worked as, by content id, and for how many years."""

    role_id: str
    years: float


class StoredAnswer(Struct, frozen=True, array_like=True):
    """A reply by content id; at level 0, whether the skill is in use."""

    skill_id: str
    level: int
    reply: str


class ActivePlacement(Struct, frozen=True):
    """A placement under one knowledge version.

    Attributes:
        begun: The ratings it began with.
        given: The answers that count, in the order given, which the engine does not remember.
        set_aside: Answers about steps that this knowledge does not ask about.
    """

    knowledge: Knowledge
    role: Role
    placement: Placement
    begun: StoredRatings
    given: tuple[Answer, ...] = ()
    set_aside: tuple[StoredAnswer, ...] = ()
    worked: Worked | None = None

    def profile(self, ratings: StoredRatings) -> Profile:
        """The ratings, whenever they were given."""
        profile = stored_profile(self.knowledge, ratings)
        return {skill: structs.replace(rating, rated_on=None) for skill, rating in profile.items()}

    def columns(self) -> dict[str, object]:
        """The values of its row when it begins, apart from whose it is."""
        knowledge, placement, worked = self.knowledge, self.placement, self.worked
        said = None
        if worked is not None:
            said = encode(StoredWorked(knowledge.role_id(worked.role.slug), worked.years)).decode()
        return {
            "role_id": knowledge.role_id(placement.role),
            "variant": placement.variant,
            "seed": placement.seed,
            "options": encode(placement.options).decode(),
            "ratings": encode(self.begun).decode(),
            "answers": "[]",
            "worked": said,
            "knowledge_version": knowledge.version,
            "knowledge_hash": knowledge.hash,
            "engine_version": ENGINE_VERSION,
        }


class EvaluatedPlacement(Struct, frozen=True):
    """What the engine says of a placement: what to ask next, the result, what acceptance does."""

    active: ActivePlacement
    choice: RoleChoice | None
    question: Question | None
    finished: Finished | None
    result: PlacementResult
    acceptance: Acceptance


def evaluate(active: ActivePlacement, now: StoredRatings) -> EvaluatedPlacement:
    """Let the engine work out what the answers say; takes about 40 ms, so it belongs on a thread.

    Args:
        active: The placement with its answers.
        now: The ratings that acceptance would replace.
    """
    placement = active.placement
    knowledge = active.knowledge
    measured = knowledge.library.measured
    belief = believe(knowledge.graph, placement, workforce=knowledge.workforce, measured=measured)
    result = placement_result(
        belief, active.role, begun=active.profile(active.begun), now=active.profile(now)
    )
    return EvaluatedPlacement(
        active,
        next_choice(belief),
        next_question(belief),
        finished_because(belief),
        result,
        result.acceptance,
    )


def evaluate_stored(
    knowledge: Knowledge,
    found: PlacementFound,
    now: StoredRatings,
    changed: Iterable[Step] = (),
) -> EvaluatedPlacement:
    """Take a stored placement up again and work it out; belongs on a thread.

    Args:
        knowledge: The content of the moment.
        found: The placement with its answers.
        now: The ratings that acceptance would replace.
        changed: The steps whose answers were just changed.

    Raises:
        PlacementStrandedError: The role, or its variant, no longer exists.
        StepNotAskedError: The placement does not ask about the step.
    """
    active = resume(knowledge, found)
    for step in changed:
        if step.level:
            check_asked(active.placement, step)
        else:
            check_options(active.placement, [step.skill])
    return evaluate(active, now)


def acceptance_of(
    active: ActivePlacement, result: PlacementResult, now: StoredRatings
) -> Acceptance:
    """What acceptance writes over the ratings `now`."""
    return accept_placement(
        active.placement,
        result.levels,
        begun=active.profile(active.begun),
        now=active.profile(now),
    )


def resume(knowledge: Knowledge, found: PlacementFound) -> ActivePlacement:
    """Take a stored placement up again under this knowledge.

    Raises:
        PlacementStrandedError: The role, or its variant, no longer exists.
    """
    slug = knowledge.role_of_id(found.role_id)
    if slug is None:
        raise PlacementStrandedError
    role = knowledge.role(slug)
    ratings = begun_ratings(found)
    worked = worked_of(knowledge, found.worked)
    try:
        begun = begin_placement(
            knowledge.graph,
            role,
            Variant(found.variant),
            ratings=stored_profile(knowledge, ratings),
            seed=found.seed,
            worked=worked,
        ).with_options(msgspec.json.decode(found.options, type=PlacementOptions))
    except UnknownVariantError:
        raise PlacementStrandedError from None
    replies: dict[Step, Reply] = {}
    uses: dict[SkillSlug, Use | None] = {}
    set_aside = []
    options = begun.choice_options
    for stored in answers_of(found.answers):
        step = step_of(knowledge, stored)
        if step is not None and step.level == 0 and step.skill in options:
            uses[step.skill] = Use(stored.reply)
        elif step in begun.steps:
            replies[step] = Reply(stored.reply)
        else:
            set_aside.append(stored)
    given = tuple(Answer(step, reply) for step, reply in replies.items())
    placement = say_uses(with_answers(begun, given), uses)
    return ActivePlacement(knowledge, role, placement, ratings, given, tuple(set_aside), worked)


def begun_ratings(found: PlacementFound) -> StoredRatings:
    """The ratings that a placement began with."""
    return msgspec.json.decode(found.ratings, type=dict[str, StoredRating])


def worked_of(knowledge: Knowledge, column: str | None) -> Worked | None:
    """The role worked as, from its column; None when nothing was said or the role is gone."""
    if column is None:
        return None
    stored = msgspec.json.decode(column, type=StoredWorked)
    slug = knowledge.role_of_id(stored.role_id)
    return None if slug is None else Worked(knowledge.role(slug), stored.years)


def stored_ratings(ratings: Iterable[RatingFound]) -> dict[str, StoredRating]:
    """A profile by content id, as a placement stores it."""
    return {r.skill_id: StoredRating(r.level, r.source, r.confidence) for r in ratings}


def with_answers(begun: Placement, given: Sequence[Answer]) -> Placement:
    """Give answers one after the other.

    Raises:
        StepNotAskedError: The placement does not ask about one of the steps.
    """
    placement = begun
    for one in given:
        check_asked(placement, one.step)
        placement = answer(placement, one.step, one.reply)
    return placement


def check_asked(placement: Placement, step: Step) -> None:
    """Refuse a step that the placement does not ask about with StepNotAskedError."""
    if step not in placement.steps:
        levels = [asked.level for asked in placement.steps if asked.skill == step.skill]
        raise StepNotAskedError(step.skill, step.level, levels)


def check_options(placement: Placement, skills: Iterable[str]) -> None:
    """Refuse a skill that is no option of the placement's choices with StepNotAskedError."""
    options = placement.choice_options
    for skill in skills:
        if skill not in options:
            raise StepNotAskedError(skill, 0, ())


def with_reply(
    knowledge: Knowledge,
    stored: Sequence[StoredAnswer],
    step: Step,
    reply: ReplyName | UseName | None,
) -> list[StoredAnswer]:
    """The answers after one more: a changed one stays in its place, None takes one out."""
    places = [i for i, entry in enumerate(stored) if step_of(knowledge, entry) == step]
    others = [entry for i, entry in enumerate(stored) if i not in places]
    if reply is None:
        return others
    place = places[0] if places else len(others)
    entry = StoredAnswer(knowledge.skill_id(step.skill), step.level, reply)
    return [*others[:place], entry, *others[place:]]


def answers_of(column: str) -> list[StoredAnswer]:
    """The replies in the order given, from their column."""
    return msgspec.json.decode(column, type=list[StoredAnswer])


def step_of(knowledge: Knowledge, stored: StoredAnswer) -> Step | None:
    """The step that a reply is about today; None when its skill was split or retired."""
    slug = knowledge.skill_of_id(stored.skill_id)
    return None if slug is None else Step(slug, stored.level)
