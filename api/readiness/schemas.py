"""Readiness over time on the wire."""

from datetime import date
from typing import Literal

from api.wire import OutputStruct, RoleRefView

ReadinessCause = Literal["ratings", "progress", "placement", "import", "time"]


class ReadinessPointView(OutputStruct, frozen=True):
    """Readiness since a day [0..100], and what changed it.

    `ratings` are your own, `progress` comes from roadmaps, and `time` lets old ratings fade.
    """

    on: date
    points: float
    cause: ReadinessCause


class ReadinessHistoryView(OutputStruct, frozen=True):
    """How your readiness for a role has developed, seen under the present content.

    The series has a point for everything that changed it, oldest first; several changes of one
    kind on one day are one point. The last point is your readiness today.
    """

    knowledge_version: str
    role: RoleRefView
    variant: str
    variant_title: str
    time_zone: str
    series: list[ReadinessPointView]
