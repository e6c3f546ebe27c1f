"""docs/preferences.md says who defines roles and prefers options, and when they looked."""

import re
from pathlib import Path

import pytest
from our_content import our_corpus
from small_content import ROLE_PATH, whole_content, write_content

from knowledge.__main__ import main
from knowledge.cli.preferences import BEGIN, preferences_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "preferences.md"
DAY = re.compile(r"20\d\d-\d\d-\d\d")


def test_the_page_is_up_to_date() -> None:
    """To bring it up to date: python -m knowledge preferences"""
    assert main(["preferences", "--check", "--into", str(PAGE)]) == 0


def test_whatever_is_preferred_has_a_source_a_day_and_a_reason() -> None:
    preferred = [one for one in preferences_of(our_corpus()) if one.order]
    assert len(preferred) > 100
    assert [one for one in preferred if not (one.sources and one.why)] == []
    assert [one for one in preferred if not DAY.fullmatch(one.seen_on)] == []


def test_whatever_is_defining_has_a_source_and_a_day_unless_the_role_was_never_reviewed() -> None:
    never = {one.record.title for one in our_corpus().roles if one.record.review is None}
    found = list(preferences_of(our_corpus()))
    assert [one for one in found if not one.sources] == []
    undated = {one.role for one in found if not DAY.fullmatch(one.seen_on)}
    assert undated <= never


def test_a_page_is_written_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What defines the role rests on its review; the order rests on a reason of its own."""
    files = whole_content()
    files[ROLE_PATH] = files[ROLE_PATH].replace(
        "weight: 5, importance: core}", "weight: 5, importance: core, defining: true}"
    )
    files[ROLE_PATH] = files[ROLE_PATH].replace(
        "    label: One scripting language\n",
        "    label: One scripting language\n    prefer: [python, r]\n"
        '    because: {why: asked for more, source: "editors\' judgement", seen_on: 2026-11-20}\n',
    )
    content = str(write_content(tmp_path / "content", files))
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\n<!-- end -->\nafter\n", encoding="utf-8")
    command = ["preferences", "--content", content, "--into", str(page)]
    assert main([*command, "--check"]) == 1
    assert main(command) == 0
    assert main([*command, "--check"]) == 0
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "before"
    assert lines[-1] == "after"
    assert lines[4:6] == [
        "| Data analyst | SQL | yes |  | <https://example.org/a> | 2026-11-22 |  |",
        "| Data analyst | One scripting language |  | Python, R language | editors' judgement "
        "| 2026-11-20 | asked for more |",
    ]
    page.write_text("nothing marked", encoding="utf-8")
    assert main(command) == 2
    assert "no section" in capsys.readouterr().out
