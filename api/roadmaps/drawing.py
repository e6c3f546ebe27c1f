"""Asks the engine for plans; what it finds impossible comes back with the nearest wish."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import structlog
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.errors import DateInPastError, LimitsContradictError, NearestFields, WishRefusedError
from api.roadmaps.question import Question
from engine import (
    Asked,
    HourLimit,
    ImpossibleWishError,
    NearestWish,
    PlanWish,
    Profile,
    Proof,
    ProofStatus,
    ReadinessTarget,
    Replan,
    Roadmap,
    SkillSlug,
    Step,
    Variant,
    plan,
    replan,
)

_log = structlog.get_logger("api")


def draw_plan(knowledge: Knowledge, question: Question, *, profile: Profile) -> Roadmap:
    """Plan.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating or pin of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
        LimitsContradictError: More than one limit.
        DateInPastError: A date that leaves no day.
        WishRefusedError: Nothing meets the wish; it holds the nearest that can be met.
    """
    asked = _asked(knowledge, question, profile)
    with _refusals(question):
        roadmap = plan(
            knowledge.graph,
            knowledge.role(question.role),
            variant=asked.variant,
            profile=profile,
            wish=asked.wish,
            rules=knowledge.rules,
        )
    _tell(roadmap.proof)
    return roadmap


def draw_near(
    knowledge: Knowledge, question: Question, *, profile: Profile, old: Sequence[Step]
) -> Replan:
    """Plan near the old order of what was still to do; raises as `draw_plan` does."""
    asked = _asked(knowledge, question, profile)
    with _refusals(question):
        found = replan(asked, old=old, rules=knowledge.rules)
    _tell(found.roadmap.proof)
    return found


def known_steps(knowledge: Knowledge, steps: Iterable[Step]) -> list[Step]:
    """The steps that this knowledge still has."""
    skills = knowledge.graph.skills
    return [step for step in steps if step.skill in skills and step.level <= skills[step.skill].top]


def _asked(knowledge: Knowledge, question: Question, profile: Profile) -> Asked:
    """The question as the engine takes it, once its limit can be meant."""
    names = question.limit.names
    if len(names) > 1:
        first, *others = names
        alone = replace(question, limit=question.limit.only(first))
        nearest = _nearest_fields(alone, _engine_question(knowledge, alone, profile).nearest())
        taken_away: NearestFields = {_wire(name): None for name in others}
        raise LimitsContradictError([_wire(name) for name in names], taken_away | nearest)
    asked = _engine_question(knowledge, question, profile)
    if question.is_past and question.limit.until_date is not None:
        nearest = _nearest_fields(question, asked.nearest())
        raise DateInPastError(question.limit.until_date, question.terms.today, nearest)
    return asked


def _engine_question(knowledge: Knowledge, question: Question, profile: Profile) -> Asked:
    return Asked.of(
        knowledge.graph,
        knowledge.role(question.role),
        variant=Variant(question.variant),
        profile=profile,
        wish=PlanWish(
            question.hours_per_week,
            pins=frozenset(SkillSlug(pin) for pin in question.pins),
            skipped=frozenset(known_steps(knowledge, question.skipped)),
            limit=question.engine_limit,
            search=question.terms.search,
        ),
    )


@contextmanager
def _refusals(question: Question) -> Iterator[None]:
    """Tell what is impossible in the fields of the request."""
    try:
        yield
    except ImpossibleWishError as error:
        nearest = None if error.nearest is None else _nearest_fields(question, error.nearest)
        raise WishRefusedError(error, nearest) from error


def _nearest_fields(question: Question, nearest: NearestWish) -> NearestFields:
    """The fields that have to change, as the request spells them."""
    fields: NearestFields = {}
    if set(nearest.pins) != set(question.pins):
        fields["pins"] = [pin for pin in question.pins if pin in nearest.pins]
    limit = nearest.limit
    if isinstance(limit, ReadinessTarget) and limit != question.engine_limit:
        fields["targetReadiness"] = limit.points
    elif isinstance(limit, HourLimit) and limit != question.engine_limit:
        fields |= _enough_time(question, limit.hours)
    return fields


def _enough_time(question: Question, hours: float) -> NearestFields:
    """The hours, or the date that leaves them; where no date does, the hours instead."""
    if question.limit.until_date is None:
        return {"budgetHours": hours}
    day = question.day_after(hours)
    if day is None:
        return {"untilDate": None, "budgetHours": hours}
    return {"untilDate": day.isoformat()}


def _wire(name: str) -> str:
    """What the asker calls a field."""
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def _tell(proof: Proof) -> None:
    """The operator hears of a solver that does not answer."""
    if proof.status is ProofStatus.SOLVER_AWAY:
        _log.warning("planned without the solver")
