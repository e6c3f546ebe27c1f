"""What the bundled content must cover, and how its parts must fit together."""

import csv
from collections import defaultdict

import pytest
from our_content import (
    kept_list,
    learnt,
    our_corpus,
    our_library,
    seniorities,
    used_levels,
    way_from,
    way_from_nothing,
)
from real_data import real_file

from engine import RoleSlug, Step, Variant
from knowledge import BUNDLED_CONTENT
from knowledge.cli.totals import count
from knowledge.findings import Severity
from knowledge.gate import check_folder
from knowledge.reading.records import BranchRecord, RequirementRecord

ORDER = (Variant("junior"), Variant("mid"), Variant("senior"))
PLAUSIBLE = {"junior": (350, 1_100), "mid": (750, 2_000), "senior": (1_400, 3_600)}
"""Typical hours from nothing: about half a year to two years at 10 hours a week for a first job,
and up to what someone learns in six or seven years of work for a senior one [h].
"""
GROWING = [
    (role.slug, below, above)
    for role in our_library().roles.values()
    for below, above in zip(
        [v for v in ORDER if v in role.variants],
        [v for v in ORDER if v in role.variants][1:],
        strict=False,
    )
]


def test_the_gate_finds_neither_errors_nor_warnings() -> None:
    found = check_folder(BUNDLED_CONTENT).findings
    assert [one for one in found if one.severity is not Severity.NOTE] == []


def test_the_content_is_as_wide_as_it_promises() -> None:
    counts = count(our_library())
    assert counts.roles >= 30
    assert counts.skills >= 350
    assert counts.steps >= 1_200


@pytest.mark.parametrize(("role", "variant"), seniorities())
def test_every_role_is_reachable_from_nothing(role: RoleSlug, variant: Variant) -> None:
    roadmap = way_from_nothing(role, variant)
    assert (roadmap.readiness_now, roadmap.readiness_then) == (0, 100)


def test_every_skill_is_needed_for_some_role() -> None:
    assert [slug for slug in our_library().graph.skills if slug not in used_levels()] == []


def test_every_level_is_wanted_by_a_role_or_its_being_there_is_explained() -> None:
    unused = {
        f"{skill.slug} {level}"
        for skill in our_library().graph.skills.values()
        for level in range(used_levels().get(skill.slug, 0) + 1, skill.top + 1)
    }
    assert unused == set(kept_list("unused_levels.yaml"))


@pytest.mark.parametrize(("role", "variant"), seniorities())
def test_the_hours_of_a_role_are_plausible(role: RoleSlug, variant: Variant) -> None:
    least, most = PLAUSIBLE[variant]
    assert least <= way_from_nothing(role, variant).hours.typical <= most


@pytest.mark.parametrize(("role", "below", "above"), GROWING)
def test_seniority_takes_more_hours_and_asks_for_more(
    role: RoleSlug, below: Variant, above: Variant
) -> None:
    assert way_from_nothing(role, below).hours.typical < way_from_nothing(role, above).hours.typical
    demanded = our_library().role(role).variants
    assert len(demanded[below]) <= len(demanded[above])


@pytest.mark.parametrize(("role", "below", "above"), GROWING)
def test_what_a_variant_learns_is_needed_by_the_next_one_too(
    role: RoleSlug, below: Variant, above: Variant
) -> None:
    """Someone who grows in a role keeps the branches chosen and wastes next to nothing."""
    first = way_from_nothing(role, below)
    then = way_from(role, above, learnt(first))
    at_once = way_from_nothing(role, above).hours.typical
    assert first.hours.typical + then.hours.typical <= 1.06 * at_once


FOR_A_FIRST_JOB = {"job-search", "work-portfolio", "written-communication"}
"""What only juniors are asked for, with what it requires: no branch of anything."""


def test_no_branch_of_a_plan_changes_from_one_variant_to_the_next() -> None:
    changed = {
        f"{role} {below} to {above}"
        for role, below, above in GROWING
        if {
            step
            for step in _steps(role, below) - _steps(role, above)
            if step.skill not in FOR_A_FIRST_JOB
        }
    }
    assert changed == set()


def _steps(role: RoleSlug, variant: Variant) -> set[Step]:
    return {item.step for item in way_from_nothing(role, variant).items}


def test_a_skill_means_the_same_in_every_role() -> None:
    """A role names a skill and a level and can say nothing of its own about what it is, only how
    much the role wants it; a step takes the same hours for everyone.
    """
    assert set(BranchRecord.__struct_fields__) == {"skill", "level"}
    own_words = {"skill", "level", "choose", "of", "label", "weight", "importance"}
    own_words |= {"defining", "prefer", "because"}
    assert set(RequirementRecord.__struct_fields__) == own_words
    library = our_library()
    for role, variant in seniorities():
        for item in way_from_nothing(role, variant).items:
            levels = library.skill(item.step.skill).levels
            assert item.hours == levels[item.step.level - 1].hours


def test_every_esco_skill_that_is_named_exists() -> None:
    known = _column("esco/skills.csv", "uri")
    named = _named("esco", of_roles=False)
    assert {slug: ref for slug, ref in named if ref not in known} == {}


def test_every_esco_occupation_that_is_named_exists() -> None:
    known = _column("esco/occupations.csv", "uri")
    named = _named("esco", of_roles=True)
    assert {slug: ref for slug, ref in named if ref not in known} == {}


def test_every_onet_occupation_that_is_named_exists() -> None:
    known = _column("onet/occupations.csv", "soc")
    named = _named("onet_soc", of_roles=True)
    assert {slug: ref for slug, ref in named if ref not in known} == {}
    assert _named("onet_soc", of_roles=False) == []


def test_an_exact_mapping_belongs_to_one_skill_or_role() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for filed in our_corpus().titled:
        for mapping in filed.record.mappings:
            if mapping.relation == "exact":
                owners[mapping.ref].append(filed.record.slug)
    assert {ref: slugs for ref, slugs in owners.items() if len(slugs) > 1} == {}


def test_nearly_every_first_and_second_level_says_where_to_learn_it() -> None:
    without = [
        f"{skill.record.slug} {number}"
        for skill in our_corpus().skills
        for number, level in skill.record.levels.items()
        if number <= 2 and not level.resources
    ]
    assert without == []


def test_nearly_every_core_step_of_a_junior_is_proved_by_a_project() -> None:
    projects = count(our_library()).projects
    assert projects.projects >= 80
    assert projects.junior_core_steps_proved >= 0.95 * projects.junior_core_steps


def test_a_project_proves_two_to_five_steps_that_belong_together() -> None:
    sizes = {slug: len(one.proves) for slug, one in our_library().projects.items()}
    assert {slug: n for slug, n in sizes.items() if not 2 <= n <= 5} == {}


def test_the_hours_of_a_project_leave_room_for_the_steps_that_it_proves() -> None:
    """What comes on top of the steps is less than the steps together."""
    library = our_library()
    heavy = {
        project.slug: (project.hours.typical, steps)
        for project in library.projects.values()
        if project.hours.typical
        >= (
            steps := sum(
                library.skill(step.skill).levels[step.level - 1].hours.typical
                for step in project.proves
            )
        )
    }
    assert heavy == {}


def test_every_skill_says_what_it_rests_on() -> None:
    for filed in our_corpus().skills:
        assert filed.record.review is not None, filed.path
        assert filed.record.review.sources, filed.path


def _column(name: str, column: str) -> set[str]:
    with real_file(name).open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def _named(system: str, *, of_roles: bool) -> list[tuple[str, str]]:
    corpus = our_corpus()
    return [
        (filed.record.slug, mapping.ref)
        for filed in (corpus.roles if of_roles else corpus.skills)
        for mapping in filed.record.mappings
        if mapping.system == system
    ]
