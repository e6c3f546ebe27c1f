"""Data that nobody on this project wrote, from `../shared/data` or `CAREER_TEST_DATA`.

A test that needs a file is skipped where the folder is absent, except in CI,
where absence is a failure.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("CAREER_TEST_DATA", ROOT.parent / "shared" / "data"))


def real_file(name: str) -> Path:
    """The path of a data file; skips the test where the folder is absent."""
    path = FOLDER / name
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is absent, and CI must have it")
        pytest.skip(f"needs {name}; set CAREER_TEST_DATA to the folder that holds it")
    return path


def real_json(name: str) -> dict[str, Any]:
    """A data file read as JSON."""
    loaded: dict[str, Any] = json.loads(real_file(name).read_text(encoding="utf-8"))
    return loaded
