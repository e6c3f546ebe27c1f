"""All that is written in the files reaches the product, each with the place it is written at."""

import json
from pathlib import Path

import pytest
import yaml
from full_content import FULL, values_of
from small_content import GIT_PATH, plant, whole_content, write_content

from engine import RoleSlug, SkillSlug, Step, UnknownRoleError, UnknownSkillError
from knowledge import BUNDLED_CONTENT, Library
from knowledge.artifact import UnreadableArtifactError, names_in, released_by
from knowledge.corpus.redirects import Destination

EXPECTED = Path(__file__).with_name("compiled_content.yaml")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    files, _ = plant(whole_content(), *FULL)
    return Library.load(write_content(tmp_path, files))


def test_every_key_of_a_file_reaches_the_product(library: Library) -> None:
    """compiled_content.yaml was read by hand; python -m write_said writes it again."""
    expected = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    found = values_of(library)
    for name, value in found.items():
        assert value == expected[name], name
    assert found.keys() == expected.keys()


def test_the_artifact_holds_all_of_it(library: Library) -> None:
    again = Library.of_artifact(library.artifact)
    assert values_of(again) == values_of(library)
    assert (again.manifest, again.scale) == (library.manifest, library.scale)
    assert (again.skill_redirects.of_slug("svn"), again.rules) == (
        library.skill_redirects.of_slug("svn"),
        library.rules,
    )


def test_the_artifact_names_the_places_that_explanations_name(library: Library) -> None:
    written = json.loads(library.artifact)
    spots = {one["path"]: one["spots"] for one in (*written["skills"], *written["roles"])}
    assert spots["skills/data/sql.yaml"] == {
        "slug": [4, 7],
        "levels/1": [12, 3],
        "levels/2": [17, 3],
        "levels/2/requires/0": [22, 9],
    }
    assert spots["roles/data-analyst.yaml"] == {
        "slug": [4, 7],
        "requirements/0": [17, 5],
        "requirements/1": [18, 5],
        "requirements/2": [19, 5],
        "requirements/2/of/0": [23, 10],
        "requirements/2/of/1": [23, 37],
        "requirements/3": [26, 5],
    }
    (rules,) = [one for one in written["rules"] if one["record"]["name"] == "freshness"]
    assert rules["spots"] == {
        "name": [4, 7],
        "rules/0": [7, 5],
        "rules/0/when/all/0": [8, 18],
        "rules/0/when/all/1": [8, 46],
        "rules/1": [10, 5],
        "rules/1/when/any/0": [14, 11],
        "rules/1/when/any/1/not": [15, 16],
        "rules/1/when/any/2/all/0": [16, 17],
        "rules/1/when/any/2/all/1": [16, 46],
        "rules/1/when/any/2/all/2": [17, 17],
    }
    assert [written[name]["spots"] for name in ("manifest", "scale", "domains", "redirects")] == [
        *({}, {}, {}, {})
    ]


def test_the_manifest_and_the_scale_are_as_they_are_written(library: Library) -> None:
    manifest, scale = (
        yaml.safe_load((BUNDLED_CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("manifest", "scale")
    )
    sources = [
        {"name": s.name, "version": s.version, "licence": s.licence, "attribution": s.attribution}
        for s in library.manifest.sources
    ]
    assert sources == manifest["sources"]
    of_library = (library.manifest.name, library.manifest.version, library.manifest.licence)
    assert of_library == (manifest["name"], manifest["version"], manifest["licence"])
    assert library.version == manifest["version"]
    assert {one.level: (one.name, one.rubric) for one in library.scale} == {
        level: (one["name"], one["rubric"]) for level, one in scale["levels"].items()
    }
    assert [one.level for one in library.scale] == [0, 1, 2, 3, 4, 5]


def test_what_an_artifact_published_and_how_it_was_called(library: Library) -> None:
    assert [(one.kind, one.id, one.slug) for one in released_by(library.artifact)] == [
        ("skill", "skl_00000005", "reporting"),
        ("skill", "skl_00000002", "sql"),
        ("skill", "skl_00000001", "git"),
        ("skill", "skl_00000003", "python"),
        ("skill", "skl_00000004", "r"),
        ("role", "rol_00000001", "data-analyst"),
        ("resource", "res_00000002", "first-steps"),
        ("resource", "res_00000001", "pro-git"),
        ("project", "prj_00000001", "a-report"),
    ]
    names = names_in(library.artifact)
    assert len(names) == 6
    assert names["skl_00000004"] == Destination((), "r", "R language")
    assert names["rol_00000001"] == Destination((), "data-analyst", "Data analyst")
    for other in (b"{", b"\xff", b"{}"):
        with pytest.raises(UnreadableArtifactError, match="not a knowledge artifact: "):
            names_in(other)


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({"git": 1}, {"git": 1}),
        ({"vcs": 2, "git": 1}, {"git": 2}),  # The highest counts, whichever comes first.
        ({"git": 2, "svn": 1}, {"git": 2}),
        ({"svn": 5}, {"git": 2}),  # A former skill may have had more levels.
        ({"git": 5}, {"git": 5}),  # A present one is refused later.
        ({"unheard": 3}, {"unheard": 3}),
        ({}, {}),
    ],
)
def test_levels_by_present_and_former_slugs(
    named: dict[str, int], found: dict[str, int], library: Library
) -> None:
    assert library.levels_named(named) == found


def test_a_phase_is_named_by_the_first_short_ability_or_the_shortest(tmp_path: Path) -> None:
    """72 characters are short enough, 73 are not."""
    texts = [f"Commit {'x' * number}" for number in (68, 66, 65, 64)]
    assert [len(text) for text in texts] == [75, 73, 72, 71]
    for name, written, named in (("short", texts, texts[2]), ("long", texts[:2], texts[1])):
        files = whole_content()
        lines = "".join(f"      - {text}\n" for text in written)
        old = "      - Commit a change with a message\n"
        files[GIT_PATH] = files[GIT_PATH].replace(old, lines)
        abilities = Library.load(write_content(tmp_path / name, files)).outcomes.abilities
        assert abilities[Step(SkillSlug("git"), 1)] == named


def test_names_lead_to_what_there_is(library: Library) -> None:
    counter = RoleSlug("counter")
    assert library.role(counter).slug == "data-analyst"
    assert library.current_role_slug("counter") == "data-analyst"
    assert library.current_role_slug("data-analyst") is None
    assert library.current_role_slug("unheard") is None
    assert library.skills_named(["vcs", "svn", "git", "unheard"]) == ["git", "unheard"]
    assert library.skill_id_of(SkillSlug("git")) == "skl_00000001"
    assert library.role_id_of(RoleSlug("data-analyst")) == "rol_00000001"
    assert library.role_text(RoleSlug("data-analyst")).title == "Data analyst"
    with pytest.raises(UnknownRoleError):
        library.role_text(counter)
    with pytest.raises(UnknownSkillError):
        library.skill_id_of(SkillSlug("vcs"))
    assert library.suggest("svn") == ("git",)
    assert library.suggest_role("counter") == ("data-analyst",)
    assert [one.slug for one in library.resources_of(SkillSlug("git"), 1)] == ["pro-git"]
    assert library.search_roles("junior data analyst") == ("data-analyst",)
    assert library.search_roles("mid analyst") == ()  # No role has such a variant.
