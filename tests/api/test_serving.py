"""The real program: it starts, survives blows, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from people import PASSWORD
from running import free_port

from api.db.embedded.processes import is_alive, leftovers_of

ROOT = Path(__file__).resolve().parents[2]
PROC = Path("/proc")
PATIENCE = 120.0
"""For anything a program does, far beyond what it takes on a machine that is busy and slow [s]."""


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit() and is_alive(int(entry.name)):
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            if int(status.rpartition(")")[2].split()[1]) == pid:
                found.append(int(entry.name))
    return sorted(found)


class Program:
    """`python -m api` on a port and in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        told = {"CAREER_PORT": str(self.port), "CAREER_DATA_DIR": str(self.folder)}
        clean = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        process = subprocess.Popen(
            [sys.executable, "-m", "api"], cwd=ROOT, env=clean | told, stdout=subprocess.DEVNULL
        )
        wait_for(self.answers)
        return process

    def restart(self) -> None:
        self.process = self._start()

    def answers(self, path: str = "/api/v1/health/ready") -> bool:
        try:
            return httpx.get(self.address + path, timeout=PATIENCE).status_code == 200
        except httpx.HTTPError:
            return False

    def is_port_free(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    @property
    def postgres(self) -> list[int]:
        return leftovers_of(self.folder / "postgres" / "data")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("served")
    for step in (folder, *folder.parents[:2]):
        step.chmod(0o755)
    running = Program(folder)
    yield running
    if running.process.poll() is None:
        running.stop()
    for pid in running.postgres:
        os.kill(pid, signal.SIGKILL)


def account_on(program: Program, email: str) -> dict[str, str]:
    body = {"email": email, "password": PASSWORD, "displayName": "S"}
    answer = httpx.post(f"{program.address}/api/v1/auth/signup", json=body, timeout=PATIENCE)
    assert answer.status_code == 201, answer.text
    return {"authorization": f"Bearer {answer.json()['accessToken']}"}


def test_it_serves_the_bundled_knowledge_and_publishes_it(program: Program) -> None:
    knowledge = httpx.get(f"{program.address}/api/v1/knowledge", timeout=PATIENCE).json()
    assert knowledge["counts"]["roles"] >= 6
    assert knowledge["counts"]["skills"] >= 90
    assert httpx.get(f"{program.address}/", timeout=PATIENCE).status_code == 200


def second_start(folder: Path, port: int) -> "subprocess.CompletedProcess[str]":
    told = {"CAREER_PORT": str(port), "CAREER_DATA_DIR": str(folder)}
    clean = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "api"],
        cwd=ROOT,
        env=clean | told,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_second_server_on_the_same_port_says_that_it_is_taken(
    program: Program, tmp_path: Path
) -> None:
    ended = second_start(tmp_path, program.port)
    assert ended.returncode == 1
    assert ended.stderr == (
        f"The address 127.0.0.1:{program.port} is already in use, perhaps by another server of "
        "this program. Stop that one, or set CAREER_PORT to another port.\n"
    )
    assert list(tmp_path.iterdir()) == []
    assert program.answers()


def test_a_second_server_in_the_same_folder_says_that_it_is_in_use(program: Program) -> None:
    ended = second_start(program.folder, free_port())
    assert ended.returncode == 1
    assert ended.stderr == (
        f"The data folder {program.folder} is already in use by another server (process "
        f"{program.process.pid}). Stop that one, or set CAREER_DATA_DIR to another folder.\n"
    )
    assert program.answers()


def test_a_long_body_without_a_length_is_cut(program: Program) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"role": "'
        for _ in range(1100):
            yield b"x" * 1000

    answer = httpx.post(
        f"{program.address}/api/v1/analyze",
        content=endless(),
        headers={"content-type": "application/json"},
        timeout=PATIENCE,
    )
    assert answer.status_code == 413


def test_a_killed_worker_is_replaced(program: Program) -> None:
    (master,) = children_of(program.process.pid)
    workers = children_of(master)
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: program.answers() and not any(is_alive(pid) for pid in workers))


def test_a_killed_group_is_replaced(program: Program) -> None:
    (master,) = children_of(program.process.pid)
    os.killpg(master, signal.SIGKILL)
    wait_for(lambda: children_of(program.process.pid) not in ([], [master]))
    wait_for(program.answers)


def test_a_killed_database_comes_back_with_every_acknowledged_write(program: Program) -> None:
    headers = account_on(program, "kept@example.org")
    for level in (1, 2):
        rated = httpx.put(
            f"{program.address}/api/v1/me/ratings/sql",
            json={"level": level},
            headers=headers,
            timeout=PATIENCE,
        )
        assert rated.status_code == 200
        os.kill(min(program.postgres), signal.SIGKILL)
        wait_for(program.answers)
        ratings = httpx.get(
            f"{program.address}/api/v1/me/ratings", headers=headers, timeout=PATIENCE
        ).json()
        assert [entry["level"] for entry in ratings["items"]] == [level]


def test_a_killed_program_leaves_no_orphan_on_the_port_and_starts_again(program: Program) -> None:
    headers = account_on(program, "again@example.org")
    program.process.kill()
    program.process.wait()
    wait_for(program.is_port_free)
    program.restart()
    me = httpx.get(f"{program.address}/api/v1/me", headers=headers, timeout=PATIENCE)
    assert me.status_code == 200


def test_it_ends_cleanly_while_it_is_asked(program: Program) -> None:
    with httpx.Client(base_url=program.address, timeout=PATIENCE) as client:
        assert client.get("/api/v1/roles").status_code == 200
        program.process.terminate()
        # The client keeps its connection: a program that waited for it would not end in any time.
        assert program.process.wait(PATIENCE) == 0
    assert program.is_port_free()
    assert program.postgres == []


def test_production_does_not_start_without_a_secret_of_its_own(tmp_path: Path) -> None:
    for secret in ("", "changeme", "short"):
        ended = subprocess.run(
            [sys.executable, "-m", "api"],
            cwd=ROOT,
            env=os.environ
            | {
                "CAREER_ENV": "production",
                "CAREER_SECRET": secret,
                "CAREER_DATA_DIR": str(tmp_path),
            },
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert ended.returncode == 2
        assert "CAREER_SECRET" in ended.stderr
    assert list(tmp_path.iterdir()) == []
