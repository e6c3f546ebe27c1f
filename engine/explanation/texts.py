"""What every answer follows from, in short: a conclusion and the facts that say most about it.

A fact names its place: a line of the content, or the person's own rating. All that a
conclusion follows from, in the strict sense, is its derivation (`derivation*.py`).
"""

from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from engine.graph.skill_graph import SkillGraph
from engine.model import (
    NOWHERE,
    Day,
    Importance,
    Rating,
    RatingSource,
    Requirement,
    SkillSlug,
    SourceRef,
    Step,
)
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
    """One thing an answer stands on, in words; `source` is None where a person said it."""

    kind: FactKind
    text: str
    source: SourceRef | None


class Explanation(Struct, frozen=True):
    """A conclusion in words, and the facts it follows from."""

    conclusion: str
    facts: tuple[Fact, ...]


def explain_readiness(graph: SkillGraph, analysis: Analysis) -> Explanation:
    """Why readiness is what it is: what each requirement earns, and which rule names it."""
    readiness = analysis.readiness
    counted = [gap for gap in analysis.gaps if gap.requirement.is_counted]
    facts = [
        Fact(
            FactKind.REQUIREMENT,
            f"{_name(graph, gap.requirement)}: {gap.points:.1f} of "
            f"{gap.points_possible:.1f} points",
            _place(gap.requirement.source),
        )
        for gap in counted
    ]
    facts.append(Fact(FactKind.RULE, readiness.band.text, _place(readiness.band.source)))
    met = sum(1 for gap in counted if gap.gap_class is GapClass.STRONG)
    conclusion = (
        f"Readiness {readiness.points:g} of 100: {met} of {len(counted)} requirements are met, "
        f"which is called “{readiness.band.title}”."
    )
    return Explanation(conclusion, tuple(facts))


def explain_gap(graph: SkillGraph, analysis: Analysis, gap: Gap) -> Explanation:
    """Why a requirement is missing, weak or strong: what is asked, what is held, who says so."""
    requirement = gap.requirement
    facts = [Fact(FactKind.REQUIREMENT, _demand(graph, requirement), _place(requirement.source))]
    facts.extend(_holding(graph, state, analysis) for state in gap.targets if state.is_counted)
    facts.append(Fact(FactKind.RULE, f"Such a gap is called {gap.gap_class}.", _place(gap.rule)))
    if requirement.is_counted:
        earned = f"earns {gap.points:.1f} of {gap.points_possible:.1f} readiness points"
    else:
        earned = "is a bonus and does not count towards readiness"
    return Explanation(
        f"{_name(graph, requirement)} is {gap.gap_class} and {earned}.", tuple(facts)
    )


def explain_reason(graph: SkillGraph, reason: Reason) -> Fact:
    """One reason for a roadmap item, in words."""
    if reason.step is None:
        text = "The role asks for it."
        if reason.kind is ReasonKind.CHOICE:
            text = f"It settles a choice of the role: {reason.why}."
        return Fact(FactKind.REQUIREMENT, text, _place(reason.source))
    later = step_title(graph, reason.step)
    text = {
        ReasonKind.LADDER: f"{later} is the next level of it.",
        ReasonKind.PREREQUISITE: f"{later} needs it: {reason.why}.",
        ReasonKind.ALTERNATIVE: f"{later} needs this or an alternative: {reason.why}.",
    }[reason.kind]
    return Fact(FactKind.PREREQUISITE, text, _place(reason.source))


def explain_fading(
    graph: SkillGraph, skill: SkillSlug, rating: Rating, *, rules: RuleBook, today: Day
) -> Fact:
    """That a rating counts lower today than it was said, and by which rule."""
    said = replace(rating, level=rating.level_said, said=None)
    fading = Fading.of(graph, rules, today)
    decision = None if fading is None else fading.decide(skill, said)
    text = (
        f"{graph.skill(skill).title} was rated at level {said.level} on {rating.rated_on}; so long "
        f"ago that it counts for level {rating.level} today. Rate it again to confirm it."
    )
    return Fact(FactKind.RULE, text, None if decision is None else _place(decision.source))


def step_title(graph: SkillGraph, step: Step) -> str:
    """The step in words, such as `SQL, level 2`."""
    return f"{graph.skill(step.skill).title}, level {step.level}"


def _name(graph: SkillGraph, requirement: Requirement) -> str:
    return requirement.label or graph.skill(requirement.targets[0].skill).title


@lru_cache(maxsize=16_384)  # The same words for every person; a graph is told apart by identity.
def _demand(graph: SkillGraph, requirement: Requirement) -> str:
    asked = [step_title(graph, target.step) for target in requirement.targets]
    importance = (
        "as a bonus"
        if requirement.importance is Importance.BONUS
        else "as " + (requirement.importance.value)
    )
    if requirement.is_choice:
        return (
            f"The role asks for {requirement.choose} of: {'; '.join(asked)} "
            f"({importance}, weight {requirement.weight})."
        )
    return f"The role asks for {asked[0]} ({importance}, weight {requirement.weight})."


def _holding(graph: SkillGraph, state: TargetState, analysis: Analysis) -> Fact:
    title = graph.skill(state.target.skill).title
    if state.source is None:
        return Fact(FactKind.NOT_RATED, f"You have not rated {title}.", None)
    if state.is_implied:
        implied = next(item for item in analysis.implied if item.skill == state.target.skill)
        roots = " and ".join(step_title(graph, step) for step in implied.because)
        return Fact(
            FactKind.IMPLIED, f"{title}, level {implied.level}, follows from {roots}.", None
        )
    return Fact(FactKind.RATING, rating_text(title, Rating(state.held, state.source)), None)


_SAID_BY = {
    RatingSource.SELF: "you rated yourself",
    RatingSource.PLACEMENT: "the placement found it",
    RatingSource.ROADMAP: "you finished it in a roadmap",
    RatingSource.EVIDENCE: "your evidence shows it",
    RatingSource.IMPORT: "it was imported",
    RatingSource.IMPLIED: "it follows from other skills",
}


def rating_text(title: str, rating: Rating) -> str:
    """A rating in words, with who says so."""
    if rating.level == 0:
        return f"You rated {title} as not known."
    return f"You hold {title} at level {rating.level}: {_SAID_BY[rating.source]}."


def _place(source: SourceRef) -> SourceRef | None:
    return None if source == NOWHERE else source
