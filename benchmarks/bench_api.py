"""The API under load: `POST /analyses` beside a bare INSERT, roadmaps, ticks, start, memory.

Everything runs on the loopback against the real server with one worker and an
embedded PostgreSQL; every request loop is bounded in count.
"""

import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psutil

from api.db.embedded.binaries import find_binaries
from api.db.embedded.server import EmbeddedServer
from api.db.migrate import upgrade
from api.db.schema_version import create_database
from benchmarks.limit_app import SAMPLE

ROOT = Path(__file__).resolve().parents[1]
ROLE = {"role": "data-engineer", "variant": "senior"}
ROUNDS, REQUESTS, CLIENTS = 5, 200, 8
PLANS, TICKS = 10, 4
PASSWORD = "a long sentence for benchmarks"


class Wire:
    """A keep-alive connection that sends prepared bytes: the client costs next to nothing."""

    def __init__(self, port: int, path: str, token: str, body: bytes) -> None:
        self.port = port
        self.request = (
            f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer {token}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        ).encode() + body

    async def send(self, count: int) -> list[float]:
        """Send so many requests one after another; the seconds of each."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        taken = []
        for _ in range(count):
            start = time.perf_counter()
            writer.write(self.request)
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 201 " not in head.split(b"\r\n", 1)[0]:
                raise RuntimeError(head.decode())
            length = next(
                int(line.split(b":")[1])
                for line in head.lower().split(b"\r\n")
                if line.startswith(b"content-length:")
            )
            await reader.readexactly(length)
            taken.append(time.perf_counter() - start)
        writer.close()
        return taken


async def throughput(wire: Wire) -> float:
    """Requests a second with several clients at once."""
    start = time.perf_counter()
    await asyncio.gather(*(wire.send(REQUESTS // CLIENTS) for _ in range(CLIENTS)))
    return REQUESTS / (time.perf_counter() - start)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_ready(address: str) -> None:
    """Ask until the server is ready, for at most a minute."""
    for _ in range(1200):
        try:
            if httpx.get(f"{address}/api/v1/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise TimeoutError(address)


def signed_up(address: str, name: str) -> str:
    """The access token of a new account with a plausible profile."""
    answer = httpx.post(
        f"{address}/api/v1/auth/signup",
        json={
            "email": f"{name}@example.org",
            "password": PASSWORD,
            "displayName": name,
            "transport": "bearer",
        },
    )
    token = str(answer.raise_for_status().json()["accessToken"])
    mine = f"{address}/api/v1/me/ratings"
    bearer = {"authorization": f"Bearer {token}"}
    version = httpx.get(mine, headers=bearer).raise_for_status().headers["etag"]
    ratings = {"sql": 2, "python": 2, "git": 2, "linux": 1, "docker": 1, "spreadsheets": 2}
    httpx.patch(
        mine, json={"ratings": ratings}, headers={**bearer, "if-match": version}
    ).raise_for_status()
    return token


async def read_sample(database: str) -> dict[str, object]:
    """The values of the newest stored analysis, as the bare INSERT will write them."""
    connection = await asyncpg.connect(database)
    row = await connection.fetchrow(
        "SELECT role_id, variant, knowledge_version, knowledge_hash, engine_version, readiness, "
        "inputs::text AS analysis_inputs, result AS analysis_result FROM analyses "
        "ORDER BY id DESC LIMIT 1"
    )
    await connection.close()
    return dict(row)


class Learner:
    """A person who works through a roadmap over one keep-alive connection."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port)
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        self._etag = ""

    def send(self, method: str, path: str, body: object) -> tuple[dict[str, Any], float]:
        """The JSON of the response, and the seconds until it was there whole."""
        sent = json.dumps(body).encode()
        start = time.perf_counter()
        headers = {**self._headers, "if-match": self._etag}
        self._connection.request(method, f"/api/v1/roadmaps{path}", sent, headers)
        response = self._connection.getresponse()
        read = response.read()
        taken = time.perf_counter() - start
        if response.status >= 300:
            raise RuntimeError(read.decode())
        self._etag = response.headers.get("etag", "")
        return json.loads(read), taken

    def journey(self) -> dict[str, float]:
        """Ticks and new plans of a lineage of several roadmaps with done steps [ms]."""
        view, _ = self.send("POST", "", {**ROLE, "hoursPerWeek": 10})
        ticks, plans = [], []
        for number in range(PLANS):
            for item in view["result"]["items"][:TICKS]:
                address = f"/{view['id']}/items/{item['id']}"
                changes = [{"status": status} for status in ("doing", "done", "todo", "done")]
                ticks += [self.send("PATCH", address, change)[1] for change in changes]
            again = {"resetProgress": False, "hoursPerWeek": 6 + number}
            made, taken = self.send("POST", f"/{view['id']}/reanalysis", again)
            view = made["roadmap"]
            plans.append(taken)
        return {
            "tick_ms": round(statistics.median(ticks) * 1000, 1),
            "tick_p95_ms": round(statistics.quantiles(ticks, n=20)[-1] * 1000, 1),
            "replan_ms": round(statistics.median(plans) * 1000, 1),
        }


def measure(address: str, port: int, database: str, sample: Path) -> dict[str, object]:
    """Everything that needs the running server."""
    headers = {"authorization": f"Bearer {signed_up(address, 'analyst')}"}
    first = httpx.post(f"{address}/api/v1/analyses", json=ROLE, headers=headers)
    answer = first.raise_for_status().content
    sample.write_text(json.dumps(asyncio.run(read_sample(database))), encoding="utf-8")
    token = headers["authorization"].split()[1]
    ours = Wire(port, "/api/v1/analyses", token, json.dumps(ROLE).encode())
    limit = Wire(port, "/api/v1/bench/insert", token, b"{}")
    for wire in (ours, limit):
        asyncio.run(wire.send(20))
    pairs = [(asyncio.run(throughput(ours)), asyncio.run(throughput(limit))) for _ in range(ROUNDS)]
    roadmaps = []
    for number in range(30):
        person = signed_up(address, f"learner-{number}")
        body = json.dumps({**ROLE, "hoursPerWeek": 10}).encode()
        roadmaps += asyncio.run(Wire(port, "/api/v1/roadmaps", person, body).send(1))
    return {
        "requirements": len(first.json()["result"]["gaps"]),
        "answer_kB": round(len(answer) / 1000, 1),
        "analyses_per_s": round(statistics.median(a for a, _ in pairs)),
        "bare_insert_per_s": round(statistics.median(b for _, b in pairs)),
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        "roadmap_ms": round(statistics.median(roadmaps) * 1000, 1),
        **Learner(port, signed_up(address, "journey")).journey(),
    }


def memory(process: psutil.Process) -> float:
    """Resident memory of the process and its children [MB], PostgreSQL left out."""
    family: Sequence[psutil.Process] = [process, *process.children(recursive=True)]
    return float(sum(p.memory_info().rss for p in family if "postgres" not in p.name())) / 1e6


def start_and_first_answer(data_dir: Path) -> dict[str, float]:
    """From `python -m api` on an empty folder, and again on a filled one, to the first analysis."""
    figures = {}
    for name in ("first_start_s", "later_start_s"):
        port = free_port()
        environment = {**os.environ, "CAREER_PORT": str(port), "CAREER_DATA_DIR": str(data_dir)}
        environment.pop("DATABASE_URL", None)
        start = time.perf_counter()
        server = subprocess.Popen([sys.executable, "-m", "api"], cwd=ROOT, env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_ready(address)
            httpx.post(f"{address}/api/v1/analyze", json={**ROLE, "ratings": {}}).raise_for_status()
            figures[name] = round(time.perf_counter() - start, 2)
            figures["memory_MB"] = round(memory(psutil.Process(server.pid)))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
    return figures


def main() -> None:
    """Print the figures as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures: dict[str, object] = {"benchmark": "api"}
        figures.update(start_and_first_answer(folder / "start"))
        server = EmbeddedServer(find_binaries(None), folder / "postgres", root=os.geteuid() == 0)
        maintenance = server.join()
        try:
            database = asyncio.run(create_database(maintenance, "bench"))
            asyncio.run(upgrade(database))
            figures.update(_under_load(database, folder / "sample.json"))
        finally:
            server.leave()
    print(json.dumps(figures, indent=2))


def _under_load(database: str, sample: Path) -> dict[str, object]:
    port = free_port()
    command = [
        "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port),
        "--factory", "--no-access-log", "--log-level", "error", "benchmarks.limit_app:application",
    ]  # fmt: skip
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "CAREER_SECRET": "b" * 48,
        SAMPLE: str(sample),
        "PYTHONPATH": str(ROOT),
    }
    command[0] = str(Path(sys.executable).parent / "granian")
    running = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_ready(address)
        return measure(address, port, database, sample)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=30)


if __name__ == "__main__":
    main()
