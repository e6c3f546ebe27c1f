"""Drafts that come before everything else hide no fault of what comes after them."""

from pathlib import Path

import pytest
from planted_faults import PLANTED, Planted
from said import said_in, shown
from small_content import TODAY, findings_of, plant, whole_content

from knowledge.cli.skeletons import project_skeleton, role_skeleton, skill_skeleton

_NEW = {"version": "1.3.0"}
DRAFTS = {
    "skills/data/aaa.yaml": skill_skeleton(
        slug="aaa", domain="data", new_id="skl_0000aaaa", today=TODAY, **_NEW
    ),
    "roles/aaa.yaml": role_skeleton(
        slug="aaa", skill="sql", new_id="rol_0000aaaa", today=TODAY, **_NEW
    ),
    "projects/aaa.yaml": project_skeleton(
        slug="aaa", role="data-analyst", skill="sql", new_id="prj_0000aaaa", **_NEW
    ),
}


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.name)
def test_a_fault_is_found_after_a_draft(planted: Planted, tmp_path: Path) -> None:
    files, _ = plant(whole_content() | DRAFTS, *planted.faults)
    found = [one for one in findings_of(tmp_path, files) if not one.path.endswith("/aaa.yaml")]
    assert planted.code in {one.code for one in found}
    expected = said_in("planted")[planted.name].splitlines()
    told = shown(found).splitlines()
    lost = [line for line in expected if line not in told and not line.startswith(" ")]
    assert [line for line in lost if "note L005" not in line] == []  # A draft requires steps too.
