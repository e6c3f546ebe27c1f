"""What analyses and their explanations say over the wire."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import field

from api.messages.text import Text
from api.wire import (
    ConfidenceBySkill,
    ExplanationView,
    HoursView,
    InputStruct,
    NamedRole,
    NamedVariant,
    OutputStruct,
    RatingsBySkill,
    RoleRefView,
    SkillRefView,
    StepRefView,
)

GapClassName = Literal["not_told", "missing", "weak", "strong"]
ImportanceName = Literal["core", "supporting", "bonus"]
NodeKindName = Literal[
    "conclusion",
    "rating",
    "not_rated",
    "not_implied",
    "requirement",
    "effort",
    "prerequisite",
    "rule",
    "question",
    "knowledge",
    "engine",
]


class AnalyzeRequest(InputStruct, frozen=True):
    """The ratings to analyse for a role; nothing is stored.

    `placed` names those of the `ratings` that a placement wrote, by the same slug, with their
    confidence; the others are your own and certain.
    """

    role: NamedRole
    variant: NamedVariant
    ratings: RatingsBySkill = field(default_factory=dict)
    placed: ConfidenceBySkill = field(default_factory=dict)


class AnalysisRequest(InputStruct, frozen=True):
    """The role to analyse your stored profile for."""

    role: NamedRole
    variant: NamedVariant


class BandView(OutputStruct, frozen=True):
    """What the points mean, in words."""

    slug: str
    title: str
    text: str


class NextQuestionView(OutputStruct, frozen=True):
    """The skill and level to rate next: what narrows the range of readiness most.

    `points` is by how much it is expected to; `canDo` says what a person at that level can do.
    """

    skill: SkillRefView
    level: int
    can_do: list[str]
    points: float


class ReadinessView(OutputStruct, frozen=True):
    """Readiness from 0 to 100; bonus points are reported apart, null when the role has none.

    `points` counts what is rated or implied. Readiness is between `low` and `high` with a
    probability of at least `coverage`, given how certain the ratings are; `high` counts all that
    is not told as met. Both equal `points` where nothing is uncertain and everything is told.
    `toldShare` is the share of the weight, from 0 to 1, that is told; below a half `band` is null
    and there is a `nextQuestion` instead.
    """

    points: float
    low: float
    high: float
    coverage: float
    told_share: float
    band: BandView | None
    next_question: NextQuestionView | None
    is_core_met: bool
    bonus_points: float | None


class TargetStateView(OutputStruct, frozen=True):
    """One skill of a requirement: the level required and the level held.

    `source` says who rated it; null means that nothing is said about the skill and nothing
    implies it. A level of 0 with a source was rated 0.
    """

    skill: SkillRefView
    target_level: int
    held_level: int
    is_implied: bool
    source: str | None
    is_counted: bool


class GapView(OutputStruct, frozen=True):
    """A requirement and how far the person is from meeting it.

    Not told means that nothing is said about it and nothing implied. `hoursLeft` are the hours
    of its own levels: a part of the analysis' `hoursLeft`, which has the prerequisites too.
    """

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
    """A level that follows from other ratings."""

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
    """Readiness, gaps and the reasons for them.

    `hoursLeft` are the hours of the roadmap: everything that core and supporting requirements
    still lack, prerequisites included, with the fewest hours and the role's preferences.
    """

    knowledge_version: str
    engine_version: str
    role: RoleRefView
    variant: str
    variant_title: str
    readiness: ReadinessView
    hours_left: HoursView
    gaps: list[GapView]
    implied: list[ImpliedView]
    advice: list[AdviceView]
    explanation: ExplanationView


class AnalysisView(OutputStruct, frozen=True):
    """A stored analysis; it never changes."""

    id: UUID
    created_at: datetime
    result: AnalysisResult


class AnalysisSummaryView(OutputStruct, frozen=True):
    """A stored analysis in a list."""

    id: UUID
    created_at: datetime
    role: RoleRefView
    variant: str
    variant_title: str
    readiness_points: float
    knowledge_version: str


class AnalysisListView(OutputStruct, frozen=True):
    """One page of analyses, newest first."""

    items: list[AnalysisSummaryView]
    next_cursor: str | None
    knowledge_version: str


class GapChangeView(OutputStruct, frozen=True):
    """How one requirement changed between two analyses."""

    key: str
    label: str
    before: GapClassName | None
    after: GapClassName | None
    points: float


class ComparisonView(OutputStruct, frozen=True):
    """Readiness before and after; `byPerson`, `byTime` and `byContent` add up to the difference.

    Attributed in this order: changes of content, then time passing, then the person.
    """

    before: float
    after: float
    by_person: float
    by_time: float
    by_content: float
    changes: list[GapChangeView]
    knowledge_version: str


class NodeView(OutputStruct, frozen=True):
    """One sentence of an explanation, and the sentences it follows from.

    It follows from every node in `from` and, when `fromAny` has lists, from the nodes of one
    of them. A node with neither is a fact; `steps` are the steps it is about, `source` is
    path:line:column in the knowledge.
    """

    id: str
    kind: NodeKindName
    text: Text
    source: str | None
    steps: list[StepRefView]
    rated_on: date | None
    rating_source: str | None
    from_: list[str] = field(name="from")
    from_any: list[list[str]]


class DerivationView(OutputStruct, frozen=True):
    """Why a conclusion of a stored analysis holds.

    `conclusion` is the node it is about; `value` is what it states. As long as every fact
    stays true, so does the conclusion; without a fact that it depends on, it changes.
    """

    knowledge_version: str
    knowledge_hash: str
    engine_version: str
    of: str
    conclusion: str
    value: dict[str, bool | float | str]
    nodes: list[NodeView]
    text: Text
