"""The library is one knowledge version: compiled, hashed, read back, searched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_content import (
    GIT_PATH,
    PROJECT_PATH,
    PYTHON_PATH,
    R_PATH,
    REPORTING_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
    plant,
    whole_content,
    write_content,
)

from engine import Hours, RoleSlug, SkillSlug, Step, UnknownRoleError, UnknownSkillError, Variant
from knowledge import BUNDLED_CONTENT, Library
from knowledge.artifact import UnreadableArtifactError
from knowledge.gate import BrokenKnowledgeError
from knowledge.texts import PreferenceText

ROOT = BUNDLED_CONTENT.parents[1]


def library_of(folder: Path, *changes: Fault) -> Library:
    files, _ = plant(whole_content(), *changes)
    return Library.load(write_content(folder, files))


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    once = library_of(tmp_path / "once")
    again = library_of(tmp_path / "elsewhere/again")
    assert once.artifact == again.artifact
    assert once.hash == again.hash


def test_another_process_with_another_hash_seed_compiles_the_same_bytes(tmp_path: Path) -> None:
    content = write_content(tmp_path, whole_content())
    code = "import sys; from pathlib import Path; from knowledge import Library; "
    code += "print(Library.load(Path(sys.argv[1])).hash)"
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code, str(content)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1", "4711")
    }
    assert hashes == {Library.load(content).hash}


def test_a_change_of_any_text_changes_the_hash(tmp_path: Path) -> None:
    whole = library_of(tmp_path / "whole")
    changed = library_of(tmp_path / "changed", Fault(GIT_PATH, "of a text", "of a book"))
    assert whole.hash != changed.hash


def test_a_library_read_back_from_its_artifact_answers_the_same() -> None:
    library = Library.load(BUNDLED_CONTENT)
    back = Library.of_artifact(library.artifact)
    assert back.hash == library.hash
    assert back.version == library.version
    assert back.graph.skills == library.graph.skills
    assert back.roles == library.roles
    assert back.rules == library.rules
    assert back.skill_texts == library.skill_texts
    assert back.role_texts == library.role_texts
    assert back.resources == library.resources
    assert back.projects == library.projects
    assert back.domains == library.domains
    assert back.scale == library.scale
    assert back.manifest == library.manifest


def test_broken_content_gives_no_library_but_every_finding(tmp_path: Path) -> None:
    with pytest.raises(BrokenKnowledgeError) as caught:
        library_of(tmp_path, Fault(GIT_PATH, "slug: git", "slug: Git"))
    assert "F003" in {one.code for one in caught.value.findings}


def test_bytes_that_are_no_artifact_are_refused(tmp_path: Path) -> None:
    whole = library_of(tmp_path).artifact
    other_format = whole.replace(b'"format":1', b'"format":9', 1)
    other_table = whole.replace(b'"name":"bands"', b'"name":"bandz"')
    cycle = whole.replace(b'"skill":"sql"', b'"skill":"reporting"')
    for other in (b"", b"{}", b"\xff", whole[:-1], other_format, other_table, cycle):
        with pytest.raises(UnreadableArtifactError):
            Library.of_artifact(other)


def test_the_engine_gets_skills_and_roles_with_the_places_they_are_written_at(
    tmp_path: Path,
) -> None:
    library = library_of(tmp_path)
    reporting = library.skill(SkillSlug("reporting"))
    assert str(reporting.levels[0].source) == f"{REPORTING_PATH}:11:3"
    any_of, plain = reporting.levels[0].requires
    assert str(any_of.source) == f"{REPORTING_PATH}:16:9"
    assert plain.why == "the numbers come from tables"
    assert library.graph.required_steps(Step(SkillSlug("reporting"), 1)) == (
        Step(SkillSlug("sql"), 1),
    )
    role = library.role(RoleSlug("data-analyst"))
    juniors = role.variants[Variant("junior")]
    assert [one.key for one in juniors] == ["sql", "reporting", "choose:python|r"]
    assert [str(t.skill) for t in juniors[2].targets] == ["python"]
    assert [one.key for one in role.variants[Variant("senior")]][-1] == "git"


def test_a_project_has_its_steps_hours_and_rubric_and_is_found_by_what_it_proves(
    tmp_path: Path,
) -> None:
    old_names = (
        Fault(PROJECT_PATH, "skill: sql", "skill: structured-query-language"),
        Fault(PROJECT_PATH, "status: active", "status: deprecated"),
    )
    library = library_of(tmp_path, *old_names)
    project = library.projects["a-report"]
    assert project.proves == (Step(SkillSlug("sql"), 1), Step(SkillSlug("reporting"), 1))
    assert (project.hours, project.status) == (Hours(0, 6, 12), "deprecated")
    assert project.roles == ("data-analyst",)
    assert [one.criterion for one in project.rubric] == ["Figures", "Chart", "Queries"]
    assert list(library.projects_by_step) == [
        Step(SkillSlug("reporting"), 1),
        Step(SkillSlug("sql"), 1),
    ]
    assert library.projects_by_step[Step(SkillSlug("sql"), 1)] == (project,)


def test_a_project_is_found_under_a_former_slug_of_its_role(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        Fault(ROLE_PATH, "title: Data", "former_slugs: [analyst]\ntitle: Data"),
        Fault(PROJECT_PATH, "roles: [data-analyst]", "roles: [analyst]"),
    )
    assert library.projects["a-report"].roles == ("data-analyst",)


def test_a_draft_of_a_project_and_an_artifact_from_before_projects_have_none(
    tmp_path: Path,
) -> None:
    draft = library_of(tmp_path, Fault(PROJECT_PATH, "status: active", "status: draft"))
    assert draft.projects == {}
    assert draft.projects_by_step == {}
    without = json.loads(draft.artifact)
    del without["projects"]
    older = Library.of_artifact(json.dumps(without).encode())
    assert older.projects == {}
    assert older.roles == draft.roles


def test_drafts_stay_out_of_the_library(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        Fault(R_PATH, "status: active", "status: draft"),
        Fault(
            REPORTING_PATH,
            "any_of: [{skill: python, level: 1}, {skill: r, level: 1}]",
            "skill: python\n        level: 1",
        ),
        Fault(ROLE_PATH, "{skill: r, level: {senior: 1}}", "{skill: git, level: 1}"),
        Fault(
            ROLE_PATH, "  - {skill: git, level: {senior: 2}, weight: 1, importance: bonus}\n", "#\n"
        ),
    )
    assert SkillSlug("r") not in library.graph.skills
    assert SkillSlug("r") not in library.skill_texts


def test_unknown_names_are_errors_with_something_to_suggest(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    with pytest.raises(UnknownSkillError):
        library.skill(SkillSlug("pyhton"))
    with pytest.raises(UnknownSkillError):
        library.skill_text(SkillSlug("pyhton"))
    with pytest.raises(UnknownRoleError):
        library.role(RoleSlug("analyst"))
    assert library.suggest("pyhton") == ("python",)
    assert library.suggest("version control") == ("git",)
    assert library.suggest("zzzzzz") == ()
    assert library.suggest_role("analyst") == ("data-analyst",)
    assert library.suggest_role("data-anlyst") == ("data-analyst",)


def test_former_slugs_and_redirects_lead_to_the_slug_of_today(tmp_path: Path) -> None:
    redirects = """redirects:
  - {of: skill, id: skl_0000000z, slug: svn, change: merged, since: "1.0.0", to: [git]}
  - {of: skill, id: skl_0000000y, slug: cvs, change: retired, since: "1.0.0"}"""
    library = library_of(tmp_path, Fault("redirects.yaml", "redirects: []", redirects))
    assert library.current_slug("structured-query-language") == "sql"
    assert library.current_slug("svn") == "git"
    assert library.current_slug("cvs") is None
    assert library.current_slug("git") is None
    by_id = library.skill_redirects.of_id
    merged, retired = by_id("skl_0000000z"), by_id("skl_0000000y")
    assert merged is not None
    assert retired is not None
    assert (merged.only, merged.is_split) == ("git", False)
    assert (retired.slugs, retired.slug) == ((), "cvs")
    assert by_id("skl_0000000x") is None
    known = by_id(library.skill_id_of(SkillSlug("sql")))
    assert known is not None
    assert (known.only, known.title) == ("sql", "SQL")
    role = library.role_redirects.of_id(library.role_id_of(RoleSlug("data-analyst")))
    assert role is not None
    assert role.only == "data-analyst"


def test_an_old_slug_in_a_prerequisite_is_compiled_to_the_slug_of_today(tmp_path: Path) -> None:
    renamed = Fault(REPORTING_PATH, "skill: sql", "skill: structured-query-language")
    library = library_of(tmp_path, renamed)
    assert library.graph.required_steps(Step(SkillSlug("reporting"), 1)) == (
        Step(SkillSlug("sql"), 1),
    )


def test_search_finds_by_alias_title_and_summary_best_first() -> None:
    library = Library.load(BUNDLED_CONTENT)
    assert library.search("k8s")[0] == "kubernetes"
    assert library.search("Postgres")[0] == "postgresql"
    assert library.search("SQL")[0] == "sql"
    assert library.search("kubernets")[0] == "kubernetes"
    assert library.search("qqqqqqqq") == ()
    assert set(library.search("")) == set(library.graph.skills)
    assert library.search("x" * 100_000) == ()


def test_resources_and_users_of_a_skill_are_at_hand(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    assert [one.title for one in library.resources_of(SkillSlug("git"), 1)] == ["Pro Git"]
    assert [one.slug for one in library.resources_of(SkillSlug("git"), 2)] == ["first-steps"]
    assert library.used_by[SkillSlug("git")] == ("data-analyst",)
    assert library.used_by[SkillSlug("r")] == ("data-analyst",)
    assert library.skill_text(SkillSlug("sql")).mappings[0].system == "esco"
    assert library.skill(SkillSlug("sql")).source.path == SQL_PATH


def test_what_defines_a_role_and_what_it_prefers_are_compiled_by_the_slugs_of_today(
    tmp_path: Path,
) -> None:
    """Juniors are not offered R; a former slug in the order leads to what it is called now."""
    files = whole_content()
    files[PYTHON_PATH] = files[PYTHON_PATH].replace(
        "slug: python\n", "slug: python\nformer_slugs: [monty]\n"
    )
    files[ROLE_PATH] = files[ROLE_PATH].replace(
        "    label: One scripting language\n",
        "    defining: true\n    prefer: [r, monty]\n"
        '    because: {why: more data is analysed in it, source: "https://example.org/a", '
        "seen_on: 2026-11-22}\n",
    )
    library = Library.load(write_content(tmp_path, files))
    role = library.role(RoleSlug("data-analyst"))
    junior, senior = (
        next(r for r in requirements if r.key == "choose:python|r")
        for requirements in role.variants.values()
    )
    assert (junior.is_defining, senior.is_defining) == (True, True)
    assert (junior.prefer, senior.prefer) == (("python",), ("r", "python"))
    assert library.role_text(role.slug).preferences == {
        "choose:python|r": PreferenceText(
            "more data is analysed in it", "https://example.org/a", "2026-11-22"
        )
    }
    again = Library.of_artifact(library.artifact)
    assert (again.roles, again.role_texts) == (library.roles, library.role_texts)
