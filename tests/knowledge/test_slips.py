"""Slips that editors make: each is told once, where it was made, with a mend that can be followed
to the letter.
"""

from pathlib import Path

import pytest
from small_content import (
    GIT_PATH,
    PYTHON_PATH,
    REPORTING_PATH,
    RESOURCE_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
    findings_of,
    place_of,
    plant,
    whole_content,
)

from knowledge.__main__ import main
from knowledge.findings import Finding, Severity

SYNTAX = (
    (Fault(GIT_PATH, "title: Git", "§title Git"), "write key: value"),
    (Fault(GIT_PATH, "title: Git", "§title:Git"), "write title: Git"),
    (Fault(GIT_PATH, "    can_do:\n", "    §can_do\n"), "write can_do:"),
    (Fault(GIT_PATH, "of a text.", "of a text§: all"), "double quotes"),
    (
        Fault(GIT_PATH, "      - Commit", "      - Aa\n      §-Commit"),
        "begin it with - and a space",
    ),
    (Fault(GIT_PATH, "    effort", "   §effort"), "give it the indentation"),
    (Fault(GIT_PATH, "    effort", "      §effort"), "indent it as the key above the list"),
    (Fault(GIT_PATH, "      - Commit", '      - §"Commit'), "close it"),
    (Fault(GIT_PATH, "Keep every", '"Keep" §every'), "one pair of quotes"),
    (Fault(GIT_PATH, "[version control]", "§[version control"), "write ] at its end"),
    (Fault(GIT_PATH, "{low: 4, typical", "{low: 4 typical§"), "commas between"),
    (Fault(GIT_PATH, "[version", "[§@version"), "double quotes"),
    (Fault(GIT_PATH, "- Commit", "- §*Commit*"), "double quotes"),
    (Fault(GIT_PATH, "review:", "§---\nreview:"), "make two files"),
    (Fault(GIT_PATH, "title: Git\n", "§<<<<<<< HEAD\ntitle: Git\n"), "keep one side"),
    (Fault(GIT_PATH, "high: 16}", "high: 16}§}"), "take out what is too much"),
)


@pytest.mark.parametrize(("fault", "mend"), SYNTAX, ids=lambda one: str(one)[-40:])
def test_a_slip_of_syntax_is_told_where_it_was_made(
    fault: Fault, mend: str, tmp_path: Path
) -> None:
    files, places = plant(whole_content(), fault)
    found = _errors(findings_of(tmp_path, files))
    assert [one.code for one in found] == ["S001"]
    assert [place_of(one) for one in found] == places, found
    assert mend in found[0].mend
    assert "not YAML" not in found[0].message


FIELDS = (
    ("S003", Fault(SQL_PATH, 'since: "1.0.0"', "since: §1.10"), 'three numbers, quoted: "1.0.0"'),
    ("F001", Fault(GIT_PATH, "low: 4,", "low: §4h,"), "write 4, the number alone"),
    ("F001", Fault(ROLE_PATH, "git, level: {senior: 2}", "git, level: §two"), "write 2"),
    ("F001", Fault(GIT_PATH, "[version control]", "§version control"), "write [version control]"),
    ("F001", Fault(GIT_PATH, "{low: 4, typical: 8, high: 16}", "§4-16"), "write {low: …"),
    ("F001", Fault(GIT_PATH, "- Commit a change", "- §Commit: a change"), "double quotes"),
    ("F003", Fault(SQL_PATH, "skill: git,", "skill: §Version Control,"), "version-control"),
    ("F003", Fault(ROLE_PATH, "{junior: 1", "{§junor: 1"), "did you mean junior?"),
    ("F003", Fault(GIT_PATH, "  2:\n", '  §"2":\n'), "write 2: without quotes"),
    ("F004", Fault(GIT_PATH, "typical: 8", "§typcal: 8"), "did you mean typical?"),
    ("F004", Fault(GIT_PATH, "low: 4,", "low: 4,§5,"), "a point, as in 4.5"),
    ("F004", Fault(GIT_PATH, "{low: 4,", "{§low:4,"), "write low: 4"),
    ("F004", Fault(REPORTING_PATH, "any_of:", "§anyof:"), "did you mean any_of?"),
    ("F004", Fault("rules/bands.yaml", "at_least: 70", "§atleast: 70"), "did you mean at_least?"),
    ("F006", Fault(ROLE_PATH, "- choose: 1\n    label", "- §label"), "add choose:"),
    ("F001", Fault(ROLE_PATH, "variants: [junior, senior]", "variants: §junior"), "[junior]"),
    ("F005", Fault(ROLE_PATH, "variants: [junior, senior]\n", "#\n"), "add variants:"),
    ("F002", Fault(ROLE_PATH, "senior]", "senior, §lead]"), "choose one of them"),
    ("F001", Fault(RESOURCE_PATH, "[Scott Chacon, Ben Straub]", "§Scott"), "write [Scott]"),
    ("F001", Fault("rules/bands.yaml", "expect: [ready]", "expect: §ready"), "write [ready]"),
    ("S007", Fault(GIT_PATH, "title: Git", "title: §&Git"), "write the value itself"),
    ("A002", Fault("rules/bands.yaml", "readiness, at_least: 7", "§readines, at_least: 7"), "?"),
    ("F001", Fault(GIT_PATH, "- Commit", "§-Commit"), "begin each entry with - and a space"),
    ("F002", Fault(GIT_PATH, "kind: skill", "kind: §role"), "move it to roles/"),
    ("S005", Fault(GIT_PATH, "title: Git", "title:§\u00a0Git"), "write a plain space"),
    ("S005", Fault(GIT_PATH, "title: Git", "title: Gi§\u200bt"), "take it out"),
    ("I008", Fault(GIT_PATH, "slug: git", "slug: §gitt"), "write slug: git, or call the file"),
)


@pytest.mark.parametrize(("code", "fault", "mend"), FIELDS, ids=lambda one: str(one)[-40:])
def test_one_slip_is_one_error_with_a_mend_for_just_this_case(
    code: str, fault: Fault, mend: str, tmp_path: Path
) -> None:
    files, places = plant(whole_content(), fault)
    found = _errors(findings_of(tmp_path, files))
    assert [one.code for one in found] == [code], found
    assert [place_of(one) for one in found] == (places or [place_of(found[0])])
    assert mend in found[0].mend


def _errors(found: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("name", ["git.yml", "git.YAML", "git.yaml.txt"])
def test_a_file_with_another_ending_is_one_error(name: str, tmp_path: Path) -> None:
    files = whole_content()
    files[f"skills/tools/{name}"] = files.pop(GIT_PATH)
    assert [(one.code, one.mend) for one in findings_of(tmp_path, files)] == [
        ("S009", "call the file git.yaml")
    ]


def test_a_folder_called_as_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "skills/tools/x.yaml").mkdir(parents=True)
    found = findings_of(tmp_path, whole_content())
    assert [(one.path, one.code) for one in found] == [("skills/tools/x.yaml", "S009")]


def test_the_copy_of_a_file_is_told_and_not_the_file(tmp_path: Path) -> None:
    files = whole_content()
    files["skills/tools/a copy.yaml"] = files[PYTHON_PATH]
    errors = _errors(findings_of(tmp_path, files))
    assert {one.path for one in errors} == {"skills/tools/a copy.yaml"}
    assert {one.code for one in errors} == {"I001", "I002", "I008"}
    assert any("delete the copy" in one.mend for one in errors)


def test_bytes_of_windows_are_named_by_their_sign(tmp_path: Path) -> None:
    files, _ = plant(whole_content(), Fault(GIT_PATH, "of a text", "of \udc93a\udc94 text"))
    found = findings_of(tmp_path, files)
    assert [one.message for one in found] == ["byte 0x93 is not UTF-8; in Windows-1252 it is “"]


@pytest.mark.parametrize("tab", ["\t", "\t\t"])
def test_fix_gives_tabs_the_width_that_leaves_a_readable_file(tab: str, tmp_path: Path) -> None:
    files, _ = plant(whole_content(), Fault(GIT_PATH, "    can_do:", f"{tab}can_do:"))
    assert findings_of(tmp_path, files)
    assert main(["check", "--fix", "--content", str(tmp_path)]) == 0
    assert (tmp_path / GIT_PATH).read_text(encoding="utf-8") == whole_content()[GIT_PATH]


def test_a_content_folder_that_is_not_there_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--content", str(tmp_path / "nowhere")]) == 1
    assert "there is no such folder" in capsys.readouterr().out


def test_preview_says_that_a_role_is_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings_of(tmp_path, whole_content())
    where = ["--content", str(tmp_path)]
    assert main(["new", "role", "data-steward", *where]) == 0
    assert main(["preview", "data-steward", *where]) == 2
    assert "it is a draft: write status: active" in capsys.readouterr().out
