"""The real program with two workers: metrics of both, and a log that nothing breaks."""

import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from people import PASSWORD
from running import PATIENCE, running_server

ASKED = 60
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("operated")
    for step in (made, *made.parents[:2]):
        step.chmod(0o755)
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    told = {"CAREER_WORKERS": "2", "CAREER_LOG_REQUESTS": "true"}
    with running_server(folder, told) as server:
        yield server


def counted(address: str, route: str) -> float:
    text = httpx.get(f"{address}/api/v1/metrics", timeout=PATIENCE).text
    found = re.findall(rf'career_requests_total{{.*route="{re.escape(route)}".*}} (\S+)', text)
    return sum(map(float, found))


def test_a_scrape_sees_the_requests_of_all_workers(address: str) -> None:
    for _ in range(ASKED):
        # A connection each, so that both workers get some.
        assert httpx.get(f"{address}/api/v1/domains", timeout=PATIENCE).status_code == 200
    until = time.monotonic() + PATIENCE
    seen: set[float] = set()
    while seen != {float(ASKED)} and time.monotonic() < until:
        # Ten connections reach both workers; each tells the other within about a second.
        seen = {counted(address, "/api/v1/domains") for _ in range(10)}
    assert seen == {float(ASKED)}


def lines_of(folder: Path) -> list[str]:
    """The lines of the log but for the one that says where the server is."""
    text = (folder / "server.log").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("Career ")]


def access_line(folder: Path, request: str) -> dict[str, Any]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for line in lines_of(folder):
            found: dict[str, Any] = json.loads(line)
            if found.get("event") == "request" and found.get("request") == request:
                return found
        time.sleep(0.05)
    raise AssertionError(request)


def test_a_request_leaves_one_line_without_query_body_or_person(address: str, folder: Path) -> None:
    signup = {"email": "logged@example.org", "password": PASSWORD, "displayName": "Logged"}
    made = httpx.post(
        f"{address}/api/v1/auth/signup",
        json=signup,
        headers={"x-request-id": "signup-0001"},
        timeout=PATIENCE,
    )
    token = made.json()["accessToken"]
    httpx.get(
        f"{address}/api/v1/roles/data-analyst?secretly=here",
        headers={"x-request-id": "query-0001", "authorization": f"Bearer {token}"},
        timeout=PATIENCE,
    )
    found = access_line(folder, "signup-0001")
    assert (found["method"], found["route"], found["status"]) == (
        "POST",
        "/api/v1/auth/signup",
        201,
    )
    assert 0 < found["seconds"] < PATIENCE
    assert set(found) == {
        "event", "level", "timestamp", "method", "route", "status", "seconds", "request"
    }  # fmt: skip
    assert access_line(folder, "query-0001")["route"] == "/api/v1/roles/{slug}"
    text = (folder / "server.log").read_text(encoding="utf-8")
    for private in ("logged@", "Logged", PASSWORD, token, "secretly", "data-analyst"):
        assert private not in text


ATTACKS = (
    b"GET /api/v1/roles/%1b%5b31mred%0d%0a%7b%22event%22:%22forged%22%7d HTTP/1.1",
    b"GET /nowhere/%0a%0d%e2%80%a8%1b]0;title%07 HTTP/1.1",
    b"GET /api/v1/roles?x=%0d%0aforged HTTP/1.1",
    b"BREW\x1b[31m /api/v1/roles HTTP/1.1",
    b"FORGED /api/v1/roles HTTP/1.1",
)
FORGED_HEADERS = (
    b"x-request-id: \x1b[31mred",
    b"x-request-id: aaaaaaaa\x85forged",
    b"user-agent: \x1b[2J\x1b]0;forged\x07",
    b"x-forwarded-for: \x1b[31m, forged",
    b"accept-language: \x1b[31m",
)


def send(address: str, *lines: bytes) -> None:
    parts = urlsplit(address)
    with socket.create_connection((str(parts.hostname), parts.port or 80), PATIENCE) as talking:
        talking.sendall(b"\r\n".join([*lines, b"host: x", b"connection: close", b"", b""]))
        while talking.recv(65536):
            pass


def is_whole(line: str) -> bool:
    """Whether a line is one JSON object without anything a terminal or a reader acts on."""
    try:
        return isinstance(json.loads(line), dict) and CONTROL.search(line) is None
    except ValueError:
        return False


def test_nothing_that_is_sent_breaks_a_line_of_the_log(address: str, folder: Path) -> None:
    for attack in ATTACKS:
        for header in FORGED_HEADERS:
            send(address, attack, header)
    httpx.get(f"{address}/nowhere", headers={"x-request-id": "after-all-1"}, timeout=PATIENCE)
    found = access_line(folder, "after-all-1")
    assert (found["status"], found["seconds"] is None or found["seconds"] > 0) == (404, True)
    lines = lines_of(folder)
    assert len(lines) > ASKED
    assert [line for line in lines if not is_whole(line)] == []
    assert {json.loads(line)["event"] for line in lines} == {"request"}


@pytest.mark.parametrize(
    "line", ["\x1b[31mred", '{"event": "x"}\x1b[0m', '{"event": "\u2028"}', "forged", '"text"']
)
def test_a_broken_line_would_be_found(line: str) -> None:
    """The planted fault."""
    assert not is_whole(line)
