"""From a question to an analysis to what goes over the wire."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import cast

import msgspec
from msgspec.structs import replace

from api.analyses.schemas import (
    AdviceView,
    AnalysisResult,
    AnalyzeRequest,
    BandView,
    GapView,
    ImpliedView,
    ReadinessView,
    TargetStateView,
)
from api.catalog.current import Knowledge
from api.http.encoding import encode
from api.messages.text import Text
from api.profiles.repository import RatingFound
from api.wire import ExplanationView, FactView, HoursView, StepRefView
from engine import (
    ENGINE_VERSION,
    Analysis,
    Day,
    Explanation,
    Fact,
    Gap,
    Profile,
    Rating,
    RatingSource,
    Requirement,
    SkillSlug,
    Step,
    TargetState,
    Variant,
    analyze,
    explain_fading,
    explain_gap,
    explain_readiness,
    freshen,
)

MOST_FRAGMENTS = 20_000
"""Each takes about a kilobyte."""
SOURCES = {source.value: source for source in RatingSource}
Fading = Mapping[SkillSlug, Fact]
NOTHING_FADES: Fading = MappingProxyType({})


def analyze_for_anybody(knowledge: Knowledge, data: AnalyzeRequest) -> bytes:
    """Answer a stateless question.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
    """
    analysis = analyze_profile(
        knowledge, data.role, variant=data.variant, profile=self_rated(data.ratings)
    )
    return encoded_result(knowledge, analysis)


def analyze_profile(knowledge: Knowledge, role: str, *, variant: str, profile: Profile) -> Analysis:
    """Hold a profile against a role under this knowledge."""
    return analyze(
        knowledge.graph,
        knowledge.role(role),
        variant=Variant(variant),
        profile=profile,
        rules=knowledge.rules,
    )


def self_rated(ratings: Mapping[str, int]) -> Profile:
    """A profile of plain levels."""
    return {SkillSlug(skill): Rating(level) for skill, level in ratings.items()}


def profile_of(
    knowledge: Knowledge, found: Iterable[RatingFound], *, today: date | None = None
) -> Profile:
    """A kept profile under this knowledge: renamed skills follow, retired ones stop counting.

    With a day, ratings count for what they are worth on it; without, for what was said.
    """
    profile: dict[SkillSlug, Rating] = {}
    skills = knowledge.graph.skills
    for entry in found:
        slug = knowledge.skill_of_id(entry.skill_id)
        if slug is not None:
            profile[slug] = Rating(
                min(entry.level, len(skills[slug].levels)),
                SOURCES[entry.source],
                entry.confidence,
                day_of(entry.updated_at),
            )
    return profile if today is None else fresh_on(knowledge, profile, today)


def fresh_on(knowledge: Knowledge, profile: Profile, today: date) -> Profile:
    """What a profile counts for on a day; its ratings keep what was said."""
    return freshen(knowledge.graph, profile, rules=knowledge.rules, today=day_of(today))


def day_of(when: date) -> Day:
    """A day as the engine knows it."""
    return Day(when.year, when.month, when.day)


def date_of(day: Day) -> date:
    """A day of the engine as a date."""
    return date(day.year, day.month, day.day)


def fading_facts(knowledge: Knowledge, profile: Profile, today: date) -> Fading:
    """For every rating that counts lower today than it was said, the fact that says so."""
    return {
        skill: explain_fading(
            knowledge.graph, skill, rating, rules=knowledge.rules, today=day_of(today)
        )
        for skill, rating in profile.items()
        if rating.said is not None
    }


def encoded_result(
    knowledge: Knowledge, analysis: Analysis, fading: Fading = NOTHING_FADES
) -> bytes:
    """Encode an `AnalysisResult`; `fading` explains the ratings that count lower today."""
    readiness = analysis.readiness
    result = AnalysisResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(analysis.role),
        variant=analysis.variant,
        readiness=ReadinessView(
            points=readiness.points,
            low=readiness.low,
            high=readiness.high,
            coverage=readiness.coverage,
            band=BandView(
                slug=readiness.band.slug, title=readiness.band.title, text=readiness.band.text
            ),
            is_core_met=readiness.is_core_met,
            bonus_points=readiness.bonus_points,
        ),
        hours_left=HoursView.of(analysis.hours_left),
        gaps=cast(
            "list[GapView]", [_fragment(knowledge, analysis, gap, fading) for gap in analysis.gaps]
        ),
        implied=[
            ImpliedView(
                skill=knowledge.skill_ref(implied.skill),
                level=implied.level,
                because=[step_ref(knowledge, step) for step in implied.because],
            )
            for implied in analysis.implied
        ],
        advice=[
            AdviceView(slug=said.slug, title=said.title, text=said.text, source=str(said.source))
            for said in analysis.advice
        ],
        explanation=_explanation(explain_readiness(knowledge.graph, analysis)),
    )
    return encode(result)


def step_ref(knowledge: Knowledge, step: Step) -> StepRefView:
    """Name a step."""
    return StepRefView(skill=knowledge.skill_ref(step.skill), level=step.level)


def requirement_label(knowledge: Knowledge, requirement: Requirement) -> str:
    """What to call a requirement: its own label, or its skill."""
    return requirement.label or knowledge.skill_ref(requirement.targets[0].skill).title


def fact_view(fact: Fact) -> FactView:
    """Show a fact with the place it is written at."""
    source = None if fact.source is None else str(fact.source)
    return FactView(kind=fact.kind.value, text=Text.of(fact.message).say(), source=source)


def _fragment(knowledge: Knowledge, analysis: Analysis, gap: Gap, fading: Fading) -> msgspec.Raw:
    """An encoded `GapView`; most people stand alike towards most requirements, so it is kept.

    A gap follows from the levels held in its skills and from who says so, except
    where a level is implied: then its explanation names other skills too, and where a
    rating has faded: then it names a date.
    """
    faded = [fading[s.target.skill] for s in gap.targets if s.target.skill in fading]
    if faded or any(state.is_implied for state in gap.targets):
        return msgspec.Raw(encode(_gap(knowledge, analysis, gap, faded)))
    held = tuple((state.held, state.source) for state in gap.targets)
    key = (analysis.role, analysis.variant, gap.requirement.key, held)
    fragments = knowledge.gap_fragments
    fragment = fragments.get(key)
    if fragment is None:
        if len(fragments) >= MOST_FRAGMENTS:
            fragments.clear()
        fragment = fragments[key] = msgspec.Raw(encode(_gap(knowledge, analysis, gap)))
    return fragment


def _gap(knowledge: Knowledge, analysis: Analysis, gap: Gap, faded: Sequence[Fact] = ()) -> GapView:
    said = explain_gap(knowledge.graph, analysis, gap)
    return GapView(
        key=gap.requirement.key,
        label=requirement_label(knowledge, gap.requirement),
        gap_class=gap.gap_class.value,
        importance=gap.requirement.importance.value,
        weight=gap.requirement.weight,
        points=round(gap.points, 2),
        points_possible=round(gap.points_possible, 2),
        hours_left=HoursView.of(gap.hours_left),
        targets=[_target(knowledge, state) for state in gap.targets],
        explanation=_explanation(replace(said, facts=(*said.facts, *faded))),
    )


def _target(knowledge: Knowledge, state: TargetState) -> TargetStateView:
    return TargetStateView(
        skill=knowledge.skill_ref(state.target.skill),
        target_level=state.target.level,
        held_level=state.held,
        is_implied=state.is_implied,
        source=None if state.source is None else state.source.value,
        is_counted=state.is_counted,
    )


def _explanation(explanation: Explanation) -> ExplanationView:
    return ExplanationView(
        conclusion=Text.of(explanation.conclusion).say(),
        facts=[fact_view(fact) for fact in explanation.facts],
    )
