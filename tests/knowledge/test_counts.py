"""The command `counts`: what it counts, adds up and writes."""

import json
from pathlib import Path

import pytest
from small_content import GIT_PATH, REPORTING_PATH, Fault, plant, whole_content, write_content

from knowledge.__main__ import main
from knowledge.cli.counts import BEGIN, END


def content_in(folder: Path, *faults: Fault) -> str:
    files, _ = plant(whole_content(), *faults)
    return str(write_content(folder / "content", files))


def test_each_thing_is_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["counts", "--format", "json", "--content", content_in(tmp_path)]) == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert counts == {
        "roles": 1,
        "variants": 2,
        "requirements": 4,
        "choices": 1,
        "skills": 5,
        "steps": 7,
        "can_do": 7,
        "edges": {"hard": 2, "soft": 1, "any_of": 2, "any_of_groups": 1},
        "resources": 2,
        "projects": {
            "projects": 1,
            "junior_core_steps": 2,
            "junior_core_steps_proved": 1,
        },
        "mappings": {"skills_to_esco": 1, "roles_to_esco": 0, "roles_to_onet": 1},
        "teaching": {
            "first_levels": 7,
            "with_free_course": 7,
            "with_two_kinds": 0,
            "core_levels": 4,
            "core_levels_provable": 4,
        },
    }


def test_drafts_are_not_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = Fault(
        "skills/data/new.yaml",
        "",
        whole_content()["skills/tools/r.yaml"]
        .replace("skl_00000004", "skl_00000009")
        .replace("slug: r\n", "slug: new\n")
        .replace("R language", "Something new")
        .replace("status: active", "status: draft")
        .replace("domain: tools", "domain: data"),
    )
    main(["counts", "--format", "json", "--content", content_in(tmp_path, draft)])
    assert json.loads(capsys.readouterr().out)["counts"]["skills"] == 5


def test_totals_are_what_the_planner_lays_out_from_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["counts", "--totals", "--format", "json", "--content", content_in(tmp_path)])
    figures = json.loads(capsys.readouterr().out)
    junior, senior = figures["roles"]
    assert (junior["variant"], junior["requirements"], junior["steps"]) == ("junior", 3, 4)
    assert junior["hours"] == {"low": 43.0, "typical": 69.0, "high": 115.0}
    assert (senior["variant"], senior["requirements"], senior["steps"]) == ("senior", 4, 4)
    first = figures["levels"][0]
    assert (first["domain"], first["level"], first["skills"]) == ("tools", 1, 3)
    assert (first["lower_quartile"], first["median"], first["upper_quartile"]) == (21.5, 35, 35)


def test_text_and_markdown_show_the_same_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = content_in(tmp_path)
    main(["counts", "--content", content])
    text = [line.split()[-1] for line in capsys.readouterr().out.splitlines()]
    main(["counts", "--format", "markdown", "--content", content])
    table = capsys.readouterr().out.splitlines()[2:]
    assert [line.split(" | ")[1].removesuffix(" |") for line in table] == text


def test_a_page_gets_the_figures_between_its_marks_and_keeps_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    content = content_in(tmp_path)
    main(["counts", "--totals", "--format", "markdown", "--content", content])
    shown = capsys.readouterr().out
    assert main(["counts", "--totals", "--into", str(page), "--content", content]) == 0
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n{shown}{END}\nafter\n"


@pytest.mark.parametrize("text", ["no marks\n", None])
def test_a_page_without_marks_is_left_alone(text: str | None, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    assert main(["counts", "--into", str(page), "--content", content_in(tmp_path)]) == 2
    assert page.exists() == (text is not None)
    assert text is None or page.read_text(encoding="utf-8") == text


def test_broken_content_is_not_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fault = Fault(REPORTING_PATH, "skill: sql", "skill: sqll")
    assert main(["counts", "--content", content_in(tmp_path, fault)]) == 1
    assert "R001: Unknown skill `sqll`" in capsys.readouterr().out


def test_a_group_inside_a_group_is_counted_with_its_branches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nested = Fault(
        GIT_PATH,
        "    effort_hours: {low: 6, typical: 12, high: 24}\n",
        "    effort_hours: {low: 6, typical: 12, high: 24}\n"
        "    requires:\n"
        "      - any_of:\n"
        "          - {skill: sql, level: 1}\n"
        "          - all_of: [{skill: r, level: 1}, {skill: python, level: 1}]\n"
        "        why: one learns it on files\n",
    )
    main(["counts", "--format", "json", "--content", content_in(tmp_path, nested)])
    edges = json.loads(capsys.readouterr().out)["counts"]["edges"]
    assert edges == {"hard": 2, "soft": 1, "any_of": 5, "any_of_groups": 2}
