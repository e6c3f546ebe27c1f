"""From settled cells to the exported document."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from api.catalog.current import Knowledge
from api.statistics.repository import CellFound
from api.statistics.schemas import (
    HOUR_RATIOS,
    ContentCountsView,
    HoursCountsView,
    LeftOutView,
    PairCountsView,
    ResponsesView,
    StepCountsView,
    StepView,
)

_GONE = "gone"


def responses_view(knowledge: Knowledge, cells: Iterable[CellFound], least: int) -> ResponsesView:
    """The document, by version and slug.

    Args:
        knowledge: Names the skills by what they are called today.
        cells: In any order.
        least: Cells with fewer settled contributions are left out and only their number is said.
    """
    by_version = sorted(cells, key=_key)
    return ResponsesView(
        least_contributions=least,
        hour_ratios=list(HOUR_RATIOS),
        contents=[
            _content(knowledge, version, list(group), least)
            for version, group in groupby(by_version, lambda cell: cell.knowledge_version)
        ],
    )


def _content(
    knowledge: Knowledge, version: str, cells: Iterable[CellFound], least: int
) -> ContentCountsView:
    steps: list[StepCountsView] = []
    pairs: list[PairCountsView] = []
    hours: list[HoursCountsView] = []
    left_out: Counter[str] = Counter()
    for cell in cells:
        named = _steps_of(knowledge, cell)
        if sum(cell.settled) < least or named is None:
            left_out[_GONE if named is None else cell.kind] += 1
        elif cell.kind == "reply":
            steps.append(_step(named[0], cell.settled))
        elif cell.kind == "pair":
            pairs.append(_pair(named, cell.settled))
        else:
            first = named[0]
            hours.append(HoursCountsView(skill=first.skill, level=first.level, counts=cell.settled))
    return ContentCountsView(
        knowledge_version=version,
        steps=sorted(steps, key=lambda one: (one.skill, one.level)),
        pairs=sorted(pairs, key=lambda one: (*_place(one.first), *_place(one.second))),
        hours=sorted(hours, key=lambda one: (one.skill, one.level)),
        left_out=LeftOutView(
            steps=left_out["reply"],
            pairs=left_out["pair"],
            hours=left_out["hours"],
            gone=left_out[_GONE],
        ),
    )


def _step(named: StepView, settled: list[int]) -> StepCountsView:
    yes, partly, no = settled
    return StepCountsView(skill=named.skill, level=named.level, yes=yes, partly=partly, no=no)


def _pair(named: list[StepView], settled: list[int]) -> PairCountsView:
    both, first_only, second_only, neither = settled
    return PairCountsView(
        first=named[0],
        second=named[1],
        both=both,
        first_only=first_only,
        second_only=second_only,
        neither=neither,
    )


def _steps_of(knowledge: Knowledge, cell: CellFound) -> list[StepView] | None:
    """The steps of a cell; None when a skill was split or retired, or the two were merged."""
    ids = [(cell.skill_id, cell.level), (cell.other_skill_id, cell.other_level)]
    found = []
    for skill_id, level in ids:
        if not skill_id:
            continue
        slug = knowledge.skill_of_id(skill_id)
        if slug is None:
            return None
        found.append(StepView(skill=slug, level=level))
    return None if len(found) > 1 and found[0] == found[1] else found


def _place(step: StepView) -> tuple[str, int]:
    return step.skill, step.level


def _key(cell: CellFound) -> tuple[list[int], str]:
    """Versions in their order, 1.9.0 before 1.10.0."""
    return [int(part) for part in cell.knowledge_version.split(".")], cell.knowledge_version
