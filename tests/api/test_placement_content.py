"""Open placements while the content changes under them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from people import problem, sign_up
from placement_calls import accept, answers_of, begin, by_skill, question_of, reply, told
from small_content import (
    GIT_PATH,
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

SHORTER = (
    Fault(ROLE_PATH, "senior: 2}, weight: 5", "senior: 1}, weight: 5"),
    Fault(ROLE_PATH, "  - {skill: git, level: {senior: 2}, weight: 1, importance: bonus}\n", " \n"),
)
RENAMED = (
    Fault(SQL_PATH, SQL, ""),
    Fault(
        "skills/data/queries.yaml",
        "",
        SQL.replace("slug: sql\nformer_slugs: [", "slug: queries\nformer_slugs: [sql, "),
    ),
    Fault(ROLE_PATH, "{skill: sql,", "{skill: queries,"),
    Fault("skills/data/reporting.yaml", "{skill: sql,", "{skill: queries,"),
)


class World:
    """Content that is swapped under a running application."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.folder = folder
        self.first = Knowledge(library)
        self.current = CurrentKnowledge(self.first)
        self._number = 0

    def publish(self, *changes: Fault) -> str:
        """Answer with the content changed; says its version."""
        self._number += 1
        version = f"2.{self._number}.0"
        files, _ = plant(whole_content(), *changes)
        manifest = files["manifest.yaml"]
        old = next(line for line in manifest.splitlines() if line.startswith("version:"))
        files["manifest.yaml"] = manifest.replace(old, f'version: "{version}"')
        library = Library.load(write_content(self.folder / str(self._number), files))
        self.current.swap(Knowledge(library))
        return library.version


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory, library: Library) -> World:
    return World(tmp_path_factory.mktemp("published"), library)


@pytest.fixture
def world(content: World) -> Iterator[World]:
    """The first content, to begin with and afterwards."""
    content.current.swap(content.first)
    yield content
    content.current.swap(content.first)


@pytest.fixture(scope="module")
async def client(settings: Settings, content: World) -> AsyncIterator[httpx.AsyncClient]:
    application = create_app(settings, content.current, clocks=real_clocks())
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver"
        ) as talking,
    ):
        yield talking


async def test_answers_about_steps_that_are_gone_are_set_aside_and_stay_stored(
    world: World, client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    first = await begin(person)
    last = await told(person, first, sql_2="yes", git_2="no", r_1="yes")
    version = world.publish(*SHORTER)
    read = await person.get(f"/placements/{last.json()['id']}")
    view = read.json()
    assert view["begunWith"] == first.json()["state"]["knowledgeVersion"] != version
    assert view["state"]["knowledgeVersion"] == version
    assert answers_of(read) == [("r:1", "yes")]
    assert [(a["skill"]["slug"], a["level"], a["reply"]) for a in view["setAside"]] == [
        ("sql", 2, "yes"),
        ("git", 2, "no"),
    ]
    assert question_of(read) not in {"sql:2", "git:2"}
    again = await reply(person, read, "sql:1", "yes")
    assert again.status_code == 200, again.text
    assert again.json()["setAside"] == view["setAside"]
    stored = await database.fetchval(
        "SELECT jsonb_array_length(answers) FROM placements WHERE user_id = $1", person.user_id
    )
    assert stored == 4
    world.current.swap(world.first)
    back = await person.get(f"/placements/{last.json()['id']}")
    assert back.json()["setAside"] == []
    assert answers_of(back) == [
        ("sql:2", "yes"),
        ("git:2", "no"),
        ("r:1", "yes"),
        ("sql:1", "yes"),
    ]


async def test_answers_about_what_was_renamed_count_under_the_new_name(
    world: World, client: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 1})
    last = await told(person, await begin(person), sql_1="yes", sql_2="no")
    world.publish(*RENAMED)
    read = await person.get(f"/placements/{last.json()['id']}")
    assert answers_of(read) == [("queries:1", "yes"), ("queries:2", "no")]
    changed = await reply(person, read, "queries:2", "yes")
    assert answers_of(changed) == [("queries:1", "yes"), ("queries:2", "yes")]
    said = (await accept(person, changed, queries=2)).json()
    assert by_skill(said["placement"]["state"]["changes"])["queries"]["before"] == 1
    assert by_skill(said["ratings"])["queries"]["level"] == 2


async def test_a_placement_whose_variant_is_gone_says_so_and_loses_nothing(
    world: World, client: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person, variant="senior"), sql_1="yes")
    address = f"/placements/{last.json()['id']}"
    world.publish(
        Fault(ROLE_PATH, "variants: [junior, senior]", "variants: [junior]"),
        Fault(ROLE_PATH, "{junior: 1, senior: 2}", "1"),
        Fault(ROLE_PATH, "{senior: 1}", "1"),
        Fault(
            ROLE_PATH, "  - {skill: git, level: {senior: 2}, weight: 1, importance: bonus}\n", " \n"
        ),
    )
    problem(await person.get(address), 409, "placement-stranded")
    problem(await reply(person, last, "sql:1", "no"), 409, "placement-stranded")
    problem(await accept(person, last), 409, "placement-stranded")
    assert len((await person.get("/placements")).json()["items"]) == 1
    world.current.swap(world.first)
    assert (await person.get(address)).content == last.content


async def test_an_accepted_placement_reads_the_same_after_the_content_has_changed(
    world: World, client: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person), sql_1="yes", sql_2="yes")
    accepted = await accept(person, last, git=1)
    read = await person.get(f"/placements/{last.json()['id']}")
    world.publish(*RENAMED, Fault(GIT_PATH, "title: Git", "title: Git and friends"))
    assert (await person.get(f"/placements/{last.json()['id']}")).content == read.content
    assert (await accept(person, last, git=1)).content == accepted.content
