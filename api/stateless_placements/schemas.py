"""What a placement without an account asks for."""

from typing import Annotated

from msgspec import Meta, field

from api.placements.schemas import MOST_USES, ReplyName, StepLevel, UseName, WorkedRequest
from api.wire import InputStruct, NamedRole, NamedSkill, NamedVariant, RatingsBySkill

MOST_ANSWERS = 500
"""About twice the number of steps of the largest role."""
Seed = Annotated[int, Meta(ge=0, le=2**53 - 1, description="all random choices follow from it")]


class GivenAnswerRequest(InputStruct, frozen=True):
    """One of the answers given so far."""

    skill: NamedSkill
    level: StepLevel
    reply: ReplyName


class PlaceRequest(InputStruct, frozen=True):
    """A placement without an account: nothing is stored; equal requests get equal results.

    `ratings` are those it began with, a weak hint; `ratingsNow` are those that acceptance
    would change, if they differ by now. `uses` says of options of choices whether they are in
    use.
    """

    role: NamedRole
    variant: NamedVariant
    ratings: RatingsBySkill = field(default_factory=dict)
    ratings_now: RatingsBySkill | None = None
    answers: Annotated[list[GivenAnswerRequest], Meta(max_length=MOST_ANSWERS)] = field(
        default_factory=list
    )
    uses: Annotated[dict[NamedSkill, UseName], Meta(max_length=MOST_USES)] = field(
        default_factory=dict
    )
    worked: WorkedRequest | None = None
    seed: Seed = 0
