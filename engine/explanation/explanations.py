"""Why, in short: a conclusion and the facts that matter most for it.

A fact names its place: a line of the content, or the person's own rating. All that a
conclusion follows from, in the strict sense, is its derivation (`derivation.py`).
"""

from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from engine.explanation.messages import (
    not_rated_message,
    place_of,
    requirement_title,
    step_message,
)
from engine.graph.skill_graph import SkillGraph
from engine.messages import Message, MessageParam
from engine.model import Day, Rating, Requirement, SkillSlug, SourceRef
from engine.planning.reasons import Reason, ReasonKind
from engine.readiness.analysis import Analysis
from engine.readiness.freshness import Fading
from engine.readiness.gaps import Gap, GapClass, TargetState
from engine.rules.tables import RuleBook


class FactKind(StrEnum):
    """Where a fact comes from."""

    REQUIREMENT = "requirement"
    RATING = "rating"
    IMPLIED = "implied"
    NOT_RATED = "not_rated"
    PREREQUISITE = "prerequisite"
    RULE = "rule"


class Fact(Struct, frozen=True):
    """One thing that a conclusion follows from; `source` is None where a person said it."""

    kind: FactKind
    message: Message
    source: SourceRef | None


class Explanation(Struct, frozen=True):
    """A conclusion, and the facts it follows from."""

    conclusion: Message
    facts: tuple[Fact, ...]


def explain_readiness(graph: SkillGraph, analysis: Analysis) -> Explanation:
    """Why readiness is what it is: what each requirement earns, and which rule names it, if any."""
    readiness = analysis.readiness
    counted = [gap for gap in analysis.gaps if gap.requirement.is_counted]
    facts = [
        Fact(
            FactKind.REQUIREMENT,
            Message(
                "readiness.requirement",
                {"requirement": requirement_title(graph, gap.requirement), **_points(gap)},
            ),
            place_of(gap.requirement.source),
        )
        for gap in counted
    ]
    band = readiness.band
    params: dict[str, MessageParam] = {
        "points": readiness.points,
        "met": sum(1 for gap in counted if gap.gap_class is GapClass.STRONG),
        "total": len(counted),
    }
    if band is None:
        params |= {"high": readiness.high, "told": sum(1 for gap in counted if gap.is_told)}
        return Explanation(Message("readiness.range", params), tuple(facts))
    text = Message("readiness.band", {"text": band.text})
    facts.append(Fact(FactKind.RULE, text, place_of(band.source)))
    return Explanation(Message("readiness.conclusion", params | {"band": band.title}), tuple(facts))


def explain_gap(graph: SkillGraph, analysis: Analysis, gap: Gap) -> Explanation:
    """Why a requirement has its class: what is required, what is held, who says so."""
    requirement, gap_class = gap.requirement, gap.gap_class.value
    facts = [
        Fact(
            FactKind.REQUIREMENT,
            _requirement(graph, requirement),
            place_of(requirement.source),
        )
    ]
    facts.extend(_held(graph, state, analysis) for state in gap.targets if state.is_counted)
    rule = Message("gap.rule", {"class": gap_class})
    facts.append(Fact(FactKind.RULE, rule, place_of(gap.rule)))
    title = requirement_title(graph, requirement)
    if requirement.is_counted:
        earned: dict[str, MessageParam] = {"requirement": title, "class": gap_class, **_points(gap)}
        return Explanation(Message("gap.conclusion", earned), tuple(facts))
    bonus = Message("gap.bonus_conclusion", {"requirement": title, "class": gap_class})
    return Explanation(bonus, tuple(facts))


def explain_reason(graph: SkillGraph, reason: Reason) -> Fact:
    """One reason for a roadmap item."""
    return Fact(
        FactKind.REQUIREMENT if reason.step is None else FactKind.PREREQUISITE,
        _reason(graph, reason),
        place_of(reason.source),
    )


def _reason(graph: SkillGraph, reason: Reason) -> Message:
    if reason.step is None:
        if reason.kind is not ReasonKind.CHOICE:
            return Message("reason.requirement")
        return Message("reason.choice", {"choice": reason.why}) if reason.why else _ANY_CHOICE
    later = step_message(graph, reason.step)
    if reason.kind is ReasonKind.LADDER:
        return Message("reason.ladder", {"step": later})
    if reason.kind is ReasonKind.PREREQUISITE:
        return Message("reason.prerequisite", {"step": later, "why": reason.why})
    return Message("reason.alternative", {"step": later, "why": reason.why})


_ANY_CHOICE = Message("reason.choice_without_name")


def explain_fading(
    graph: SkillGraph, skill: SkillSlug, rating: Rating, *, rules: RuleBook, today: Day
) -> Fact:
    """That a rating counts lower today than it was given, and by which rule."""
    given = replace(rating, level=rating.level_said, said=None)
    fading = Fading.of(graph, rules, today)
    decision = None if fading is None else fading.decide(skill, given)
    message = Message(
        "rating.faded",
        {
            "skill": graph.skill(skill).title,
            "level": rating.level,
            "given": given.level,
            "date": str(rating.rated_on),
        },
    )
    return Fact(FactKind.RULE, message, None if decision is None else place_of(decision.source))


def _points(gap: Gap) -> dict[str, float]:
    return {"points": round(gap.points, 1), "possible": round(gap.points_possible, 1)}


@lru_cache(maxsize=16_384)  # The same for every person; a graph is told apart by identity.
def _requirement(graph: SkillGraph, requirement: Requirement) -> Message:
    steps = tuple(step_message(graph, target.step) for target in requirement.targets)
    importance, weight = requirement.importance.value, requirement.weight
    if requirement.is_choice:
        return Message(
            "gap.choice",
            {
                "count": requirement.choose,
                "steps": steps,
                "importance": importance,
                "weight": weight,
            },
        )
    return Message(
        "gap.requirement", {"step": steps[0], "importance": importance, "weight": weight}
    )


def _held(graph: SkillGraph, state: TargetState, analysis: Analysis) -> Fact:
    skill, title = state.target.skill, graph.skill(state.target.skill).title
    if state.source is None:
        return Fact(FactKind.NOT_RATED, not_rated_message(graph, skill), None)
    if state.is_implied:
        implied = next(item for item in analysis.implied if item.skill == skill)
        roots = tuple(step_message(graph, step) for step in implied.because)
        message = Message(
            "rating.implied",
            {"skill": title, "level": implied.level, "steps": roots, "count": len(roots)},
        )
        return Fact(FactKind.IMPLIED, message, None)
    if state.held == 0:
        return Fact(FactKind.RATING, Message("rating.zero", {"skill": title}), None)
    held = Message(
        "rating.held", {"skill": title, "level": state.held, "source": state.source.value}
    )
    return Fact(FactKind.RATING, held, None)
