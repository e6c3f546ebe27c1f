"""What analyses say over the wire."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import field

from api.wire import (
    ExplanationView,
    HoursView,
    InputStruct,
    OutputStruct,
    RatingsBySkill,
    RoleRefView,
    SkillRefView,
    SlugText,
    StepRefView,
)

GapClassName = Literal["missing", "weak", "strong"]
ImportanceName = Literal["core", "supporting", "bonus"]


class AnalyzeRequest(InputStruct, frozen=True):
    """A question about anybody: nothing is kept."""

    role: SlugText
    variant: SlugText
    ratings: RatingsBySkill = field(default_factory=dict)


class AnalysisRequest(InputStruct, frozen=True):
    """A question about the person who asks: the profile is the one kept."""

    role: SlugText
    variant: SlugText


class BandView(OutputStruct, frozen=True):
    """What the points mean, in words."""

    slug: str
    title: str
    text: str


class ReadinessView(OutputStruct, frozen=True):
    """How ready, from 0 to 100; bonus points stand apart, null when the role has none.

    Readiness lies from `low` to `high` with a chance of at least `coverage`, given how sure the
    ratings are; both are `points` where nothing is doubtful.
    """

    points: float
    low: float
    high: float
    coverage: float
    band: BandView
    is_core_met: bool
    bonus_points: float | None


class TargetStateView(OutputStruct, frozen=True):
    """One skill of a requirement: what is asked and what is held."""

    skill: SkillRefView
    target_level: int
    held_level: int
    is_implied: bool
    source: str | None
    is_counted: bool


class GapView(OutputStruct, frozen=True):
    """A requirement and how far the person is from it."""

    key: str
    label: str
    gap_class: GapClassName
    importance: ImportanceName
    weight: int
    points: float
    points_possible: float
    hours_left: HoursView
    targets: list[TargetStateView]
    explanation: ExplanationView


class ImpliedView(OutputStruct, frozen=True):
    """A level that follows from what was rated."""

    skill: SkillRefView
    level: int
    because: list[StepRefView]


class AdviceView(OutputStruct, frozen=True):
    """A piece of advice and the rule it comes from."""

    slug: str
    title: str
    text: str
    source: str


class AnalysisResult(OutputStruct, frozen=True):
    """Readiness, gaps and why.

    `hoursLeft` are those of what core and supporting requirements still miss; a plan adds
    what that stands on.
    """

    knowledge_version: str
    engine_version: str
    role: RoleRefView
    variant: str
    readiness: ReadinessView
    hours_left: HoursView
    gaps: list[GapView]
    implied: list[ImpliedView]
    advice: list[AdviceView]
    explanation: ExplanationView


class AnalysisView(OutputStruct, frozen=True):
    """A kept analysis; it never changes."""

    id: UUID
    created_at: datetime
    result: AnalysisResult


class AnalysisSummaryView(OutputStruct, frozen=True):
    """A kept analysis in a list."""

    id: UUID
    created_at: datetime
    role: RoleRefView
    variant: str
    readiness_points: float
    knowledge_version: str


class AnalysisListView(OutputStruct, frozen=True):
    """One page of analyses, newest first."""

    items: list[AnalysisSummaryView]
    next_cursor: str | None
    knowledge_version: str


class GapChangeView(OutputStruct, frozen=True):
    """What became of one requirement between two analyses."""

    key: str
    label: str
    before: GapClassName | None
    after: GapClassName | None
    points: float


class ComparisonView(OutputStruct, frozen=True):
    """Readiness before and after; `byPerson`, `byTime` and `byContent` add up to the difference.

    Attributed in this order: what the content changed, what grew old, and then the person.
    """

    before: float
    after: float
    by_person: float
    by_time: float
    by_content: float
    changes: list[GapChangeView]
    knowledge_version: str
