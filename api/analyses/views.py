"""From ratings to an analysis to what goes over the wire."""

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
from api.http.encoding import encode, encode_stored
from api.messages.text import LANGUAGES, Text
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

SOURCES = {source.value: source for source in RatingSource}
Fading = Mapping[SkillSlug, Fact]
NOTHING_FADES: Fading = MappingProxyType({})


def analyze_ratings(
    knowledge: Knowledge, data: AnalyzeRequest, language: str = LANGUAGES[0]
) -> bytes:
    """Analyse the ratings of a request; encodes an `AnalysisResult`.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
    """
    analysis = analyze_profile(
        knowledge, data.role, variant=data.variant, profile=self_rated(data.ratings)
    )
    return encoded_result(knowledge, analysis, language=language)


def analyze_profile(knowledge: Knowledge, role: str, *, variant: str, profile: Profile) -> Analysis:
    """Analyse a profile for a role under this knowledge."""
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
    """A stored profile under this knowledge: renamed skills are followed, retired ones left out.

    With a day, ratings count as they have faded by then; without, as they were given.
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
    """A profile as it counts on a day; its ratings still say what was given."""
    return freshen(knowledge.graph, profile, rules=knowledge.rules, today=day_of(today))


def day_of(when: date) -> Day:
    """A date as a day of the engine."""
    return Day(when.year, when.month, when.day)


def date_of(day: Day) -> date:
    """A day of the engine as a date."""
    return date(day.year, day.month, day.day)


def fading_facts(knowledge: Knowledge, profile: Profile, today: date) -> Fading:
    """For every rating that counts less today than when it was given, the fact that says so."""
    return {
        skill: explain_fading(
            knowledge.graph, skill, rating, rules=knowledge.rules, today=day_of(today)
        )
        for skill, rating in profile.items()
        if rating.said is not None
    }


def encoded_result(
    knowledge: Knowledge,
    analysis: Analysis,
    fading: Fading = NOTHING_FADES,
    *,
    language: str | None,
) -> bytes:
    """Encode an `AnalysisResult`.

    Args:
        knowledge: What the analysis was made with.
        analysis: The analysis.
        fading: The facts that explain the ratings which count less today.
        language: Of the sentences; None encodes them as they are stored.
    """
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
            "list[GapView]",
            [_fragment(knowledge, analysis, gap, fading, language) for gap in analysis.gaps],
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
            AdviceView(
                slug=advice.slug, title=advice.title, text=advice.text, source=str(advice.source)
            )
            for advice in analysis.advice
        ],
        explanation=_explanation(explain_readiness(knowledge.graph, analysis)),
    )
    return _encode(result, language)


def step_ref(knowledge: Knowledge, step: Step) -> StepRefView:
    """The link to a step."""
    return StepRefView(skill=knowledge.skill_ref(step.skill), level=step.level)


def requirement_label(knowledge: Knowledge, requirement: Requirement) -> str:
    """The label of a requirement, or the title of its skill."""
    return requirement.label or knowledge.skill_ref(requirement.targets[0].skill).title


def fact_view(fact: Fact) -> FactView:
    """Show a fact and where it is written."""
    source = None if fact.source is None else str(fact.source)
    return FactView(kind=fact.kind.value, text=Text.of(fact.message), source=source)


def _encode(view: object, language: str | None) -> bytes:
    return encode_stored(view) if language is None else encode(view, language)


def _fragment(
    knowledge: Knowledge, analysis: Analysis, gap: Gap, fading: Fading, language: str | None
) -> msgspec.Raw:
    """An encoded `GapView`, cached because most people share most of them.

    A gap follows from the levels held in its skills and from the source of those ratings. Two
    kinds are not cached: where a level is implied, the explanation names other skills, and
    where a rating has faded, it names a date.
    """
    faded = [fading[s.target.skill] for s in gap.targets if s.target.skill in fading]
    if faded or any(state.is_implied for state in gap.targets):
        return msgspec.Raw(_encode(_gap(knowledge, analysis, gap, faded), language))
    held = tuple((state.held, state.source) for state in gap.targets)
    key = (language, analysis.role, analysis.variant, gap.requirement.key, held)
    fragments = knowledge.gap_fragments
    fragment = fragments.get(key)
    if fragment is None:
        fragment = msgspec.Raw(_encode(_gap(knowledge, analysis, gap), language))
        fragments[key] = fragment
    return fragment


def _gap(knowledge: Knowledge, analysis: Analysis, gap: Gap, faded: Sequence[Fact] = ()) -> GapView:
    explanation = explain_gap(knowledge.graph, analysis, gap)
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
        explanation=_explanation(replace(explanation, facts=(*explanation.facts, *faded))),
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
        conclusion=Text.of(explanation.conclusion),
        facts=[fact_view(fact) for fact in explanation.facts],
    )
