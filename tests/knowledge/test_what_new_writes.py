"""What `new` writes, key by key, and why it refuses."""

from pathlib import Path

import pytest
import yaml
from small_content import ROLE_PATH, TODAY, whole_content, write_content

from knowledge.cli.new import NewOptions, run_new


def content_in(folder: Path) -> Path:
    return write_content(folder / "content", whole_content())


def _new(folder: Path, kind: str, slug: str, *, today: str = TODAY) -> tuple[str, object]:
    content = content_in(folder)
    written: list[str] = []
    domain = "data" if kind == "skill" else None
    assert run_new(NewOptions(content, kind, slug, domain, "0000abcd", today), written.append) == 0
    (path,) = (one for one in content.rglob(f"{slug}.yaml"))
    assert written == [
        f"Wrote {path}. Fill it in, set `status: active`, and run `python -m knowledge check`\n"
    ]
    text = path.read_text(encoding="utf-8")
    return text.partition("\n")[0], yaml.load(text, yaml.BaseLoader)


def test_a_new_skill(tmp_path: Path) -> None:
    """On the last day of February of a leap year the next review is due a day earlier."""
    first, skill = _new(tmp_path, "skill", "data-quality", today="2024-02-29")
    assert first == "# yaml-language-server: $schema=../../../schema/skill.schema.json"
    assert skill == {
        "kind": "skill",
        "id": "skl_0000abcd",
        "slug": "data-quality",
        "title": "Data quality",
        "aliases": [],
        "status": "draft",
        "since": "1.4.0",
        "domain": "data",
        "summary": "TODO what it is for, in one sentence.",
        "levels": {
            "1": {
                "can_do": ["Do the first thing that Data quality is for"],
                "effort_hours": {"low": "5", "typical": "10", "high": "20"},
                "requires": [],
                "resources": [],
            },
            "2": {
                "can_do": ["Do ordinary work with Data quality alone"],
                "effort_hours": {"low": "15", "typical": "30", "high": "60"},
                "requires": [],
            },
        },
        "review": {"reviewed_on": "2024-02-29", "review_by": "2025-02-28", "sources": []},
    }


def test_a_new_role(tmp_path: Path) -> None:
    """It requires the first skill that has two levels: SQL, whose file comes before Git's."""
    first, role = _new(tmp_path, "role", "data-steward")
    assert first == "# yaml-language-server: $schema=../../schema/role.schema.json"
    assert role == {
        "kind": "role",
        "id": "rol_0000abcd",
        "slug": "data-steward",
        "title": "Data steward",
        "status": "draft",
        "since": "1.4.0",
        "summary": "TODO what people in this role do, in one sentence.",
        "variants": ["junior", "mid", "senior"],
        "requirements": [
            {
                "skill": "sql",
                "level": {"junior": "1", "mid": "2", "senior": "2"},
                "weight": "5",
                "importance": "core",
            }
        ],
        "review": {"reviewed_on": "2026-11-22", "review_by": "2027-11-22", "sources": []},
    }


def test_a_new_project(tmp_path: Path) -> None:
    first, project = _new(tmp_path, "project", "a-dashboard")
    assert first == "# yaml-language-server: $schema=../../schema/project.schema.json"
    assert isinstance(project, dict)
    assert [one["criterion"] for one in project.pop("rubric")] == [
        *("TODO first", "TODO second", "TODO third")
    ]
    assert project == {
        "kind": "project",
        "id": "prj_0000abcd",
        "slug": "a-dashboard",
        "title": "A dashboard",
        "status": "draft",
        "since": "1.4.0",
        "proves": [{"skill": "sql", "level": "1"}],
        "brief": "TODO what to build, for whom, and with which free data and tools.",
        "deliverable": "TODO what one can show.",
        "effort_hours": {"low": "6", "typical": "10", "high": "18"},
        "roles": ["data-analyst"],
    }


@pytest.mark.parametrize(
    ("kind", "slug", "domain", "said"),
    [
        ("skill", "git", "data", "The skill `git` already exists: skills/tools/git.yaml"),
        ("role", "data-analyst", None, "The role `data-analyst` already exists: " + ROLE_PATH),
        (
            "skill",
            "structured-query-language",
            "data",
            "`structured-query-language` is a former slug of `sql`; choose another",
        ),
        (
            "skill",
            "x",
            None,
            "A skill needs --domain with a domain from domains.yaml. Known domains: data and tools",
        ),
        (
            "skill",
            "x",
            "tols",
            "A skill needs --domain with a domain from domains.yaml. Did you mean `tools`?",
        ),
    ],
)
def test_what_cannot_be_new_says_why(
    kind: str, slug: str, domain: str | None, said: str, tmp_path: Path
) -> None:
    written: list[str] = []
    options = NewOptions(content_in(tmp_path), kind, slug, domain, "0000abcd", TODAY)
    assert run_new(options, written.append) == 2
    assert written == [said + "\n"]


def test_a_new_skill_outside_of_any_content_is_told_that_there_is_none(tmp_path: Path) -> None:
    written: list[str] = []
    assert run_new(NewOptions(tmp_path, "skill", "x", "data", "0", TODAY), written.append) == 2
    assert written == [
        "A skill needs --domain with a domain from domains.yaml. "
        f"{tmp_path} has no domains; is it the content folder?\n"
    ]
