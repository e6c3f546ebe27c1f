"""A tick that another rating went beyond counts again once that rating has faded, by hand.

Reporting at level 2 requires SQL 2 and fades by a level after five years. The senior data analyst
asks for sql:2 (weight 5, 16 + 20 h), reporting:1 (3) and a language (4); 12 in all.
"""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from database_clock import DatabaseClock
from moving_clock import MovingClock, back_again, client_at, sign_up_in
from people import Person
from small_content import REPORTING_PATH, Fault, plant, whole_content, write_content

from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

ROLE = {"role": "data-analyst", "variant": "senior"}
Json = dict[str, Any]
_PREREQUISITE = "      - {skill: sql, level: 1, why: the numbers come from tables}\n"
_SECOND_LEVEL = """    resources: [first-steps]
  2:
    can_do:
      - Build a report that updates itself
    effort_hours: {low: 10, typical: 20, high: 40}
    requires:
      - {skill: sql, level: 2, why: it joins tables}
    resources: [first-steps]
"""
HARDER_REPORTING = Fault(
    REPORTING_PATH, _PREREQUISITE + "    resources: [first-steps]\n", _SECOND_LEVEL
)


class Learner:
    """A person whose days are those of the clock."""

    def __init__(self, clock: DatabaseClock, person: Person) -> None:
        self.clock = clock
        self.person = person

    async def on(self, day: str) -> None:
        await self.clock.set(f"{day}T09:00")
        self.person = await back_again(self.person)

    async def get(self, path: str) -> Json:
        found = await self.person.get(path)
        assert found.status_code == 200, found.text
        return dict(found.json())

    async def points(self) -> float:
        """Of an analysis that is made now; its explanation reaches the same."""
        made = (await self.person.post("/analyses", ROLE)).json()
        explained = await self.get(f"/analyses/{made['id']}/explanation?of=readiness")
        points: float = made["result"]["readiness"]["points"]
        assert explained["value"]["points"] == points
        return points


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small knowledge, with a second level of reporting."""
    files, _ = plant(whole_content(), HARDER_REPORTING)
    return Library.load(write_content(tmp_path_factory.mktemp("harder"), files))


@pytest.fixture
async def learner(
    settings: Settings, library: Library, database: asyncpg.Connection
) -> AsyncIterator[Learner]:
    clock = await DatabaseClock.of(MovingClock("2021-02-01T09:00"), database)
    knowledge = CurrentKnowledge(Knowledge(library))
    async with client_at(settings, knowledge, clock.clock) as client:
        yield Learner(clock, await sign_up_in(client))


def state_of(view: Json) -> tuple[float, dict[str, str | None], int]:
    """Readiness now, by what each level of SQL is held, and how many items are done."""
    held = {one["id"]: one["heldBy"] for one in view["result"]["items"]}
    sql = {item: by for item, by in held.items() if item.startswith("sql")}
    return view["readiness"]["now"], sql, view["progress"]["done"]


async def test_a_finished_step_stays_held_when_what_implied_more_has_faded(
    learner: Learner,
) -> None:
    made = await learner.person.post("/roadmaps", ROLE | {"hoursPerWeek": 7})
    assert made.status_code == 201, made.text
    roadmap = f"/roadmaps/{made.json()['id']}"
    assert state_of(made.json()) == (0, {"sql:1": None, "sql:2": None}, 0)

    await learner.on("2021-03-01")  # 5 + 3 of 12.
    await learner.person.put("/me/ratings/reporting", {"level": 2})
    implied = {"sql:1": "implied", "sql:2": "implied"}
    assert state_of(await learner.get(roadmap)) == (66.7, implied, 3)

    await learner.on("2023-03-01")
    version = f'"v{(await learner.get(roadmap))["version"]}"'
    ticked = await learner.person.patch(
        f"{roadmap}/items/sql:1", {"status": "done"}, if_match=version
    )
    assert ticked.status_code == 200, ticked.text
    await learner.on("2026-02-28")
    held = {"sql:1": "item", "sql:2": "implied"}
    assert state_of(await learner.get(roadmap)) == (66.7, held, 3)
    assert await learner.points() == 66.7

    # Reporting counts as 1 and implies no SQL. SQL 1 is 16 of 36 h: 5 * 16 / 36 + 3 of 12.
    await learner.on("2026-03-01")
    view = await learner.get(roadmap)
    assert state_of(view) == (43.5, {"sql:1": "item", "sql:2": None}, 3)
    assert await learner.points() == 43.5
    ranked = await learner.get("/me/roles")
    assert [one["points"] for one in ranked["roles"] if one["variant"] == "senior"] == [43.5]
    history = await learner.get("/me/readiness?role=data-analyst&variant=senior")
    assert [(one["on"], one["points"], one["cause"]) for one in history["series"]] == [
        ("2021-03-01", 66.7, "ratings"),
        ("2026-03-01", 43.5, "time"),
    ]
