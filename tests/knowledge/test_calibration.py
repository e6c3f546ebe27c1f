"""docs/calibration.md says what the content says: its figures, its sums and its outliers."""

import re

import pytest
from our_content import our_library, seniorities, way_from_nothing
from real_data import ROOT

from engine import SkillSlug
from knowledge.cli.counts import as_markdown, figures_of, put_between

PAGE = ROOT / "docs" / "calibration.md"
BANDS = {"junior": (400, 1_100), "mid": (850, 2_000), "senior": (1_500, 3_600)}
"""What the page expects of a role from nothing, typically [h]."""
SUMS = re.compile(r"^\|[^|]+\|[^|]+\| ([a-z][a-z0-9, -]+ [1-5](?:-[1-5])?) \| (\d+) \|$", re.M)


def test_the_figures_are_those_of_the_content() -> None:
    """To bring them up to date: python -m knowledge counts --totals --into docs/calibration.md"""
    page = PAGE.read_text(encoding="utf-8")
    figures = figures_of(our_library(), with_totals=True)
    assert put_between(page, as_markdown(figures)) == page


@pytest.mark.parametrize(("steps", "hours"), SUMS.findall(PAGE.read_text(encoding="utf-8")))
def test_the_sums_beside_published_courses_are_right(steps: str, hours: str) -> None:
    assert sum(map(_hours_of, steps.split(", "))) == int(hours)


def _hours_of(steps: str) -> float:
    slug, _, levels = steps.partition(" ")
    first, _, last = levels.partition("-")
    skill = our_library().skill(SkillSlug(slug))
    return sum(one.hours.typical for one in skill.levels[int(first) - 1 : int(last or first)])


def test_every_role_outside_the_bands_is_explained_and_no_other() -> None:
    page = PAGE.read_text(encoding="utf-8")
    part = page.partition("## Outside the bands")[2].partition("## Figures")[0]
    reported = re.findall(r"^\| ([a-z-]+) \| (\w+) \| ([\d,]+) \| (.+) \|$", part, re.M)
    outside = {
        (role, variant, f"{hours:,.0f}")
        for role, variant in seniorities()
        if not BANDS[variant][0]
        <= (hours := way_from_nothing(role, variant).hours.typical)
        <= BANDS[variant][1]
    }
    assert {(role, variant, hours) for role, variant, hours, _ in reported} == outside
    assert [why for *_, why in reported if len(why.split()) < 6] == []


def test_the_bands_are_those_that_the_page_names() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    for variant, (least, most) in BANDS.items():
        assert re.search(rf"{least:,} to {most:,}(?: typical hours)? for {variant}", page)
