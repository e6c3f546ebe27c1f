"""A placement asks about the role: what it leaves a choice in counts by the share needed."""

import numpy as np
import pytest
from builders import JUNIOR, asks, graph, role, skill, step
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import World, skill_graphs, tangled_worlds, worlds

from engine import (
    Finished,
    Placement,
    PlacementBelief,
    PlacementOptions,
    Reply,
    Role,
    SkillGraph,
    answer,
    begin_placement,
    believe,
    finished_because,
    next_question,
    placement_result,
)
from engine.placement.relevance import relevance_of
from engine.placement.space import space_of

LANGUAGES = [f"language-{letter}" for letter in "abcdefgh"]
SHOP = graph(
    *(skill(language, 20, 40) for language in LANGUAGES),
    skill("html", 5, 10),
    skill("css", 5, 10, needs={1: ["html:1"]}),
    skill("testing", 5, 10),
    skill("app", 20, 30, needs={1: ["css:1", [f"{language}:2" for language in LANGUAGES]]}),
)
MAKER = role(asks("html:2"), asks("css:2"), asks("testing:2"), asks("app:2"))


def relevance_in(skill_graph: SkillGraph, asked_role: Role) -> dict[str, float]:
    begun = begin_placement(skill_graph, asked_role, JUNIOR, ratings={}, seed=1)
    space = space_of(skill_graph, begun.steps)
    relevance = relevance_of(space, begun.wanted)
    return {str(s): float(relevance[i]) for i, s in enumerate(space.steps)}


def test_what_a_choice_leaves_open_counts_by_the_share_needed() -> None:
    world = graph(
        skill("git", 2),
        skill("notebooks", 2),
        skill("js", 9, 9),
        skill("python", 9, 9, needs={2: ["notebooks:1"]}),
        skill("r", 9),
        skill("app", 9, needs={1: ["git:1", ["js:2", "python:2", "r:1", "swift:1"]]}),
        skill("swift", 9),
        skill("go", 9),
        skill("rust", 9),
        skill("zig", 9, needs={1: ["r:1"]}),
    )
    asked_role = role(asks("app:1"), asks("go:1", "rust:1", "zig:1", choose=2))
    assert relevance_in(world, asked_role) == {
        "app:1": 1,
        "git:1": 1,
        "js:1": 1 / 4,
        "js:2": 1 / 4,
        "python:1": 1 / 4,
        "python:2": 1 / 4,
        "swift:1": 1 / 4,
        "notebooks:1": 1 / 4,
        "go:1": 2 / 3,
        "rust:1": 2 / 3,
        "zig:1": 2 / 3,
        "r:1": 2 / 3,
    }


@settings(deadline=None, max_examples=80)
@given(world=st.one_of(worlds(), tangled_worlds()))
def test_each_step_counts_as_the_most_that_is_handed_down_to_it(world: World) -> None:
    skill_graph, asked_role, _ = world
    relevance = relevance_in(skill_graph, asked_role)
    due = dict.fromkeys(relevance, 0.0)
    demands = asked_role.variants[JUNIOR]
    most = max((demand.weight for demand in demands if demand.is_counted), default=1)
    for demand in demands:
        for target in demand.targets:
            worth = 0.4 + 0.6 * demand.weight / most if demand.is_counted else 0.25
            share = demand.choose / len(demand.targets) * worth
            due[str(target.step)] = max(due[str(target.step)], share)
    for above, counts in relevance.items():
        for needed in skill_graph.required_steps(step(above)):
            assert relevance[str(needed)] >= counts
        for clause in skill_graph.hard_clauses(step(above)):
            for needed in {s for way in clause.alternatives for s in way}:
                within = sum(needed in way for way in clause.alternatives)
                handed = counts * (within / len(clause.alternatives))
                due[str(needed)] = max(due[str(needed)], handed)
    assert all(0 < counts <= 1 for counts in relevance.values())
    assert relevance == pytest.approx(due)


@settings(deadline=None, max_examples=40)
@given(skill_graph=skill_graphs(most=4))
def test_without_alternatives_all_counts_alike(skill_graph: SkillGraph) -> None:
    plain = graph(*(skill(s.slug, *(5 for _ in s.levels)) for s in skill_graph.skills.values()))
    asked_role = role(*(asks(f"{s.slug}:{s.top}") for s in plain.skills.values()))
    assert set(relevance_in(plain, asked_role).values()) == {1.0}
    begun = begin_placement(plain, asked_role, JUNIOR, ratings={}, seed=1)
    belief = believe(plain, begun)
    right = np.maximum(belief.chances, 1 - belief.chances)
    assert placement_result(belief, asked_role).expected_right == round(float(right.mean()), 6)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("reply", [Reply.YES, Reply.NO])
def test_the_first_questions_are_about_the_role_and_not_its_alternatives(
    seed: int, reply: Reply
) -> None:
    placement = begin_placement(SHOP, MAKER, JUNIOR, ratings={}, seed=seed)
    for _ in range(3):
        question = next_question(believe(SHOP, placement))
        if question is None:
            break
        assert question.step.skill not in LANGUAGES
        placement = answer(placement, question.step, reply)


def shop_belief(options: PlacementOptions, doubtful: dict[str, float]) -> PlacementBelief:
    """Eight learners who know all but the steps named, which a share of them does."""
    placement: Placement = begin_placement(SHOP, MAKER, JUNIOR, ratings={}, seed=1).with_options(
        options
    )
    space = space_of(SHOP, placement.steps)
    known = np.ones((len(space), 8), dtype=np.bool_)
    for text, share in doubtful.items():
        known[space.index[step(text)], round(8 * share) :] = False
    return PlacementBelief(space, placement, known)


def test_doubt_about_ways_not_needed_does_not_keep_it_asking() -> None:
    options = PlacementOptions(enough_right=0.85)
    languages = {f"{language}:{level}": 0.5 for language in LANGUAGES for level in (1, 2)}
    assert finished_because(shop_belief(options, languages)) is Finished.SURE_ENOUGH
    own = dict.fromkeys(("css:1", "css:2", "testing:1", "testing:2"), 0.5)
    assert finished_because(shop_belief(options, own)) is None


def test_a_question_names_first_what_matters_of_all_that_its_answer_tells() -> None:
    languages = dict.fromkeys((f"{language}:2" for language in LANGUAGES), 0.5)
    exact = PlacementOptions(slip=0, guess=0)
    belief = shop_belief(exact, {"html:1": 0.5, "css:1": 0.75, **languages})
    question = next_question(belief)
    assert question is not None
    assert question.step == step("html:1")
    assert question.tells_about[0] == step("css:1")
    assert len(question.tells_about) == 5
