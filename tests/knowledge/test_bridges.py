"""docs/bridges.md says what the content plans for ten common changes of career."""

from pathlib import Path

import pytest
from our_content import our_library
from real_data import ROOT
from small_content import whole_content, write_content

from engine import RoleSlug
from knowledge.__main__ import main
from knowledge.cli.bridges import BEGIN, Bridge, as_page, plan_of, read_bridges
from knowledge.cli.counts import END, put_between

PAGE = ROOT / "docs" / "bridges.md"
LISTED = ROOT / "docs" / "bridges.yaml"
EMPTY = f"before\n{BEGIN}\n{END}\nafter\n"
SMALL = """bridges:
  - title: Chart maker to analyst
    profile: {git: 1, r: 1}
    target: data-analyst
    target_variant: junior
    why: Charts are drawn already.
"""


def test_the_page_is_what_the_command_writes() -> None:
    """To bring it up to date: python -m knowledge bridges"""
    page = PAGE.read_text(encoding="utf-8")
    assert put_between(page, as_page(our_library(), read_bridges(LISTED)), begin=BEGIN) == page


@pytest.mark.parametrize("bridge", read_bridges(LISTED), ids=lambda one: one.title)
def test_a_bridge_is_shorter_than_the_way_from_nothing_and_says_why(bridge: Bridge) -> None:
    nothing = Bridge(bridge.title, bridge.target, bridge.target_variant, bridge.why)
    roadmap = plan_of(our_library(), bridge)
    assert 0 < roadmap.hours.typical < plan_of(our_library(), nothing).hours.typical
    assert len(roadmap.items) >= 5
    assert len(bridge.why.split()) >= 20


def test_ten_changes_lead_to_ten_roles() -> None:
    targets = {RoleSlug(bridge.target) for bridge in read_bridges(LISTED)}
    assert len(targets) == 10
    assert targets <= set(our_library().roles)


def _written(folder: Path, listed: str = SMALL, page: str = EMPTY) -> tuple[int, str]:
    content = write_content(folder / "content", whole_content())
    (folder / "bridges.yaml").write_text(listed, encoding="utf-8")
    into = folder / "bridges.md"
    into.write_text(page, encoding="utf-8")
    options = ["--content", str(content), "--listed", str(folder / "bridges.yaml")]
    code = main(["bridges", *options, "--into", str(into)])
    return code, into.read_text(encoding="utf-8")


def test_the_figures_of_a_change_are_those_of_its_plan(tmp_path: Path) -> None:
    """The junior requires SQL 1 (weight 5, 16 h), reporting 1 (3, 10 h) and Python 1 (4, 35 h).

    Git and R are held. R draws the charts, but only Python meets the choice: 61 h in 3 steps, of
    which SQL comes first with 5 of 12 points for 16 h.
    """
    code, page = _written(tmp_path)
    assert code == 0
    assert "3 steps are left" in page
    assert "typically 61 h" in page
    assert "| 1 | SQL 1 | 16 | 41.7 |" in page
    assert page.startswith("before\n")
    assert page.endswith("after\n")


@pytest.mark.parametrize(
    ("listed", "page"),
    [
        (SMALL.replace("data-analyst", "data-anlyst"), EMPTY),
        (SMALL.replace("title", "titel"), EMPTY),
        (SMALL.replace("git: 1", "git: 7"), EMPTY),
        (SMALL, "no marks\n"),
    ],
)
def test_a_list_or_page_that_cannot_be_used_changes_nothing(
    listed: str, page: str, tmp_path: Path
) -> None:
    assert _written(tmp_path, listed, page) == (2, page)
