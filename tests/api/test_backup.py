"""The drill: back up while people write, restore elsewhere, and find everything again."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import httpx
import pytest
from applications import at_database, copy_database, real_clocks, started, transport_of
from msgspec.structs import replace
from people import PASSWORD, Person, sign_up

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.archive import (
    SET_ASIDE,
    ArchiveError,
    DataInTheWayError,
    NewerBackupError,
    ServersConnectedError,
    dump,
    find_program,
    restore_into,
)
from api.db.embedded.binaries import NoPostgresError
from api.db.migrate import differences
from api.db.schema_version import create_database
from api.settings import Settings
from knowledge import Library

ROOT = Path(__file__).resolve().parents[2]
PG_DUMP, PG_RESTORE = find_program("pg_dump", None), find_program("pg_restore", None)
PLAN = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}


async def saved(address: str, folder: Path, name: str = "saved") -> Path:
    file = folder / name
    await asyncio.to_thread(dump, address, file, PG_DUMP)
    return file


async def contents(address: str) -> dict[str, list[str]]:
    """Every row of every table, as text and in order."""
    connection = await asyncpg.connect(address)
    tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    found = {}
    for (table,) in tables:
        rows = await connection.fetch(f'SELECT t::text AS row FROM public."{table}" t ORDER BY 1')
        found[table] = [row["row"] for row in rows]
    await connection.close()
    return found


async def saved_in_quiet(address: str, folder: Path) -> tuple[Path, dict[str, list[str]]]:
    """A backup and what it holds: made again while mails are sent or other work is done beside."""
    while True:
        before = await contents(address)
        file = await saved(address, folder)
        if await contents(address) == before:
            return file, before


@pytest.fixture
async def empty(cluster: str, tmp_path: Path) -> str:
    name = f"restored_{os.getpid()}_{tmp_path.name.replace('-', '_')[-40:].lower()}"
    return await create_database(cluster, name)


class Writers:
    """People who rate and plan until they are stopped; each write that was acknowledged counts."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._stopping = asyncio.Event()
        self._people: list[Person] = []
        self._tasks: list[asyncio.Task[int]] = []

    async def start(self, count: int) -> None:
        self._people = [await sign_up(self._client) for _ in range(count)]
        self._tasks = [asyncio.create_task(self._write(person)) for person in self._people]

    async def stop(self) -> int:
        self._stopping.set()
        return sum(await asyncio.gather(*self._tasks))

    async def _write(self, person: Person) -> int:
        written = 0
        while not self._stopping.is_set():
            answer = await person.put("/me/ratings/sql", {"level": written % 3})
            assert answer.status_code == 200, answer.text
            written += 1
        return written


@pytest.fixture
async def writers(client: httpx.AsyncClient) -> Writers:
    return Writers(client)


async def test_a_backup_under_load_holds_one_moment(
    client: httpx.AsyncClient, address: str, empty: str, writers: Writers, tmp_path: Path
) -> None:
    before = await sign_up(client)
    assert (await before.post("/roadmaps", PLAN)).status_code == 201
    was = await contents(address)
    await writers.start(4)
    file = await saved(address, tmp_path)
    assert await writers.stop() > 0
    await restore_into(empty, file, PG_RESTORE, may_replace=False)
    found = await contents(empty)
    mine = [row for row in was["roadmap_items"] if str(before.user_id) in row]
    assert mine
    assert set(mine) <= set(found["roadmap_items"])
    connection = await asyncpg.connect(empty)
    # A rating and its event are written in one transaction, and the last event is the rating.
    halves = await connection.fetchval(
        "SELECT count(*) FROM skill_ratings r WHERE level <> (SELECT level FROM "
        "skill_rating_events e WHERE e.user_id = r.user_id AND e.skill_id = r.skill_id "
        "ORDER BY e.id DESC LIMIT 1)"
    )
    await connection.close()
    assert halves == 0


async def test_what_is_restored_is_equal_and_people_log_in(
    client: httpx.AsyncClient,
    address: str,
    empty: str,
    settings: Settings,
    library: Library,
    tmp_path: Path,
) -> None:
    person = await sign_up(client)
    assert (await person.post("/roadmaps", PLAN)).status_code == 201
    file, was = await saved_in_quiet(address, tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    counts = await restore_into(empty, file, PG_RESTORE, may_replace=False)
    now = await contents(empty)
    assert now == was
    assert counts == {name: len(rows) for name, rows in was.items() if name != "alembic_version"}
    assert await differences(empty) == []
    now["users"].append("a planted row")
    assert now != was
    application = create_app(
        replace(settings, database_url=empty),
        CurrentKnowledge(Knowledge(library)),
        clocks=real_clocks(),
    )
    login = {"email": person.email, "password": PASSWORD}
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver"
        ) as there,
    ):
        answer = await there.post("/api/v1/auth/login", json=login)
        assert answer.status_code == 200
        header = {"authorization": f"Bearer {answer.json()['accessToken']}"}
        roadmaps = (await there.get("/api/v1/roadmaps", headers=header)).json()["items"]
        assert len(roadmaps) == 1


async def test_append_only_tables_are_so_after_a_restore(
    client: httpx.AsyncClient, address: str, empty: str, tmp_path: Path
) -> None:
    await sign_up(client)
    await restore_into(empty, await saved(address, tmp_path), PG_RESTORE, may_replace=False)
    connection = await asyncpg.connect(empty)
    with pytest.raises(asyncpg.PostgresError):
        await connection.execute("DELETE FROM audit_events")
    await connection.close()


async def test_data_is_replaced_only_when_that_is_said(
    cluster: str, address: str, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await sign_up(client)
    file, was = await saved_in_quiet(address, tmp_path)
    other = await copy_database(cluster)
    before = await contents(other)
    with pytest.raises(DataInTheWayError) as refused:
        await restore_into(other, file, PG_RESTORE, may_replace=False)
    assert "--replace" in str(refused.value)
    assert await contents(other) == before
    await restore_into(other, file, PG_RESTORE, may_replace=True)
    assert await contents(other) == was


async def test_running_servers_are_not_replaced_under(
    client: httpx.AsyncClient, address: str, tmp_path: Path
) -> None:
    await sign_up(client)  # So that the application holds a connection.
    file = await saved(address, tmp_path)
    with pytest.raises(ServersConnectedError):
        await restore_into(address, file, PG_RESTORE, may_replace=True)


async def test_a_damaged_file_leaves_the_data_as_it_was(
    cluster: str, address: str, tmp_path: Path
) -> None:
    file = await saved(address, tmp_path)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    other = await copy_database(cluster)
    before = await contents(other)
    with pytest.raises(ArchiveError):
        await restore_into(other, file, PG_RESTORE, may_replace=True)
    assert await contents(other) == before


async def test_a_backup_of_newer_code_leaves_the_data_as_it_was(
    cluster: str, tmp_path: Path
) -> None:
    newer, other = await copy_database(cluster), await copy_database(cluster)
    connection = await asyncpg.connect(newer)
    await connection.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
    await connection.close()
    file = await saved(newer, tmp_path)
    before = await contents(other)
    with pytest.raises(NewerBackupError):
        await restore_into(other, file, PG_RESTORE, may_replace=True)
    assert await contents(other) == before


async def test_what_a_killed_restore_set_aside_is_found_again(
    cluster: str, address: str, tmp_path: Path
) -> None:
    file = await saved(address, tmp_path)
    other = await copy_database(cluster)
    before = await contents(other)
    connection = await asyncpg.connect(other)
    await connection.execute(f"ALTER SCHEMA public RENAME TO {SET_ASIDE}")
    await connection.execute("CREATE SCHEMA public")
    await connection.execute("CREATE TABLE public.half (id int)")
    await connection.close()
    with pytest.raises(DataInTheWayError):
        await restore_into(other, file, PG_RESTORE, may_replace=False)
    assert await contents(other) == before


async def test_a_database_that_is_not_there_is_said_and_no_file_is_left(
    cluster: str, tmp_path: Path
) -> None:
    with pytest.raises(ArchiveError, match="no_such"):
        await saved(at_database(cluster, "no_such"), tmp_path)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing waits here


def test_programs_are_looked_for_where_the_setting_says(tmp_path: Path) -> None:
    with pytest.raises(NoPostgresError):
        find_program("pg_dump", tmp_path)


def command(data: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "api", *words],
        cwd=ROOT,
        env=clean | {"CAREER_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands_save_an_embedded_database_and_bring_it_back_elsewhere(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("drill")
    for step in (folder, *folder.parents[:2]):
        step.chmod(0o755)
    file = folder / "saved"
    assert command(folder / "none", "backup", str(file)).returncode == 1
    assert command(folder / "one", "migrate").returncode == 0
    done = command(folder / "one", "backup", str(file))
    assert done.returncode == 0, done.stderr
    done = command(folder / "two", "restore", str(file))
    assert (done.returncode, "users: 0 rows" in done.stdout) == (0, True), done.stderr
    refused = command(folder / "two", "restore", str(file))
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    assert command(folder / "two", "restore", str(file), "--replace").returncode == 0
    assert command(folder / "two", "restore", str(folder / "missing")).returncode == 1
