"""A profile as it were if a role were held."""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill
from hypothesis import given
from strategies import World, worlds

from engine import Importance, UnknownVariantError, Variant, analyze, hold, holding_role

RULES = rules()


@given(worlds())
def test_who_holds_a_role_is_ready_for_it_and_loses_nothing(world: World) -> None:
    graph_, asked, before = world
    after = holding_role(graph_, before, asked, JUNIOR)
    analysis = analyze(graph_, asked, variant=JUNIOR, profile=after, rules=RULES)
    assert analysis.readiness.points == 100
    held = hold(graph_, after).levels
    assert all(level <= held[slug] for slug, level in hold(graph_, before).levels.items())


WORLD = graph(
    skill("linux", 6, 9),
    skill("docker", 4, needs={1: ["linux:1"]}),
    skill("python", 20),
    skill("r", 8),
    skill("css", 5),
)
ASKED = role(
    asks("docker:1"),
    asks("python:1", "r:1", choose=1),
    asks("css:1", importance=Importance.BONUS),
)


def test_what_a_target_requires_rises_even_where_it_was_rated_lower_on_purpose() -> None:
    after = holding_role(WORLD, profile(linux=0), ASKED, JUNIOR)
    assert hold(WORLD, after).level(ASKED.variants[JUNIOR][0].targets[0].skill) == 1
    assert after["linux"].level == 1  # type: ignore[index]


def test_what_other_ratings_imply_is_not_taken_for_a_lower_rating() -> None:
    world = graph(skill("linux", 6, 9), skill("kernel", 40, needs={1: ["linux:2"]}))
    asked = role(asks("linux:1"))
    after = holding_role(world, profile(kernel=1), asked, JUNIOR)
    assert hold(world, after).levels == {"kernel": 1, "linux": 2}


@pytest.mark.parametrize(
    ("known", "taken"),
    [({}, {"docker", "linux", "r"}), ({"python": 1}, {"docker", "linux", "python"})],
)
def test_of_a_choice_the_nearest_branch_is_taken_and_no_bonus(
    known: dict[str, int], taken: set[str]
) -> None:
    assert set(holding_role(WORLD, profile(**known), ASKED, JUNIOR)) == taken


def test_a_variant_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownVariantError):
        holding_role(WORLD, {}, ASKED, Variant("senior"))
