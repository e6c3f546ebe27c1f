"""The same commit draws the same examples, the next one others, and a failure can be repeated."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from seeding import OUTSIDE_GIT, VARIABLE, seed_for, seed_of

TESTS = Path(__file__).resolve().parents[1]
PLUGINS = ("-p", "_hypothesis_pytestplugin", "-p", "xdist", "-p", "no:cacheprovider")
FAILING = """
from hypothesis import given
from hypothesis import strategies as st

@given(st.integers(0, 10**9))
def test_numbers(number):
    with open("drawn.txt", "a") as drawn:
        print(number, file=drawn)
    assert number < 1000
"""


def git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_seed_is_the_same_on_one_commit_and_another_on_the_next(tmp_path: Path) -> None:
    git(tmp_path, "init")
    assert seed_of({}, tmp_path) == OUTSIDE_GIT
    seeds = []
    for number in range(3):
        git(tmp_path, "commit", "--allow-empty", "--message", f"commit {number}")
        seeds.append(seed_of({}, tmp_path))
        assert seed_of({}, tmp_path) == seeds[-1]
    assert len({*seeds, OUTSIDE_GIT}) == 4


def test_outside_a_checkout_the_seed_is_fixed(tmp_path: Path) -> None:
    assert seed_of({}, tmp_path) == OUTSIDE_GIT


def test_the_environment_overrides_the_commit(tmp_path: Path) -> None:
    assert seed_of({VARIABLE: "7"}, tmp_path) == 7
    with pytest.raises(ValueError, match="seven"):
        seed_of({VARIABLE: "seven"}, tmp_path)


def test_every_property_has_a_seed_of_its_own() -> None:
    assert seed_for(7, "test_a") == seed_for(7, "test_a")
    assert len({seed_for(7, "test_a"), seed_for(7, "test_b"), seed_for(8, "test_a")}) == 3


def run_failing(folder: Path, seed: str, *options: str) -> tuple[str, str]:
    """What pytest prints of a property that fails, and what was drawn."""
    folder.mkdir()
    for name in ("conftest.py", "seeding.py"):
        shutil.copy(TESTS / name, folder)
    (folder / "test_failing.py").write_text(FAILING, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *PLUGINS, *options, "--rootdir=."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            VARIABLE: seed,
            "CAREER_EXAMPLES": "20",
            "PYTHONPATH": ".",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
    )
    return done.stdout, (folder / "drawn.txt").read_text(encoding="utf-8")


def test_a_failure_says_how_to_repeat_it_and_repeats(tmp_path: Path) -> None:
    printed, drawn = run_failing(tmp_path / "first", "7")
    assert "Hypothesis: CAREER_SEED=7, 20 examples" in printed
    again = re.search(r"CAREER_SEED=(\d+) CAREER_EXAMPLES=20 python -m pytest '(.*)'", printed)
    assert again is not None
    assert again.groups() == ("7", "test_failing.py::test_numbers")
    assert run_failing(tmp_path / "again", "7", "-n", "2")[1] == drawn
    assert run_failing(tmp_path / "other", "8")[1] != drawn
