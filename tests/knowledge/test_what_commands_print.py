"""What the commands print and write, word for word: figures by hand, files by their values."""

import re
from pathlib import Path

import pytest
from small_content import (
    Fault,
    plant,
    whole_content,
    write_content,
)

from knowledge import Library
from knowledge.__main__ import main
from knowledge.cli.bridges import as_page, read_bridges
from knowledge.cli.preview import PreviewOptions, run_preview
from knowledge.messages.catalogue import messages_for_editors


def content_in(folder: Path, *faults: Fault) -> Path:
    files, _ = plant(whole_content(), *faults)
    return write_content(folder / "content", files)


def test_the_help_of_the_commands_says_what_each_option_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sentence of the catalogue that begins with `usage.` but the one of an error."""
    monkeypatch.setenv("COLUMNS", "200")
    shown = {}
    for command in ("", "check", "schema", "preview", "new", "counts", "bridges", "preferences"):
        with pytest.raises(SystemExit):
            main([*command.split(), "--help"])
        shown[command] = " ".join(capsys.readouterr().out.split())
    of_commands = {"bridges", "check", "counts", "new", "preferences"}
    of_commands |= {"preview", "program", "schema"}
    of_several = {"content": ["check", "preview", "new", "counts", "bridges"]}
    of_several["content"].append("preferences")
    of_several["format"] = ["check", "counts"]
    patterns = messages_for_editors().patterns
    for code in (code.removeprefix("usage.") for code in patterns if code.startswith("usage.")):
        sentence = patterns[f"usage.{code}"]
        if code in of_commands:
            assert sentence in shown[""], code
        elif code != "hours-range":
            for command in of_several.get(code, [code.split("-")[0]]):
                assert sentence in shown[command], code
    assert "usage: python -m knowledge [-h]" in shown[""]


@pytest.mark.parametrize("hours", ["0", "-1", "100.5", "nan", "many"])
def test_hours_out_of_range_are_refused(hours: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["preview", "data-analyst", f"--hours={hours}"])
    assert caught.value.code == 2
    assert "must be a number above 0 and at most 100" in capsys.readouterr().err


def test_the_preview_of_a_beginner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """SQL 1 (5 of 12 points, 16 h) first, Python 1 (4, after 8 h of Git) and reporting 1 (3)."""
    content = content_in(tmp_path)
    assert main(["preview", "data-analyst", "--hours", "100", "--content", str(content)]) == 0
    assert "data analyst, junior, at 100 h a week" in capsys.readouterr().out.lower()
    assert main(["preview", "data-analyst", "--content", str(content)]) == 0
    gap = " " * 40
    digest = Library.load(content).hash[:12]
    assert capsys.readouterr().out.splitlines() == [
        f"Data analyst, junior, at 10 h a week (knowledge 1.4.0, {digest})",
        "readiness 0 now, 100 afterwards; 4 steps, 43 to 115 h, typically 69, "
        "5 to 12 weeks, typically 7",
        "step, level, hours, readiness afterwards, and reason; * can be started right away",
        "",
        "1. Select rows by a condition  (weeks 1 to 3, 13.4 to 43.3 h, typically 24)",
        f"    1* SQL 1{gap}Foundation      16 h   41.7  The role requires it.",
        f"    2* Git 1{gap}Foundation       8 h   41.7  Python (level 1) requires it: "
        "exercises are handed in as commits.",
        "",
        "2. A report that a shop can use  (weeks 3 to 7, 27 to 76.2 h, typically 45)",
        f"    3  Python 1{gap[3:]}Foundation      35 h   75.0  The role requires it.",
        f"    4  Reporting 1{gap[6:]}Foundation      10 h  100.0  The role requires it.",
    ]


def test_the_preview_of_a_profile(tmp_path: Path) -> None:
    """SQL 1 is 16 of the 36 h of SQL 2: 16 / 36 of 5 of 12 points are 18.5. R adds 4, which meets
    the choice and leads to reporting, 3; SQL 2 adds the rest.
    """
    content = content_in(tmp_path)
    (tmp_path / "me.yaml").write_text("structured-query-language: 1\n", encoding="utf-8")
    written: list[str] = []
    options = PreviewOptions(content, "data-analyst", "senior", tmp_path / "me.yaml", 8)
    assert run_preview(options, written.append) == 0
    lines = "".join(written).splitlines()
    assert lines[1:4] == [
        "readiness 18.5 now, 100 afterwards; 3 steps, 40 to 110.6 h, typically 65, "
        "5 to 14 weeks, typically 9",
        "step, level, hours, readiness afterwards, and reason; * can be started right away",
        "choice: One scripting language: R language",
    ]
    columns = [re.split(r"  +", line.strip()) for line in lines[4:] if "%" not in line]
    assert columns == [
        [""],
        ["1. Fit a line to points", "(weeks 1 to 5, 20 to 60 h, typically 35)"],
        [
            *("1* R language 1", "Foundation", "35 h", "51.9"),
            "It meets a choice of this role: One scripting language.",
        ],
        [""],
        ["2. A report that a shop can use", "(weeks 5 to 9, 16.8 to 56.5 h, typically 30)"],
        ["2", "Reporting 1", "Foundation", "10 h", "76.9", "The role requires it."],
        ["3* SQL 2", "Working", "20 h", "100.0", "The role requires it."],
    ]


@pytest.mark.parametrize(
    ("role", "variant", "profile", "said"),
    [
        ("data-anlyst", None, "", "Unknown role `data-anlyst`. Did you mean `data-analyst`?"),
        ("zzzzzz", None, "", "Unknown role `zzzzzz`. Known roles: data-analyst"),
        ("data-analyst", "mid", "", "Unknown variant `mid`; the role has junior and senior"),
        (
            "data-analyst",
            None,
            "sqll: 1",
            "Unknown skill `sqll` in the profile. Did you mean `sql`?",
        ),
        (
            "data-analyst",
            None,
            "zzzzzz: 1",
            "Unknown skill `zzzzzz` in the profile. Check its slug",
        ),
        ("data-analyst", None, "sql: 3", "`sql` has no level 3, only 0 to 2"),
        (
            "data-analyst",
            None,
            "- sql",
            "{path} is not a profile; write one line per skill, such as `sql: 2`",
        ),
    ],
)
def test_a_preview_that_cannot_be_shown_says_why(
    role: str, variant: str | None, profile: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(profile, encoding="utf-8")
    written: list[str] = []
    used = path if profile else None
    options = PreviewOptions(content_in(tmp_path), role, variant, used, 10)
    assert run_preview(options, written.append) == 2
    assert written == [said.format(path=path) + "\n"]


BRIDGES = """bridges:
  - title: Chart maker to analyst
    profile: {git: 1, r: 1}
    target: data-analyst
    target_variant: junior
    why: Charts are drawn already.
  - title: Junior to senior
    role: data-analyst
    variant: junior
    target: data-analyst
    target_variant: senior
    why: >-
      Whoever draws the charts of a team already reads its tables, so that the joins between them
      are all that is left to learn before the title changes.
"""


def test_the_page_of_the_changes(tmp_path: Path) -> None:
    """The first holds Git and R: 61 h are left. The second holds all of a junior but SQL 2, for
    which 16 of 36 h are done: (3 + 4 + 5 * 16 / 36) / 12 are 76.9 points.
    """
    listed = tmp_path / "bridges.yaml"
    listed.write_text(BRIDGES, encoding="utf-8")
    page = as_page(Library.load(content_in(tmp_path)), read_bridges(listed))
    head = [
        "",
        "| | first steps | hours | readiness afterwards | because |",
        "| --: | --- | --: | --: | --- |",
    ]
    assert page.splitlines() == [
        "## Chart maker to analyst",
        "From Git 1 and R language 1 to Data analyst (junior).",
        "Readiness begins at 0 of 100. 3 steps are left, 38 to 102 h, typically 61 h.",
        *head,
        "| 1 | SQL 1 | 16 | 41.7 | The role requires it. |",
        "| 2 | Reporting 1 | 10 | 66.7 | The role requires it. |",
        "| 3 | Python 1 | 35 | 100.0 | The role requires it. |",
        "",
        "Charts are drawn already.",
        "",
        "## Junior to senior",
        "From Data analyst (junior) to Data analyst (senior).",
        "Readiness begins at 76.9 of 100. 1 step is left, 10 to 40 h, typically 20 h.",
        *head,
        "| 1 | SQL 2 | 20 | 100.0 | The role requires it. |",
        "",
        "Whoever draws the charts of a team already reads its tables, so that the joins between "
        "them are all that is left to learn before",
        "the title changes.",
    ]


def test_the_schemas_are_told_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--schemas", str(tmp_path)]
    main(["schema", *where])
    wrote = capsys.readouterr().out.splitlines()
    assert wrote == [f"Wrote {path.name}" for path in sorted(tmp_path.iterdir())]
    main(["schema", *where])
    assert capsys.readouterr().out == "All schemas are up to date\n"
    main(["schema", "--check", *where])
    assert capsys.readouterr().out == "All schemas are up to date\n"
    (tmp_path / "role.schema.json").unlink()
    (tmp_path / "skill.schema.json").write_text("{}", encoding="utf-8")
    assert main(["schema", "--check", *where]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "role.schema.json is out of date; run `python -m knowledge schema`",
        "skill.schema.json is out of date; run `python -m knowledge schema`",
        "2 schemas are out of date",
    ]
