"""What rankings say over the wire."""

from msgspec import field

from api.wire import (
    InputStruct,
    OutputStruct,
    RatingsBySkill,
    RoleRefView,
    SkillRefView,
    SlugText,
)


class RankRequest(InputStruct, frozen=True):
    """A question about anybody; `from` and `fromVariant` add what that role asks for."""

    ratings: RatingsBySkill = field(default_factory=dict)
    from_role: SlugText | None = field(default=None, name="from")
    from_variant: SlugText | None = None


class HeldRoleView(OutputStruct, frozen=True):
    """A role that is taken as held."""

    role: RoleRefView
    variant: str


class BandRefView(OutputStruct, frozen=True):
    """What the points mean, in two words."""

    slug: str
    title: str


class RankedRoleView(OutputStruct, frozen=True):
    """Where somebody stands towards a role and variant.

    Hours and counts are those of what counts: core and supporting requirements.
    `isReady` says whether the band is that of somebody who meets everything.
    """

    role: RoleRefView
    variant: str
    points: float
    band: BandRefView
    hours_left: float
    is_ready: bool
    missing: int
    weak: int
    strong: int


class HelpedRoleView(OutputStruct, frozen=True):
    """A near role and the readiness that a shared skill brings it [points]."""

    role: RoleRefView
    variant: str
    points: float


class SharedSkillView(OutputStruct, frozen=True):
    """A next level that several of the `nearOf` nearest roles ask for.

    `hours` are those of the level and of what it stands on and is not held yet;
    `points` is the readiness it brings all of them, added up.
    """

    skill: SkillRefView
    level: int
    points: float
    hours: float
    roles: list[HelpedRoleView]
    near_of: int
    text: str


class RankingView(OutputStruct, frozen=True):
    """Every role and variant, readiest first; `from` is the role taken as held, if any."""

    knowledge_version: str
    engine_version: str
    held_role: HeldRoleView | None = field(name="from")
    roles: list[RankedRoleView]
    shared_skills: list[SharedSkillView]


class TransitionView(OutputStruct, frozen=True):
    """How far somebody who holds a role, and nothing else, is from another."""

    role: RoleRefView
    variant: str
    points: float
    hours_left: float


class TransitionListView(OutputStruct, frozen=True):
    """Every other role and variant, readiest first."""

    role: RoleRefView
    variant: str
    roles: list[TransitionView]
    knowledge_version: str
    engine_version: str
