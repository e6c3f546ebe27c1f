"""Which roles are near and in which order a ranking is read, from rankings written by hand."""

import pytest

from engine import (
    Likeness,
    RankedRole,
    RankingOrder,
    RoleSlug,
    Variant,
    nearest_roles,
    sorted_ranking,
)

Key = tuple[RoleSlug, Variant]


def key(text: str) -> Key:
    slug, _, variant = text.partition("/")
    return RoleSlug(slug), Variant(variant or "junior")


def ranked(text: str, points: float, hours: float = 10.0) -> RankedRole:
    return RankedRole(
        *key(text),
        points=points,
        told_share=1.0,
        hours_left=hours,
        band=None,
        is_ready=points == 100,
        not_told=0,
        missing=0,
        weak=0,
        strong=0,
    )


def alike(**scores: float) -> dict[Key, Likeness]:
    """Likenesses; an underscore in a name stands before the variant."""
    return {key(name.replace("_", "/")): Likeness(score, 1) for name, score in scores.items()}


RANKING = [
    ranked("done", 100, 0),
    ranked("done/senior", 95, 30),
    ranked("a", 90, 20),
    ranked("b", 80, 5),
    ranked("a/senior", 70, 40),
    ranked("d", 0, 20),
]
ALIKE = alike(done=0.9, done_senior=0.1, a=0.2, a_senior=0.6, b=0.5, d=0.0)


def names(keys: tuple[Key, ...]) -> list[str]:
    return ["/".join(one) for one in keys]


def test_the_most_alike_are_near_each_in_its_readiest_variant_that_is_not_met() -> None:
    """a by its senior, 0.6; b 0.5; done by its senior alone, 0.1; d is not alike at all."""
    near = nearest_roles(RANKING, most=9, likenesses=ALIKE)
    assert names(near) == ["a/junior", "b/junior", "done/senior"]
    assert names(nearest_roles(RANKING, most=1, likenesses=ALIKE)) == ["a/junior"]
    assert nearest_roles(RANKING, most=0, likenesses=ALIKE) == ()


@pytest.mark.parametrize(
    "likenesses", [None, {}, {one.key: Likeness(0.0, 0) for one in RANKING}], ids=str
)
def test_where_nothing_is_alike_the_readiest_are_near(
    likenesses: dict[Key, Likeness] | None,
) -> None:
    near = nearest_roles(RANKING, most=3, likenesses=likenesses)
    assert names(near) == ["done/senior", "a/junior", "b/junior"]


def test_equally_alike_roles_stand_as_they_are_ranked() -> None:
    near = nearest_roles(RANKING, most=9, likenesses={one.key: Likeness(0.3, 1) for one in RANKING})
    assert names(near) == ["done/senior", "a/junior", "b/junior", "d/junior"]


def test_who_meets_all_but_a_little_is_still_near() -> None:
    assert names(nearest_roles([ranked("a", 99.9)], most=1)) == ["a/junior"]
    assert nearest_roles([ranked("a", 100)], most=1) == ()


@pytest.mark.parametrize(
    ("order", "likenesses", "expected"),
    [
        (RankingOrder.READINESS, ALIKE, "done done/senior a b a/senior d"),
        (RankingOrder.HOURS, ALIKE, "done b a d done/senior a/senior"),
        (RankingOrder.LIKENESS, ALIKE, "done a/senior b a done/senior d"),
        (RankingOrder.LIKENESS, {}, "done done/senior a b a/senior d"),
        (RankingOrder.HOURS, {}, "done b a d done/senior a/senior"),
    ],
)
def test_a_ranking_in_other_orders(
    order: RankingOrder, likenesses: dict[Key, Likeness], expected: str
) -> None:
    found = sorted_ranking(RANKING, order, likenesses)
    assert [one.key for one in found] == [key(text) for text in expected.split()]
