"""A role has the variants that its file lists, in that order and with those titles."""

from pathlib import Path

import pytest
from odd_variants import AGENT_PATH, FIVE_VARIANTS, HOURS, TITLES
from small_content import Fault, findings_of, plant, whole_content, write_content

from engine import PlanOptions, PlanQuery, RoleSlug, Variant, plan
from knowledge import BUNDLED_CONTENT, Library
from knowledge.__main__ import main

AGENT = RoleSlug("support-agent")


def files_with(*faults: Fault) -> dict[str, str]:
    files, _ = plant(whole_content(), *FIVE_VARIANTS, *faults)
    return files


def library_of(folder: Path) -> Library:
    return Library.load(write_content(folder, files_with()))


def test_the_gate_finds_nothing_in_five_variants(tmp_path: Path) -> None:
    assert findings_of(tmp_path, files_with()) == ()


def test_a_level_that_falls_is_found_in_the_order_of_the_content(tmp_path: Path) -> None:
    """In the order of the alphabet, the fellow comes first and the levels would rise."""
    falling = Fault(AGENT_PATH, "mid: 2, lead: 2, fellow: 2}", "mid: 2, lead: 2, fellow: 1}")
    (found,) = findings_of(tmp_path, files_with(falling))
    assert (found.code, found.line) == ("O003", 19)
    assert found.message.params["lower"] == "lead"
    assert found.message.params["higher"] == "fellow"


def test_order_titles_and_hours_are_those_of_the_content(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    role = library.role(AGENT)
    assert list(role.variants) == list(TITLES)
    texts = library.role_text(AGENT).variants
    assert {slug: text.title for slug, text in texts.items()} == TITLES
    assert [text.experienced for text in texts.values()] == [False, True, True, True, True]
    hours = {
        variant: plan(
            PlanQuery.of(
                library.graph, role, variant=variant, profile={}, options=PlanOptions(10.0)
            ),
            rules=library.rules,
        ).hours.typical
        for variant in role.variants
    }
    assert hours == HOURS


def test_the_artifact_has_the_variants_and_gives_the_same_bytes(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    again = Library.of_artifact(library.artifact)
    assert again.roles == library.roles
    assert again.role_texts == library.role_texts
    assert again.artifact == library.artifact


def test_running_text_calls_a_variant_by_the_title_that_is_written(tmp_path: Path) -> None:
    role = library_of(tmp_path).role(AGENT)
    assert role.name_of(Variant("lead")) == "Team lead"
    assert role.name_of(Variant("mid")) == "mid"


def test_the_roles_of_today_have_the_standard_titles_and_expectations() -> None:
    """A first job is only what begins with juniors, as before variants were open."""
    library = Library.load(BUNDLED_CONTENT)
    for text in library.role_texts.values():
        for slug, variant in text.variants.items():
            assert (
                variant.title == {"junior": "Junior", "mid": "Mid-level", "senior": "Senior"}[slug]
            )
            assert variant.experienced == (slug != "junior")


def test_preview_shows_the_first_variant_and_names_all_where_one_is_unknown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = str(write_content(tmp_path, files_with()))
    assert main(["preview", "support-agent", "--content", content]) == 0
    assert capsys.readouterr().out.startswith("Support agent, Trainee, ")
    assert main(["preview", "support-agent", "--variant", "junior", "--content", content]) == 2
    said = capsys.readouterr().out
    assert all(slug in said for slug in TITLES)
