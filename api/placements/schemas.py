"""Placements over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, field

from api.messages.text import Text
from api.profiles.schemas import RatingView
from api.wire import (
    NAMES,
    InputStruct,
    NamedRole,
    NamedSkill,
    NamedVariant,
    OutputStruct,
    RatingsBySkill,
    RoleRefView,
    SkillRefView,
    StepRefView,
)

MOST_USES = 200
ReplyName = Literal["yes", "partly", "no", "skip"]
UseName = Literal["yes", "no", "skip"]
PlacementStatus = Literal["open", "accepted"]
FinishedBecause = Literal["sure-enough", "cap", "all-asked"]
StepLevel = Annotated[
    int, Meta(ge=1, le=5, description="1 Foundation to 5 Expert", extra={NAMES: "level"})
]
Years = Annotated[float, Meta(ge=0, le=60, description="years in the role", examples=[4])]


class WorkedRequest(InputStruct, frozen=True):
    """A role that the person works or worked as, and for how long; a hint, never a fact."""

    role: NamedRole
    years: Years = 0


class PlacementRequest(InputStruct, frozen=True):
    """A placement of the caller; it begins with the profile as it is."""

    role: NamedRole
    variant: NamedVariant
    worked: WorkedRequest | None = None


class AnswerRequest(InputStruct, frozen=True):
    """The reply to one step's question; `null` takes back what was answered before."""

    skill: NamedSkill
    level: StepLevel
    reply: ReplyName | None


class UsesRequest(InputStruct, frozen=True):
    """The reply to "which of these do you use?", for every option of the choice.

    `yes` for those in use, `no` for the others, `skip` for all of them to skip the question;
    `null` takes back what was said of an option.
    """

    uses: Annotated[dict[NamedSkill, UseName | None], Meta(min_length=1, max_length=MOST_USES)]


class AcceptanceRequest(InputStruct, frozen=True):
    """Corrections: these levels are written as the person's own ratings."""

    levels: RatingsBySkill = field(default_factory=dict)


class QuestionView(OutputStruct, frozen=True):
    """The step to ask about next: how likely it is known [0..1], what the answer tells [bits]."""

    skill: SkillRefView
    level: int
    level_name: str
    can_do: list[str]
    chance: float
    gain: float
    tells_about: list[StepRefView]
    text: Text


class PlacementOptionView(OutputStruct, frozen=True):
    """An option of a choice, and what was said of it; null when nothing was."""

    skill: SkillRefView
    use: UseName | None


class PlacementChoiceView(OutputStruct, frozen=True):
    """A choice of the role, asked as one question: "which of these do you use?".

    The role requires `choose` of the options. `key` names it among the choices of this role.
    """

    key: str
    label: str | None
    choose: int
    options: list[PlacementOptionView]


class WorkedView(OutputStruct, frozen=True):
    """The role that the person said they work or worked as."""

    role: RoleRefView
    years: float


class AnswerView(OutputStruct, frozen=True):
    """A question that was asked, and the reply."""

    skill: SkillRefView
    level: int
    reply: ReplyName
    can_do: list[str]


class PlacedReadinessView(OutputStruct, frozen=True):
    """Readiness [0..100] once this is accepted, and the range that holds the truth in `coverage`
    of cases.
    """

    low: float
    placed: float
    high: float
    coverage: float


class PlacedLevelView(OutputStruct, frozen=True):
    """The most probable level of a skill; `chances[n]` is the probability of exactly level n.

    A guess is a level that acceptance does not write unless the person confirms it: there was no
    question about the skill, and the role can be met without it.
    """

    skill: SkillRefView
    level: int
    level_name: Text
    chances: list[float]
    confidence: float
    is_asked: bool
    is_guess: bool
    because: Text


class RatingChangeView(OutputStruct, frozen=True):
    """A rating that acceptance writes, or wrote: before (null: none) and after."""

    skill: SkillRefView
    before: int | None
    before_source: str | None
    after: int
    source: str
    confidence: float
    text: Text


class LeftOpenView(OutputStruct, frozen=True):
    """A skill whose rating stays as it is although it was placed at another level, and why."""

    skill: SkillRefView
    level: int
    confidence: float
    rated: int | None
    text: Text


class PlacementStateView(OutputStruct, frozen=True):
    """What a placement asks next and what it found so far.

    Ask `choice` first where there is one, then `question`: which step is asked next follows from
    what is in use. `asked` counts a choice as one and skipped questions not at all;
    `choices` are all choices of the role; `stepsCovered` counts all steps it places;
    `expectedRight` is the share of them expected to be placed right, each weighted by how much it
    matters to the role: one of eight alternatives by an eighth. `changes` and `leftOpen` say what
    acceptance would do to the current ratings, or what it did.
    """

    knowledge_version: str
    engine_version: str
    role: RoleRefView
    variant: str
    variant_title: str
    seed: int
    worked: WorkedView | None
    choice: PlacementChoiceView | None
    question: QuestionView | None
    finished_because: FinishedBecause | None
    answers: list[AnswerView]
    choices: list[PlacementChoiceView]
    asked: int
    most_questions: int
    steps_covered: int
    expected_right: float
    readiness: PlacedReadinessView
    levels: list[PlacedLevelView]
    changes: list[RatingChangeView]
    left_open: list[LeftOpenView]


class SetAsideView(OutputStruct, frozen=True):
    """An answer that is stored but no longer counts: its step is not asked about any more."""

    skill: SkillRefView
    level: int
    reply: ReplyName


class PlacementView(OutputStruct, frozen=True):
    """A stored placement; send its ETag as `If-Match` to change it."""

    id: UUID
    status: PlacementStatus
    version: int
    created_at: datetime
    begun_with: str
    state: PlacementStateView
    set_aside: list[SetAsideView]


class PlacementSummaryView(OutputStruct, frozen=True):
    """A stored placement in a list; `begunWith` is the knowledge version it began with."""

    id: UUID
    status: PlacementStatus
    version: int
    created_at: datetime
    accepted_at: datetime | None
    begun_with: str
    role: RoleRefView
    variant: str
    variant_title: str
    asked: int
    most_questions: int


class PlacementListView(OutputStruct, frozen=True):
    """One page of placements, newest first."""

    items: list[PlacementSummaryView]
    next_cursor: str | None
    knowledge_version: str


class AcceptanceView(OutputStruct, frozen=True):
    """An accepted placement and every rating it wrote."""

    placement: PlacementView
    ratings: list[RatingView]
