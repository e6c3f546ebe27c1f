"""The two kinds of wire structs, and the small shapes that several features share."""

from typing import Annotated

from msgspec import Meta, Struct

from api.messages.text import Text
from engine import Hours


class InputStruct(Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a request may hold; unknown fields are refused, so nothing is ever mass-assigned."""


class OutputStruct(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a response holds; no field has a default, so every field is always there."""


SlugText = Annotated[str, Meta(min_length=1, max_length=100, examples=["sql"])]
LevelNumber = Annotated[int, Meta(ge=0, le=5, description="0 none to 5 Expert")]
HoursAWeek = Annotated[float, Meta(ge=0.01, le=100, description="study hours a week", examples=[8])]
RatingsBySkill = Annotated[
    dict[SlugText, LevelNumber],
    Meta(max_length=1000, description="the level of each skill: 0 none to 5 Expert"),
]


class HoursView(OutputStruct, frozen=True):
    """Study effort in hours."""

    low: float
    typical: float
    high: float

    @classmethod
    def of(cls, hours: Hours) -> "HoursView":
        """Show an effort, rounded to a tenth of an hour."""
        return cls(
            low=round(hours.low, 1), typical=round(hours.typical, 1), high=round(hours.high, 1)
        )


class SkillRefView(OutputStruct, frozen=True):
    """A skill: what a link to it needs."""

    slug: str
    title: str


class RoleRefView(OutputStruct, frozen=True):
    """A role: what a link to it needs."""

    slug: str
    title: str


class StepRefView(OutputStruct, frozen=True):
    """One level of one skill."""

    skill: SkillRefView
    level: int


class FactView(OutputStruct, frozen=True):
    """A fact that a conclusion follows from; `source` is path:line:column in the knowledge."""

    kind: str
    text: Text
    source: str | None


class ExplanationView(OutputStruct, frozen=True):
    """A conclusion and the facts it follows from."""

    conclusion: Text
    facts: list[FactView]
