"""Mistakes that editors make: each is reported once, where it was made, with a fix that works
exactly as written.
"""

from pathlib import Path

import pytest
from said import said_in, shown
from small_content import (
    GIT_PATH,
    PYTHON_PATH,
    REPORTING_PATH,
    RESOURCE_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
    findings_of,
    fix_of,
    message_of,
    place_of,
    plant,
    whole_content,
)

from knowledge.__main__ import main
from knowledge.findings import Finding, Severity

SYNTAX = (
    (Fault(GIT_PATH, "title: Git", "§title Git"), "Write `key: value`"),
    (Fault(GIT_PATH, "title: Git", "§title:Git"), "Write `title: Git`"),
    (Fault(GIT_PATH, "    can_do:\n", "    §can_do\n"), "Write `can_do:`"),
    (Fault(GIT_PATH, "of a text.", "of a text§: all"), "double quotes"),
    (
        Fault(GIT_PATH, "      - Commit", "      - Aa\n      §-Commit"),
        "Start it with `-` and a space",
    ),
    (Fault(GIT_PATH, "    effort", "   §effort"), "Give it the same indentation"),
    (Fault(GIT_PATH, "    effort", "      §effort"), "Indent it like the key above the list"),
    (Fault(GIT_PATH, "      - Commit", '      - §"Commit'), "Close it"),
    (Fault(GIT_PATH, "Keep every", '"Keep" §every'), "one pair of quotes"),
    (Fault(GIT_PATH, "[version control]", "§[version control"), "Write `]` at its end"),
    (Fault(GIT_PATH, "{low: 4, typical", "{low: 4 typical§"), "commas between"),
    (Fault(GIT_PATH, "[version", "[§@version"), "double quotes"),
    (Fault(GIT_PATH, "- Commit", "- §*Commit*"), "double quotes"),
    (Fault(GIT_PATH, "review:", "§---\nreview:"), "split the file in two"),
    (Fault(GIT_PATH, "title: Git\n", "§<<<<<<< HEAD\ntitle: Git\n"), "Keep one side"),
    (Fault(GIT_PATH, "high: 16}", "high: 16}§}"), "Remove what is left over"),
)


@pytest.mark.parametrize(("fault", "fix"), SYNTAX, ids=lambda one: str(one)[-40:])
def test_a_syntax_error_is_reported_where_it_was_made(
    fault: Fault, fix: str, tmp_path: Path
) -> None:
    files, places = plant(whole_content(), fault)
    found = findings_of(tmp_path, files)
    assert [one.code for one in found] == ["S001"]
    assert [place_of(one) for one in found] == places, found
    assert fix in fix_of(found[0])
    assert shown(found) == said_in("slips")[name_of(fault)]


FIELDS = (
    ("S003", Fault(SQL_PATH, 'since: "1.0.0"', "since: §1.10"), 'three numbers in quotes: "1.0.0"'),
    ("F001", Fault(GIT_PATH, "low: 4,", "low: §4h,"), "Write `4`: the number alone"),
    ("F001", Fault(ROLE_PATH, "git, level: {senior: 2}", "git, level: §two"), "Write `2`"),
    ("F001", Fault(GIT_PATH, "[version control]", "§version control"), "Write `[version control]`"),
    ("F001", Fault(GIT_PATH, "{low: 4, typical: 8, high: 16}", "§4-16"), "Write `{low: …"),
    ("F001", Fault(GIT_PATH, "- Commit a change", "- §Commit: a change"), "double quotes"),
    ("F003", Fault(SQL_PATH, "skill: git,", "skill: §Version Control,"), "version-control"),
    ("O006", Fault(ROLE_PATH, "{junior: 1", "{§junor: 1"), "Did you mean `junior`?"),
    ("F003", Fault(GIT_PATH, "  2:\n", '  §"2":\n'), "Write `2:` without quotes"),
    ("F004", Fault(GIT_PATH, "typical: 8", "§typcal: 8"), "Did you mean `typical`?"),
    ("F004", Fault(GIT_PATH, "low: 4,", "low: 4,§5,"), "a decimal point, as in 4.5"),
    ("F004", Fault(GIT_PATH, "{low: 4,", "{§low:4,"), "Write `low: 4`"),
    ("F004", Fault(REPORTING_PATH, "any_of:", "§anyof:"), "Did you mean `any_of`?"),
    ("F004", Fault("rules/bands.yaml", "at_least: 70", "§atleast: 70"), "Did you mean `at_least`?"),
    ("F006", Fault(ROLE_PATH, "- choose: 1\n    label", "- §label"), "Add `choose:`"),
    (
        "F001",
        Fault(ROLE_PATH, "variants: [junior, senior]", "variants: §junior"),
        "Write `[junior]`",
    ),
    ("F005", Fault(ROLE_PATH, "variants: [junior, senior]\n", "#\n"), "Add `variants:`"),
    ("F003", Fault(ROLE_PATH, "senior]", "senior, §Team lead]"), "team-lead"),
    ("F005", Fault(ROLE_PATH, "senior]", "§{slug: senior}]"), "Add `title:`"),
    ("F001", Fault(RESOURCE_PATH, "[Scott Chacon, Ben Straub]", "§Scott"), "Write `[Scott]`"),
    ("F001", Fault("rules/bands.yaml", "expect: [ready]", "expect: §ready"), "Write `[ready]`"),
    ("S007", Fault(GIT_PATH, "title: Git", "title: §&Git"), "write out the value"),
    ("A002", Fault("rules/bands.yaml", "readiness, at_least: 7", "§readines, at_least: 7"), "?"),
    ("F001", Fault(GIT_PATH, "- Commit", "§-Commit"), "Start each entry with `-` and a space"),
    ("F002", Fault(GIT_PATH, "kind: skill", "kind: §role"), "Move the file to roles/"),
    ("S005", Fault(GIT_PATH, "title: Git", "title:§\u00a0Git"), "Use a plain space"),
    ("S005", Fault(GIT_PATH, "title: Git", "title: Gi§\u200bt"), "Remove it"),
    ("I008", Fault(GIT_PATH, "slug: git", "slug: §gitt"), "Write `slug: git`, or rename the file"),
)


@pytest.mark.parametrize(("code", "fault", "fix"), FIELDS, ids=lambda one: str(one)[-40:])
def test_one_mistake_is_one_error_with_a_fix_for_just_this_case(
    code: str, fault: Fault, fix: str, tmp_path: Path
) -> None:
    files, places = plant(whole_content(), fault)
    all_found = findings_of(tmp_path, files)
    found = _errors(all_found)
    assert [one.code for one in found] == [code], found
    assert [place_of(one) for one in found] == (places or [place_of(found[0])])
    assert fix in fix_of(found[0])
    assert shown(all_found) == said_in("slips")[name_of(fault)]


def name_of(fault: Fault) -> str:
    """What was written, and what is instead."""
    return f"{fault.path}: {fault.old!r} → {fault.new!r}"


def _errors(found: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("name", ["git.yml", "git.YAML", "git.yaml.txt"])
def test_a_file_with_another_ending_is_one_error(name: str, tmp_path: Path) -> None:
    files = whole_content()
    files[f"skills/tools/{name}"] = files.pop(GIT_PATH)
    assert [(one.code, fix_of(one)) for one in findings_of(tmp_path, files)] == [
        ("S009", "Rename the file to git.yaml")
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
    assert any("Delete the copy" in fix_of(one) for one in errors)


def test_bytes_of_windows_are_named_by_their_sign(tmp_path: Path) -> None:
    files, _ = plant(whole_content(), Fault(GIT_PATH, "of a text", "of \udc93a\udc94 text"))
    found = findings_of(tmp_path, files)
    assert [message_of(one) for one in found] == [
        "Byte 0x93 is not valid UTF-8; in Windows-1252 it is “"
    ]


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
    assert "The folder does not exist" in capsys.readouterr().out


def test_preview_says_that_a_role_is_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings_of(tmp_path, whole_content())
    where = ["--content", str(tmp_path)]
    assert main(["new", "role", "data-steward", *where]) == 0
    assert main(["preview", "data-steward", *where]) == 2
    assert "It is a draft; set `status: active`" in capsys.readouterr().out
