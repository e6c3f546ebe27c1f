"""The metrics of several workers: added up, without a fall, and not for everybody."""

import asyncio
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from applications import real_clocks, started
from litestar import Litestar
from msgspec.structs import replace
from people import problem

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.http.metrics import Metrics
from api.http.shared_metrics import ENDED, Family, MetricsFolder, WorkerMetrics, merged
from api.settings import Settings
from knowledge import Library

TOKEN = "a token that only the scraper has"
ELSEWHERE = ("203.0.113.7", 4711)


def counted(value: float, route: str = "/x") -> Family:
    labels = (("route", route),)
    return Family("n", "Requests", "counter", (("n_total", labels, value),))


def held(value: float) -> Family:
    return Family("held", "Connections", "gauge", (("held", (), value),))


def test_counts_are_added_up_and_ended_workers_hold_nothing() -> None:
    """3 + 4 requests of /x and 2 of /y; of the connections only those of live workers, 5 + 1."""
    found = merged(
        [
            WorkerMetrics([counted(3), held(5)], is_live=True),
            WorkerMetrics([counted(4), held(9)], is_live=False),
            WorkerMetrics([counted(2, "/y"), held(1)], is_live=True),
        ]
    )
    assert {family.name: family.samples for family in found} == {
        "n": (("n_total", (("route", "/x"),), 7.0), ("n_total", (("route", "/y"),), 2.0)),
        "held": (("held", (), 6.0),),
    }


def test_what_is_in_use_is_not_added_up() -> None:
    info = Family("k_info", "Version", "gauge", (("k_info", (("version", "1.0"),), 1.0),))
    other = Family("k_info", "Version", "gauge", (("k_info", (("version", "1.1"),), 1.0),))
    since = Family("k_timestamp_seconds", "Since", "gauge", (("k_timestamp_seconds", (), 100.0),))
    later = replace(since, samples=(("k_timestamp_seconds", (), 160.0),))
    found = merged(
        [
            WorkerMetrics([info, since], is_live=True),
            WorkerMetrics([info, other, later], is_live=True),
        ]
    )
    assert {sample for family in found for sample in family.samples} == {
        ("k_info", (("version", "1.0"),), 1.0),
        ("k_info", (("version", "1.1"),), 1.0),
        ("k_timestamp_seconds", (), 160.0),
    }


def _worker(folder: Path, requests: int) -> None:
    """A worker that answers so often and is gone."""
    metrics = Metrics(clock=lambda: 0.0, folder=MetricsFolder(folder))
    for _ in range(requests):
        metrics.observe("GET", "/roles", 200, started_at=0.0)
    meeting = MetricsFolder(folder)
    meeting.join()
    meeting.write(metrics._families())


def total(text: str) -> float:
    lines = [line for line in text.splitlines() if line.startswith("career_requests_total{")]
    return sum(float(line.rpartition(" ")[2]) for line in lines)


def test_no_count_is_lost_with_its_worker_and_their_files_are_put_together(tmp_path: Path) -> None:
    """2 + 3 of ended workers, then 4 of one more and 1 of this one: 10."""
    for requests in (2, 3):
        process = multiprocessing.get_context("spawn").Process(
            target=_worker, args=(tmp_path, requests)
        )
        process.start()
        process.join()
    here = MetricsFolder(tmp_path)
    metrics = Metrics(clock=lambda: 0.0, folder=here)
    assert total(metrics.text()) == 5
    here.join()
    assert sorted(file.name for file in tmp_path.glob("*.json")) == [ENDED]
    assert total(metrics.text()) == 5
    metrics.observe("GET", "/roles", 200, started_at=0.0)
    here.write(metrics._families())
    assert total(metrics.text()) == 6
    fresh = MetricsFolder(tmp_path)
    fresh.join()
    assert total(Metrics(clock=lambda: 0.0, folder=fresh).text()) == 6


def test_a_half_written_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / f"{os.getpid()}-half.json").write_text('[{"name": "n"', encoding="utf-8")
    assert total(Metrics(clock=lambda: 0.0, folder=MetricsFolder(tmp_path)).text()) == 0


def test_an_invented_method_is_counted_as_other() -> None:
    metrics = Metrics(clock=lambda: 0.0)
    metrics.observe("BREW\r\n", "/x", 405, started_at=0.0)
    assert 'career_requests_total{method="other",route="/x",status="405"} 1.0' in metrics.text()


def production(settings: Settings, library: Library, token: str | None) -> Litestar:
    told = replace(
        settings,
        environment="production",
        origins=("https://career.example",),
        metrics_token=token,
    )
    return create_app(told, CurrentKnowledge(Knowledge(library)), clocks=real_clocks())


@pytest.mark.parametrize("path", ["/metrics", "/api/v1/metrics"])
async def test_in_production_only_the_machine_itself_and_the_token_read_them(
    settings: Settings, library: Library, path: str
) -> None:
    application = production(settings, library, TOKEN)
    async with started(application):

        async def asked(client: tuple[str, int], **headers: str) -> httpx.Response:
            transport = httpx.ASGITransport(application, client=client)  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as talking:
                named = {name.replace("_", "-"): text for name, text in headers.items()}
                return await talking.get(path, headers=named)

        here = ("127.0.0.1", 4711)
        refused = [
            await asked(ELSEWHERE),
            await asked(ELSEWHERE, authorization="Bearer another"),
            await asked(ELSEWHERE, authorization=f"Basic {TOKEN}"),
            await asked(ELSEWHERE, x_forwarded_for="127.0.0.1"),
            await asked(here, x_forwarded_for="203.0.113.7"),
            await asked(here, forwarded="for=203.0.113.7"),
        ]
        for answer in refused:
            problem(answer, 401, "not-authenticated")
            assert "career_requests" not in answer.text
        allowed = [
            await asked(ELSEWHERE, authorization=f"Bearer {TOKEN}"),
            await asked(here),
            await asked(("::1", 4711)),
        ]
        assert [answer.status_code for answer in allowed] == [200, 200, 200]


async def test_what_is_shown_beside_requests(client: httpx.AsyncClient, library: Library) -> None:
    plan = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8, "budgetHours": 30}
    assert (await client.post("/api/v1/plan", json=plan)).status_code == 200
    assert (await client.get("/api/v1/health/ready")).status_code == 200
    retention = 'career_jobs_total{job="retention",outcome="done"}'
    values: dict[str, str] = {}
    while retention not in values:  # It begins with the application and runs beside it.
        await asyncio.sleep(0.05)
        text = (await client.get("/api/v1/metrics")).text
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        values = dict(line.rsplit(" ", 1) for line in lines)
    assert float(values["career_solver_seconds_count"]) >= 1
    assert values['career_pool_connections{state="most"}'] == "10.0"
    assert float(values['career_pool_connections{state="open"}']) >= 1
    version = f'career_knowledge_info{{hash="{library.hash}",version="{library.version}"}}'
    assert values[version] == "1.0"
    assert float(values["career_knowledge_since_timestamp_seconds"]) > 1.7e9
    assert any(name.startswith('career_executor_work{executor="') for name in values)
    assert float(values[retention]) >= 1


def start_in_production(**environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CAREER_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-m", "api"],
        cwd=Path(__file__).resolve().parents[2],
        env=clean | {"CAREER_ENV": "production"} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_production_names_everything_at_once_that_keeps_it_from_starting() -> None:
    ended = start_in_production(
        CAREER_HOST="0.0.0.0",
        CAREER_SECRET="changeme" * 5,
        CAREER_ORIGINS="http://career.example",
        DATABASE_URL="postgresql://career:career-local@db:5432/career",
    )
    assert ended.returncode == 2
    named = [line.split(" ", 1)[0] for line in ended.stderr.splitlines()]
    assert sorted(named) == [
        "CAREER_METRICS_TOKEN",
        "CAREER_ORIGINS",
        "CAREER_SECRET",
        "DATABASE_URL",
    ]
    assert "career-local" not in ended.stderr
