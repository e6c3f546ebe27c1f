"""What is refused of content, plans and placements."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from api.errors.base import ApiError, NearestFields
from engine import InfeasiblePlanError


class LimitsContradictError(ApiError):
    """More than one limit at once; `names` are the fields as the request spells them."""

    def __init__(self, names: Sequence[str], nearest: NearestFields) -> None:
        self.names = tuple(names)
        self.nearest = nearest
        super().__init__(f"limits {', '.join(self.names)} at once")


class DateInPastError(ApiError):
    """A plan until a date that leaves no time."""

    def __init__(self, until: date, nearest: NearestFields) -> None:
        self.until = until
        self.nearest = nearest
        super().__init__(f"{until} is not after today")


class PlanRefusedError(ApiError):
    """What the engine found impossible, with the fields of the request that make it possible."""

    def __init__(self, cause: InfeasiblePlanError, nearest: NearestFields | None) -> None:
        self.cause = cause
        self.nearest = nearest
        super().__init__(str(cause))


class StepNotAskedError(ApiError):
    """A step that the placement does not ask about; `levels` are those it does, of this skill."""

    def __init__(self, skill: str, level: int, levels: Sequence[int]) -> None:
        self.skill = skill
        self.level = level
        self.levels = tuple(levels)
        super().__init__(f"level {level} of {skill!r} is not asked about")


class PlacementClosedError(ApiError):
    """A change of a placement that was accepted."""

    def __init__(self, placement_id: UUID) -> None:
        self.placement_id = placement_id
        super().__init__(f"placement {placement_id} is accepted")


class PlacementStrandedError(ApiError):
    """An open placement for a role or variant that the content no longer has."""


class RoleNotFoundError(ApiError):
    """An address of a role that does not exist and never did."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"no role {slug!r}")


class SkillNotFoundError(ApiError):
    """An address of a skill that does not exist and never did."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"no skill {slug!r}")
