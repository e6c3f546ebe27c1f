"""Asks the engine for plans; what it finds impossible comes back with the nearest options."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import structlog
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.errors import DateInPastError, LimitsContradictError, NearestFields, PlanRefusedError
from api.roadmaps.query import RoadmapQuery
from engine import (
    HourLimit,
    InfeasiblePlanError,
    NearestPlan,
    PlanOptions,
    PlanQuery,
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


def plan_roadmap(knowledge: Knowledge, query: RoadmapQuery, *, profile: Profile) -> Roadmap:
    """Plan.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating or pin of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
        LimitsContradictError: More than one limit.
        DateInPastError: A date that leaves no day.
        PlanRefusedError: Nothing meets the options; it holds the nearest that can be met.
    """
    asked = _asked(knowledge, query, profile)
    with _refusals(query):
        roadmap = plan(asked, rules=knowledge.rules)
    _tell(roadmap.proof)
    return roadmap


def replan_roadmap(
    knowledge: Knowledge, query: RoadmapQuery, *, profile: Profile, old: Sequence[Step]
) -> Replan:
    """Plan near the old order of what was still to do; raises as `plan_roadmap` does."""
    asked = _asked(knowledge, query, profile)
    with _refusals(query):
        found = replan(asked, old, rules=knowledge.rules)
    _tell(found.roadmap.proof)
    return found


def known_steps(knowledge: Knowledge, steps: Iterable[Step]) -> list[Step]:
    """The steps that this knowledge still has."""
    skills = knowledge.graph.skills
    return [step for step in steps if step.skill in skills and step.level <= skills[step.skill].top]


def _asked(knowledge: Knowledge, query: RoadmapQuery, profile: Profile) -> PlanQuery:
    """The query as the engine takes it, once its limit can be meant."""
    names = query.limit.names
    if len(names) > 1:
        first, *others = names
        alone = replace(query, limit=query.limit.only(first))
        nearest = _nearest_fields(alone, _engine_question(knowledge, alone, profile).nearest())
        taken_away: NearestFields = {_wire(name): None for name in others}
        raise LimitsContradictError([_wire(name) for name in names], taken_away | nearest)
    asked = _engine_question(knowledge, query, profile)
    if query.is_past and query.limit.until_date is not None:
        nearest = _nearest_fields(query, asked.nearest())
        raise DateInPastError(query.limit.until_date, query.context.today, nearest)
    return asked


def _engine_question(knowledge: Knowledge, query: RoadmapQuery, profile: Profile) -> PlanQuery:
    return PlanQuery.of(
        knowledge.graph,
        knowledge.role(query.role),
        variant=Variant(query.variant),
        profile=profile,
        options=PlanOptions(
            query.hours_per_week,
            pins=frozenset(SkillSlug(pin) for pin in query.pins),
            skipped=frozenset(known_steps(knowledge, query.skipped)),
            limit=query.engine_limit,
            search=query.context.search,
        ),
    )


@contextmanager
def _refusals(query: RoadmapQuery) -> Iterator[None]:
    """Tell what is impossible in the fields of the request."""
    try:
        yield
    except InfeasiblePlanError as error:
        nearest = None if error.nearest is None else _nearest_fields(query, error.nearest)
        raise PlanRefusedError(error, nearest) from error


def _nearest_fields(query: RoadmapQuery, nearest: NearestPlan) -> NearestFields:
    """The fields that have to change, as the request spells them."""
    fields: NearestFields = {}
    if set(nearest.pins) != set(query.pins):
        fields["pins"] = [pin for pin in query.pins if pin in nearest.pins]
    limit = nearest.limit
    if isinstance(limit, ReadinessTarget) and limit != query.engine_limit:
        fields["targetReadiness"] = limit.points
    elif isinstance(limit, HourLimit) and limit != query.engine_limit:
        fields |= _enough_time(query, limit.hours)
    return fields


def _enough_time(query: RoadmapQuery, hours: float) -> NearestFields:
    """The hours, or the date that leaves them; where no date does, the hours instead."""
    if query.limit.until_date is None:
        return {"budgetHours": hours}
    day = query.day_after(hours)
    if day is None:
        return {"untilDate": None, "budgetHours": hours}
    return {"untilDate": day.isoformat()}


def _wire(name: str) -> str:
    """What the asker calls a field."""
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def _tell(proof: Proof) -> None:
    """The operator hears of a solver that does not answer."""
    if proof.status is ProofStatus.SOLVER_UNAVAILABLE:
        _log.warning("planned without the solver")
