"""The bill of materials names what is locked, and its audit says how old its knowledge is."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def sbom(folder: Path, *words: str) -> "tuple[subprocess.CompletedProcess[str], dict[str, Any]]":
    file = folder / "sbom.json"
    command = [sys.executable, ".ci/sbom.py", "--output", str(file), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done, json.loads(file.read_text(encoding="utf-8"))


def test_it_holds_every_locked_version_once_and_the_same_locks_give_the_same_bill(
    tmp_path: Path,
) -> None:
    done, bill = sbom(tmp_path)
    assert done.returncode == 0, done.stderr
    purls = [one["purl"] for one in bill["components"]]
    assert len(purls) == len(set(purls))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", lock, re.MULTILINE)
    assert {f"pkg:pypi/{name}@{version}" for name, version in pins} <= set(purls)
    packages = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))
    react = packages["packages"]["node_modules/react"]["version"]
    scopes = {one["purl"]: one["scope"] for one in bill["components"]}
    assert scopes[f"pkg:npm/react@{react}"] == "required"
    pytest_pin = next(version for name, version in pins if name == "pytest")
    assert scopes[f"pkg:pypi/pytest@{pytest_pin}"] == "excluded"
    assert sbom(tmp_path)[1] == bill


def test_without_a_list_of_advisories_it_says_that_nothing_was_compared(tmp_path: Path) -> None:
    done, _ = sbom(tmp_path)
    assert "NOT compared" in done.stdout


def advisory(name: str, *versions: str, days: int = 40) -> dict[str, object]:
    modified = (datetime.now(UTC) - timedelta(days=days, minutes=5)).isoformat()
    package = {"ecosystem": "PyPI", "name": name}
    affected = {"package": package, "versions": list(versions)}
    return {"id": f"T-{name}", "modified": modified, "affected": [affected]}


@pytest.mark.parametrize(
    ("is_named", "code", "said"),
    [(True, 1, "1 locked versions are named"), (False, 0, "0 locked versions are named")],
)
def test_a_list_is_compared_and_its_age_is_said(
    tmp_path: Path, is_named: bool, code: int, said: str
) -> None:
    _, bill = sbom(tmp_path)
    litestar = next(one for one in bill["components"] if one["name"] == "litestar")
    version = litestar["version"] if is_named else "0.0.1"
    records = [advisory("litestar", version), advisory("not-ours", "1.0", days=90)]
    file = tmp_path / "advisories.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    done, _ = sbom(tmp_path, "--advisories", str(file))
    assert done.returncode == code, done.stderr
    assert said in done.stdout
    assert "2 records, the newest 40 days old" in done.stdout
    assert ("T-litestar: litestar" in done.stdout) == is_named
