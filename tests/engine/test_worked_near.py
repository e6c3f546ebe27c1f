"""Orders near an old one, by hand: what goes back, what it costs, what is proved of it.

Without prerequisites the area is Σ gain · (hours that are left when the step is finished).
"""

import pytest
from builders import graph, skill, step, steps

from engine import Certificate, Ordering, OrderMethod, SkillGraph, order_steps
from engine.planning.ordering.near import order_near

NOTHING = frozenset(steps())
TENS = graph(*(skill(name, 10) for name in "xyz"))


def near(world: SkillGraph, old: str, **gains: float) -> Ordering:
    """The order near an old one of all steps with gains."""
    earned = {step(name): points for name, points in gains.items()}
    best = order_steps(world, tuple(earned), given=NOTHING, gains=earned)
    return order_near(world, best, steps(*old.split()), given=NOTHING, gains=earned)


def is_proof(found: Certificate, area: float, bound: float) -> bool:
    """Whether the area and the bound are these, and the gap is what is between them."""
    assert (found.area, found.bound) == pytest.approx((area, bound))
    assert found.gap == pytest.approx((bound - area) / bound)
    assert found.method is (OrderMethod.EXACT if area == bound else OrderMethod.CERTIFIED)
    return True


def test_an_order_that_is_as_good_stays() -> None:
    found = near(TENS, "y x", x=10, y=10)
    assert found.steps == steps("y", "x")
    assert found.certificate == Certificate(100, 100, 0.0, OrderMethod.EXACT)


def test_an_order_stays_that_costs_less_than_a_hundredth() -> None:
    """x first: 10.05 · 10; y first: 10 · 10, which is half a hundredth less."""
    found = near(TENS, "y x", x=10.05, y=10)
    assert found.steps == steps("y", "x")
    assert is_proof(found.certificate, 100, 100.5)


def test_an_order_that_costs_more_is_given_up() -> None:
    """10.2 · 10 against 10 · 10."""
    found = near(TENS, "y x", x=10.2, y=10)
    assert found.steps == steps("x", "y")
    assert is_proof(found.certificate, 102, 102)


def test_what_costs_least_goes_back_first_as_long_as_the_hundredth_lasts() -> None:
    """x y z is best: 10.2 · 20 + 10 · 10 = 304, so that 3.04 may go; z y x has 300.

    For z to pass y costs nothing, to pass x costs 2; then 1.04 is left, and y stays after x.
    """
    found = near(TENS, "z y x", x=10.2, y=10, z=10)
    assert found.steps == steps("z", "x", "y")
    assert is_proof(found.certificate, 302, 304)


def test_where_everything_is_as_good_nothing_is_turned() -> None:
    assert near(TENS, "z y x", x=10, y=10, z=10).steps == steps("z", "y", "x")
    assert near(TENS, "y z x", x=10, y=10, z=10).steps == steps("y", "z", "x")


def test_what_is_new_stands_before_the_first_that_requires_it() -> None:
    """All pay 1 an hour: base and top together 12 in 12."""
    world = graph(skill("a", 10), skill("base", 2), skill("top", 10, needs={1: ["base"]}))
    assert near(world, "top a", a=10, base=0, top=12).steps == steps("base", "top", "a")
    assert near(world, "a top", a=10, base=0, top=12).steps == steps("a", "base", "top")


def test_what_is_new_and_required_by_nothing_stands_where_it_is_best() -> None:
    """n is second of three in the best order, 2/3 on the scale of the two old ones."""
    world = graph(*(skill(name, 10) for name in "anz"))
    assert near(world, "z a", a=10, n=10, z=10).steps == steps("z", "n", "a")
    assert near(world, "a z", a=10, n=10, z=10).steps == steps("a", "n", "z")


def test_former_steps_that_are_not_needed_are_passed_over() -> None:
    assert near(TENS, "gone z y x", x=10, y=10, z=10).steps == steps("z", "y", "x")
    assert near(TENS, "", x=10, y=10, z=10).steps == steps("x", "y", "z")


def test_prerequisites_come_first_whatever_was_before() -> None:
    world = graph(skill("base", 2), skill("top", 10, needs={1: ["base"]}))
    found = near(world, "top base", base=0, top=12)
    assert found.steps == steps("base", "top")
    assert found.prerequisites == {step("base"): (), step("top"): steps("base")}
    assert near(world, "", base=0, top=0).certificate == Certificate(0, 0, 0.0, OrderMethod.EXACT)
