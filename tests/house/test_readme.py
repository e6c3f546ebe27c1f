"""The README's commands are run, and what it prints is what the program really prints."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import pytest
from running import running_server

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<printed>(?:.*\n)*?)```")
EXAMPLES = [(m["command"], m["printed"]) for m in EXAMPLE.finditer(README)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("readme")) as server:
        yield server


def test_the_readme_is_short_and_its_first_command_comes_early() -> None:
    lines = README.splitlines()
    assert len(lines) <= 120
    assert next(n for n, line in enumerate(lines, start=1) if line == "make run") <= 20


def test_there_are_examples_for_editors_and_for_api_consumers() -> None:
    commands = [command for command, _ in EXAMPLES]
    assert sum(command.startswith("python -m knowledge") for command in commands) >= 2
    assert sum(command.startswith("curl") for command in commands) >= 2


@pytest.mark.parametrize(("command", "printed"), EXAMPLES)
def test_each_example_prints_what_it_says(command: str, printed: str, address: str) -> None:
    here = command.replace("http://localhost:8000", address)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; cd {quote(str(ROOT))}; {here}"],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
        check=False,
    )
    assert done.stdout == printed, done.stderr


def test_every_setting_that_the_program_reads_is_in_the_table() -> None:
    source = (ROOT / "api" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"\"((?:CAREER|DATABASE)_[A-Z0-9_]+)\"", source))
    told = set(re.findall(r"`((?:CAREER|DATABASE)_[A-Z0-9_]+)`", README))
    assert read == told


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("room", ["engine", "knowledge", "api", "migrations", "frontend"])
def test_each_room_has_a_short_readme(room: str) -> None:
    text = (ROOT / room / "README.md").read_text(encoding="utf-8")
    assert 10 <= len(text.splitlines()) <= 60


def test_the_image_locks_what_development_locks() -> None:
    pins = {name: _pins(ROOT / name) for name in ("requirements.lock", "requirements-runtime.lock")}
    assert pins["requirements-runtime.lock"] <= pins["requirements.lock"]


def _pins(path: Path) -> set[str]:
    return set(re.findall(r"^[a-z0-9.-]+==\S+", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_make_knows_every_command_that_the_readme_names() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    done = subprocess.run(
        ["make", "--dry-run", *sorted(named)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
