"""What `check` prints in each of its formats, word for word."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from small_content import (
    GIT_PATH,
    SQL_PATH,
    TODAY,
    Fault,
    fix_of,
    message_of,
    plant,
    whole_content,
    write_content,
)

from knowledge import Library
from knowledge.__main__ import main
from knowledge.cli.check import CheckOptions, run_check
from knowledge.gate import BrokenKnowledgeError, check_folder


def content_in(folder: Path, *faults: Fault) -> Path:
    files, _ = plant(whole_content(), *faults)
    return write_content(folder / "content", files)


def _found(folder: Path, style: str, *faults: Fault) -> str:
    written: list[str] = []
    options = CheckOptions(
        content=content_in(folder, *faults),
        schemas=None,
        today=TODAY,
        format=style,
        include_notes=False,
        is_fixing=False,
        random_part=lambda: "00000000",
    )
    run_check(options, written.append)
    return "".join(written).replace(f"{folder.resolve().as_posix()}/", "")


THREE = (
    Fault(GIT_PATH, "review_by: 2027", "review_by: 2026"),
    Fault(GIT_PATH, "reviewed_on: 2026-11-22, review_by: 2026-11-22", "reviewed_on: 2025-11-22, "),
    Fault(GIT_PATH, "2025-11-22, ", "2025-11-22, review_by: 2026-11-21"),
    Fault(GIT_PATH, "- Commit", "- 100%:Commit,"),
    Fault(SQL_PATH, "skill: git", "skill: gitt"),
)


def test_findings_as_text_leave_notes_out(tmp_path: Path) -> None:
    assert _found(tmp_path, "text", *THREE).splitlines() == [
        "content/skills/data/sql.yaml:22:17: error R001: Unknown skill `gitt`",
        "    fix: Did you mean `git`?",
        "content/skills/tools/git.yaml:14:9: warning L003: `100%:Commit,` is not a verb with a "
        "capital letter",
        "    fix: Start with an action, so that it completes “Can you …?”",
        "Content has errors: 1 error, 1 warning, 0 notes",
    ]


def test_findings_for_github(tmp_path: Path) -> None:
    assert _found(tmp_path, "github", *THREE).splitlines() == [
        "::error file=content/skills/data/sql.yaml,line=22,col=17,title=R001::"
        "Unknown skill `gitt`%0ADid you mean `git`?",
        "::warning file=content/skills/tools/git.yaml,line=14,col=9,title=L003::"
        "`100%25:Commit,` is not a verb with a capital letter%0A"
        "Start with an action, so that it completes “Can you …?”",
        "::notice file=content/skills/tools/git.yaml,line=22,col=46,title=V001::"
        "The review was due by 2026-11-21%0AReview it, and update both dates",
    ]


def test_a_file_name_for_github_has_its_commas_and_colons_written_otherwise(
    tmp_path: Path,
) -> None:
    odd = Fault("skills/tools/a,b:c%.txt", "", "x")
    assert _found(tmp_path, "github", odd).startswith(
        "::warning file=content/skills/tools/a%2Cb%3Ac%25.txt,line=1,col=1,title=S009::"
    )


def test_findings_as_json(tmp_path: Path) -> None:
    fault = Fault(SQL_PATH, "title: SQL\n", "title: SQL\r\n")
    printed = _found(tmp_path, "json", fault)
    assert printed.startswith('[\n  {\n    "path"')
    assert printed.endswith("]\n")
    assert json.loads(printed) == [
        {
            "path": "content/skills/data/sql.yaml",
            "line": 6,
            "column": 11,
            "code": "S006",
            "severity": "error",
            "message": "1 line ends in a carriage return",
            "fix": "Save the file with LF line endings",
            "fixable": True,
        }
    ]


def test_findings_as_sarif(tmp_path: Path) -> None:
    found = json.loads(_found(tmp_path, "sarif", *THREE))
    region = found["runs"][0].pop("results")
    assert [one["level"] for one in region] == ["error", "warning", "note"]
    assert region[0] == {
        "ruleId": "R001",
        "level": "error",
        "message": {"text": "Unknown skill `gitt`. Fix: Did you mean `git`?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/skills/data/sql.yaml"},
                    "region": {"startLine": 22, "startColumn": 17},
                }
            }
        ],
    }
    rules = found["runs"][0]["tool"]["driver"].pop("rules")
    assert [rule["id"] for rule in rules] == ["L003", "R001", "V001"]
    assert found == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": {"name": "knowledge check"}}, "columnKind": "unicodeCodePoints"}
        ],
    }


def test_a_release_that_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_in(tmp_path)
    artifact = tmp_path / "release.json"
    artifact.write_bytes(Library.load(content).artifact.replace(b'"format":1', b'"format":9', 1))
    assert main(["check", "--since", str(artifact), "--content", str(content)]) == 2
    assert capsys.readouterr().err == (
        f"The release {artifact} cannot be read: not a knowledge artifact: format 9 instead of 1\n"
    )


def test_what_the_last_release_published_and_is_gone_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    artifact = tmp_path / "last.json"
    artifact.write_bytes(Library.load(content_in(tmp_path / "last")).artifact)
    content = content_in(
        tmp_path,
        Fault(GIT_PATH, "skl_00000001", "skl_0000000a"),
        Fault(SQL_PATH, "slug: sql\nformer_slugs: [structured-query-language]", "slug: tables"),
        Fault("resources/pro-git.yaml", "kind", ""),
        Fault(GIT_PATH, "[pro-git]", "[first-steps]"),
    )
    assert main(["check", "--since", str(artifact), "--content", str(content)]) == 1
    lines = capsys.readouterr().out.replace(f"{tmp_path}/", "").splitlines()
    told = [pair for pair in pairwise(lines) if re.search("I0(05|07|10)", pair[0])]
    assert told == [
        (
            "content/redirects.yaml:1:1: error I007: "
            "The resource `pro-git` (res_00000001) from the last release is gone",
            "    fix: Restore it, or record in redirects.yaml where it went",
        ),
        (
            "content/skills/data/sql.yaml:4:7: error I010: The slug was `sql` in the last release",
            "    fix: Add `former_slugs: [sql]`",
        ),
        (
            "content/skills/tools/git.yaml:3:5: error I005: "
            "The id of `git` was `skl_00000001` in the last release",
            "    fix: Write `id: skl_00000001`; ids never change",
        ),
    ]


def test_what_is_no_plain_file_is_told_in_words(tmp_path: Path) -> None:
    content = content_in(tmp_path)
    (tmp_path / "outside.yaml").write_text("kind: role\n", encoding="utf-8")
    roles = content / "roles"
    (roles / "a.yaml").symlink_to(tmp_path / "outside.yaml")
    (roles / "b.yaml").symlink_to(roles / "nothing.yaml")
    (roles / "c.yaml").symlink_to(content / "skills")
    (roles / "d.yaml").mkdir()
    (roles / "e.yaml").symlink_to(roles / "data-analyst.yaml")
    (roles / ".hidden.yaml").write_text("x", encoding="utf-8")
    (roles / "f.yaml~").write_text("x", encoding="utf-8")
    found = check_folder(content).findings
    told = {one.path.partition("/")[2]: (message_of(one), fix_of(one)) for one in found}
    assert told.pop("e.yaml")[0].endswith(("data-analyst.yaml", "e.yaml"))
    plain = "Put a plain file here"
    assert told == {
        "a.yaml": ("This link points outside the content folder", "Copy the file"),
        "b.yaml": ("The file cannot be opened", "Check its permissions or its link"),
        "c.yaml": ("This is not a regular file", plain),
        "d.yaml": ("This is a folder, but a file is expected here", plain),
    }
    assert [
        (one.path, one.line, message_of(one), fix_of(one))
        for one in check_folder(tmp_path / "x").findings
    ][:1] == [("", 1, "The folder does not exist", "Give the folder that contains manifest.yaml")]


def test_broken_content_is_summed_up_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledgeError) as caught:
        Library.load(content_in(tmp_path, *THREE))
    assert str(caught.value) == (
        "1 errors, first at skills/data/sql.yaml:22:17: R001: Unknown skill `gitt`"
    )
