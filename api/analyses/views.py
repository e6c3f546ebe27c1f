"""From ratings to an analysis to what goes over the wire."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeAlias, cast

import msgspec
from msgspec.structs import replace

from api.analyses.schemas import (
    AdviceView,
    AnalysisResult,
    AnalyzeRequest,
    BandView,
    GapView,
    ImpliedView,
    NextQuestionView,
    ReadinessView,
    TargetStateView,
)
from api.catalog.current import Knowledge
from api.http.encoding import encode, encode_stored
from api.messages.text import LANGUAGES, Text
from api.profiles.present_ratings import stated_profile
from api.time_zones import day_of
from api.wire import ExplanationView, FactView, HoursView, StepRefView
from engine import (
    ENGINE_VERSION,
    Analysis,
    Explanation,
    Fact,
    Gap,
    Holdings,
    Hours,
    NextQuestion,
    Profile,
    Readiness,
    Requirement,
    SkillSlug,
    Step,
    TargetState,
    Variant,
    analyze,
    explain_fading,
    explain_gap,
    explain_readiness,
    hold,
    plan_hours,
)

Fading = Mapping[SkillSlug, Fact]
NOTHING_FADES: Fading = MappingProxyType({})
Form: TypeAlias = str | None
STORED: Form = None
"""The form in which sentences are codes, for any language to put into words."""


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
    role = knowledge.role(data.role)
    holdings = hold(knowledge.graph, stated_profile(knowledge, data.ratings, data.placed))
    analysis = analyze_profile(knowledge, role.slug, variant=data.variant, profile=holdings)
    hours = plan_hours(knowledge.graph, role, variant=analysis.variant, profile=holdings)
    (said,) = encoded_results(knowledge, analysis, hours, NOTHING_FADES, (language,))
    return said


def analyze_profile(
    knowledge: Knowledge, role: str, *, variant: str, profile: Profile | Holdings
) -> Analysis:
    """Analyse a profile for a role under this knowledge."""
    return analyze(
        knowledge.graph,
        knowledge.role(role),
        variant=Variant(variant),
        profile=profile,
        rules=knowledge.rules,
    )


def fading_facts(knowledge: Knowledge, profile: Profile, today: date) -> Fading:
    """For every rating that counts less today than when it was given, the fact that says so."""
    return {
        skill: explain_fading(
            knowledge.graph, skill, rating, rules=knowledge.rules, today=day_of(today)
        )
        for skill, rating in profile.items()
        if rating.said is not None
    }


def encoded_results(
    knowledge: Knowledge, analysis: Analysis, hours: Hours, fading: Fading, forms: Sequence[Form]
) -> list[bytes]:
    """Encode an `AnalysisResult` in each form; what they share is worked out once.

    Args:
        knowledge: What the analysis was made with.
        analysis: The analysis.
        hours: Those of the plan for it [h].
        fading: The facts that explain the ratings which count less today.
        forms: A language for its words, or `STORED` for codes.
    """
    fragments = [_fragments(knowledge, analysis, gap, fading, forms) for gap in analysis.gaps]
    result = _result(knowledge, analysis, hours)
    return [
        _encode(replace(result, gaps=cast("list[GapView]", [gap[at] for gap in fragments])), form)
        for at, form in enumerate(forms)
    ]


def _result(knowledge: Knowledge, analysis: Analysis, hours: Hours) -> AnalysisResult:
    """All but the gaps."""
    return AnalysisResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        role=knowledge.role_ref(analysis.role),
        variant=analysis.variant,
        variant_title=knowledge.variant_title(analysis.role, analysis.variant),
        readiness=_readiness(knowledge, analysis.readiness),
        hours_left=HoursView.of(hours),
        gaps=[],
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


def _readiness(knowledge: Knowledge, readiness: Readiness) -> ReadinessView:
    band, asked = readiness.band, readiness.next_question
    return ReadinessView(
        points=readiness.points,
        low=readiness.low,
        high=readiness.high,
        coverage=readiness.coverage,
        told_share=round(readiness.told_share, 4),
        band=None if band is None else BandView(slug=band.slug, title=band.title, text=band.text),
        next_question=None if asked is None else _next_question(knowledge, asked),
        is_core_met=readiness.is_core_met,
        bonus_points=readiness.bonus_points,
    )


def _next_question(knowledge: Knowledge, asked: NextQuestion) -> NextQuestionView:
    return NextQuestionView(
        skill=knowledge.skill_ref(asked.skill),
        level=asked.level,
        can_do=knowledge.can_do(Step(asked.skill, asked.level)),
        points=asked.points,
    )


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


def _encode(view: object, form: Form) -> bytes:
    return encode_stored(view) if form is None else encode(view, form)


def _fragments(
    knowledge: Knowledge, analysis: Analysis, gap: Gap, fading: Fading, forms: Sequence[Form]
) -> list[msgspec.Raw]:
    """An encoded `GapView` in each form, cached because most people share most of them.

    A gap follows from the levels held in its skills, the source of those ratings and, where
    they are implied, the steps that imply them. One with a rating that has faded names a date
    and is not cached.
    """
    faded = [fading[s.target.skill] for s in gap.targets if s.target.skill in fading]
    if faded:
        view = _gap(knowledge, analysis, gap, faded)
        return [msgspec.Raw(_encode(view, form)) for form in forms]
    held = tuple((state.held, state.source, state.is_implied) for state in gap.targets)
    key = (analysis.role, analysis.variant, gap.requirement.key, held, _implying(analysis, gap))
    cache = knowledge.gap_fragments
    if any((form, key) not in cache for form in forms):
        view = _gap(knowledge, analysis, gap)
        for form in forms:
            cache[form, key] = msgspec.Raw(_encode(view, form))
    return [cache[form, key] for form in forms]


def _implying(analysis: Analysis, gap: Gap) -> tuple[tuple[Step, ...], ...]:
    """The steps that imply levels of its skills."""
    implied = {state.target.skill for state in gap.targets if state.is_implied}
    if not implied:
        return ()
    return tuple(entry.because for entry in analysis.implied if entry.skill in implied)


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
