"""No plan of ours is called nearly ready while something that the role is about is missing."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from our_content import our_library, seniorities, way_from_nothing

from engine import (
    Analysis,
    Importance,
    PlanOptions,
    PlanQuery,
    Rating,
    RoleSlug,
    SkillSlug,
    Variant,
    analyze,
    plan,
)

ABOVE_ON_THE_WAY = {"nearly-ready", "ready"}


def along(role: RoleSlug, variant: Variant) -> Iterator[Analysis]:
    """The analysis after each step of the plan from nothing, from 60 points on."""
    library = our_library()
    profile: dict[SkillSlug, Rating] = {}
    for item in way_from_nothing(role, variant).items:
        profile[item.step.skill] = Rating(item.step.level)
        if item.readiness_after >= 60:
            yield analyze(
                library.graph,
                library.role(role),
                variant=variant,
                profile=dict(profile),
                rules=library.rules,
            )


@pytest.mark.parametrize(("role", "variant"), seniorities())
def test_nobody_is_nearly_ready_without_what_the_role_is_about(
    role: RoleSlug, variant: Variant
) -> None:
    bands = []
    for found in along(role, variant):
        assert found.readiness.band is not None
        bands.append(found.readiness.band.slug)
        if bands[-1] not in ABOVE_ON_THE_WAY:
            continue
        asked = [(gap.requirement, gap.credit) for gap in found.gaps]
        assert min(c for r, c in asked if r.importance is Importance.CORE) > 0
        assert min((c for r, c in asked if r.is_defining), default=1.0) >= 0.5
    assert bands[-1] == "ready"


@pytest.mark.parametrize(("role", "variant"), seniorities())
def test_every_phase_is_named_by_a_project_or_by_what_one_can_then_do(
    role: RoleSlug, variant: Variant
) -> None:
    library = our_library()
    options = PlanOptions(hours_per_week=10.0)
    query = PlanQuery.of(
        library.graph, library.role(role), variant=variant, profile={}, options=options
    )
    phases = plan(replace(query, outcomes=library.outcomes), rules=library.rules).phases
    named = [
        phase.project.title if phase.project else library.outcomes.abilities[phase.milestone]
        for phase in phases
    ]
    assert [phase.name for phase in phases] == named
    assert len(set(named)) == len(named)
