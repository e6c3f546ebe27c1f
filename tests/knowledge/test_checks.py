"""Every rule of the gate finds its fault at its place, and nothing else."""

import importlib
import re
from pathlib import Path

import pytest
from planted_faults import PLANTED, Planted
from said import said_in, shown
from small_content import (
    TODAY,
    Place,
    findings_of,
    place_of,
    plant,
    whole_content,
    write_content,
)

from engine import SourceRef
from knowledge import checks
from knowledge.checks.registry import CHECKS, GROUPS, REGISTRY, severity_of
from knowledge.findings import Severity, Violation
from knowledge.gate import check_folder

ELSEWHERE = {"E002", "F011", "I005", "I007", "I010"}
"""Rules that need more than a planted fault; they have tests of their own."""


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.name)
def test_a_planted_fault_is_found_where_it_is_and_told_in_words(
    planted: Planted, tmp_path: Path
) -> None:
    files, places = plant(whole_content(), *planted.faults)
    found = findings_of(tmp_path, files)
    hits = [one for one in found if one.code == planted.code]
    expected = places or [_default_place(planted)]
    assert sorted(place_of(one) for one in hits) == expected, found
    assert {one.severity for one in hits} == {planted.severity}
    others = {one.code for one in found if one.severity is Severity.ERROR}
    assert others - {planted.code} <= set(planted.also), found
    assert shown(found) == said_in("planted")[planted.name]


def _default_place(planted: Planted) -> Place:
    """Where something missing is reported when no place can be marked: the top of the file."""
    return Place(planted.faults[0].path, 1, 1)


def test_every_registered_code_has_a_planted_fault_and_every_planted_fault_a_registered_code() -> (
    None
):
    assert {check.code for check in REGISTRY} - ELSEWHERE == {one.code for one in PLANTED}


def test_every_check_keeps_silent_on_whole_content(tmp_path: Path) -> None:
    corpus = check_folder(write_content(tmp_path, whole_content()), today=TODAY).corpus
    assert [list(check(corpus)) for check in CHECKS] == [[] for _ in CHECKS]


def test_codes_are_unique_and_in_the_order_of_their_groups() -> None:
    codes = [check.code for check in REGISTRY]
    assert codes == sorted(set(codes), key=lambda code: (GROUPS.index(code[0]), code))
    assert [code for code in codes if not re.fullmatch("[A-Z][0-9]{3}", code)] == []


def test_every_file_of_the_room_is_registered_and_only_its_docstring_names_its_codes() -> None:
    """A check that is not in the registry would never run, and one under another code would lie."""
    named: dict[str, set[str]] = {}
    for check in REGISTRY:
        if check.run is not None:
            named.setdefault(check.run.__module__, set()).add(check.code)
    room = Path(checks.__file__ or "").parent
    files = {f"knowledge.checks.{path.stem}" for path in room.glob("[a-z]*.py")}
    assert files - {"knowledge.checks.registry"} == set(named)
    for name, codes in named.items():
        doc = importlib.import_module(name).__doc__ or ""
        assert set(re.findall(r"[A-Z][0-9]{3}", doc.partition(":")[0])) == codes, name


def test_one_variant_of_a_rule_may_be_milder_than_the_rule() -> None:
    place = SourceRef("x.yaml", 1, 1)
    missing = Violation.of(place, "S009.missing", file="x.yaml")
    assert severity_of(missing) is Severity.ERROR
    assert severity_of(Violation.of(place, "S009.out-of-place")) is Severity.WARNING


def test_hours_far_from_those_of_the_domain_are_reported(tmp_path: Path) -> None:
    files = whole_content()
    for number in range(6):
        slug = f"tool-{number}"
        text = files["skills/tools/r.yaml"].replace("slug: r", f"slug: {slug}")
        text = text.replace("skl_00000004", f"skl_0000001{number}").replace("R language", slug)
        text = text.replace("Fit a line", f"Fit {number} lines")
        files[f"skills/tools/{slug}.yaml"] = text
    files["skills/tools/tool-5.yaml"] = files["skills/tools/tool-5.yaml"].replace(
        "{low: 20, typical: 35, high: 60}", "{low: 20, typical: 350, high: 600}"
    )
    reported = [place_of(one) for one in findings_of(tmp_path, files) if one.code == "E002"]
    assert reported == [Place("skills/tools/tool-5.yaml", 14, 19)]
