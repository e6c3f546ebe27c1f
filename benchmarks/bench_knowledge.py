"""Load and check of the content, and of a generated corpus of 1,000 skills.

The peer is PyYAML's C loader over the same files, which gives values without
places and checks nothing: the limit that any reader of YAML in Python has.
"""

import json
import resource
import shutil
import tempfile
from pathlib import Path

import yaml

from benchmarks.timing import median_of, side_by_side
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
SKILLS = 1_000


def generated(folder: Path) -> None:
    """The content's frame, 1,000 made-up skills in chains of up to 17, and a role."""
    for name in ("manifest.yaml", "scale.yaml", "domains.yaml", "redirects.yaml"):
        shutil.copy(CONTENT / name, folder / name)
    shutil.copytree(CONTENT / "rules", folder / "rules")
    (folder / "resources").mkdir()
    skills = folder / "skills" / "testing"
    skills.mkdir(parents=True)
    for number in range(SKILLS):
        (skills / f"made-up-{number}.yaml").write_text(_skill(number), encoding="utf-8")
    (folder / "roles").mkdir()
    (folder / "roles" / "made-up.yaml").write_text(_role(), encoding="utf-8")


def _skill(number: int) -> str:
    levels = []
    for level in (1, 2, 3):
        needs = [n for n in (number - 60, number - 67, number - 91) if n >= 0][:level]
        requires = "".join(
            f"      - {{skill: made-up-{n}, level: 1, why: part {level} builds on part {n}}}\n"
            for n in needs
        )
        levels.append(
            f"  {level}:\n"
            f"    can_do: [Solve task {number} of kind {level}, Explain task {number} at {level}]\n"
            f"    effort_hours: {{low: {level}, typical: {level * 2}, high: {level * 4}}}\n"
            + (f"    requires:\n{requires}" if requires else "")
        )
    return (
        "# yaml-language-server: $schema=../../../schema/skill.schema.json\n"
        f"kind: skill\nid: skl_{number:08d}\nslug: made-up-{number}\n"
        f'title: Made-up skill {number}\nstatus: active\nsince: "1.0.0"\ndomain: testing\n'
        f"summary: The made-up skill with the number {number}.\nlevels:\n" + "".join(levels)
    )


def _role() -> str:
    asked = "".join(
        f"  - {{skill: made-up-{n}, level: {{junior: 1, mid: 2, senior: 3}}, weight: 3, "
        "importance: core}\n"
        for n in range(0, SKILLS, 25)
    )
    return (
        "# yaml-language-server: $schema=../../schema/role.schema.json\n"
        "kind: role\nid: rol_00000000\nslug: made-up\ntitle: Made-up role\nstatus: active\n"
        'since: "1.0.0"\nsummary: A role that asks for every 25th made-up skill.\n'
        f"variants: [junior, mid, senior]\nrequirements:\n{asked}"
    )


def plain_load(folder: Path) -> int:
    """Only the values, by the C loader."""
    return sum(
        1
        for path in sorted(folder.rglob("*.yaml"))
        if yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    )


def figures(folder: Path) -> dict[str, float | int]:
    """Load with every check, beside the plain load; and from the compiled artifact."""
    ours, plain = side_by_side(lambda: Library.load(folder), lambda: plain_load(folder), rounds=3)
    library = Library.load(folder)
    artifact = library.artifact
    return {
        "skills": len(library.graph.skills),
        "steps": len(library.graph.steps),
        "load_and_check_s": round(ours, 3),
        "plain_yaml_s": round(plain, 3),
        "ratio": round(ours / plain, 2),
        "from_artifact_s": round(median_of(lambda: Library.of_artifact(artifact), rounds=3), 3),
        "artifact_kB": round(len(artifact) / 1000),
    }


def main() -> None:
    """Print the figures as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generated(folder)
        result = {
            "benchmark": "knowledge",
            "content": figures(CONTENT),
            "generated": figures(folder),
            "peak_memory_MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
