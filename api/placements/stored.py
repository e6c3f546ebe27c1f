"""A placement as it is kept, by content id, and as the engine sees it under today's knowledge."""

from collections.abc import Sequence
from typing import cast

import msgspec
from msgspec import Struct

from api.analyses.stored import StoredRating, stored_profile
from api.catalog.current import Knowledge
from api.errors import PlacementStrandedError, StepNotAskedError
from api.placements.repository import PlacementFound
from api.placements.schemas import ReplyName, SetAsideView
from engine import (
    Answer,
    Placement,
    PlacementOptions,
    Reply,
    Role,
    SkillSlug,
    Step,
    UnknownVariantError,
    Variant,
    answer,
    begin_placement,
)


class StoredAnswer(Struct, frozen=True, array_like=True):
    """A reply by content id."""

    skill_id: str
    level: int
    reply: str


class Placing(Struct, frozen=True):
    """A placement under one knowledge version.

    `given` holds the answers that count in the order given, which the engine does not keep;
    `set_aside` those about steps that this knowledge does not ask about.
    """

    knowledge: Knowledge
    role: Role
    placement: Placement
    given: tuple[Answer, ...]
    set_aside: tuple[SetAsideView, ...] = ()

    def answered(self) -> dict[SkillSlug, list[Answer]]:
        """The answers that say something, by skill."""
        found: dict[SkillSlug, list[Answer]] = {}
        for told in self.given:
            if told.reply is not Reply.SKIP:
                found.setdefault(told.step.skill, []).append(told)
        return found


def resume(knowledge: Knowledge, found: PlacementFound, answers: Sequence[StoredAnswer]) -> Placing:
    """Take a kept placement up again under this knowledge, with these answers.

    Raises:
        PlacementStrandedError: The role, or its variant, is not there any more.
    """
    slug = knowledge.role_of_id(found.role_id)
    if slug is None:
        raise PlacementStrandedError
    role = knowledge.role(slug)
    try:
        begun = begin_placement(
            knowledge.graph,
            role,
            Variant(found.variant),
            ratings=stored_profile(knowledge, ratings_of(found)),
            seed=found.seed,
            options=msgspec.json.decode(found.wish, type=PlacementOptions),
        )
    except UnknownVariantError:
        raise PlacementStrandedError from None
    told: dict[Step, Reply] = {}
    aside = []
    for kept in answers:
        step = step_of(knowledge, kept)
        if step in begun.steps:
            told[step] = Reply(kept.reply)
        else:
            aside.append(kept)
    given = tuple(Answer(step, reply) for step, reply in told.items())
    placement = with_answers(begun, given)
    shown = tuple(
        SetAsideView(
            skill=knowledge.skill_ref_of_id(kept.skill_id),
            level=kept.level,
            reply=cast("ReplyName", kept.reply),
        )
        for kept in aside
    )
    return Placing(knowledge, role, placement, given, shown)


def with_answers(begun: Placement, given: Sequence[Answer]) -> Placement:
    """Give answers one after the other.

    Raises:
        StepNotAskedError: The placement does not ask about one of the steps.
    """
    placement = begun
    for told in given:
        check_asked(placement, told.step)
        placement = answer(placement, told.step, told.reply)
    return placement


def check_asked(placement: Placement, step: Step) -> None:
    """Refuse a step that the placement does not ask about with StepNotAskedError."""
    if step not in placement.steps:
        levels = [asked.level for asked in placement.steps if asked.skill == step.skill]
        raise StepNotAskedError(step.skill, step.level, levels)


def changed(
    knowledge: Knowledge, kept: Sequence[StoredAnswer], step: Step, reply: ReplyName | None
) -> list[StoredAnswer]:
    """The answers after one more; one given before keeps its place, None takes it out."""
    places = [i for i, entry in enumerate(kept) if step_of(knowledge, entry) == step]
    others = [entry for i, entry in enumerate(kept) if i not in places]
    if reply is None:
        return others
    place = places[0] if places else len(others)
    entry = StoredAnswer(knowledge.skill_id(step.skill), step.level, reply)
    return [*others[:place], entry, *others[place:]]


def answers_of(kept: str) -> list[StoredAnswer]:
    """The replies in the order given, from their column."""
    return msgspec.json.decode(kept, type=list[StoredAnswer])


def ratings_of(found: PlacementFound) -> dict[str, StoredRating]:
    """The ratings it began with, by content id."""
    return msgspec.json.decode(found.ratings, type=dict[str, StoredRating])


def step_of(knowledge: Knowledge, kept: StoredAnswer) -> Step | None:
    """The step that a reply is about today; None when its skill was retired."""
    slug = knowledge.skill_of_id(kept.skill_id)
    return None if slug is None else Step(slug, kept.level)
