"""The interval on readiness holds the truth about as often as it says, where the prior is right."""

from itertools import pairwise

import msgspec
import numpy as np
from builders import JUNIOR, asks, graph, role, skill

from engine import (
    PlacementBelief,
    PlacementOptions,
    Reply,
    SkillGraph,
    answer,
    begin_placement,
    believe,
    next_question,
    placement_result,
)

SLUGS = [f"s{number}" for number in range(12)]
OPTIONS = PlacementOptions(most_questions=4, enough_right=1, coverage=0.8, learners=256)
PEOPLE = 60


def chain_of_ladders() -> SkillGraph:
    """Twelve skills of two levels; each stands on the first level of the one before."""
    first = skill(SLUGS[0], 5, 20)
    later = [skill(slug, 5, 20, needs={2: [f"{before}:1"]}) for before, slug in pairwise(SLUGS)]
    return graph(first, *later)


def test_the_interval_holds_the_truth_about_as_often_as_stated() -> None:
    world = chain_of_ladders()
    asked_role = role(*(asks(f"{slug}:2") for slug in SLUGS))
    begun = begin_placement(world, asked_role, JUNIOR, ratings={}, seed=0).with_options(OPTIONS)
    imagined = believe(world, msgspec.structs.replace(begun, seed=99))
    space, people = imagined.space, imagined.known[:, :: OPTIONS.learners // PEOPLE]
    chance = np.random.Generator(np.random.PCG64(5))
    inside = 0
    for number in range(PEOPLE):
        truth = people[:, number]
        placement = msgspec.structs.replace(begun, seed=number)
        belief = believe(world, placement)
        while (question := next_question(belief)) is not None:
            says_yes = bool(truth[space.index[question.step]]) ^ bool(
                chance.random() < OPTIONS.slip
            )
            reply = Reply.YES if says_yes else Reply.NO
            placement = answer(placement, question.step, reply)
            belief = believe(world, placement)
        alone = PlacementBelief(space, placement, np.repeat(truth[:, None], 2, axis=1))
        points = placement_result(alone, asked_role).readiness.placed
        found = placement_result(belief, asked_role).readiness
        inside += found.low <= points <= found.high
    # Three standard errors of a share of 60 people are 0.15; readiness comes in few values, so
    # an interval that names two of them holds more than it must.
    assert inside / PEOPLE >= OPTIONS.coverage - 0.15
