"""Orders of jobs by hand: costs, blocks, the search over closed sets and the greedy order."""

import pytest

from engine.planning.ordering.block_search import (
    Solved,
    cost_of,
    greedy_order,
    order_of_block,
    over_closed_sets,
    total_cost,
)
from engine.planning.ordering.blocks import BlockOrders, forget_blocks
from engine.planning.ordering.sidney import Block, Decomposition, Jobs

A, B, C, D = 0b1, 0b10, 0b100, 0b1000


def jobs(hours: str, gains: str, *before: int) -> Jobs:
    """Jobs of these hours and gains; without `before` in any order."""
    numbers = [int(text) for text in hours.split()]
    return Jobs.of(numbers, [int(text) for text in gains.split()], before or [0] * len(numbers))


def blocks_of(found: Jobs) -> list[int]:
    return [block.jobs for block in Decomposition(found).blocks(found.all)]


BASE_TOP_OTHER = jobs("4 1 5", "0 50 40", 0, A, 0)
"""The first two pay 50 in 5 hours, 10 an hour; the other 8 an hour."""


def test_a_cost_is_gains_times_the_hours_until_each_job_is_finished() -> None:
    """2 · 10 + 5 · 5; the other way round 3 · 5 + 5 · 10."""
    both = jobs("2 3", "10 5")
    assert cost_of(both, [0, 1]) == 45
    assert cost_of(both, [1, 0]) == 65
    assert cost_of(both, [1]) == 15


def test_the_cost_of_blocks_is_their_own_and_that_of_waiting() -> None:
    """20, then 2 · 5 + 15, then (2 + 3) · 4 + 7."""
    blocks = [Block(A, 10, 2, 20), Block(B, 5, 3, 15), Block(C, 4, 1, 4)]
    assert total_cost(blocks, [20, 15, 7]) == 20 + 25 + 27


def test_jobs_know_what_follows_and_how_deep_they_stand() -> None:
    chain = jobs("1 2 3", "4 5 6", 0, A, A | B)
    assert chain.after == (B | C, C, 0)
    assert chain.depth == (0, 1, 2)
    assert chain.all == A | B | C


def test_a_part_is_numbered_anew_and_keeps_who_stands_deeper() -> None:
    """The first and the last of three: depths 0 and 2 become 0 and 1."""
    part = jobs("1 2 3", "4 5 6", 0, A, A | B).part([0, 2])
    assert part == Jobs((1, 3), (4, 6), (0, A), (B, 0), (0, 1))
    level = jobs("1 2 3", "4 5 6", 0, A, A).part([1, 2])
    assert level == Jobs((2, 3), (5, 6), (0, 0), (0, 0), (0, 0))


def test_no_order_of_a_block_costs_less_than_its_floor() -> None:
    """(15 · 5 + 2 · 10 + 3 · 5) / 2 = 55; of 2 · 3 + 1 + 2 = 9 half, and up to the next whole."""
    assert jobs("2 3", "10 5").block([0, 1]) == Block(A | B, 15, 5, 55)
    assert jobs("1 2", "1 1").block([0, 1]) == Block(A | B, 2, 3, 5)
    assert jobs("2 3", "10 5").block([1]) == Block(B, 5, 3, 15)


def test_jobs_apart_are_blocks_of_their_own_what_pays_most_first() -> None:
    """2, 3 and 1 an hour; three jobs are cut, then two."""
    apart = jobs("2 3 1", "4 9 1")
    cut = Decomposition(apart)
    assert [block.jobs for block in cut.blocks(apart.all)] == [B, A, C]
    assert cut.splits == 2
    assert cut.blocks(0) == []
    assert cut.blocks(B) == [Block(B, 9, 3, 27)]
    assert cut.splits == 2


def test_a_prerequisite_is_in_the_block_of_what_pays_for_it() -> None:
    cut = Decomposition(BASE_TOP_OTHER)
    assert cut.blocks(BASE_TOP_OTHER.all) == [Block(A | B, 50, 5, 150), Block(C, 40, 5, 200)]
    assert cut.splits == 2
    assert blocks_of(jobs("4 1 5", "0 50 60", 0, A, 0)) == [C, A | B]


def test_jobs_that_pay_the_same_are_cut_apart_the_smaller_first_unless_it_must_wait() -> None:
    assert blocks_of(jobs("1 2", "2 4")) == [A, B]
    assert blocks_of(jobs("1 2", "2 4", B, 0)) == [B, A]
    assert blocks_of(jobs("1 2 3", "2 4 6", C, 0, 0)) == [B, C, A]


def test_who_pays_for_what_is_settled_over_all_of_them() -> None:
    """10 in 4 hours. c requires a and b, d one of them: 5 in 2 hours with it, as the rest.

    Where d requires both as well, 6 in 3 hours pay less than all, and 8 in 3 hours more.
    """
    assert blocks_of(jobs("1 1 1 1", "0 0 5 5", 0, 0, A | B, A)) == [A | D, B | C]
    assert blocks_of(jobs("1 1 1 1", "0 0 5 5", 0, 0, A | B, B)) == [B | D, A | C]
    assert blocks_of(jobs("1 1 1 1", "0 0 4 6", 0, 0, A | B, A | B)) == [A | B | C | D]
    assert blocks_of(jobs("1 1 1 1", "0 0 2 8", 0, 0, A | B, A | B)) == [A | B | D, C]


@pytest.mark.parametrize(
    ("found", "order", "cost"),
    [
        # base, top, other: 5 · 50 + 10 · 40; other first: 5 · 40 + 10 · 50.
        (BASE_TOP_OTHER, (0, 1, 2), 650),
        (jobs("4 1 5", "0 50 60", 0, A, 0), (2, 0, 1), 5 * 60 + 10 * 50),
        (jobs("2 3 1", "4 9 1"), (1, 0, 2), 27 + 20 + 6),
        # Of equal costs the order of the smaller jobs.
        (jobs("1 1 1", "3 3 3"), (0, 1, 2), 3 + 6 + 9),
        (jobs("1 1 1", "3 3 3", B, 0, 0), (1, 0, 2), 3 + 6 + 9),
    ],
)
def test_the_best_order_of_a_few_jobs(found: Jobs, order: tuple[int, ...], cost: int) -> None:
    assert over_closed_sets(found, found.all) == Solved(order, cost, cost)
    assert greedy_order(found, found.all) == order
    forget_blocks()
    orders = BlockOrders(100)
    assert orders.best(found, orders.cut(found)) == Solved(order, cost, cost)


def test_what_was_learnt_before_is_no_part_of_an_order() -> None:
    assert over_closed_sets(BASE_TOP_OTHER, B | C) == Solved((1, 2), 50 + 240, 50 + 240)
    assert greedy_order(BASE_TOP_OTHER, B | C) == (1, 2)
    assert greedy_order(BASE_TOP_OTHER, 0) == ()


def test_the_greedy_order_takes_what_a_job_needs_deepest_last() -> None:
    """The last pays 12 in 4 hours; on its way stand 1, and 0 after that."""
    assert greedy_order(jobs("1 1 2 2", "0 0 1 12", B, 0, 0, A | B), 0b1111) == (1, 0, 3, 2)
    assert greedy_order(jobs("1 1", "0 0"), A | B) == (0, 1)


def test_blocks_at_the_ends_are_taken_over_where_new_precedences_leave_them_alone() -> None:
    """1, 0, 2 apart; then 1 waits for 0: 2 stays last, and 0 and 1 pay 13 in 5 hours together."""
    apart, waiting = jobs("2 3 1", "4 9 1"), jobs("2 3 1", "4 9 1", 0, A, 0)
    orders = BlockOrders(10)
    relaxed = orders.cut(apart)
    assert [block.jobs for block in relaxed] == [B, A, C]
    assert orders.left == 10 - 2
    assert [block.jobs for block in orders.cut(waiting, relaxed=relaxed)] == [A | B, C]
    assert orders.left == 10 - 2 - 1
    last = jobs("2 3 1", "4 9 1", C, 0, 0)
    assert [block.jobs for block in orders.cut(last, relaxed=relaxed)] == [B, A | C]
    assert orders.left == 10 - 2 - 1 - 1
    assert orders.cut(apart, relaxed=relaxed) == relaxed
    assert orders.left == 10 - 2 - 1 - 1


def test_neighbours_that_pay_the_same_stand_with_the_smaller_job_first() -> None:
    """All pay 2 an hour; 0 must wait for 2, and 3 passes nothing."""
    found = jobs("1 2 3 1", "2 4 6 2", C, 0, 0, 0)
    orders = BlockOrders(10)
    assert orders.best(found, orders.cut(found)).order == (1, 2, 0, 3)


TEN = jobs(
    "1 1 1 1 1 1 1 1 1 9",
    "0 0 0 0 0 0 0 0 0 90",
    *[0] * 9,
    0b111111111,
)
"""Nine without gain before one that pays."""


def test_a_block_too_large_for_closed_sets_is_searched() -> None:
    """All orders cost 18 · 90; nothing better can be promised."""
    found = order_of_block(TEN, 1_000)
    assert (found.order, found.cost, found.bound) == (tuple(range(10)), 1620, 1620)
    orders = BlockOrders(1_000)
    assert orders.best(TEN, orders.cut(TEN)).cost == 1620
