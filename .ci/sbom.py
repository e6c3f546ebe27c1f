"""Writes the bill of materials of everything that is locked, as CycloneDX JSON.

    python .ci/sbom.py [--output FILE] [--advisories FILE]

The same lock files give the same bytes. With a file of advisories (a JSON list of OSV records,
https://ossf.github.io/osv-schema/), the locked versions are looked up in it, and its age is said:
that of its newest record. Without one, nothing is looked up, and that is said as well. Only exact
versions (`affected.versions`) and ranges that begin at 0 without an end are compared; other ranges
are counted as not compared.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
PYTHON_LOCKS = ("requirements.lock", "requirements-runtime.lock")
NPM_LOCK = ROOT / "frontend" / "package-lock.json"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)")
Component = dict[str, Any]


def python_components() -> Iterator[Component]:
    """The Python packages; those outside of the runtime lock are for development only."""
    every, runtime = (_pins(ROOT / name) for name in PYTHON_LOCKS)
    for (name, version), hashes in sorted(every.items()):
        purl = f"pkg:pypi/{name}@{version}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            "scope": "required" if (name, version) in runtime else "excluded",
            "properties": [{"name": "career:hash", "value": f"sha256:{one}"} for one in hashes],
        }


def _pins(lock: Path) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    hashes: list[str] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if pinned := PINNED.match(line):
            hashes = found.setdefault((pinned[1], pinned[2]), [])
        hashes.extend(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return found


def npm_components() -> Iterator[Component]:
    """The npm packages; `dev` ones take part in the build and are not in the pages."""
    packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    found: dict[str, Component] = {}
    for path, package in sorted(packages.items()):
        if not path or package.get("link"):
            continue
        name = package.get("name") or path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        component: Component = {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": package["version"],
            "purl": purl,
            "scope": "excluded" if package.get("dev") else "required",
        }
        if "license" in package:
            component["licenses"] = [{"expression": package["license"]}]
        if "integrity" in package:
            value = package["integrity"]
            component["properties"] = [{"name": "career:hash", "value": value}]
        if found.get(purl, component)["scope"] == "excluded" or purl not in found:
            found[purl] = component
    yield from (found[purl] for purl in sorted(found))


def bill() -> Component:
    """The whole bill; its serial number follows from what is in it."""
    components = [*python_components(), *npm_components()]
    digest = sha256(json.dumps(components, sort_keys=True).encode()).digest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{UUID(bytes=digest[:16], version=5)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "career-intelligence-platform",
                "name": "career-intelligence-platform",
            }
        },
        "components": components,
    }


def audit(components: list[Component], advisories: list[Any], today: datetime) -> tuple[str, int]:
    """What a list of advisories says of the components, and how many of them it names."""
    newest = max((_moment(record["modified"]) for record in advisories), default=None)
    if newest is None:
        return "The advisory list is empty: nothing was compared.", 0
    by_name = {
        (_ecosystem(component), component["name"], component["version"]) for component in components
    }
    names = {(ecosystem, name) for ecosystem, name, _ in by_name}
    hits: set[str] = set()
    skipped = 0
    for record in advisories:
        for affected in record.get("affected", ()):
            package = (affected["package"]["ecosystem"], affected["package"]["name"])
            if package not in names:
                continue
            versions = set(affected.get("versions", ()))
            is_all = any(_is_everything(one) for one in affected.get("ranges", ()))
            skipped += not versions and not is_all
            hits |= {
                f"{record['id']}: {name} {version}"
                for ecosystem, name, version in by_name
                if (ecosystem, name) == package and (is_all or version in versions)
            }
    age = (today - newest).days
    summary = (
        f"The advisory list holds {len(advisories)} records, the newest {age} days old; "
        f"{len(hits)} locked versions are named, {skipped} records could not be compared."
    )
    return "\n".join([summary, *sorted(hits)]), len(hits)


def _ecosystem(component: Component) -> str:
    return "PyPI" if component["purl"].startswith("pkg:pypi/") else "npm"


def _is_everything(affected: Component) -> bool:
    return affected.get("events") == [{"introduced": "0"}]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


def main(words: list[str]) -> int:
    """Write the bill; returns 1 where an advisory names a locked version."""
    parser = argparse.ArgumentParser(prog="python .ci/sbom.py")
    parser.add_argument("--output", type=Path, default=ROOT / "sbom.json")
    parser.add_argument("--advisories", type=Path)
    options = parser.parse_args(words)
    found = bill()
    options.output.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{options.output}: {len(found['components'])} components\n")
    if options.advisories is None:
        sys.stdout.write(
            "No advisory list was given: the versions were NOT compared with known "
            "vulnerabilities. Give one with --advisories FILE (OSV records as a JSON list).\n"
        )
        return 0
    advisories = json.loads(options.advisories.read_text(encoding="utf-8"))
    said, hits = audit(found["components"], advisories, datetime.now(UTC))
    sys.stdout.write(f"{said}\n")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
