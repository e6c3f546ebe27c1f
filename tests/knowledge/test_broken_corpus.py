"""A corpus with many faults yields every one of them in one run, each at its place."""

from pathlib import Path

from small_content import (
    GIT_PATH,
    PYTHON_PATH,
    R_PATH,
    REPORTING_PATH,
    RESOURCE_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
    Place,
    findings_of,
    place_of,
    plant,
    whole_content,
)

from knowledge.findings import Severity

MANY = (
    ("S002", Fault(GIT_PATH, "domain: tools", "domain: tools\n§title: Git again")),
    ("F004", Fault(GIT_PATH, "summary:", "§sumary: x\nsummary:")),
    ("F001", Fault(GIT_PATH, "aliases: [version control]", "aliases: §version control")),
    ("F002", Fault(GIT_PATH, "status: active", "status: §actve")),
    ("R002", Fault(GIT_PATH, "[pro-git]", "[pro-git, §pro-gt]")),
    ("F003", Fault(GIT_PATH, "low: 6,", "low: §-6,")),
    ("S003", Fault(SQL_PATH, 'since: "1.0.0"', "since: §1.10")),
    ("R001", Fault(SQL_PATH, "{skill: git,", "{skill: §gitt,")),
    ("X001", Fault(SQL_PATH, 'ref: "http', 'ref: §"ftp')),
    ("E001", Fault(SQL_PATH, "effort_hours: {low: 8,", "effort_hours: §{low: 18,")),
    ("I001", Fault(PYTHON_PATH, "id: skl_00000003", "id: §skl_00000001")),
    ("R003", Fault(PYTHON_PATH, "domain: tools", "domain: §tols")),
    ("R004", Fault(PYTHON_PATH, "{skill: git, level: 1", "{skill: git, level: §3")),
    ("G006", Fault(REPORTING_PATH, "any_of: [{skill: python, level: 1}, ", "§any_of: [")),
    ("F009", Fault(REPORTING_PATH, "review_by: 2027-11-22", "review_by: §2027-02-30")),
    ("O001", Fault(ROLE_PATH, "junior: 1, senior: 2", "junior: 1, senior: §4")),
    ("F003", Fault(ROLE_PATH, "weight: 3", "weight: §11")),
    ("O002", Fault(ROLE_PATH, "{skill: r, level: {senior", "{skill: §sql, level: {senior")),
    ("U001", Fault(RESOURCE_PATH, "url: https://", "url: §htps://")),
    ("A006", Fault("rules/bands.yaml", "- {given: {readiness: 85,", "- §{given: {readiness: 69,")),
)


def test_many_faults_in_many_files_are_all_found_in_one_run(tmp_path: Path) -> None:
    files, _ = plant(whole_content(), *(fault for _, fault in MANY))
    errors = [one for one in findings_of(tmp_path, files) if one.severity is Severity.ERROR]
    assert {(place_of(one), one.code) for one in errors} == set(_expected())


def _expected() -> list[tuple[Place, str]]:
    """Where each fault is once all the others are there too."""
    expected = []
    for code, marked in MANY:
        others = [
            fault if fault is marked else Fault(fault.path, fault.old, fault.new.replace("§", ""))
            for _, fault in MANY
        ]
        _, places = plant(whole_content(), *others)
        expected.append((places[0], code))
    return expected


def test_a_reference_to_a_file_that_cannot_be_read_is_not_reported_again(tmp_path: Path) -> None:
    files, places = plant(whole_content(), Fault(SQL_PATH, "title: SQL", "title: SQL\n §x: 1: 2"))
    found = findings_of(tmp_path, files)
    assert [one.code for one in found] == ["S001"]
    assert [one.line for one in found] == [places[0].line]


def test_every_file_broken_at_once_is_told_file_by_file(tmp_path: Path) -> None:
    files = {path: text + "\n- [" for path, text in whole_content().items()}
    found = findings_of(tmp_path, files)
    assert {one.path for one in found} == set(files)


def test_equal_content_gives_equal_findings_in_one_order(tmp_path: Path) -> None:
    files, _ = plant(whole_content(), *(fault for _, fault in MANY))
    once = findings_of(tmp_path / "once", files)
    again = findings_of(tmp_path / "again", dict(reversed(list(files.items()))))
    assert once == again
    assert list(once) == sorted(once, key=lambda one: (one.path, one.line, one.column, one.code))


def test_a_file_without_title_is_still_checked_for_everything_else(tmp_path: Path) -> None:
    faults = (
        Fault(R_PATH, "title: R language\n", "#\n"),
        Fault(R_PATH, "domain: tools", "domain: §tols"),
    )
    files, places = plant(whole_content(), *faults)
    found = findings_of(tmp_path, files)
    assert {one.code for one in found} == {"F005", "R003"}
    assert [place_of(one) for one in found if one.code == "R003"] == places
