"""What a plan may be limited to: so many hours, or a readiness."""

from msgspec import Struct


class HourLimit(Struct, frozen=True, tag="hours"):
    """As much readiness as these study hours can bring [h, typical]."""

    hours: float


class ReadinessTarget(Struct, frozen=True, tag="readiness"):
    """As few hours as this readiness takes [points, 0..100]."""

    points: float


Limit = HourLimit | ReadinessTarget
