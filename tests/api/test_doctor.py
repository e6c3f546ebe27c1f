"""`python -m api doctor` finds what is wrong with an installation and says what to do about it."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
from applications import copy_database, real_clocks
from small_content import whole_content, write_content

from api.__main__ import load_application
from api.clocks import Clocks
from api.db.migrate import downgrade
from api.process.doctor import diagnose
from api.process.health_check import HealthCheck
from api.process.installation_checks import check_disk, check_mail
from api.process.invocation import Invocation
from api.settings import examine_settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_content(tmp_path_factory.mktemp("diagnosed"), whole_content())


def checks(environment: Mapping[str, str], clocks: Clocks | None = None) -> dict[str, HealthCheck]:
    """What the doctor finds, by check."""
    settings = examine_settings(environment).settings
    found = diagnose(
        Invocation(settings, environment, clocks or real_clocks(), (), load_application)
    )
    assert found.status == ("fault" if any(c.status == "fault" for c in found.checks) else "ok")
    assert all(check.fix for check in found.checks if check.status == "fault")
    return {check.check: check for check in found.checks}


def faults(found: Mapping[str, HealthCheck]) -> set[str]:
    return {name for name, check in found.items() if check.status == "fault"}


@pytest.fixture
def healthy(address: str, content: Path, tmp_path: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": address,
        "CAREER_CONTENT": str(content),
        "CAREER_DATA_DIR": str(tmp_path / "data"),
    }


def test_a_healthy_installation_has_no_fault(healthy: dict[str, str]) -> None:
    found = checks(healthy)
    assert faults(found) == set()
    assert {"settings", "database", "migrations", "release", "clock", "knowledge"} <= set(found)
    assert "PostgreSQL 18" in found["database"].detail


def test_a_wrong_password_is_found(healthy: dict[str, str]) -> None:
    parts = urlsplit(healthy["DATABASE_URL"])
    _, _, place = parts.netloc.rpartition("@")
    wrong = urlunsplit(parts._replace(netloc=f"postgres:wrong@{place}"))
    found = checks(healthy | {"DATABASE_URL": wrong})
    assert faults(found) == {"database"}
    assert "refuses this user and password" in found["database"].detail
    assert "wrong" not in found["database"].detail
    assert "migrations" not in found


def test_a_server_that_does_not_answer_is_found(healthy: dict[str, str]) -> None:
    found = checks(healthy | {"DATABASE_URL": "postgresql://career:x@127.0.0.1:1/career"})
    assert faults(found) == {"database"}
    assert "127.0.0.1 cannot be reached" in found["database"].detail


def test_a_database_that_does_not_exist_is_found(healthy: dict[str, str]) -> None:
    other = urlunsplit(urlsplit(healthy["DATABASE_URL"])._replace(path="/no_such_database"))
    found = checks(healthy | {"DATABASE_URL": other})
    assert faults(found) == {"database"}
    assert "no_such_database" in found["database"].detail


async def migrated_back(cluster: str) -> str:
    address = await copy_database(cluster)
    await downgrade(address, "-1")
    return address


async def at_unknown_migration(cluster: str) -> str:
    address = await copy_database(cluster)
    connection = await asyncpg.connect(address)
    await connection.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
    await connection.close()
    return address


async def test_missing_migrations_are_counted(
    cluster: str, template: str, healthy: dict[str, str]
) -> None:
    assert template
    old = await migrated_back(cluster)
    found = await _in_thread(healthy | {"DATABASE_URL": old})
    assert faults(found) == {"migrations"}
    assert found["migrations"].detail.endswith("1 migrations are missing")
    assert found["migrations"].fix == "Run `python -m api migrate`."


async def test_a_schema_of_newer_code_is_found(
    cluster: str, template: str, healthy: dict[str, str]
) -> None:
    assert template
    newer = await at_unknown_migration(cluster)
    found = await _in_thread(healthy | {"DATABASE_URL": newer})
    assert faults(found) == {"migrations"}
    assert "which this version does not know" in found["migrations"].detail


async def _in_thread(environment: Mapping[str, str]) -> dict[str, HealthCheck]:
    """The doctor has an event loop of its own."""
    return await asyncio.to_thread(checks, environment)


def test_content_with_an_error_is_found_with_its_place(
    healthy: dict[str, str], tmp_path: Path
) -> None:
    broken = write_content(tmp_path / "broken", whole_content())
    file = next(iter(sorted((broken / "skills").rglob("*.yaml"))))
    file.write_text(file.read_text(encoding="utf-8") + "\nnonsense: true\n", encoding="utf-8")
    found = checks(healthy | {"CAREER_CONTENT": str(broken)})
    assert faults(found) == {"knowledge"}
    assert file.name in found["knowledge"].detail
    assert "python -m knowledge check" in found["knowledge"].fix


@pytest.mark.parametrize(("minutes", "side"), [(2, "ahead of"), (-2, "behind")])
def test_a_clock_that_is_off_is_found(healthy: dict[str, str], minutes: int, side: str) -> None:
    wrong = Clocks(
        now=lambda: datetime.now(UTC) + timedelta(minutes=minutes), stopwatch=perf_counter
    )
    found = checks(healthy, wrong)
    assert faults(found) == {"clock"}
    assert f"{side} the database's" in found["clock"].detail


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"CAREER_TRUSTED_PROXIES": "0.0.0.0/0"}, "any client can claim any address"),
        ({"CAREER_ORIGINS": "https://career.example"}, "all clients share its address"),
    ],
)
def test_a_proxy_that_is_not_or_too_widely_trusted_is_found(
    healthy: dict[str, str], environment: dict[str, str], said: str
) -> None:
    found = checks(healthy | environment)
    assert faults(found) == {"proxy"}
    assert said in found["proxy"].detail


def test_settings_that_cannot_be_used_are_found_and_the_rest_is_checked_all_the_same(
    healthy: dict[str, str],
) -> None:
    found = checks(healthy | {"CAREER_PORT": "http", "CAREER_ENV": "staging"})
    assert faults(found) == {"settings"}
    assert "CAREER_PORT" in found["settings"].detail
    assert "CAREER_ENV" in found["settings"].detail
    assert found["database"].status == "ok"


def test_a_full_disk_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = examine_settings({"CAREER_DATA_DIR": str(tmp_path / "not" / "yet")}).settings
    assert check_disk(settings).status == "ok"
    full = shutil.disk_usage(tmp_path)._replace(free=10_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    found = check_disk(settings)
    assert (found.status, "0.0 GB of" in found.detail) == ("fault", True)


def test_mail_is_never_a_fault_locally() -> None:
    assert check_mail(examine_settings({}).settings).status in {"ok", "notice"}


@pytest.mark.parametrize(("port", "code"), [("8000", 0), ("http", 1)])
def test_the_command_says_it_in_json_and_by_its_exit_code(
    healthy: dict[str, str], port: str, code: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api", "doctor", "--format", "json"],
        cwd=ROOT,
        env=os.environ | healthy | {"CAREER_PORT": port},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    found = json.loads(done.stdout)
    assert found["status"] == ("ok" if code == 0 else "fault")
    assert {"check", "status", "detail", "fix"} == set(found["checks"][0])
