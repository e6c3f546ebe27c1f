"""The values the engine works with: skills as ladders, roles as requirements, profiles as ratings.

Everything here is frozen; a change is a new value. Slugs name things inside
one knowledge version; the ids that outlive a rename belong to the knowledge room.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NewType

from msgspec import Struct

SkillSlug = NewType("SkillSlug", str)
RoleSlug = NewType("RoleSlug", str)
Variant = NewType("Variant", str)


class Step(Struct, frozen=True, order=True):
    """One level of one skill: the node of the graph and the unit of learning.

    Example:
        >>> str(Step(SkillSlug("sql"), 2))
        'sql:2'
    """

    skill: SkillSlug
    level: int

    def __str__(self) -> str:
        return f"{self.skill}:{self.level}"


class SourceRef(Struct, frozen=True, order=True):
    """Where in the content a fact stands; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = SourceRef(path="", line=0, column=0)


class Hours(Struct, frozen=True):
    """Study effort of one or more levels [h]; low ≤ typical ≤ high.

    They have no sum of their own: `engine.graph.effort` combines them.
    """

    low: float
    typical: float
    high: float


class Strength(StrEnum):
    """Hard prerequisites must be held; soft ones are better learnt first."""

    HARD = "hard"
    SOFT = "soft"


class StepNeed(Struct, frozen=True, tag="step"):
    """Needs one step."""

    step: Step


class AllOf(Struct, frozen=True, tag="all_of"):
    """Needs every branch."""

    of: tuple["Need", ...]


class AnyOf(Struct, frozen=True, tag="any_of"):
    """Needs at least one branch."""

    of: tuple["Need", ...]


Need = StepNeed | AllOf | AnyOf


class Prerequisite(Struct, frozen=True):
    """One entry under `requires`: what is needed, how strongly, why, and where that is written."""

    need: Need
    strength: Strength
    why: str
    source: SourceRef = NOWHERE


class Level(Struct, frozen=True):
    """One level of a skill: hours from the level below [h], and its prerequisites."""

    hours: Hours
    requires: tuple[Prerequisite, ...] = ()
    source: SourceRef = NOWHERE


class Skill(Struct, frozen=True):
    """A skill as a ladder; `levels[0]` is level 1."""

    slug: SkillSlug
    title: str
    domain: str
    levels: tuple[Level, ...]
    source: SourceRef = NOWHERE

    @property
    def top(self) -> int:
        """The highest level there is."""
        return len(self.levels)


class Importance(StrEnum):
    """How a role regards a requirement; bonus never counts towards readiness."""

    CORE = "core"
    SUPPORTING = "supporting"
    BONUS = "bonus"


class Target(Struct, frozen=True, order=True):
    """A skill and the level that one variant requires; `source` is where that is written."""

    skill: SkillSlug
    level: int
    source: SourceRef = NOWHERE

    @property
    def step(self) -> Step:
        """The step that meets it."""
        return Step(self.skill, self.level)


class Requirement(Struct, frozen=True):
    """What a role requires in one variant: `choose` of the targets, or all of one when single.

    `key` names the requirement within the role: the skill's slug, or `choose:`
    and the branches' slugs joined by `|`, so that it is stable over releases.
    `is_defining` says that without it the role's name would be untrue; `prefer` lists
    the skills of a choice in the order in which an editor recommends them, or nothing.
    """

    key: str
    targets: tuple[Target, ...]
    choose: int
    weight: int
    importance: Importance
    label: str | None = None
    source: SourceRef = NOWHERE
    is_defining: bool = False
    prefer: tuple[SkillSlug, ...] = ()

    @property
    def is_choice(self) -> bool:
        """Whether it leaves a choice between its targets."""
        return self.choose < len(self.targets)

    @property
    def is_counted(self) -> bool:
        """Whether it counts towards readiness."""
        return self.importance is not Importance.BONUS


class Role(Struct, frozen=True):
    """A job; its requirements are listed for each of its variants, in the order of a career.

    `names` holds what variants are called in running text, where that differs from their slug.
    """

    slug: RoleSlug
    title: str
    variants: Mapping[Variant, tuple[Requirement, ...]]
    source: SourceRef = NOWHERE
    names: Mapping[Variant, str] = {}

    def name_of(self, variant: Variant) -> str:
        """What a variant is called in running text."""
        return self.names.get(variant, variant)


class RatingSource(StrEnum):
    """Who says so; `IMPLIED` is never stored: the engine derives it.

    `SPLIT` is the level of a skill that was split, taken over for a part that the person has not
    confirmed yet.
    """

    SELF = "self"
    PLACEMENT = "placement"
    ROADMAP = "roadmap"
    EVIDENCE = "evidence"
    IMPORT = "import"
    SPLIT = "split"
    IMPLIED = "implied"


class Day(Struct, frozen=True, order=True):
    """A day of the calendar; the engine is handed the day and never reads a clock.

    Example:
        >>> str(Day(2026, 3, 1)), Day(2020, 3, 2).years_until(Day(2026, 3, 1))
        ('2026-03-01', 5)
    """

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def years_until(self, later: "Day") -> int:
        """Whole years from this day to a later one; 0 when it is not later."""
        is_short = (later.month, later.day) < (self.month, self.day)
        return max(0, later.year - self.year - is_short)


class Rating(Struct, frozen=True):
    """A person's level in a skill, 0..top; confidence in (0, 1].

    `rated_on` is when that was said, None where it is unknown. `said` is the level that
    was said, where it counts lower today (`freshness.py`), and None otherwise.
    """

    level: int
    source: RatingSource = RatingSource.SELF
    confidence: float = 1.0
    rated_on: Day | None = None
    said: int | None = None

    @property
    def level_said(self) -> int:
        """The level as it was rated, whatever it counts for today."""
        return self.level if self.said is None else self.said


Profile = Mapping[SkillSlug, Rating]
