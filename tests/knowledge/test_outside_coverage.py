"""What others say our roles need, beside what we have: technologies of O*NET, skills of GDaD."""

import csv
import re
from functools import cache

import pytest
import yaml
from msgspec import Struct, convert
from our_content import HERE, our_library
from real_data import ROOT, real_file

from engine import RoleSlug, SkillSlug

COVERAGE_PAGE = ROOT / "docs" / "coverage.md"


@cache
def judged() -> dict[str, dict[str, str]]:
    """Technology → `skill` and `as`, or `left_out`."""
    text = (HERE / "onet_coverage.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded


def rows_of_our_occupations() -> list[dict[str, str]]:
    """Technologies marked hot or in demand for an occupation that a role of ours maps to."""
    codes = {
        mapping.ref
        for text in our_library().role_texts.values()
        for mapping in text.mappings
        if mapping.system == "onet_soc"
    }
    with real_file("onet/technology_skills.csv").open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["soc"] in codes and "Y" in (row["hot"], row["in_demand"])
        ]


def share_covered(rows: list[dict[str, str]]) -> float:
    """Rows whose technology a skill covers, of all rows."""
    return sum("skill" in judged()[row["example"]] for row in rows) / len(rows)


def test_every_technology_in_demand_is_covered_or_left_out_with_a_reason() -> None:
    assert {row["example"] for row in rows_of_our_occupations()} == set(judged())
    for name, verdict in judged().items():
        assert set(verdict) in ({"skill", "as"}, {"left_out"}), name
        assert "skill" in verdict or len(verdict["left_out"].split()) >= 4, name


@pytest.mark.parametrize("name", sorted(name for name, one in judged().items() if "skill" in one))
def test_a_covered_technology_is_found_under_its_skill(name: str) -> None:
    text = our_library().skill_text(SkillSlug(judged()[name]["skill"]))
    assert judged()[name]["as"] in {text.title, *text.aliases}


def test_most_of_what_is_hot_and_in_demand_is_covered() -> None:
    rows = rows_of_our_occupations()
    both = [row for row in rows if row["hot"] == row["in_demand"] == "Y"]
    assert share_covered(both) >= 0.90
    assert share_covered(rows) >= 0.80


def test_the_page_states_the_shares_as_they_are() -> None:
    rows = rows_of_our_occupations()
    both = [row for row in rows if row["hot"] == row["in_demand"] == "Y"]
    page = COVERAGE_PAGE.read_text(encoding="utf-8")
    for marked in (rows, both):
        covered = round(share_covered(marked) * len(marked))
        assert f"{covered:,} of {len(marked):,} rows ({share_covered(marked):.1%})" in page


def test_skills_that_the_page_names_exist() -> None:
    page = COVERAGE_PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`", page))
    known = set(our_library().graph.skills) | set(our_library().roles)
    assert named - known == set()


class Judgement(Struct, frozen=True):
    """Role of GDaD → role of ours; skill of GDaD → skills of ours that say the same."""

    roles: dict[str, str]
    skills: dict[str, tuple[str, ...]]


@cache
def judgement() -> Judgement:
    """What gdad_coverage.yaml says."""
    text = (HERE / "gdad_coverage.yaml").read_text(encoding="utf-8")
    return convert(yaml.safe_load(text), Judgement)


def gdad_demands() -> set[tuple[str, str]]:
    """(role, skill) of GDaD for the roles that have a counterpart here."""
    name = "frameworks/gdad/gdad_role_skill_levels.csv"
    with real_file(name).open(encoding="utf-8", newline="") as file:
        return {
            (row["role"], row["skill"])
            for row in csv.DictReader(file)
            if row["role"] in judgement().roles
        }


def test_every_skill_of_a_counterpart_is_judged() -> None:
    demands = gdad_demands()
    assert {role for role, _ in demands} == set(judgement().roles)
    assert {skill for _, skill in demands} == set(judgement().skills)
    library = our_library()
    assert set(judgement().roles.values()) <= set(library.roles)
    named = {slug for slugs in judgement().skills.values() for slug in slugs}
    assert named - set(library.graph.skills) == set()


def test_the_page_lists_just_what_our_roles_lack_beside_their_counterparts() -> None:
    lacking = {
        (theirs, judgement().roles[theirs], skill)
        for theirs, skill in gdad_demands()
        if not _asked_of(judgement().roles[theirs]) & set(judgement().skills[skill])
    }
    table = re.findall(
        r"^\| ([^|]+) \| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \|$",
        COVERAGE_PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert {(theirs, ours, skill) for theirs, ours, skill, _ in table} == lacking
    assert [why for *_, why in table if len(why.split()) < 5] == []


def _asked_of(role: str) -> set[str]:
    return {
        target.skill
        for requirements in our_library().roles[RoleSlug(role)].variants.values()
        for requirement in requirements
        for target in requirement.targets
    }
