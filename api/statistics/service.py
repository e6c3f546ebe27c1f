"""Counting: each reply, each pair of replies, and the hours of a step, once a person.

Everything is written in the transaction of the acceptance or the tick that it counts. Nothing of
it leads back to the person, so nothing can be taken back later.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import combinations
from uuid import UUID

from msgspec import Struct

from api.catalog.current import Knowledge
from api.db.pool import Session
from api.statistics import repository
from api.statistics.schemas import HOUR_RATIOS
from engine import Reply, Step

REPLIES = (Reply.YES, Reply.PARTLY, Reply.NO)
"""The places of the counts of a step."""


class Contribution(Struct, frozen=True):
    """What one person adds: 1 at one place of a cell that has `size` places.

    A cell is about one step or, for a pair, about two; steps are named by content id.
    """

    kind: str
    steps: tuple[tuple[str, int], ...]
    place: int
    size: int


async def shares_statistics(session: Session, user_id: UUID) -> bool:
    """Whether the person has agreed to be counted."""
    found = await session.one_or_none(repository.SHARES, user_id=user_id)
    return found is not None and found.shares_statistics


async def count_replies(session: Session, knowledge: Knowledge, told: Mapping[Step, Reply]) -> None:
    """Count the replies of a person who takes part.

    Args:
        session: In the transaction that accepts them.
        knowledge: The content that they were accepted under.
        told: What was never counted of this person before.
    """
    replies = {(knowledge.skill_id(step.skill), step.level): said for step, said in told.items()}
    await _count(session, knowledge.version, contributions_of(replies))


async def count_hours(session: Session, version: str, item: Mapping[str, object]) -> None:
    """Count what a finished step took, if its person takes part and it was not counted before.

    Args:
        session: In the transaction that stores the hours.
        version: The content that it was planned with.
        item: The key of the roadmap's item.
    """
    found = await session.one_or_none(repository.MARK_HOURS, **item)
    if found is not None:
        place = hours_place(found.hours_spent, found.hours_typical)
        steps = ((found.skill_id, found.level),)
        one = Contribution("hours", steps, place, len(HOUR_RATIOS) + 1)
        await _count(session, version, [one])


def contributions_of(replies: Mapping[tuple[str, int], Reply]) -> list[Contribution]:
    """Each reply, and each pair of those that say yes or no.

    Example: the second step of the pair was denied.
        >>> found = contributions_of({("git", 1): Reply.YES, ("sql", 1): Reply.NO})
        >>> [(one.kind, len(one.steps), one.place, one.size) for one in found]
        [('reply', 1, 0, 3), ('reply', 1, 2, 3), ('pair', 2, 1, 4)]
    """
    told = [(step, said) for step, said in sorted(replies.items()) if said in REPLIES]
    clear = [(step, said is Reply.NO) for step, said in told if said is not Reply.PARTLY]
    single = [Contribution("reply", (step,), REPLIES.index(said), 3) for step, said in told]
    pairs = [
        Contribution("pair", (first, second), 2 * denies + denies_too, 4)
        for (first, denies), (second, denies_too) in combinations(clear, 2)
    ]
    return [*single, *pairs]


def hours_place(spent: float, typical: float) -> int:
    """The place of a ratio among `HOUR_RATIOS`: how many of them it reaches.

    Example: as planned, twice as much, and a hundred times as much.
        >>> hours_place(4, 4), hours_place(8, 4), hours_place(400, 4)
        (9, 13, 17)
    """
    return bisect_right(HOUR_RATIOS, spent / typical)


async def _count(session: Session, version: str, found: Sequence[Contribution]) -> None:
    if not found:
        return
    others = [one.steps[1] if len(one.steps) > 1 else ("", 0) for one in found]
    await session.run(
        repository.COUNT,
        version=version,
        kinds=[one.kind for one in found],
        skills=[one.steps[0][0] for one in found],
        levels=[one.steps[0][1] for one in found],
        other_skills=[skill for skill, _ in others],
        other_levels=[level for _, level in others],
        places=[one.place for one in found],
        sizes=[one.size for one in found],
        batch=repository.BATCH,
    )
