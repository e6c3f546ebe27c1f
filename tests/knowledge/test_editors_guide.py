"""The examples of the editors' guide are put into a small whole content and tried."""

import re
from pathlib import Path

import pytest
import yaml
from small_content import Fault, findings_of, message_of, plant, whole_content

from knowledge import BUNDLED_CONTENT
from knowledge.__main__ import main
from knowledge.findings import Finding

GUIDE = (BUNDLED_CONTENT / "README.md").read_text(encoding="utf-8")
ROOT = BUNDLED_CONTENT.parents[1]
BLOCK = re.compile(r"```yaml (?P<title>.+)\n(?P<text>(?:.*\n)*?)```")
WRONG = re.compile(
    r"^\| `(?P<path>[^`]+)` \| `(?P<old>[^`]+)` \| `(?P<new>[^`]+)`"
    r" \| `(?P<code>[A-Z]\d{3})` (?P<severity>\w+): (?P<text>.+) \|$",
    re.MULTILINE,
)
BLOCKS = {match["title"]: match["text"] for match in BLOCK.finditer(GUIDE)}
MISTAKES = [match.groupdict() for match in WRONG.finditer(GUIDE)]


def content_of_the_guide() -> dict[str, str]:
    """The small content with every example of the guide in it."""
    files = whole_content()
    for title, text in BLOCKS.items():
        if title.startswith("add to "):
            path = title.removeprefix("add to ")
            rules, tests = text.removeprefix("rules:\n").split("tests:\n")
            before, after = files[path].split("tests:\n")
            files[path] = f"{before}{rules}tests:\n{after}{tests}"
        else:
            files[title] = text
    return files


def test_the_guide_is_short_and_has_an_example_of_each_kind() -> None:
    assert len(GUIDE.splitlines()) <= 210
    assert [title.split("/")[0] for title in BLOCKS] == [
        "skills",
        "roles",
        "projects",
        "resources",
        "add to rules",
    ]
    assert len(MISTAKES) >= 8


def test_the_examples_together_pass_the_gate(tmp_path: Path) -> None:
    assert findings_of(tmp_path, content_of_the_guide()) == ()


def test_every_yaml_of_the_guide_is_an_example_that_is_tried() -> None:
    assert GUIDE.count("```yaml") == len(BLOCKS)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one['code']} {one['new']}")
def test_a_mistake_is_told_as_the_guide_says(mistake: dict[str, str], tmp_path: Path) -> None:
    fault = Fault(mistake["path"], mistake["old"], mistake["new"])
    files, _ = plant(content_of_the_guide(), fault)
    found = findings_of(tmp_path, files)
    reported = {(one.code, one.severity.value) for one in found}
    assert reported == {(mistake["code"], mistake["severity"])}, _shown(found)


def _shown(found: tuple[Finding, ...]) -> str:
    return "\n".join(f"{one.path}:{one.line} {one.code} {message_of(one)}" for one in found)


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"`python -m knowledge ([a-z-]+)", GUIDE)))
)
def test_every_command_of_the_guide_exists(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert "usage" in capsys.readouterr().out


def test_the_guide_names_every_field_of_the_examples() -> None:
    reported = set(re.findall(r"`([a-z_]+)`", GUIDE))
    plain = {"kind", "id", "domain", "summary", "since", "language", "cost", "type"}
    for title, text in BLOCKS.items():
        if not title.startswith("add to "):
            assert set(yaml.safe_load(text)) - plain - reported == set()


def test_every_page_that_the_guide_names_exists() -> None:
    for page in re.findall(r"docs/[a-z-]+\.md", GUIDE):
        assert (ROOT / page).exists()


MEASURED_PAGE = (ROOT / "docs" / "measured.md").read_text(encoding="utf-8")


def test_the_example_of_measured_numbers_passes_the_gate(tmp_path: Path) -> None:
    (example,) = BLOCK.finditer(MEASURED_PAGE)
    assert findings_of(tmp_path, whole_content() | {example["title"]: example["text"]}) == ()
    fields = yaml.safe_load(example["text"])
    named = {key for section in fields.values() if isinstance(section, dict) for key in section}
    named |= {
        key for name in ("difficulties", "edges", "hours") for key in fields[name]["steps"][0]
    }
    explained = set(re.findall(r"`([a-z_]+)`", MEASURED_PAGE))
    assert named - explained - {"steps", "skill", "level", "needs"} == set()
