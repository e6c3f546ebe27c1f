"""What editors type: check, its fixes and formats, schema, new and preview."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from small_content import (
    GIT_PATH,
    PYTHON_PATH,
    R_PATH,
    REPORTING_PATH,
    RESOURCE_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
    plant,
    whole_content,
    write_content,
)

from knowledge import Library
from knowledge.__main__ import main
from knowledge.cli.check import CheckOptions, run_check
from knowledge.findings import Severity
from knowledge.gate import check_folder


def content_in(folder: Path, *faults: Fault) -> Path:
    files, _ = plant(whole_content(), *faults)
    return write_content(folder, files)


def test_check_passes_whole_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", str(content_in(tmp_path))]) == 0
    assert capsys.readouterr().out == "Content OK: 0 errors, 0 warnings, 0 notes\n"


def test_check_prints_place_code_message_and_fix_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_in(tmp_path, Fault(REPORTING_PATH, "skill: sql", "skill: sqll"))
    assert main(["check", "--content", str(content)]) == 1
    out = capsys.readouterr().out
    assert f"{REPORTING_PATH}:18:17: error R001: Unknown skill `sqll`\n" in out
    assert "    fix: Did you mean `sql`?\n" in out
    assert out.endswith("Content has errors: 1 error, 0 warnings, 0 notes\n")


def test_warnings_alone_do_not_fail_the_check(tmp_path: Path) -> None:
    content = content_in(tmp_path, Fault(GIT_PATH, "- Commit a", "- Knowledge of a"))
    assert main(["check", "--content", str(content)]) == 0


def test_notes_are_shown_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = content_in(tmp_path, Fault(GIT_PATH, "review_by: 2027", "review_by: 2026"))
    main(["check", "--content", str(content)])
    quiet = capsys.readouterr().out
    main(["check", "--notes", "--content", str(content)])
    assert len(capsys.readouterr().out) >= len(quiet)


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_findings_for_programs_are_json(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_in(tmp_path, Fault(GIT_PATH, "domain: tools", "domain: tol"))
    assert main(["check", "--format", name, "--content", str(content)]) == 1
    found = json.loads(capsys.readouterr().out)
    if name == "json":
        assert [(one["code"], one["line"], one["column"]) for one in found] == [("R003", 9, 9)]
        assert found[0]["path"].endswith(GIT_PATH)
        assert found[0]["message"] == "Unknown domain `tol`"
        assert found[0]["fix"] == "Choose one from domains.yaml"
        assert found[0]["fixable"] is False
    else:
        rules = found["runs"][0]["tool"]["driver"]["rules"]
        title = {"text": "Domains come from domains.yaml"}
        assert rules == [{"id": "R003", "shortDescription": title}]
        result = found["runs"][0]["results"][0]
        text = "Unknown domain `tol`. Fix: Choose one from domains.yaml"
        assert result["message"] == {"text": text}
        assert result["ruleId"] == "R003"
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": 9, "startColumn": 9}
        assert found["version"] == "2.1.0"


def test_findings_for_github_are_workflow_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_in(tmp_path, Fault(GIT_PATH, "domain: tools", "domain: 50%\n#"))
    main(["check", "--format", "github", "--content", str(content)])
    out = capsys.readouterr().out
    assert out.startswith("::error file=")
    assert ",line=9,col=9,title=F003::" in out
    assert "50%25" in out


FIXABLE = (
    Fault(GIT_PATH, "id: skl_00000001\n", "# a comment that stays\n"),
    Fault(GIT_PATH, "[version control]", "[on]"),
    Fault(SQL_PATH, 'since: "1.0.0"', "since: 1.10"),
    Fault(SQL_PATH, "title: SQL\n", "title: SQL\t# tabbed\n"),
    Fault(PYTHON_PATH, "# yaml", "\ufeff# yaml"),
    Fault(PYTHON_PATH, "title: Python\n", "title: Python\r\n"),
    Fault(REPORTING_PATH, "skill: sql", "skill: structured-query-language"),
    Fault(
        REPORTING_PATH,
        "# yaml-language-server: $schema=../../../schema/skill.schema.json\n",
        "# my note\n",
    ),
    Fault(RESOURCE_PATH, "url: https://", "url: http://"),
    Fault(ROLE_PATH, "id: rol_00000001", "id: NEW"),
    Fault(R_PATH, "domain: tools", "domain: data"),
)


def test_fix_repairs_what_is_safe_and_preserves_every_comment(tmp_path: Path) -> None:
    content = content_in(tmp_path, *FIXABLE)
    assert main(["check", "--content", str(content)]) == 1
    main(["check", "--fix", "--content", str(content)])
    left = check_folder(content).findings
    assert {one.code for one in left} == {"S003"}, left  # 1.10 is no version, quoted or not
    assert "# a comment that stays" in (content / GIT_PATH).read_text(encoding="utf-8")
    assert "# my note" in (content / REPORTING_PATH).read_text(encoding="utf-8")
    assert b"\r" not in (content / PYTHON_PATH).read_bytes()
    assert 'aliases: ["on"]' in (content / GIT_PATH).read_text(encoding="utf-8")


def test_fix_leaves_whole_content_byte_for_byte_alone(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    assert main(["check", "--fix", "--content", str(content)]) == 0
    assert {path: path.read_bytes() for path in content.rglob("*.yaml")} == before


def test_fix_generates_ids_that_are_all_different(tmp_path: Path) -> None:
    ids = [
        (path, whole_content()[path].split("id: ")[1][:12]) for path in (GIT_PATH, SQL_PATH, R_PATH)
    ]
    content = content_in(tmp_path, *(Fault(path, one, "NEW") for path, one in ids))
    assert main(["check", "--fix", "--content", str(content)]) == 0
    drawn = {(content / path).read_text(encoding="utf-8").split("id: ")[1][:12] for path, _ in ids}
    assert len(drawn) == 3


DISAPPEARED = {
    "an id changed": (
        (Fault(GIT_PATH, "skl_00000001", "skl_0000000a"),),
        f"{GIT_PATH}:3:5: error I005",
    ),
    "a resource vanished": (
        (
            Fault(RESOURCE_PATH, "kind", ""),
            Fault(GIT_PATH, "[pro-git]", "[first-steps]"),
        ),
        "redirects.yaml:1:1: error I007",
    ),
    "a slug changed": (
        (
            Fault(SQL_PATH, "former_slugs: [structured-query-language]\n", "#\n"),
            Fault(SQL_PATH, "slug: sql", "slug: tables"),
        ),
        f"{SQL_PATH}:4:7: error I010",
    ),
}


@pytest.mark.parametrize("name", DISAPPEARED)
def test_what_the_last_release_published_may_not_disappear(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faults, reported = DISAPPEARED[name]
    artifact = tmp_path / "last.json"
    artifact.write_bytes(Library.load(content_in(tmp_path / "last")).artifact)
    content = content_in(tmp_path / "next", *faults)
    assert main(["check", "--since", str(artifact), "--content", str(content)]) == 1
    assert reported in capsys.readouterr().out


def test_a_redirect_accounts_for_what_is_gone(tmp_path: Path) -> None:
    artifact = tmp_path / "last.json"
    artifact.write_bytes(Library.load(content_in(tmp_path / "last")).artifact)
    line = "redirects:\n  - {of: resource, id: res_00000001, slug: pro-git, change: retired, "
    content = content_in(
        tmp_path / "next",
        Fault(RESOURCE_PATH, "kind", ""),
        Fault(GIT_PATH, "[pro-git]", "[first-steps]"),
        Fault("redirects.yaml", "redirects: []", line + 'since: "1.1.0"}'),
    )
    assert main(["check", "--since", str(artifact), "--content", str(content)]) == 0


def test_an_unreadable_release_is_an_error_of_the_command_line(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    assert main(["check", "--since", str(tmp_path / "none"), "--content", str(content)]) == 2


def test_new_writes_a_skill_a_role_and_a_project_that_pass_as_they_are(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    where = ["--content", str(content)]
    assert main(["new", "skill", "data-quality", "--domain", "data", *where]) == 0
    assert main(["new", "role", "data-steward", *where]) == 0
    assert main(["new", "project", "a-dashboard", *where]) == 0
    found = check_folder(content).findings
    assert [one for one in found if one.severity is not Severity.NOTE] == []
    text = (content / "skills/data/data-quality.yaml").read_text(encoding="utf-8")
    assert "title: Data quality" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["skill", "git", "--domain", "tools"], "The skill `git` already exists"),
        (["skill", "Git Hub", "--domain", "tools"], "is not a slug"),
        (["skill", "docker", "--domain", "tols"], "Did you mean `tools`?"),
        (["skill", "docker"], "needs --domain"),
        (["skill", "../../evil", "--domain", "tools"], "is not a slug"),
        (["skill", "structured-query-language", "--domain", "data"], "former slug of `sql`"),
        (["project", "a-report"], "The project `a-report` already exists"),
        (["role", "data-analyst"], "The role `data-analyst` already exists"),
    ],
)
def test_new_rejects_what_cannot_be_created(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments, "--content", str(content_in(tmp_path))]) == 2
    assert words in capsys.readouterr().out


def test_preview_shows_the_phased_roadmap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_in(tmp_path / "content")
    profile = tmp_path / "me.yaml"
    profile.write_text("sql: 1\n", encoding="utf-8")
    where = ["--content", str(content), "--profile", str(profile)]
    assert main(["preview", "data-analyst", "--variant", "senior", "--hours", "8", *where]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Data analyst, senior, at 8 h a week (knowledge 1.4.0, ")
    assert "SQL 2" in out
    assert "SQL 1" not in out
    assert "choice: One scripting language: " in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["data-anlyst"], "Did you mean `data-analyst`?"),
        (["data-analyst", "--variant", "boss"], "the role has junior and senior"),
    ],
)
def test_preview_of_an_unknown_name_suggests_a_known_one(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", *arguments, "--content", str(content_in(tmp_path))]) == 2
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("text", ["- a\n", "sql: two\n", "sql: 9\n", "sqll: 1\n", "[" * 60_000])
def test_preview_rejects_an_invalid_profile(text: str, tmp_path: Path) -> None:
    content = content_in(tmp_path / "content")
    profile = tmp_path / "me.yaml"
    profile.write_text(text, encoding="utf-8")
    where = ["--content", str(content), "--profile", str(profile)]
    assert main(["preview", "data-analyst", *where]) == 2


def test_preview_of_broken_content_shows_the_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_in(tmp_path, Fault(GIT_PATH, "domain: tools", "domain: tol"))
    assert main(["preview", "data-analyst", "--content", str(content)]) == 1
    assert "error R003" in capsys.readouterr().out


def test_schema_check_distinguishes_a_stale_folder_from_a_current_one(tmp_path: Path) -> None:
    where = ["--schemas", str(tmp_path)]
    assert main(["schema", "--check", *where]) == 1
    assert main(["schema", *where]) == 0
    assert main(["schema", "--check", *where]) == 0


def test_check_reports_a_stale_schema_and_fix_writes_it(tmp_path: Path) -> None:
    schemas = tmp_path / "schema"
    main(["schema", "--schemas", str(schemas)])
    (schemas / "role.schema.json").write_text("{}", encoding="utf-8")
    printed: list[str] = []
    options = CheckOptions(
        content=content_in(tmp_path / "content"),
        schemas=schemas,
        today="2026-11-22",
        format="text",
        include_notes=False,
        is_fixing=False,
        random_part=lambda: "00000000",
    )
    assert run_check(options, printed.append) == 1
    assert "error F011: role.schema.json is out of date" in printed[0]
    assert run_check(replace(options, is_fixing=True), printed.append) == 0
