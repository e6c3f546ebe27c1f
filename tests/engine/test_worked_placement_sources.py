"""Where learners come from, by hand: blurred levels, and classes of people who answered before."""

from math import log

import numpy as np
import pytest
from builders import graph, skill, step, steps

from engine import SkillSlug
from engine.placement.crowd import BLURS, Crowd
from engine.placement.learnt import LearntClasses
from engine.placement.sources import Imagined, Learnt, blurred, ladders_of
from engine.placement.space import space_of

R, SQL = SkillSlug("r"), SkillSlug("sql")
WORLD = graph(skill("r", 3), skill("sql", 6, 10))
"""Reached in the order r:1, sql:1, sql:2."""
SPACE = space_of(WORLD, steps("r:1", "sql:1", "sql:2"))


def test_a_ladder_is_where_the_levels_of_a_skill_stand() -> None:
    assert SPACE.steps == steps("r:1", "sql:1", "sql:2")
    assert ladders_of(SPACE) == {R: [0], SQL: [1, 2]}


@pytest.mark.parametrize(
    ("blur", "base", "levels"),
    [
        # A quarter of 0.25 goes up: 0.0625, 0.05 of it by one level, the rest over three.
        (0.25, 0, (0.9375, 0.05 + 0.0125 / 3, 0.0125 / 3, 0.0125 / 3)),
        # 0.25 goes down, all of it to 0, and half as much up: 0.1 and a share of 0.025.
        (0.25, 1, (0.25, 0.625, 0.1 + 0.0125, 0.0125)),
        # 0.2 by one level and 0.05 over both; up there is a single level for all of 0.125.
        (0.25, 2, (0.025, 0.2 + 0.025, 0.625, 0.125)),
        # Nothing is above the highest.
        (0.25, 3, (0.05 / 3, 0.05 / 3, 0.2 + 0.05 / 3, 0.75)),
        (0.01, 0, (0.9975, 0.002 + 0.0005 / 3, 0.0005 / 3, 0.0005 / 3)),
        (0.04, 3, (0.008 / 3, 0.008 / 3, 0.032 + 0.008 / 3, 0.96)),
    ],
)
def test_a_level_is_blurred_down_and_half_as_much_up(
    blur: float, base: int, levels: tuple[float, ...]
) -> None:
    table = blurred(3)
    assert table.shape == (16, 4)
    assert table[4 * BLURS.index(blur) + base] == pytest.approx(levels, abs=1e-12)


def test_a_table_of_blurs_is_shared_and_cannot_be_changed() -> None:
    assert blurred(3) is blurred(3)
    with pytest.raises(ValueError, match="read-only"):
        blurred(3)[0, 0] = 1


def test_an_imagined_learner_stands_in_the_row_of_their_blur_and_level() -> None:
    """Three learners: sql 1 at blur 0, r and sql 2 at blur 3, nothing at blur 1."""
    known = np.array([[0, 1, 0], [1, 1, 0], [0, 1, 0]], dtype=np.bool_)
    crowd = Crowd(known, np.array([0, 3, 1], dtype=np.intp))
    source = Imagined(SPACE, crowd, share=0.6)
    assert source.ladders == {R: [0], SQL: [1, 2]}
    assert source.log_share == pytest.approx([log(0.2)] * 3)
    assert (source.table(SQL) == blurred(2)).all()
    assert (source.table(R) == blurred(1)).all()
    assert source.rows(SQL).tolist() == [0 * 3 + 1, 3 * 3 + 2, 1 * 3 + 0]
    assert source.rows(R).tolist() == [0 * 2 + 0, 3 * 2 + 1, 1 * 2 + 0]
    some = np.array([1, 0, 1], dtype=np.intp)
    assert source.rows(SQL, some).tolist() == [11, 1, 11]
    weighed = Imagined(SPACE, crowd, share=0.3, log_weight=np.array([0.0, log(0.5), 1.0]))
    assert weighed.log_share == pytest.approx([log(0.1), log(0.05), log(0.1) + 1])


def test_a_learnt_class_knows_no_level_better_than_the_one_below() -> None:
    """Classes of 0.75 and 0.25. The first knows sql:1 with 0.6 and sql:2 with 0.7, which counts
    as 0.6: level 0 with 0.4, 1 with 0, 2 with 0.6. The second with 0.9 and 0.2. Nobody was asked
    about R: it is left open.
    """
    learnt = LearntClasses(
        steps("sql:2", "sql:1"), np.array([0.75, 0.25]), np.array([[0.7, 0.6], [0.2, 0.9]])
    )
    source = Learnt(SPACE, learnt, share=0.8)
    assert source.ladders == {R: [0], SQL: [1, 2]}
    assert source.log_share == pytest.approx([log(0.6), log(0.2)])
    assert source.table(SQL) == pytest.approx(np.array([[0.4, 0.0, 0.6], [0.1, 0.7, 0.2]]))
    assert source.table(R) == pytest.approx(np.array([[0.5, 0.5], [0.5, 0.5]]))
    assert source.rows(SQL).tolist() == [0, 1]
    assert source.rows(R, np.array([1, 1, 0], dtype=np.intp)).tolist() == [1, 1, 0]


def test_a_level_that_was_not_asked_about_is_half_as_probable_at_most() -> None:
    """Level 2 was not asked about: 0.5, or the chance of level 1 where that is less."""
    learnt = LearntClasses((step("sql:1"),), np.array([0.5, 0.5]), np.array([[0.9], [0.3]]))
    table = Learnt(SPACE, learnt, share=1.0).table(SQL)
    assert table == pytest.approx(np.array([[0.1, 0.4, 0.5], [0.7, 0.0, 0.3]]))
