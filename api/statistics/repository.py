"""Counts, one row a cell, and who takes part."""

from msgspec import Struct
from sqlalchemy import bindparam, select, text, update
from sqlalchemy.orm import aliased

from api.db.statements import Statement, returns_nothing
from api.db.tables import ResponseCountRow, RoadmapItemRow, UserRow

BATCH = 10
"""So many contributions to a cell are settled as one; no fewer are ever exported."""


class SharingFound(Struct, frozen=True):
    """Whether a person takes part."""

    shares_statistics: bool


class HoursFound(Struct, frozen=True):
    """What a step took, and what it was planned with [h]."""

    skill_id: str
    level: int
    hours_spent: float
    hours_typical: float


class CellFound(Struct, frozen=True):
    """What is settled of a cell."""

    knowledge_version: str
    kind: str
    skill_id: str
    level: int
    other_skill_id: str
    other_level: int
    settled: list[int]


SHARES = Statement(
    select(UserRow.shares_statistics).where(UserRow.id == bindparam("user_id")), SharingFound
)

_item, _other = RoadmapItemRow, aliased(RoadmapItemRow)
MARK_HOURS = Statement(
    update(_item)
    .where(
        _item.user_id == bindparam("user_id"),
        _item.roadmap_id == bindparam("roadmap_id"),
        _item.item_id == bindparam("item_id"),
        _item.hours_typical > 0,
        select(UserRow.id)
        .where(UserRow.id == bindparam("user_id"), UserRow.shares_statistics)
        .exists(),
        ~select(_other.item_id)
        .where(
            _other.user_id == bindparam("user_id"),
            _other.skill_id == _item.skill_id,
            _other.level == _item.level,
            _other.is_counted,
        )
        .correlate(_item)
        .exists(),
    )
    .values(is_counted=True)
    .returning(_item.skill_id, _item.level, _item.hours_spent, _item.hours_typical),
    HoursFound,
)
"""Marks an item as counted, and returns it, if its person takes part and none of their items for
the same step was counted before."""

COUNT = returns_nothing(
    text(
        """
        INSERT INTO response_counts AS stored (
            knowledge_version, kind, skill_id, level, other_skill_id, other_level,
            contributions, settled, waiting
        )
        SELECT CAST(:version AS text), cell.kind, cell.skill_id, cell.level,
            cell.other_skill_id, cell.other_level, 1,
            array_fill(CAST(0 AS bigint), ARRAY[cell.size]),
            array_fill(CAST(0 AS bigint), ARRAY[cell.place])
                || CAST(1 AS bigint)
                || array_fill(CAST(0 AS bigint), ARRAY[cell.size - cell.place - 1])
        FROM unnest(
            CAST(:kinds AS text[]), CAST(:skills AS text[]), CAST(:levels AS smallint[]),
            CAST(:other_skills AS text[]), CAST(:other_levels AS smallint[]),
            CAST(:places AS int[]), CAST(:sizes AS int[])
        ) AS cell (kind, skill_id, level, other_skill_id, other_level, place, size)
        ORDER BY 2, 3, 4, 5, 6
        ON CONFLICT ON CONSTRAINT pk_response_counts DO UPDATE SET
            contributions = stored.contributions + 1,
            settled = CASE
                WHEN (stored.contributions + 1) % CAST(:batch AS int) = 0 THEN ARRAY(
                    SELECT t.a + t.b + t.c
                    FROM unnest(stored.settled, stored.waiting, excluded.waiting)
                        WITH ORDINALITY AS t (a, b, c, n)
                    ORDER BY t.n
                )
                ELSE stored.settled
            END,
            waiting = CASE
                WHEN (stored.contributions + 1) % CAST(:batch AS int) = 0 THEN excluded.settled
                ELSE ARRAY(
                    SELECT t.a + t.b
                    FROM unnest(stored.waiting, excluded.waiting) WITH ORDINALITY AS t (a, b, n)
                    ORDER BY t.n
                )
            END
        """
    )
)
"""Adds one contribution to each of several cells, in the order of their keys.

The order is the same for everyone, so that of two people who are counted at the same time one waits
for the other, and never both. Every tenth contribution settles what waits."""

LIST_CELLS = Statement(
    select(
        ResponseCountRow.knowledge_version,
        ResponseCountRow.kind,
        ResponseCountRow.skill_id,
        ResponseCountRow.level,
        ResponseCountRow.other_skill_id,
        ResponseCountRow.other_level,
        ResponseCountRow.settled,
    ),
    CellFound,
)
