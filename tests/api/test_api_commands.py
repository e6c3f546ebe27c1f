"""What `python -m api` does besides serving."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "api", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_content_prints_every_role_with_its_details_for_the_browser_apps_build() -> None:
    done = run("content")
    assert done.returncode == 0, done.stderr
    content = json.loads(done.stdout)
    assert len(content["roles"]) >= 6
    assert set(content["roleDetails"]) == {role["slug"] for role in content["roles"]}
    assert set(content["formerSlugs"]) == {"skills", "roles"}
    assert all(role["variants"] and role["summary"] for role in content["roles"])


def test_the_written_openapi_document_is_fresh() -> None:
    done = run("openapi", "--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [["dance"], ["migration"]])
def test_a_command_that_is_not_there_gets_the_list_of_those_that_are(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "python -m api openapi" in done.stderr
