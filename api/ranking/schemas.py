"""Rankings over the wire."""

from typing import Literal

from msgspec import field

from api.messages.text import Text
from api.wire import (
    InputStruct,
    NamedRole,
    NamedVariant,
    OutputStruct,
    RatingsBySkill,
    RoleRefView,
    SkillRefView,
)

RankingOrderName = Literal["likeness", "readiness", "hours"]


class RankRequest(InputStruct, frozen=True):
    """Ratings to rank by; `from` and `fromVariant` add the skills that role requires.

    `sort` is by likeness where `from` names a role, and by readiness otherwise.
    """

    ratings: RatingsBySkill = field(default_factory=dict)
    from_role: NamedRole | None = field(default=None, name="from")
    from_variant: NamedVariant | None = None
    sort: RankingOrderName | None = None


class HeldRoleView(OutputStruct, frozen=True):
    """A role that is taken as held."""

    role: RoleRefView
    variant: str
    variant_title: str


class BandRefView(OutputStruct, frozen=True):
    """What the points mean, in a word or two."""

    slug: str
    title: str


class RankedRoleView(OutputStruct, frozen=True):
    """How ready the person is for a role and variant.

    `hoursLeft` are those of the roadmap, as in an analysis; counts cover core and supporting
    requirements. `toldShare` is the share of the weight, from 0 to 1, that is told; below a half
    `band` is null. `isReady` says whether the band is that of a person who meets everything.
    `likeness` [0..1] and `sharedSteps`, the levels that both name, compare it with the role that
    `from` names, or else with what the person holds; null where there is neither.
    """

    role: RoleRefView
    variant: str
    variant_title: str
    points: float
    told_share: float
    band: BandRefView | None
    hours_left: float
    is_ready: bool
    not_told: int
    missing: int
    weak: int
    strong: int
    likeness: float | None
    shared_steps: int | None


class HelpedRoleView(OutputStruct, frozen=True):
    """A near role and the readiness that a shared skill brings it [points]."""

    role: RoleRefView
    variant: str
    variant_title: str
    points: float


class SharedSkillView(OutputStruct, frozen=True):
    """A next level that several of the `nearOf` nearest roles require.

    `hours` are those of the level with all prerequisites that are not held yet;
    `points` is the readiness it brings to all of them, added up.
    """

    skill: SkillRefView
    level: int
    points: float
    hours: float
    roles: list[HelpedRoleView]
    near_of: int
    text: Text


class NearRoleView(OutputStruct, frozen=True):
    """One of the nearest roles in its readiest variant, and what makes it alike, in a sentence."""

    role: RoleRefView
    variant: str
    variant_title: str
    points: float
    hours_left: float
    likeness: float | None
    text: Text | None


class RankingView(OutputStruct, frozen=True):
    """Every role and variant, in the order of `sort`; `from` is the role taken as held, if any.

    `near` are the roles most alike that are not met yet; where there is nothing to compare with,
    the readiest.
    """

    knowledge_version: str
    engine_version: str
    held_role: HeldRoleView | None = field(name="from")
    sort: RankingOrderName
    roles: list[RankedRoleView]
    near: list[NearRoleView]
    shared_skills: list[SharedSkillView]


class TransitionView(OutputStruct, frozen=True):
    """How far a person who holds a role, and nothing else, is from another.

    `likeness` [0..1] and `sharedSteps`, the levels that both require, hold in both directions;
    `text` says which skills make them alike.
    """

    role: RoleRefView
    variant: str
    variant_title: str
    points: float
    hours_left: float
    likeness: float
    shared_steps: int
    text: Text


class TransitionListView(OutputStruct, frozen=True):
    """Every other role and variant, in the order of `sort`."""

    role: RoleRefView
    variant: str
    variant_title: str
    sort: RankingOrderName
    roles: list[TransitionView]
    knowledge_version: str
    engine_version: str
