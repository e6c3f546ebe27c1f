"""Figures of the content by hand: counts, totals, quartiles, and every threshold at its edge."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from small_content import (
    GIT_PATH,
    PYTHON_PATH,
    REPORTING_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
    findings_of,
    plant,
    whole_content,
    write_content,
)

from engine import Hours, RoleSlug, SkillSlug, Variant
from knowledge import Library
from knowledge.cli.counts import (
    Figures,
    as_json,
    as_markdown,
    as_text_figures,
    figures_of,
    put_between,
)
from knowledge.cli.teaching_counts import TeachingCounts
from knowledge.cli.totals import (
    Counts,
    EdgeCounts,
    LevelHours,
    MappingCounts,
    ProjectCounts,
    RoleTotal,
)
from knowledge.did_you_mean import closest, did_you_mean, suggest
from knowledge.search import NameSearch
from knowledge.texts import SkillText


def library_of(folder: Path, *faults: Fault) -> Library:
    files, _ = plant(whole_content(), *faults)
    return Library.load(write_content(folder, files))


def test_the_totals_of_a_small_content(tmp_path: Path) -> None:
    """Junior: git:1 8 h, python:1 35 h (r is no branch of the junior), sql:1 16 h, reporting 10 h:
    69 h. Below, typical - low, 4, 15, 8 and 5: squares 330, together 32, 1,024: √677 = 26.02.
    Above 8, 25, 14 and 10: squares 985, together 57, 3,249: √2117 = 46.01.

    Senior: sql:2 20 h more and r:1 35 h instead of python and git, 81 h; git:2 is a bonus.
    Below 15, 8, 10 and 5: 414, together 38, 1,444: √929 = 30.48. Above 25, 14, 20 and 10: 1,321,
    together 69, 4,761: √3041 = 55.15.
    """
    figures = figures_of(library_of(tmp_path), with_totals=True)
    analyst = RoleSlug("data-analyst")
    assert figures.roles == (
        RoleTotal(analyst, "Data analyst", Variant("junior"), 3, 4, Hours(43.0, 69, 115.0)),
        RoleTotal(analyst, "Data analyst", Variant("senior"), 4, 4, Hours(50.5, 81, 136.1)),
    )


def test_the_quartiles_of_a_small_content(tmp_path: Path) -> None:
    """Tools, level 1: 8, 35, 35; the lower quartile is half way from 8 to 35. Level 2: 12 alone.

    Data, level 1: 10 and 16, in quarters 11.5, 13 and 14.5. Level 2: 20 alone.
    """
    assert figures_of(library_of(tmp_path), with_totals=True).levels == (
        LevelHours("tools", 1, 3, 21.5, 35, 35),
        LevelHours("tools", 2, 1, 12, 12, 12),
        LevelHours("data", 1, 2, 11.5, 13, 14.5),
        LevelHours("data", 2, 1, 20, 20, 20),
    )


def test_without_totals_there_are_none(tmp_path: Path) -> None:
    figures = figures_of(library_of(tmp_path), with_totals=False)
    assert (figures.roles, figures.levels) == ((), ())
    assert figures.counts.edges == EdgeCounts(2, 1, 2, 1)


FIGURES = Figures(
    version="1.2.3",
    counts=Counts(
        *(1, 2, 3, 4, 5, 6, 1234),
        edges=EdgeCounts(7, 8, 9, 10),
        resources=11,
        projects=ProjectCounts(12, 13, 14),
        mappings=MappingCounts(15, 16, 17),
        teaching=TeachingCounts(18, 19, 20, 21, 22),
    ),
    roles=(RoleTotal(RoleSlug("tester"), "T", Variant("junior"), 3, 40, Hours(999.5, 1000, 2.4)),),
    levels=(LevelHours("tools", 2, 21, 1.25, 2.0, 10.55),),
)


def test_figures_in_columns() -> None:
    text = as_text_figures(FIGURES)
    assert text.splitlines()[:2] == [
        f"{'roles':39}      1",
        f"{'role variants':39}      2",
    ]
    assert f"{'can_do statements':39}  1,234\n" in text  # The longest name has 39.
    assert [line.split()[-1] for line in text.splitlines()[:23]] == [
        *("1", "2", "3", "4", "5", "6", "1,234", "7", "8", "9", "10", "11", "12", "13", "14"),
        *("21", "22", "18", "19", "20", "15", "16", "17"),
    ]
    assert text.splitlines()[23:] == [
        "",
        "role    variant  requirements  steps  low (h)  typical (h)  high (h)",
        "tester   junior             3     40    1,000        1,000         2",
        "",
        "domain  level  skills  lower quartile (h)  median (h)  upper quartile (h)",
        "tools       2      21                 1.2           2                10.6",
    ]


def test_figures_in_tables() -> None:
    lines = as_markdown(FIGURES).splitlines()
    assert lines[:3] == ["| item | count |", "| --- | --: |", "| roles | 1 |"]
    assert lines[25:] == [
        "",
        "### Totals per role and variant, from zero",
        "",
        "| role | variant | requirements | steps | low (h) | typical (h) | high (h) |",
        "| --- | --- | --: | --: | --: | --: | --: |",
        "| tester | junior | 3 | 40 | 1,000 | 1,000 | 2 |",
        "",
        "### Typical hours of one level, per domain",
        "",
        "| domain | level | skills | lower quartile (h) | median (h) | upper quartile (h) |",
        "| --- | --: | --: | --: | --: | --: |",
        "| tools | 2 | 21 | 1.2 | 2 | 10.6 |",
    ]


def test_figures_as_json() -> None:
    printed = as_json(FIGURES)
    assert printed.startswith('{\n  "version": "1.2.3",\n  "counts": {\n    "roles": 1,\n')
    assert printed.endswith("}\n")


def test_a_page_keeps_what_is_around_the_marks() -> None:
    begin, end = "<!-- begin: python -m knowledge counts --totals -->", "<!-- end -->"
    page = f"a{begin}b{end}c{end}d"
    assert put_between(page, "new\n") == f"a{begin}\nnew\n{end}c{end}d"


def codes(folder: Path, *faults: Fault) -> list[str]:
    files, _ = plant(whole_content(), *faults)
    return [finding.code for finding in findings_of(folder, files)]


def hours(path: str, old: str, low: float, typical: float, high: float) -> Fault:
    return Fault(path, old, f"{{low: {low:g}, typical: {typical:g}, high: {high:g}}}")


PYTHON_HOURS = "{low: 20, typical: 35, high: 60}"


@pytest.mark.parametrize(("typical", "is_found"), [(1982, False), (1983, True)])
def test_the_most_hours_of_a_role(typical: float, tmp_path: Path, *, is_found: bool) -> None:
    """Junior: python 2,000 h, git 8, reporting 10, and sql, which makes it 4,000 or 4,001."""
    found = codes(
        tmp_path,
        hours(PYTHON_PATH, PYTHON_HOURS, 20, 2000, 2000),
        hours(SQL_PATH, "{low: 8, typical: 16, high: 30}", 8, typical, 2000),
    )
    assert ("E003" in found) == is_found


@pytest.mark.parametrize(("typical", "is_found"), [(10, False), (9.5, True)])
def test_the_fewest_hours_of_a_role(typical: float, tmp_path: Path, *, is_found: bool) -> None:
    """A role of reporting alone: its 10 h, sql 16 h before it; python and r are open.

    sql is shortened to 10 h, so that with reporting at 10 h it is just 20 h.
    """
    before, _, after = whole_content()[ROLE_PATH].partition("requirements:\n")
    rest = after[after.index("review:") :]
    only = "requirements:\n  - {skill: reporting, level: 1, weight: 3, importance: core}\n"
    found = codes(
        tmp_path,
        Fault(ROLE_PATH, "", before + only + rest),
        hours(SQL_PATH, "{low: 8, typical: 16, high: 30}", 5, 10, 30),
        hours(REPORTING_PATH, "{low: 5, typical: 10, high: 20}", 5, typical, 20),
    )
    assert ("E003" in found) == is_found


def text_faults(length: int) -> list[Fault]:
    """One text of each kind that is that much longer than its limit."""
    return [
        Fault(GIT_PATH, "title: Git", f"title: {'T' * (80 + length)}"),
        Fault(GIT_PATH, "version control", "v" * (60 + length)),
        Fault(GIT_PATH, "Keep every version of a text.", "K" * (200 + length)),
        Fault(GIT_PATH, "Commit a change with a message", "Commit " + "x" * (153 + length)),
        Fault(PYTHON_PATH, "exercises are handed in as commits", "e" * (200 + length)),
        Fault(ROLE_PATH, "One scripting language", "O" * (80 + length)),
    ]


def test_texts_as_long_as_they_may_be(tmp_path: Path) -> None:
    assert "F008" not in codes(tmp_path, *text_faults(0))


def test_texts_one_character_too_long(tmp_path: Path) -> None:
    assert codes(tmp_path, *text_faults(1)).count("F008") == 6


@pytest.mark.parametrize(
    ("reviewed", "by", "found"),
    [
        ("2026-11-22", "2026-11-22", []),
        ("2026-11-22", "2026-11-21", ["F009"]),
        ("2026-02-28", "2027-02-30", ["F009"]),
        ("2026-02-29", "2027-02-28", ["F009"]),
        ("2024-02-29", "2027-02-28", []),
    ],
)
def test_dates_exist_and_run_forward(
    reviewed: str, by: str, found: list[str], tmp_path: Path
) -> None:
    old = "reviewed_on: 2026-11-22, review_by: 2027-11-22"
    new = f"reviewed_on: {reviewed}, review_by: {by}"
    codes_ = [code for code in codes(tmp_path, Fault(GIT_PATH, old, new)) if code == "F009"]
    assert codes_ == found


@pytest.mark.parametrize(
    ("can_do", "is_found"),
    [
        ("Commit a change", False),
        ("Bring a change home", False),
        ("Committing a change", True),
        ("Knows how to commit", True),
        ("Know how to commit", True),
        ("The commit of a change", True),
        ("commit a change", True),
        ("Re-order commits", False),
    ],
)
def test_a_can_do_begins_with_a_verb(can_do: str, tmp_path: Path, *, is_found: bool) -> None:
    fault = Fault(GIT_PATH, "Commit a change with a message", can_do)
    assert ("L003" in codes(tmp_path, fault)) == is_found


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("pyhton", ["python", "java", "typing"], ("python",)),
        ("sqll", ["sql", "mysql", "nosql"], ("sql",)),
        ("back", ["backend", "front-back", "feed back", "outback"], ("backend", "feed back")),
        ("zzz", ["python", "java"], ()),
        ("go", ["go"], ("go",)),
        ("g", ["go", "git"], ()),  # Nothing is near to so little.
        ("openssl", ["opengl", "openid"], ()),
        ("shell", ["helm", "shelf-life"], ()),
        ("web2", ["web3", "webb"], ()),
        ("flash", ["flask"], ()),
        ("falsk", ["flask"], ("flask",)),
        ("kotlyn", ["kotlin"], ("kotlin",)),
        ("", ["go"], ()),
    ],
)
def test_the_names_nearest_to_an_unknown_one(
    name: str, known: list[str], found: tuple[str, ...]
) -> None:
    assert closest(name, known)[: len(found)] == found
    assert closest(name, reversed(known)) == closest(name, known)
    assert bool(closest(name, known)) == bool(found)


def test_at_most_three_names_are_suggested() -> None:
    near = ["kotlin-a", "kotlin-b", "kotlin-c", "kotlin-d"]
    assert closest("kotlin", near) == ("kotlin-a", "kotlin-b", "kotlin-c")
    assert closest("kotlin", near, limit=1) == ("kotlin-a",)
    hint = suggest(near)
    assert hint.code == "did-you-mean"
    assert hint.params == {
        "n": 3,
        "first": "kotlin-a",
        "second": "kotlin-b",
        "third": "kotlin-c",
    }
    assert suggest(["a"]).params == {"n": 1, "first": "a", "second": "", "third": ""}
    otherwise = suggest(["nothing"])
    assert did_you_mean("zzz", ["kotlin"], otherwise=otherwise) is otherwise
    assert did_you_mean("kotlyn", ["kotlin"], otherwise=otherwise).params["first"] == "kotlin"


def texts(folder: Path) -> Mapping[SkillSlug, SkillText]:
    return library_of(folder).skill_texts


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SQL", ["sql"]),
        ("version", ["git"]),  # Begins an alias.
        ("version-control", ["git"]),  # Is one.
        ("control", ["git"]),  # A word of it.
        ("languag", ["r", "sql"]),  # Begins a word of a title, and of a former slug.
        ("orting", []),  # Inside a word only.
        ("data says", ["reporting"]),  # Words of the summary.
        ("programs in", ["python"]),
        ("ta", []),  # Begins words of summaries only.
        ("pythn", ["python"]),
        ("qqqq", []),
    ],
)
def test_what_a_search_finds(query: str, found: list[str], tmp_path: Path) -> None:
    assert list(NameSearch(texts(tmp_path)).find(query)) == found


def test_a_search_ranks_by_how_a_name_matches_and_then_by_title(tmp_path: Path) -> None:
    """r is a name; reporting begins with it. Nothing at all matches all skills, by title."""
    search = NameSearch(texts(tmp_path))
    assert list(search.find("r"))[:2] == ["r", "reporting"]
    assert list(search.find("")) == ["git", "python", "r", "reporting", "sql"]
    assert search.find("sql" + " " * 200) == search.find("sql")
    assert list(search.find("q" * 99 + "sql")) == []


def test_what_an_unknown_name_may_have_meant(tmp_path: Path) -> None:
    search = NameSearch(texts(tmp_path))
    assert search.suggest("Version Control") == (SkillSlug("git"),)
    assert search.suggest("pyton")[0] == "python"
    assert search.suggest("zzzzzz") == ()
