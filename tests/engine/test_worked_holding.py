"""Why a step is held and why not, by hand: where steps require each other, and some faded."""

from builders import JUNIOR, asks, graph, profile, role, skill
from explained_world import BOOK, OLD, TODAY, line_of, message_line

from engine import (
    DerivationContext,
    Profile,
    Provenance,
    Rating,
    RatingSource,
    Role,
    SkillGraph,
    SkillSlug,
    derive,
)


def lines(world: SkillGraph, asked: Role, rated: Profile, of: str) -> dict[str, str]:
    """The nodes of a derivation by their ids, in a line each."""
    context = DerivationContext.of(
        world,
        asked,
        variant=JUNIOR,
        profile=rated,
        provenance=Provenance(BOOK, "1.2.3", "hash", "0.9", TODAY),
    )
    return {node.id: line_of(node) for node in derive(context, of).nodes}


def test_a_skill_does_not_imply_itself_by_way_of_another() -> None:
    """git:2 requires docker, and docker git:1. Without the rating of git docker is not held."""
    world = graph(
        skill("git", 4, 6, needs={2: ["docker"]}),
        skill("docker", 5, needs={1: ["git"]}),
    )
    found = lines(world, role(asks("git"), asks("docker")), profile(git=2), "held:docker")
    assert found["held_at_least:docker:1"] == (
        "held_at_least:docker:1 | conclusion | derivation.held | of docker:1 | from "
        "not_rated:docker prerequisite:git:2>docker:1 held_at_least:git:2"
    )
    assert found["held_at_least:git:2"] == (
        "held_at_least:git:2 | conclusion | derivation.held | of git:2 | from rating:git"
    )
    asked = lines(world, role(asks("git")), profile(git=2), "gap:git")
    assert asked["held_at_least:git:1"] == (
        "held_at_least:git:1 | conclusion | derivation.held | of git:1 | from rating:git"
    )


def test_what_nothing_implies_names_all_that_would_imply_it() -> None:
    """base is required by left, middle and under.

    The rating of left faded from 2 to 1. under, which top requires, was said to be lacking; middle
    would follow from under.
    """
    world = graph(
        skill("base", 4),
        skill("left", 5, 5, needs={2: ["base"]}),
        skill("middle", 5, needs={1: ["base"]}),
        skill("under", 5, needs={1: ["base", "middle"]}),
        skill("top", 5, needs={1: ["under"]}),
    )
    rated: Profile = {
        SkillSlug("left"): Rating(2, RatingSource.SELF, rated_on=OLD),
        SkillSlug("top"): Rating(1),
        SkillSlug("under"): Rating(0),
    }
    found = lines(world, role(asks("base")), rated, "gap:base")
    assert found["held_below:base:1"] == (
        "held_below:base:1 | conclusion | derivation.not_held | of base:1 | from "
        "not_rated:base not_implied:base:1 faded:left rating:under"
    )
    without = lines(world, role(asks("base")), {**rated, SkillSlug("top"): Rating(0)}, "gap:base")
    assert without["held_below:base:1"].endswith("not_implied:base:1 faded:left")


def test_a_rating_bears_what_others_imply_only_while_it_is_not_lower() -> None:
    """git is rated, and docker requires it as well."""
    world = graph(skill("git", 4), skill("docker", 5, needs={1: ["git"]}))
    context = DerivationContext.of(
        world,
        role(asks("git")),
        variant=JUNIOR,
        profile=profile(git=1, docker=1),
        provenance=Provenance(BOOK, "1.2.3", "hash", "0.9", TODAY),
    )
    nodes = {node.id: node for node in derive(context, "gap:git").nodes}
    assert message_line(nodes["not_less:git:1"].message) == (
        "derivation.not_rated_lower(step=step(skill=Git, level=1))"
    )


def test_what_lacks_its_prerequisites_is_named() -> None:
    """docker is held though git is said to be lacking."""
    world = graph(skill("git", 4), skill("docker", 5, needs={1: ["git"]}))
    context = DerivationContext.of(
        world,
        role(asks("docker")),
        variant=JUNIOR,
        profile=profile(git=0, docker=1),
        provenance=Provenance(BOOK, "1.2.3", "hash", "0.9", TODAY),
    )
    nodes = {node.id: node for node in derive(context, "advice:lean").nodes}
    assert message_line(nodes["unsupported:docker"].message) == (
        "derivation.unsupported(skill=Docker)"
    )
