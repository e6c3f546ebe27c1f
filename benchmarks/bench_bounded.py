"""Anonymous plans beside reads, the start beside `import litestar`, and a killed worker.

Everything runs on the loopback against the real server with one worker and an embedded
PostgreSQL; quiet and busy reads are taken in one run, so that their ratio counts.
"""

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil

from benchmarks.bench_api import ROOT, free_port

READS = ("/api/v1/roles", "/api/v1/roles?q=data", "/api/v1/skills", "/api/v1/skills/sql")
LIVE = "/api/v1/health/live"
ATTACKERS, SECONDS, STARTS = 40, 5.0, 2
ROLES = ("data-engineer", "penetration-tester", "data-analyst")


@contextmanager
def server(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The program with one worker; given when it has answered first."""
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "CAREER_PORT": str(port),
        "CAREER_DATA_DIR": str(folder),
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "api"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        until_answered(port)
        yield running
    finally:
        running.terminate()
        running.wait(60)


def until_answered(port: int) -> float:
    """How long it takes until the server is ready [s]."""
    start = time.perf_counter()
    while True:
        try:
            url = f"http://127.0.0.1:{port}/api/v1/health/ready"
            if httpx.get(url, timeout=60).status_code == 200:
                return time.perf_counter() - start
        except httpx.HTTPError:
            time.sleep(0.02)


def p95(values: list[float]) -> float:
    """In milliseconds."""
    return round(1000 * statistics.quantiles(values, n=20)[-1], 2)


async def read(client: httpx.AsyncClient, until: float) -> dict[str, list[float]]:
    """Read the catalogue and the pulse one after another, 50 times a second at most."""
    taken: dict[str, list[float]] = {"reads": [], "live": []}
    for number in count():
        for path, kind in ((READS[number % len(READS)], "reads"), (LIVE, "live")):
            start = time.perf_counter()
            answer = await client.get(path)
            taken[kind].append(time.perf_counter() - start)
            if answer.status_code != 200:
                raise RuntimeError(path, answer.status_code)
        await asyncio.sleep(0.02)
        if time.perf_counter() > until:
            return taken
    raise AssertionError


async def attack(client: httpx.AsyncClient, until: float, seen: Counter[int], first: int) -> None:
    """Ask for plans, and again after Retry-After where the server is busy."""
    for number in count(first):
        body = {
            "role": ROLES[number % len(ROLES)],
            "variant": ("junior", "senior")[number % 2],
            "hoursPerWeek": 8,
            "budgetHours": 100 + number % 300,
        }
        answer = await client.post("/api/v1/plan", json=body)
        seen[answer.status_code] += 1
        if answer.status_code == 503:
            await asyncio.sleep(float(answer.headers["retry-after"]))
        if time.perf_counter() > until:
            return


async def load(port: int) -> dict[str, Any]:
    """Quiet, then with the attackers."""
    url = f"http://127.0.0.1:{port}"
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        await read(client, time.perf_counter() + 1)
        quiet = await read(client, time.perf_counter() + SECONDS)
        until, seen = time.perf_counter() + SECONDS, Counter[int]()
        attackers = [
            asyncio.create_task(attack(client, until, seen, 7 * n)) for n in range(ATTACKERS)
        ]
        busy = await read(client, until)
        await asyncio.gather(*attackers)
    reads = p95(quiet["reads"]), p95(busy["reads"])
    return {
        "reads_p95_ms": {
            "quiet": reads[0],
            "busy": reads[1],
            "ratio": round(reads[1] / reads[0], 2),
        },
        "live_p95_ms": {"quiet": p95(quiet["live"]), "busy": p95(busy["live"])},
        "slowest_ms": round(1000 * max(busy["reads"]), 1),
        "plans": dict(seen),
    }


def starts(folder: Path, port: int) -> dict[str, Any]:
    """Starts of a prepared installation beside the import of the framework, in turns."""
    imports, ours, cpu = [], [], []
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import litestar"], check=True, cwd=ROOT)
        imports.append(time.perf_counter() - start)
        start = time.perf_counter()
        with server(folder, port) as running:
            ours.append(time.perf_counter() - start)
            family = [psutil.Process(running.pid)]
            family += family[0].children(recursive=True)
            times = [one.cpu_times() for one in family if "postgres" not in one.name()]
            cpu.append(sum(one.user + one.system for one in times))
    return {
        "import_litestar_s": round(min(imports), 2),
        "first_answer_s": round(min(ours), 2),
        "ratio": round(min(ours) / min(imports), 2),
        "cpu_s": round(min(cpu), 2),
    }


def worker_lost(port: int, running: "subprocess.Popen[bytes]") -> list[float]:
    """How long the server does not answer after its worker was killed [s]."""
    back = []
    for _ in range(3):
        (master,) = [
            c for c in psutil.Process(running.pid).children() if "postgres" not in c.name()
        ]
        for worker in master.children():
            os.kill(worker.pid, signal.SIGKILL)
        back.append(round(until_answered(port), 2))
        time.sleep(1)
    return back


def main() -> None:
    """Print the figures as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        with server(folder, port) as running:
            time.sleep(3)
            figures = {"load": asyncio.run(load(port)), "worker_back_s": worker_lost(port, running)}
        figures["start"] = starts(folder, port)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
