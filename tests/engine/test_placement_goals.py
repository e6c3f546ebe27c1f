"""Placement of people whom no ability explains: they studied towards a few goals."""

from itertools import pairwise

import numpy as np
from builders import JUNIOR, asks, graph, role, skill, step
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import World, tangled_worlds, worlds

from engine import (
    Finished,
    PlacementOptions,
    Reply,
    SkillGraph,
    Step,
    answer,
    begin_placement,
    believe,
    finished_because,
    next_question,
)
from engine.placement.space import StepSpace

TRAILS, LENGTH = 12, 8
EXACT = PlacementOptions(slip=0, guess=0, most_questions=16, enough_right=1, learners=256)


def trails() -> SkillGraph:
    """Twelve trails, each of eight skills that stand on one another."""
    skills = []
    for trail in range(TRAILS):
        names = [f"t{trail:02}-{number}" for number in range(LENGTH)]
        skills.append(skill(names[0], 5))
        skills += [skill(name, 5, needs={1: [f"{below}:1"]}) for below, name in pairwise(names)]
    return graph(*skills)


def right_after_asking(known: set[Step]) -> float:
    """The share of all steps right after sixteen exact answers."""
    world = trails()
    asked_role = role(*(asks(f"{slug}:1") for slug in world.skills))
    placement = begin_placement(world, asked_role, JUNIOR, ratings={}, seed=4).with_options(EXACT)
    while (question := next_question(believe(world, placement))) is not None:
        reply = Reply.YES if question.step in known else Reply.NO
        placement = answer(placement, question.step, reply)
    belief = believe(world, placement)
    truth = np.array([step in known for step in belief.space.steps])
    return float(((belief.chances > 0.5) == truth).mean())


def test_who_studied_towards_a_few_goals_is_placed_by_their_goals() -> None:
    right = [
        right_after_asking(
            {step(f"t{trail:02}-{number}:1") for trail in trails_ for number in range(LENGTH)}
        )
        for trails_ in ((2, 7, 9), (0, 4, 11), (1, 5, 6), (3, 8, 10))
    ]
    assert sum(right) / len(right) >= 0.93


@settings(deadline=None, max_examples=60)
@given(world=st.one_of(worlds(), tangled_worlds()))
def test_every_route_is_closed_and_leads_to_its_goal(world: World) -> None:
    skill_graph, asked_role, _ = world
    begun = begin_placement(skill_graph, asked_role, JUNIOR, ratings={}, seed=0)
    space = StepSpace(skill_graph, begun.steps)
    routes = space.routes
    assert set(routes.goal.tolist()) == set(range(len(space)))
    assert abs(routes.share.sum() - 1) < 1e-9
    for goal, known in zip(routes.goal, routes.known, strict=True):
        assert known[goal]
        assert skill_graph.is_closed(space.steps[i] for i in np.flatnonzero(known))


def test_a_placement_says_why_it_is_finished() -> None:
    world = graph(skill("sql", 5), skill("git", 5))
    asked_role = role(asks("sql"), asks("git"))

    def reason(options: PlacementOptions, *slugs: str) -> Finished | None:
        placement = begin_placement(world, asked_role, JUNIOR, ratings={}, seed=1).with_options(
            options
        )
        for slug in slugs:
            placement = answer(placement, step(slug), Reply.YES)
        return finished_because(believe(world, placement))

    doubtful = PlacementOptions(enough_right=1, learners=64)
    assert reason(doubtful) is None
    assert reason(doubtful, "sql", "git") is Finished.ALL_ASKED
    assert reason(PlacementOptions(most_questions=1, learners=64), "sql") is Finished.CAP
    sure = PlacementOptions(slip=0, guess=0, enough_right=0.6, learners=64)
    assert reason(sure, "sql") is Finished.SURE_ENOUGH
