"""Measured numbers shape a placement; without them it is what it was, byte for byte."""

from math import exp

import numpy as np
import pytest
from builders import asks, graph, role, skill, step
from placement_beliefs import begun

from engine import (
    DEFAULT_PLACEMENT_OPTIONS,
    Measured,
    MeasuredEdge,
    Reply,
    SkillGraph,
    answer,
    believe,
)
from engine.placement.belief import PlacementBelief
from engine.placement.learnt import classes_of_ability
from engine.placement.measured import difficulty_of, with_missing
from engine.placement.space import space_of

WORLD = graph(
    skill("git", 4),
    skill("docker", 5, needs={1: ["git"]}),
    skill("sql", 6, 10),
    skill("css", 3),
)
ASKED = role(asks("docker"), asks("sql:2"), asks("css"))
GIT, DOCKER, CSS = step("git:1"), step("docker:1"), step("css:1")


def belief_of(measured: Measured | None, **replies: Reply) -> PlacementBelief:
    options = DEFAULT_PLACEMENT_OPTIONS if measured is None else measured.options
    placement = begun(options, world=WORLD, asked=ASKED)
    for name, said in replies.items():
        placement = answer(placement, step(name.replace("_", ":")), said)
    if measured is None:
        return believe(WORLD, placement)
    return believe(WORLD, placement, measured=measured)


def chance(belief: PlacementBelief, name: str) -> float:
    return float(belief.chances[belief.space.index[step(name)]])


def test_nothing_measured_is_the_same_as_no_measurement() -> None:
    for replies in ({}, {"docker_1": Reply.YES}, {"sql_1": Reply.NO, "css_1": Reply.YES}):
        plain, empty = belief_of(None, **replies), belief_of(Measured(), **replies)
        assert np.array_equal(plain.known, empty.known)


def test_what_was_measured_of_other_steps_changes_nothing() -> None:
    elsewhere = Measured(
        difficulties=((step("rust:1"), -2.0),),
        edges=(MeasuredEdge(step("rust:1"), DOCKER, 0.5),),
    )
    assert np.array_equal(belief_of(None).known, belief_of(elsewhere).known)


def test_a_step_that_was_measured_as_hard_is_believed_less() -> None:
    """Without a reply, and the same for all other steps within what chance does."""
    hard, easy = (belief_of(Measured(difficulties=((CSS, d),))) for d in (3.0, -3.0))
    assert chance(easy, "css:1") - chance(hard, "css:1") > 0.15
    assert chance(easy, "sql:1") == pytest.approx(chance(hard, "sql:1"), abs=0.1)


def test_a_difficulty_is_put_on_the_scale_of_those_imagined() -> None:
    """0.2 + 1.6 times the measured one: their ability has mean 0.2 and spread 1.6."""
    space = space_of(WORLD, begun(world=WORLD, asked=ASKED).steps)
    found = difficulty_of(space, Measured(difficulties=((CSS, 1.0), (GIT, -0.5))))
    assert found[space.index[CSS]] == pytest.approx(1.8)
    assert found[space.index[GIT]] == pytest.approx(-0.6)
    assert found[space.index[DOCKER]] == space.difficulty[space.index[DOCKER]]
    assert difficulty_of(space, Measured()) is space.difficulty


def test_a_prerequisite_is_lacked_as_often_as_was_measured() -> None:
    """Of 10,000 holders of both, 8 in 10 keep the prerequisite; those without the step all do."""
    space = space_of(WORLD, begun(world=WORLD, asked=ASKED).steps)
    git, docker = space.index[GIT], space.index[DOCKER]
    known = np.ones((len(space), 20_000), dtype=np.bool_)
    known[docker, 10_000:] = False
    edge = MeasuredEdge(GIT, DOCKER, 0.8)
    found = with_missing(space, known, [edge], already=0.0)
    assert found[git, :10_000].mean() == pytest.approx(0.8, abs=0.015)
    assert found[git, 10_000:].all()
    assert found[docker].tolist() == known[docker].tolist()
    assert known[:, :10_000].all(), "what was given is not changed"
    # A learner lacks any step in 5 of 100 cases anyway: 1 - 0.8 / 0.95 is all that is taken.
    blurred = with_missing(space, known, [edge], already=0.05)
    assert blurred[git, :10_000].mean() == pytest.approx(0.8 / 0.95, abs=0.015)
    sure = with_missing(space, known, [MeasuredEdge(GIT, DOCKER, 0.97)], already=0.05)
    assert sure[git].all()


def test_a_weak_prerequisite_follows_less_from_the_step_that_requires_it() -> None:
    strong, weak = (
        belief_of(Measured(edges=(MeasuredEdge(GIT, DOCKER, held),)), docker_1=Reply.YES)
        for held in (1.0, 0.4)
    )
    assert chance(strong, "git:1") > 0.85
    assert chance(weak, "git:1") < 0.6
    assert chance(weak, "docker:1") > 0.8


def test_measured_slips_and_guesses_are_the_options() -> None:
    options = Measured(slip=0.05, guess=0.02).options
    assert (options.slip, options.guess, options.most_questions) == (0.05, 0.02, 15)
    exact = belief_of(Measured(guess=0.01), css_1=Reply.YES)
    loose = belief_of(Measured(guess=0.3), css_1=Reply.YES)
    assert chance(exact, "css:1") > chance(loose, "css:1") + 0.02


def test_learners_of_ability_stand_beside_the_imagined_once_every_step_was_measured() -> None:
    steps = begun(world=WORLD, asked=ASKED).steps
    partly = Measured(difficulties=tuple((one, 0.0) for one in steps[1:]))
    assert partly.learnt(steps) is None
    whole = Measured(difficulties=tuple((one, 0.0) for one in steps), sharpness=2.0)
    learnt = whole.learnt(steps)
    assert learnt is not None
    assert learnt.steps == steps
    assert learnt.weights.sum() == pytest.approx(1)
    # Ability 1.0667, the fourth class above the middle: 1 / (1 + exp(-2 * 1.0667)) = 0.894.
    assert learnt.chances[19] == pytest.approx([0.894] * len(steps), abs=0.0005)


def held_shares(world: SkillGraph, edges: list[MeasuredEdge]) -> dict[str, float]:
    """Who is left with each step, of 20,000 that held all of them."""
    space = space_of(world, world.steps)
    known = np.ones((len(space), 20_000), dtype=np.bool_)
    found, again = (with_missing(space, known, edges, already=0.0) for _ in range(2))
    assert (found == again).all()
    return {str(one): float(found[i].mean()) for i, one in enumerate(space.steps)}


def test_who_lacks_a_level_lacks_those_above_it_and_no_other() -> None:
    """Half of those who hold etl lack sql 2, or sql 1 and with it sql 2."""
    world = graph(skill("sql", 6, 10), skill("etl", 5, needs={1: ["sql:2"]}), skill("css", 3))
    half = pytest.approx(0.5, abs=0.015)
    found = held_shares(world, [MeasuredEdge(step("sql:2"), step("etl"), 0.5)])
    assert found == {"css:1": 1, "etl:1": 1, "sql:1": 1, "sql:2": half}
    found = held_shares(world, [MeasuredEdge(step("sql:1"), step("etl"), 0.5)])
    assert found == {"css:1": 1, "etl:1": 1, "sql:1": half, "sql:2": half}
    assert found["sql:1"] == found["sql:2"]


def test_what_stands_lowest_is_taken_first() -> None:
    """Half of all lack zz, since all hold mm; then half of all lack mm, since all hold aa."""
    world = graph(
        skill("zz", 4), skill("mm", 5, needs={1: ["zz"]}), skill("aa", 5, needs={1: ["mm"]})
    )
    edges = [
        MeasuredEdge(step("mm"), step("aa"), 0.5),
        MeasuredEdge(step("zz"), step("mm"), 0.5),
    ]
    half = pytest.approx(0.5, abs=0.015)
    assert held_shares(world, edges) == {"zz:1": half, "mm:1": half, "aa:1": 1}
    assert held_shares(world, edges) == held_shares(world, edges[::-1])


def test_what_was_not_measured_of_replies_is_as_usual() -> None:
    usual = DEFAULT_PLACEMENT_OPTIONS
    only_guess, only_slip = Measured(guess=0.02).options, Measured(slip=0.07).options
    assert (only_guess.slip, only_guess.guess) == (usual.slip, 0.02)
    assert (only_slip.slip, only_slip.guess) == (0.07, usual.guess)
    assert Measured(slip=0.0, guess=0.0).options.slip == 0
    assert Measured().options == usual


def test_classes_of_ability_by_hand() -> None:
    """31 abilities from -4 to 4; at 0 a step of difficulty 1 is held by 1 / (1 + exp 2)."""
    weights, chances = classes_of_ability(np.array([0.0, 1.0, -4.0]), 2.0)
    assert weights.shape == (31,)
    assert chances.shape == (31, 3)
    raw = [exp(-((-4 + 8 * i / 30) ** 2) / 2) for i in range(31)]
    assert weights.tolist() == pytest.approx([one / sum(raw) for one in raw])
    # At ability 0.8: 1 / (1 + exp(-1.6)), 1 / (1 + exp 0.4), and no more than 0.995.
    assert chances[15].tolist() == pytest.approx([0.5, 0.1192, 0.995], abs=5e-5)
    assert chances[18].tolist() == pytest.approx([0.8320, 0.4013, 0.995], abs=5e-5)
    assert chances[0].tolist() == pytest.approx([0.005, 0.005, 0.5])
