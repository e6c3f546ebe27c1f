"""Sums in arrays have the very bits of sums that are rounded once."""

from math import fsum

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.ranking.exact_sums import Grid, added_up, trimmed

GRID = Grid(coarse=30, fine=66)
credits_ = st.floats(2.0**-14, 5)
pairs = st.lists(st.tuples(st.integers(0, 2), credits_), max_size=60)


@given(pairs)
def test_each_keys_sum_is_the_correctly_rounded_one(entries: list[tuple[int, float]]) -> None:
    keys = np.array([key for key, _ in entries], dtype=np.intp)
    cut = GRID.cut(np.array([value for _, value in entries]))
    exact = [fsum(value for key, value in entries if key == wanted) for wanted in range(3)]
    assert GRID.join(added_up(cut, keys, 3)).tolist() == exact
    assert GRID.join(added_up(trimmed(cut), keys, 3)).tolist() == exact


def test_fine_units_that_are_all_nought_are_spared() -> None:
    assert [len(trimmed(GRID.cut(np.array([value])))) for value in (3.5, 0.1)] == [1, 2]


@given(pairs)
def test_what_was_added_can_be_taken_away_again(entries: list[tuple[int, float]]) -> None:
    values = np.array([value for _, value in entries])
    keys = np.zeros(len(entries), dtype=np.intp)
    cut = GRID.cut(values)
    rest = added_up(cut, keys, 1) - added_up(cut[:, 1:], keys[1:], 1)
    assert GRID.join(rest).tolist() == (values[:1].tolist() or [0.0])
