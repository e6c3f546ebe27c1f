"""The graph against prerequisite structures that other people published."""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from random import Random

import pytest
from real_data import real_json

from engine import (
    AllOf,
    AnyOf,
    Hours,
    Level,
    Need,
    Prerequisite,
    Skill,
    SkillGraph,
    SkillSlug,
    SourceRef,
    Step,
    StepNeed,
    Strength,
)

EXPERTS = ["cad1", "cad2", "cad3", "cad4", "cad5", "cad6", "cadmaj"]


def item(slug: str, needs: Iterable[Need]) -> Skill:
    requires = tuple(
        Prerequisite(need, Strength.HARD, "published", SourceRef("", 0, 0)) for need in needs
    )
    return Skill(SkillSlug(slug), slug, "published", (Level(Hours(1, 1, 1), requires),))


def held(slug: str) -> StepNeed:
    return StepNeed(Step(SkillSlug(slug), 1))


def steps_of(slugs: Iterable[str]) -> list[Step]:
    return [Step(SkillSlug(slug), 1) for slug in slugs]


def test_the_closed_sets_of_the_chess_items_are_exactly_the_57_published_states() -> None:
    chess = real_json("responses/chess.json")
    names: Sequence[str] = chess["items"]
    graph = SkillGraph.of(
        (
            item(name, [held(before) for before, after in chess["prereqs"] if after == name])
            for name in names
        ),
        allow_unattainable=True,  # Some of the published items are only ever mastered together.
    )
    subsets = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    closed = {frozenset(subset) for subset in subsets if graph.is_closed(steps_of(subset))}
    published = {
        frozenset(name for name, known in zip(names, state, strict=True) if known)
        for state in chess["states"]
    }
    assert len(published) == 57
    assert closed == published


def expert_needs(alternatives: Sequence[Sequence[str]]) -> list[Need]:
    ways: list[Need] = [AllOf(tuple(held(slug) for slug in way)) for way in alternatives]
    return ways if len(ways) == 1 else [AnyOf(tuple(ways))]


@pytest.mark.parametrize("expert", EXPERTS)
def test_a_set_is_closed_exactly_when_it_is_a_union_of_an_experts_states(expert: str) -> None:
    published = real_json("responses/expert_space_cad.json")
    names: Sequence[str] = published["items"]
    version = published["experts"][expert]
    skills = [item(name, expert_needs(version["clauses"][name])) for name in names]
    graph = SkillGraph.of(skills, allow_unattainable=True)
    basis = [
        frozenset(name for name, known in zip(names, state, strict=True) if known == "1")
        for state in version["basis"]
    ]
    assert all(graph.is_closed(steps_of(state)) for state in basis)
    chance = Random(expert)
    checked = {True: 0, False: 0}
    for _ in range(1_000):
        union = frozenset[str]().union(*chance.sample(basis, chance.randint(1, 6)))
        touched = union ^ {chance.choice(names)}
        for candidate in (union, touched):
            inside = frozenset[str]().union(*(state for state in basis if state <= candidate))
            is_state = inside == candidate
            assert graph.is_closed(steps_of(candidate)) == is_state
            checked[is_state] += 1
    assert checked[True] > 1_000
    assert checked[False] > 100
