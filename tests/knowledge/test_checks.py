"""Every rule of the gate finds its fault at its place, and nothing else."""

import re
from pathlib import Path

import pytest
from planted_faults import PLANTED, Planted
from small_content import Place, findings_of, place_of, plant, whole_content

import knowledge
from knowledge.findings import Severity

ELSEWHERE = {"E002", "F011", "I005", "I007", "I010"}
"""Rules that need more than a planted fault; they have tests of their own."""


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: f"{one.code} {one.title}")
def test_a_planted_fault_is_found_where_it_stands(planted: Planted, tmp_path: Path) -> None:
    files, places = plant(whole_content(), *planted.faults)
    found = findings_of(tmp_path, files)
    hits = [one for one in found if one.code == planted.code]
    expected = places or [_default_place(planted)]
    assert sorted(place_of(one) for one in hits) == expected, found
    assert {one.severity for one in hits} == {planted.severity}
    others = {one.code for one in found if one.severity is Severity.ERROR}
    assert others - {planted.code} <= set(planted.also), found


def _default_place(planted: Planted) -> Place:
    """Where something missing is reported when no place can be marked: the top of the file."""
    return Place(planted.faults[0].path, 1, 1)


def test_every_finding_says_how_to_mend_it(tmp_path: Path) -> None:
    for number, planted in enumerate(PLANTED):
        files, _ = plant(whole_content(), *planted.faults)
        for one in findings_of(tmp_path / str(number), files):
            assert one.mend.strip(), one
            assert one.message.strip(), one


def test_every_code_that_the_gate_knows_has_a_planted_fault() -> None:
    room = Path(str(knowledge.__file__)).parent
    known = {
        code
        for path in room.rglob("*.py")
        for code in re.findall(r'"([A-Z][0-9]{3})"', path.read_text(encoding="utf-8"))
    }
    assert known - ELSEWHERE == {one.code for one in PLANTED}


def test_hours_far_from_what_is_usual_in_the_domain_are_told(tmp_path: Path) -> None:
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
    told = [place_of(one) for one in findings_of(tmp_path, files) if one.code == "E002"]
    assert told == [Place("skills/tools/tool-5.yaml", 14, 19)]
