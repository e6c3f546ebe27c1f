"""Rankings over the wire."""

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


class RankRequest(InputStruct, frozen=True):
    """Ratings to rank by; `from` and `fromVariant` add the skills that role requires."""

    ratings: RatingsBySkill = field(default_factory=dict)
    from_role: NamedRole | None = field(default=None, name="from")
    from_variant: NamedVariant | None = None


class HeldRoleView(OutputStruct, frozen=True):
    """A role that is taken as held."""

    role: RoleRefView
    variant: str


class BandRefView(OutputStruct, frozen=True):
    """What the points mean, in a word or two."""

    slug: str
    title: str


class RankedRoleView(OutputStruct, frozen=True):
    """How ready the person is for a role and variant.

    Hours and counts cover core and supporting requirements. `isReady` says whether the band is
    that of a person who meets all of them.
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


class RankingView(OutputStruct, frozen=True):
    """Every role and variant, highest readiness first; `from` is the role taken as held, if any."""

    knowledge_version: str
    engine_version: str
    held_role: HeldRoleView | None = field(name="from")
    roles: list[RankedRoleView]
    shared_skills: list[SharedSkillView]


class TransitionView(OutputStruct, frozen=True):
    """How far a person who holds a role, and nothing else, is from another."""

    role: RoleRefView
    variant: str
    points: float
    hours_left: float


class TransitionListView(OutputStruct, frozen=True):
    """Every other role and variant, highest readiness first."""

    role: RoleRefView
    variant: str
    roles: list[TransitionView]
    knowledge_version: str
    engine_version: str
