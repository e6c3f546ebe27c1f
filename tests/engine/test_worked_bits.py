"""The hard edges of a small graph as bit sets, by hand: bit n stands for the n-th step."""

import pytest
from builders import graph, skill, step

from engine import SkillSlug
from engine.graph.bit_sets import members, union
from engine.graph.bitset_graph import BitsetGraph

SKILLS = (
    skill("base", 1),
    skill("either", 1, needs={1: [["base", "sql:2"]]}),
    skill("sql", 1, 1, 1, needs={2: ["base"]}),
    skill("top", 1, needs={1: ["either", "sql:1"]}),
)
BASE, EITHER, SQL_1, SQL_2, SQL_3, TOP = (1 << place for place in range(6))
ALL = 0b111111


@pytest.fixture
def bits() -> BitsetGraph:
    return graph(*SKILLS).bits


def test_steps_stand_by_slug_and_level(bits: BitsetGraph) -> None:
    texts = ("base", "either", "sql:1", "sql:2", "sql:3", "top")
    assert [bits.of([step(text)]) for text in texts] == [BASE, EITHER, SQL_1, SQL_2, SQL_3, TOP]
    assert bits.of([step("sql:3"), step("base"), step("ghost"), step("sql:4")]) == SQL_3 | BASE
    assert bits.steps(SQL_3 | BASE) == [step("base"), step("sql:3")]
    assert dict(bits.first) == {"base": 0, "either": 1, "sql": 2, "top": 5}
    assert bits.place(SkillSlug("sql"), 3) == 4
    assert bits.branching == EITHER


@pytest.mark.parametrize(
    ("above", "up_to", "levels"),
    [(0, 3, SQL_1 | SQL_2 | SQL_3), (1, 3, SQL_2 | SQL_3), (1, 2, SQL_2), (2, 2, 0)],
)
def test_levels_above_one_up_to_another(
    bits: BitsetGraph, above: int, up_to: int, levels: int
) -> None:
    assert bits.levels(SkillSlug("sql"), above=above, up_to=up_to) == levels


def test_what_is_required_in_any_case(bits: BitsetGraph) -> None:
    assert bits.prerequisites(TOP) == EITHER | SQL_1
    assert bits.prerequisites(TOP | SQL_2) == EITHER | SQL_1 | BASE
    assert bits.prerequisites(EITHER) == 0
    assert [bits.prerequisites_up_to(SkillSlug("sql"), level) for level in (1, 2, 3)] == [
        *(0, SQL_1 | BASE, SQL_1 | SQL_2 | BASE),
    ]
    assert bits.required_closure(5) == TOP | EITHER | SQL_1
    assert bits.required_closure(4) == SQL_3 | SQL_2 | SQL_1 | BASE
    assert bits.required_closure(4) == SQL_3 | SQL_2 | SQL_1 | BASE
    assert bits.required_closure_without(4, denied=SQL_2) == SQL_3
    assert bits.required_closure_without(4, denied=BASE) == SQL_3 | SQL_2 | SQL_1


def test_closures_leave_out_what_is_given_and_what_only_that_requires(bits: BitsetGraph) -> None:
    assert bits.closure(SQL_3, given=0) == SQL_3 | SQL_2 | SQL_1 | BASE
    assert bits.closure(SQL_3, given=SQL_2) == SQL_3
    assert bits.closure(SQL_3 | BASE, given=SQL_3) == BASE
    assert bits.closure(0, given=0) == 0


def test_choices_are_open_until_one_way_is_given(bits: BitsetGraph) -> None:
    assert bits.open_choices(TOP | EITHER, given=0) == [(BASE, SQL_2)]
    assert bits.open_choices(TOP | EITHER, given=SQL_1) == [(BASE, SQL_2)]
    assert bits.open_choices(TOP | EITHER, given=SQL_2) == []
    assert bits.open_choices(TOP, given=0) == []
    assert bits.open_clauses(step("top"), given=EITHER) == [False, True]
    assert bits.open_clauses(step("sql:2"), given=BASE) == [True, False]


def test_tops_are_the_highest_levels_of_a_set(bits: BitsetGraph) -> None:
    """base is no level below either, though it stands before it."""
    assert bits.tops(SQL_1 | SQL_2 | BASE | EITHER) == SQL_2 | BASE | EITHER
    assert bits.tops(SQL_1 | SQL_3) == SQL_1 | SQL_3
    assert bits.tops(ALL) == BASE | EITHER | SQL_3 | TOP


def test_reach_goes_through_every_open_way(bits: BitsetGraph) -> None:
    assert bits.reach(TOP, given=0) == TOP | EITHER | SQL_1 | BASE | SQL_2
    assert bits.reach(TOP, given=BASE) == TOP | EITHER | SQL_1
    assert bits.reach(TOP, given=SQL_2) == TOP | EITHER | SQL_1
    assert bits.reach(TOP, given=EITHER | SQL_1) == TOP
    assert bits.reach(TOP, given=TOP) == 0


def test_what_can_be_learnt_from_what_is_given(bits: BitsetGraph) -> None:
    assert bits.learnable(ALL, given=0) == ALL
    assert bits.learnable(TOP | EITHER | SQL_1, given=0) == SQL_1
    assert bits.learnable(TOP | EITHER | SQL_1, given=SQL_2) == TOP | EITHER | SQL_1
    assert bits.learnable(SQL_3 | SQL_2, given=SQL_1) == 0
    assert bits.learnable(SQL_3 | SQL_2, given=SQL_1 | BASE | SQL_2) == SQL_3


def test_small_sets() -> None:
    assert members(0) == []
    assert members(0b101001) == [0, 3, 5]
    assert union([]) == 0
    assert union([0b1, 0b100, 0b101]) == 0b101
