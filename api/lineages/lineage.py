"""."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.lineages.stored import StepKey, known_steps
from engine import Step


class LineageItem(Struct, frozen=True):
    """An item of an earlier roadmap of the lineage that was finished, held at its end, or begun.

    `title` is what its skill was called then; None in older roadmaps. `finished_at` is None where
    it was only begun.
    """

    roadmap_id: UUID
    skill_id: str
    level: int
    title: str | None
    hours_typical: float
    hours_low: float | None
    hours_high: float | None
    hours_spent: float | None
    finished_at: datetime | None

    @property
    def key(self) -> StepKey:
        """The step."""
        return self.skill_id, self.level


class FinishedElsewhere(Struct, frozen=True):
    """An item that was ticked in another roadmap, of whatever role."""

    roadmap_id: UUID
    role_id: str
    role_title: str
    variant: str
    skill_id: str
    level: int


def each_step_once(items: Iterable[LineageItem]) -> dict[StepKey, LineageItem]:
    """What became of each step in a lineage.

    The first finish stays, with the hours of a later one added. What was only begun went on in
    the next roadmap, so there the later entry counts.

    Args:
        items: Those of one roadmap after those of the roadmap it was made from.
    """
    found: dict[StepKey, LineageItem] = {}
    for item in items:
        before = found.get(item.key)
        if before is None or before.finished_at is None:
            found[item.key] = item
        elif item.hours_spent:
            spent = item.hours_spent + (before.hours_spent or 0.0)
            found[item.key] = replace(before, hours_spent=spent)
    return found


def without_continued(
    items: Sequence[LineageItem],
    current: Collection[Step],
    knowledge: Knowledge,
) -> Sequence[LineageItem]:
    """Without what was begun and went on later under another content id, with its hours.

    Args:
        items: Those of one roadmap after those of the roadmap it was made from.
        current: The steps of the roadmap there is now.
        knowledge: What stored steps are today.
    """
    if all(item.finished_at is not None for item in items):
        return items
    found: list[LineageItem] = []
    later, of_next, roadmap = set(current), set[Step](), None
    for item in reversed(items):
        if item.roadmap_id != roadmap:
            later, of_next, roadmap = later | of_next, set(), item.roadmap_id
        steps = known_steps(knowledge, [item.key])
        of_next |= set(steps)
        if item.finished_at is not None or later.isdisjoint(steps):
            found.append(item)
    return found[::-1]
