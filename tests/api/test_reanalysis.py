"""Re-analysis over the wire: close to the previous roadmap, and what changed, in words."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from people import Person, problem, sign_up
from small_content import (
    PROJECT_PATH,
    REPORTING_PATH,
    ROLE_PATH,
    SQL,
    SQL_PATH,
    Fault,
    plant,
    whole_content,
    write_content,
)

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

REQUEST = {"role": "data-analyst", "variant": "senior", "hoursPerWeek": 7}
KEEP = {"resetProgress": False}
Json = dict[str, Any]

RENAMED = (
    Fault(SQL_PATH, SQL, ""),
    Fault(
        "skills/data/queries.yaml",
        "",
        SQL.replace("slug: sql\nformer_slugs: [", "slug: queries\nformer_slugs: [sql, "),
    ),
    Fault(ROLE_PATH, "{skill: sql,", "{skill: queries,"),
    Fault(REPORTING_PATH, "{skill: sql,", "{skill: queries,"),
)
NO_REPORTING = (
    Fault(REPORTING_PATH, whole_content()[REPORTING_PATH], ""),
    Fault(PROJECT_PATH, whole_content()[PROJECT_PATH], ""),
    Fault(
        ROLE_PATH, "  - {skill: reporting, level: 1, weight: 3, importance: supporting}\n", " \n"
    ),
)
R_MERGED = (
    Fault("skills/tools/r.yaml", whole_content()["skills/tools/r.yaml"], ""),
    Fault(
        "redirects.yaml",
        "redirects: []",
        "redirects:\n"
        '  - {of: skill, id: skl_00000004, slug: r, change: merged, since: "1.0.0", to: [python]}',
    ),
    Fault(
        REPORTING_PATH,
        "any_of: [{skill: python, level: 1}, {skill: r, level: 1}]",
        "any_of: [{skill: python, level: 1}, {skill: git, level: 2}]",
    ),
    Fault(ROLE_PATH, "{skill: r, level: {senior: 1}}", "{skill: git, level: {senior: 2}}"),
    Fault(ROLE_PATH, "  - {skill: git, level: {senior: 2}, weight: 1, importance: bonus}\n", " \n"),
)
NO_CHOICE = (
    Fault(
        ROLE_PATH,
        "  - choose: 1\n    label: One scripting language\n"
        "    of: [{skill: python, level: 1}, {skill: r, level: {senior: 1}}]\n"
        "    weight: 4\n    importance: core\n",
        "  - {skill: git, level: 1, weight: 4, importance: core}\n",
    ),
    Fault(ROLE_PATH, "  - {skill: git, level: {senior: 2}, weight: 1, importance: bonus}\n", " \n"),
    Fault(
        ROLE_PATH, "  - {skill: reporting, level: 1, weight: 3, importance: supporting}\n", " \n"
    ),
)


class Content:
    """Content that is swapped under a running application."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._number = 0
        self.first = Knowledge(library)
        self.current = CurrentKnowledge(self.first)

    def publish(self, *changes: Fault) -> None:
        """Answer with the content changed."""
        self._number += 1
        files, _ = plant(whole_content(), *changes)
        folder = write_content(self._folder / str(self._number), files)
        self.current.swap(Knowledge(Library.load(folder)))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Content:
    return Content(tmp_path_factory.mktemp("published"), library)


@pytest.fixture
def content(published: Content) -> Iterator[Content]:
    """The first content, to begin with and afterwards."""
    yield published
    published.current.swap(published.first)


@pytest.fixture(scope="module")
async def client(settings: Settings, published: Content) -> AsyncIterator[httpx.AsyncClient]:
    application = create_app(settings, published.current, clocks=real_clocks())
    async with (
        started(application),
        httpx.AsyncClient(transport=transport_of(application), base_url="http://t") as talking,
    ):
        yield talking


async def begun(client: httpx.AsyncClient, **fields: object) -> tuple[Person, Json]:
    person = await sign_up(client)
    made = await person.post("/roadmaps", REQUEST | fields)
    assert made.status_code == 201, made.text
    view: Json = made.json()
    return person, view


async def tick(person: Person, view: Json, item: str, status: str) -> None:
    read = await person.get(f"/roadmaps/{view['id']}")
    address = f"/roadmaps/{view['id']}/items/{item}"
    done = await person.patch(address, {"status": status}, if_match=read.headers["etag"])
    assert done.status_code == 200, done.text


async def reanalysed(person: Person, view: Json, **fields: object) -> Json:
    """What re-analysis makes, after a preview, which must be the same."""
    shown = await person.post(f"/roadmaps/{view['id']}/what-if", KEEP | fields)
    assert shown.status_code == 200, shown.text
    made = await person.post(f"/roadmaps/{view['id']}/reanalysis", KEEP | fields)
    assert made.status_code == 201, made.text
    found: Json = made.json()
    assert shown.json()["changes"] == found["changes"]
    assert shown.json()["result"] == found["roadmap"]["result"]
    if found["changes"]["text"] == "Nothing changes.":
        assert shown.json()["before"] == shown.json()["after"]
    return found


def ids(view: Json) -> list[str]:
    return [item["id"] for item in view["result"]["items"]]


def changes_of(view: Json) -> dict[str, tuple[str, str]]:
    """Step → what became of it, in a word and in a sentence."""
    return {
        f"{c['step']['skill']['slug']}:{c['step']['level']}": (c["kind"], c["text"])
        for c in view["changes"]["items"]
    }


async def test_another_pace_keeps_every_step_in_its_place(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    found = await reanalysed(person, view, hoursPerWeek=14)
    assert ids(found["roadmap"]) == ids(view)
    assert found["roadmap"]["result"]["hoursPerWeek"] == 14
    # 16 + 20 + 35 + 10 hours: 11.57 weeks at 7 hours a week, 5.79 at 14, rounded up.
    assert view["result"]["hours"]["typical"] == 81
    assert view["result"]["weeks"]["typical"] == 12
    assert found["roadmap"]["result"]["weeks"]["typical"] == 6
    changes = found["changes"]
    assert changes["text"] == (
        "All 4 steps stay in the same order. The plan now takes 6 weeks instead of 12."
    )
    assert (changes["kept"], changes["moved"], changes["added"], changes["dropped"]) == (4, 0, 0, 0)
    assert (changes["keptOrder"], changes["loss"]) == (1.0, 0.0)
    again = await reanalysed(person, found["roadmap"])
    assert again["roadmap"]["result"]["hoursPerWeek"] == 14
    assert again["changes"]["text"] == "Nothing changes."


@pytest.mark.parametrize(
    ("typical", "text"),
    [
        (17, "The plan now takes 82 hours instead of 81."),  # 11.71 weeks: still 12.
        (23, "The plan now takes 13 weeks instead of 12."),  # 88 hours: 12.57 weeks.
    ],
)
async def test_a_longer_step_is_said_although_no_step_moves(
    client: httpx.AsyncClient, content: Content, typical: int, text: str
) -> None:
    person, view = await begun(client)
    hours = "effort_hours: {low: 8, typical: %d, high: 30}"
    content.publish(Fault(SQL_PATH, hours % 16, hours % typical))
    found = await reanalysed(person, view)
    assert ids(found["roadmap"]) == ids(view)
    assert found["changes"]["text"] == f"All 4 steps stay in the same order. {text}"


async def test_what_was_done_is_no_change_and_what_is_held_or_left_out_is_dropped(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:1", "done")
    await tick(person, view, "sql:2", "skipped")
    await person.put("/me/ratings/r", {"level": 1})
    found = await reanalysed(person, view)
    assert ids(found["roadmap"]) == ["reporting:1"]
    assert changes_of(found) == {
        "reporting:1": ("kept", "Same order, now at position 1."),
        "r:1": ("dropped", "Removed: you already have this level."),
        "sql:2": ("dropped", "Removed: you skipped it."),
    }
    assert found["changes"]["text"] == "Steps: 1 unchanged and 2 removed."


async def test_a_pin_brings_another_branch_and_says_what_needs_it(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client)
    found = await reanalysed(person, view, pins=["python"])
    changes = changes_of(found)
    assert changes["r:1"] == ("dropped", "Removed: the plan no longer needs it.")
    assert changes["git:1"][0] == "added"
    assert changes["git:1"][1].endswith(": Python (level 1) requires it.")
    again = await reanalysed(person, found["roadmap"])
    assert again["changes"]["text"] == "Nothing changes."


async def test_the_limit_stays_is_replaced_or_is_taken_away(client: httpx.AsyncClient) -> None:
    person, view = await begun(client, budgetHours=40)
    same = await reanalysed(person, view)
    assert same["roadmap"]["result"]["limit"]["hours"] == 40
    other = await reanalysed(person, same["roadmap"], targetReadiness=80)
    assert other["roadmap"]["result"]["limit"]["kind"] == "readiness"
    free = await reanalysed(person, other["roadmap"], targetReadiness=None)
    assert free["roadmap"]["result"]["limit"] is None
    assert free["roadmap"]["result"]["readinessThen"] == 100


async def test_a_limit_says_that_it_leaves_no_room_and_more_of_it_that_there_is(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client)
    less = await reanalysed(person, view, budgetHours=20)
    assert changes_of(less)["sql:2"] == ("dropped", "Removed: it does not fit within the limit.")
    choice = less["roadmap"]["result"]["choices"][0]
    assert (choice["chosen"], choice["text"]) == (
        [],
        "This plan is too short to include this choice.",
    )
    more = await reanalysed(person, less["roadmap"], budgetHours=40)
    assert changes_of(more)["sql:2"] == ("added", "New at position 2: there is room for it now.")
    whole = await reanalysed(person, more["roadmap"], budgetHours=None)
    assert changes_of(whole)["reporting:1"][1].endswith(": the role requires it.")


async def test_a_date_that_has_passed_since_is_refused_with_the_next_that_will_do(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person, view = await begun(client, untilDate="2999-01-01")
    await database.execute(
        "UPDATE roadmaps SET inputs = replace(inputs::text, '2999-01-01', '2026-11-20')::jsonb"
        " WHERE user_id = $1",
        person.user_id,
    )
    address = f"/roadmaps/{view['id']}/reanalysis"
    said = problem(await person.post(address, KEEP), 422, "date-in-past")
    assert isinstance(said["nearest"], dict)
    again = await person.post(address, KEEP | said["nearest"])
    assert again.status_code == 201, again.text


async def test_a_preview_stores_nothing(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person, view = await begun(client)
    tables = ("roadmaps", "analyses", "roadmap_items", "audit_events", "idempotency_keys")
    counts = [await database.fetchval(f"SELECT count(*) FROM {name}") for name in tables]
    shown = await person.post(f"/roadmaps/{view['id']}/what-if", KEEP | {"pins": ["python"]})
    assert shown.status_code == 200
    assert counts == [await database.fetchval(f"SELECT count(*) FROM {name}") for name in tables]
    assert (await person.get(f"/roadmaps/{view['id']}")).json() == view


async def test_a_preview_compares_what_is_left_with_what_there_would_be(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:1", "done")
    answer = await person.post(f"/roadmaps/{view['id']}/what-if", KEEP | {"budgetHours": 25})
    shown = answer.json()
    whole = view["result"]["hours"]["typical"]
    assert shown["before"]["hours"]["typical"] == whole - 16
    assert shown["before"]["readinessThen"] == 100
    assert shown["after"]["hours"] == shown["result"]["hours"]
    assert shown["after"]["readinessThen"] == shown["result"]["readinessThen"] < 100
    clean = await person.post(f"/roadmaps/{view['id']}/what-if", {"resetProgress": True})
    assert clean.json()["changes"] is None


async def test_a_preview_promises_nothing_for_what_was_skipped(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    last = ids(view)[-1]
    await tick(person, view, last, "skipped")
    shown = (await person.post(f"/roadmaps/{view['id']}/what-if", KEEP)).json()
    assert changes_of(shown)[last][0] == "dropped"
    assert shown["before"] == shown["after"]
    assert shown["before"]["readinessThen"] < 100


async def test_a_renamed_skill_keeps_its_place_and_progress(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:2", "doing")
    content.publish(*RENAMED)
    found = await reanalysed(person, view)
    assert found["changes"]["text"] == "Nothing changes."
    assert ids(found["roadmap"]) == [i.replace("sql", "queries") for i in ids(view)]
    statuses = {item["id"]: item["status"] for item in found["roadmap"]["result"]["items"]}
    assert statuses["queries:2"] == "doing"


async def test_a_skill_that_is_gone_is_dropped_by_its_old_name(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client, pins=["reporting", "python"])
    content.publish(*NO_REPORTING)
    found = await reanalysed(person, view)
    gone = next(c for c in found["changes"]["items"] if c["kind"] == "dropped")
    assert gone["step"]["skill"]["title"] == "Reporting"
    assert gone["reason"] == "gone"
    assert gone["text"] == "Removed: it is no longer part of the content."
    assert "python:1" in ids(found["roadmap"])


async def test_progress_on_a_skill_that_was_merged_goes_with_it(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client)
    await tick(person, view, "r:1", "doing")
    content.publish(*R_MERGED)
    found = await reanalysed(person, view, pins=["python"])
    statuses = {item["id"]: item["status"] for item in found["roadmap"]["result"]["items"]}
    assert statuses["python:1"] == "doing"
    assert changes_of(found)["python:1"][0] in {"kept", "moved"}


async def test_a_stored_pin_that_is_no_choice_any_more_is_dropped_and_a_new_one_refused(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client, pins=["python"])
    content.publish(*NO_CHOICE)
    address = f"/roadmaps/{view['id']}/reanalysis"
    said = problem(await person.post(address, KEEP | {"pins": ["python"]}), 422, "pin-conflict")
    assert said["nearest"] == {"pins": []}
    found = await reanalysed(person, view)
    assert "python:1" not in ids(found["roadmap"])


async def test_a_variant_that_is_gone_is_refused(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client)
    content.publish(
        Fault(ROLE_PATH, "variants: [junior, senior]", "variants: [junior]"),
        Fault(ROLE_PATH, "{junior: 1, senior: 2}", "{junior: 1}"),
        Fault(ROLE_PATH, "{skill: r, level: {senior: 1}}", "{skill: r, level: 1}"),
        Fault(ROLE_PATH, "git, level: {senior: 2}", "git, level: {junior: 2}"),
    )
    for address in ("what-if", "reanalysis"):
        answer = await person.post(f"/roadmaps/{view['id']}/{address}", KEEP)
        problem(answer, 422, "unknown-variant")


async def test_an_archived_roadmap_has_no_preview(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    await reanalysed(person, view)
    answer = await person.post(f"/roadmaps/{view['id']}/what-if", KEEP)
    problem(answer, 409, "roadmap-archived")


@pytest.mark.parametrize(
    "fields",
    [
        {"hoursPerWeek": None},
        {"pins": None},
        {"hoursPerWeek": 0},
        {"pins": ["python"] * 51},
        {"role": "data-analyst"},
        {"budgetHours": 0},
    ],
)
async def test_what_cannot_be_requested_is_refused(client: httpx.AsyncClient, fields: Json) -> None:
    person, view = await begun(client)
    for address in ("what-if", "reanalysis"):
        answer = await person.post(f"/roadmaps/{view['id']}/{address}", KEEP | fields)
        problem(answer, 400, "invalid-request")
    assert (await person.get(f"/roadmaps/{view['id']}")).json() == view
