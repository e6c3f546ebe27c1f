"""The exported counts."""

from api.wire import OutputStruct

HOUR_RATIOS = tuple(2 ** (quarter / 4) for quarter in range(-8, 9))
"""The bounds between the counts of hours: a quarter to four times the typical hours, in steps of a
quarter of an octave. The first count is below all of them, the last at or above the last one."""


class StepView(OutputStruct, frozen=True):
    """One step of the content."""

    skill: str
    level: int


class StepCountsView(OutputStruct, frozen=True):
    """How often a step was replied to with each reply."""

    skill: str
    level: int
    yes: int
    partly: int
    no: int


class PairCountsView(OutputStruct, frozen=True):
    """How often two steps were said yes or no to by the same person."""

    first: StepView
    second: StepView
    both: int
    first_only: int
    second_only: int
    neither: int


class HoursCountsView(OutputStruct, frozen=True):
    """How often a step took which part or multiple of its typical hours; one more than bounds."""

    skill: str
    level: int
    counts: list[int]


class LeftOutView(OutputStruct, frozen=True):
    """How many cells have too few contributions, and how many skills that no longer exist."""

    steps: int
    pairs: int
    hours: int
    gone: int


class ContentCountsView(OutputStruct, frozen=True):
    """All counts under one version of the content."""

    knowledge_version: str
    steps: list[StepCountsView]
    pairs: list[PairCountsView]
    hours: list[HoursCountsView]
    left_out: LeftOutView


class ResponsesView(OutputStruct, frozen=True):
    """Everything that may be exported: counts, and nothing of whom they come from."""

    least_contributions: int
    hour_ratios: list[float]
    contents: list[ContentCountsView]
