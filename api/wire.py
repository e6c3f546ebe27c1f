"""The two kinds of wire structs, and the small shapes that several features share."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from api.messages.text import Text
from engine import Hours

TextCheck = Callable[[str], Text | None]
"""Says what is wrong with a text; None where nothing is."""


class InputStruct(Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a request may hold; unknown fields are refused, so nothing is ever mass-assigned."""


class CheckedStruct(InputStruct, frozen=True, kw_only=True):
    """A request with texts that are judged by what they hold, not only by their length."""

    checks: ClassVar[Mapping[str, TextCheck]] = MappingProxyType({})
    """The check of each such field."""

    def __post_init__(self) -> None:
        """Refuse what a check refuses; the decoder takes it for one more fault of the request."""
        for name, check in self.checks.items():
            value = getattr(self, name)
            if isinstance(value, str) and check(value) is not None:
                raise ValueError(name)


class OutputStruct(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a response holds; no field has a default, so every field is always there."""


NAMES = "names"
"""What a field names, in the `extra` of its type: a skill, a role, a variant of the role beside it,
or a level of the skill beside it. So one place can say what is wrong with any of them."""
SlugText = Annotated[str, Meta(min_length=1, max_length=100, examples=["sql"])]
NamedSkill = Annotated[SlugText, Meta(extra={NAMES: "skill"})]
NamedRole = Annotated[SlugText, Meta(extra={NAMES: "role"})]
NamedVariant = Annotated[SlugText, Meta(extra={NAMES: "variant"})]
LevelNumber = Annotated[
    int, Meta(ge=0, le=5, description="0 none to 5 Expert", extra={NAMES: "level"})
]
HoursAWeek = Annotated[float, Meta(ge=0.01, le=100, description="study hours a week", examples=[8])]
RatingsBySkill = Annotated[
    dict[NamedSkill, LevelNumber],
    Meta(max_length=1000, description="the level of each skill: 0 none to 5 Expert"),
]
Confidence = Annotated[
    float, Meta(gt=0, le=1, description="how probable it is that the level is right")
]
ConfidenceBySkill = Annotated[dict[NamedSkill, Confidence], Meta(max_length=1000)]


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
