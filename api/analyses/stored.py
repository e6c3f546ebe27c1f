"""Analyses as they are stored: the ratings and the day they were made from, and their results."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from api.analyses.repository import StoredAnalysis
from api.analyses.schemas import AnalysisResult, NextQuestionView, ReadinessView
from api.analyses.views import Fading, Form, analyze_profile, encoded_results, fading_facts
from api.catalog.current import Knowledge
from api.http.encoding import decode_stored, encode, encode_stored, say_stored
from api.messages.text import LANGUAGES
from api.profiles.held import profile_of
from api.profiles.present_ratings import counted_on
from api.profiles.repository import RatingFound
from api.time_zones import PersonDay, day_in, day_of
from api.wire import HoursView
from engine import (
    ENGINE_VERSION,
    Analysis,
    Holdings,
    Hours,
    Profile,
    Rating,
    RatingSource,
    Variant,
    hold,
    plan_hours,
)
from knowledge import title_of_variant

_VARIANT = re.compile(r'"variant": ?"(?P<slug>[^"]*)"(?P<title>, ?"variantTitle":)?')
"""The variant of a stored result, which stands before any other text with that key."""


class StoredRating(Struct, frozen=True, omit_defaults=True):
    """A rating that an analysis was made from; the earliest ones have no date."""

    level: int
    source: str
    confidence: float
    rated_on: date | None = None

    @property
    def rating(self) -> Rating:
        """As the engine takes it."""
        rated_on = None if self.rated_on is None else day_of(self.rated_on)
        return Rating(self.level, RatingSource(self.source), self.confidence, rated_on)


class StoredInputs(Struct, frozen=True, omit_defaults=True):
    """The ratings an analysis was made from, by content id, and the day it was made."""

    ratings: dict[str, StoredRating]
    today: date | None = None

    @classmethod
    def read(cls, inputs: str) -> "StoredInputs":
        """The inputs of a stored analysis, which are JSON."""
        return msgspec.json.decode(inputs, type=cls)

    def counted(self, knowledge: Knowledge, today: date | None) -> Profile:
        """The ratings under this knowledge as they count on a day."""
        return stored_profile(knowledge, self.ratings, today)


class StoredReadiness(ReadinessView, frozen=True, kw_only=True, rename="camel"):
    """A stored readiness; the earliest ones have no interval, so it is the whole range.

    Before it was said what is told, everything counted as told.
    """

    low: float = 0.0
    high: float = 100.0
    coverage: float = 0.0
    told_share: float = 1.0
    next_question: NextQuestionView | None = None


class StoredAnalysisResult(AnalysisResult, frozen=True, kw_only=True, rename="camel"):
    """A stored result."""

    readiness: StoredReadiness


class EncodedAnalysis(Struct, frozen=True, rename="camel"):
    """An `AnalysisView` whose result is already encoded."""

    id: UUID
    created_at: datetime
    result: msgspec.Raw


class NewAnalysis(Struct, frozen=True):
    """An analysis of a person's profile with the hours of its plan, before it is stored."""

    knowledge: Knowledge
    holdings: Holdings
    analysis: Analysis
    hours: Hours
    inputs: StoredInputs
    fading: Fading

    @classmethod
    def of(
        cls,
        knowledge: Knowledge,
        role: str,
        *,
        variant: str,
        ratings: list[RatingFound],
        day: PersonDay,
    ) -> "NewAnalysis":
        """Analyse stored ratings as they count on the person's day.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        profile = profile_of(knowledge, ratings, day=day)
        holdings = hold(knowledge.graph, profile)
        analysis = analyze_profile(knowledge, role, variant=variant, profile=holdings)
        hours = plan_hours(
            knowledge.graph, knowledge.role(role), variant=analysis.variant, profile=holdings
        )
        inputs = StoredInputs(
            {
                rating.skill_id: StoredRating(
                    rating.level,
                    rating.source,
                    rating.confidence,
                    day_in(rating.updated_at, day.time_zone),
                )
                for rating in ratings
            },
            day.today,
        )
        fading = fading_facts(knowledge, profile, day.today)
        return cls(knowledge, holdings, analysis, hours, inputs, fading)

    def encoded(self, *forms: Form) -> list[bytes]:
        """Its `AnalysisResult` in each form: a language, or `STORED`."""
        return encoded_results(self.knowledge, self.analysis, self.hours, self.fading, forms)

    def columns(self, stored: bytes) -> dict[str, object]:
        """The values of its row apart from whose it is; `stored` is its result in that form."""
        knowledge = self.knowledge
        return {
            "role_id": knowledge.role_id(self.analysis.role),
            "variant": self.analysis.variant,
            "knowledge_version": knowledge.version,
            "knowledge_hash": knowledge.hash,
            "engine_version": ENGINE_VERSION,
            "readiness": self.analysis.readiness.points,
            "analysis_inputs": encode(self.inputs).decode(),
            "analysis_result": stored.decode(),
        }


def encoded_analysis(stored: StoredAnalysis, language: str = LANGUAGES[0]) -> EncodedAnalysis:
    """Show a stored analysis: the result that was stored, in a language."""
    result = msgspec.Raw(say_stored(_with_title(stored.result), language))
    return EncodedAnalysis(stored.id, stored.created_at, result)


def is_complete(stored: StoredAnalysis) -> bool:
    """Whether its result says what is told and, as hours left, the hours of the plan.

    Before engine 0.4.0 the hours were those of the requirements alone.
    """
    return '"toldShare":' in stored.result


def completed_analysis(stored: StoredAnalysis, knowledge: Knowledge) -> StoredAnalysis:
    """An earlier analysis with the hours of its plan, and everything counted as told.

    Everything else keeps its value and its order, to the byte.

    Args:
        stored: An analysis whose result is not complete.
        knowledge: What it was made with.
    """
    result = read_stored_result(stored.result)
    role = knowledge.role_of_id(stored.role_id)
    if role is None:
        return stored
    inputs = StoredInputs.read(stored.inputs)
    hours = plan_hours(
        knowledge.graph,
        knowledge.role(role),
        variant=Variant(stored.variant),
        profile=inputs.counted(knowledge, inputs.today),
    )
    told: dict[str, dict[str, object]] = msgspec.json.decode(stored.result)
    readiness: dict[str, object] = msgspec.json.decode(encode_stored(result.readiness))
    told["readiness"] |= readiness | told["readiness"]  # What is new comes last.
    told["hoursLeft"] = msgspec.to_builtins(HoursView.of(hours))
    return replace(stored, result=encode_stored(told).decode())


def read_stored_result(text: str) -> AnalysisResult:
    """Decode a stored result."""
    return decode_stored(_with_title(text), StoredAnalysisResult)


def _with_title(result: str) -> str:
    """A stored result with the title of its variant, which earlier ones lack."""
    found = _VARIANT.search(result)
    if found is None or found["title"]:
        return result
    title = encode(title_of_variant(found["slug"])).decode()
    return f'{result[: found.end()]},"variantTitle":{title}{result[found.end() :]}'


def stored_profile(
    knowledge: Knowledge, ratings: Mapping[str, StoredRating], today: date | None = None
) -> Profile:
    """Stored ratings under this knowledge, with every redirect followed.

    Args:
        knowledge: What the profile is for; levels above a skill's top count as the top.
        ratings: By content id.
        today: The day on which they count; without one nothing fades.
    """
    stored = ((skill_id, one.rating) for skill_id, one in ratings.items())
    return counted_on(knowledge, stored, today)
