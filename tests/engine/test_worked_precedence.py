"""What must come before what, as bit sets by hand: bit n stands for the n-th slug."""

import pytest
from builders import graph, skill, step, steps
from msgspec.structs import replace

from engine import NoPlanError, SkillGraph
from engine.planning.ordering.precedence import Choice, Precedence, settlements

NOTHING = frozenset(steps())
A, B, C, D = 0b1, 0b10, 0b100, 0b1000


def compiled(world: SkillGraph, needed: str = "", *, held: str = "") -> Precedence:
    wanted = steps(*needed.split()) or world.steps
    given = frozenset(steps(*held.split()))
    return Precedence.of(world, [s for s in wanted if s not in given], given=given)


EITHER = graph(
    skill("a", 1, needs={1: [["b", "c"]]}),
    skill("b", 1, needs={1: ["d"]}),
    skill("c", 1),
    skill("d", 1),
)


def test_a_choice_stays_open_and_falls_back_to_what_comes_within_reach_first() -> None:
    """c and d in round 1, b in round 2: a falls back to c."""
    found = compiled(EITHER)
    assert found.steps == steps("a", "b", "c", "d")
    assert found.hard == (((B, C),), ((D,),), (), ())
    assert found.clauses == found.hard
    assert found.before == (0, D, 0, 0)
    assert found.choices == (Choice(0, (B, C)),)
    assert found.fallback == (C, D, 0, 0)


def test_of_ways_in_one_round_that_of_the_smaller_slugs_is_the_fallback() -> None:
    """All three in round 1; then only c is, and brings what it requires."""
    plain = [skill(name, 1) for name in "bcd"]
    one_of = skill("a", 1, needs={1: [["c", "b", "d"]]})
    assert compiled(graph(one_of, *plain)).fallback[0] == B
    after_d = skill("b", 1, needs={1: ["e"]}), skill("d", 1, needs={1: ["e"]})
    later = graph(one_of, *after_d, skill("c", 1, needs={1: ["z"]}), skill("e", 1), skill("z", 1))
    assert compiled(later).fallback[0] == B | 0b10000
    assert compiled(later, held="z").fallback[0] == C


def test_what_every_way_requires_comes_before_in_any_case() -> None:
    """Both b and c require d."""
    both = graph(
        skill("a", 1, needs={1: [["b", "c"]]}),
        skill("b", 1, needs={1: ["d"]}),
        skill("c", 1, needs={1: ["d"]}),
        skill("d", 1),
        skill("e", 1, needs={1: ["a"]}),
    )
    found = compiled(both)
    assert found.before == (D, D, D, 0, A | D)
    assert found.choices == (Choice(0, (B, C)),)


def test_a_choice_is_settled_where_a_way_is_required_anyway_or_only_one_can_come_first() -> None:
    required = graph(
        skill("a", 1, needs={1: ["c", ["b", "c"]]}),
        skill("b", 1),
        skill("c", 1, needs={1: ["d"]}),
        skill("d", 1),
    )
    found = compiled(required)
    assert (found.before, found.choices) == ((C | D, 0, D, 0), ())
    waiting = graph(
        skill("a", 1, needs={1: [["b", "c"]]}), skill("b", 1, needs={1: ["a"]}), skill("c", 1)
    )
    found = compiled(waiting)
    assert (found.before, found.choices) == ((C, A | C, 0), ())


def test_what_is_given_meets_a_clause_and_what_is_left_out_is_no_way() -> None:
    assert compiled(EITHER, held="b").clauses == (((0,),), (), ())
    found = compiled(EITHER, "a c d")
    assert found.steps == steps("a", "c", "d")
    assert found.clauses == (((0b10,),), (), ())
    assert found.before == (0b10, 0, 0)


def test_the_first_step_out_of_reach_is_refused() -> None:
    world = graph(
        skill("base", 1), *(skill(n, 1, needs={1: ["base"]}) for n in "bc"), skill("a", 1)
    )
    with pytest.raises(NoPlanError) as refused:
        compiled(world, "a b c")
    assert refused.value.step == step("b")


def test_soft_clauses_count_where_they_fit_those_of_the_smaller_slugs_first() -> None:
    """a after b, so not b after a; c after a; of d after c or ghost only c is learnt here."""
    world = graph(
        skill("a", 1, better_after={1: ["b"]}),
        skill("b", 1, better_after={1: ["a"]}),
        skill("c", 1, better_after={1: ["a", "ghost"]}),
        skill("d", 1, better_after={1: [["c", "ghost"]]}),
        skill("ghost", 1),
    )
    found = compiled(world, "a b c d")
    assert found.hard == ((), (), (), ())
    assert found.clauses == (((B,),), (), ((A,),), ((C,),))
    assert found.before == (B, 0, A | B, A | B | C)


def test_prerequisites_are_those_of_the_way_that_is_done_first() -> None:
    found = compiled(EITHER)
    a, b = step("a"), step("b")
    for order, way in (("c d b a", "c"), ("d b c a", "b"), ("d b a c", "b"), ("c a d b", "c")):
        told = found.prerequisites(steps(*order.split()))
        assert told == {a: steps(way), b: steps("d"), step("c"): (), step("d"): ()}
    assert found.settled_by(steps("d", "b", "a", "c")) == (B | D, D, 0, 0)
    assert found.settled_by(steps("c", "a", "d", "b")) == (C, D, 0, 0)


def test_a_way_is_settled_with_the_ways_that_then_come_later() -> None:
    """One of b and c before a: where b is first, c comes after it too, and the other way round."""
    choice = Choice(0, (B, C))
    assert settlements((0, 0, 0), (choice,), choice) == [((B, 0, B), ()), ((C, C, 0), ())]


def test_a_way_of_several_steps_may_be_begun_before_another_is_done() -> None:
    """b and c, or d: where d is first, b or c alone may still come before it."""
    choice = Choice(0, (B | C, D))
    assert settlements((0, 0, 0, 0), (choice,), choice) == [
        ((B | C, 0, 0, B | C), ()),
        ((D, 0, 0, 0), ()),
    ]


def test_what_follows_a_step_follows_what_now_comes_before_it() -> None:
    """b is after a, so only c can be first; then b is after c as well."""
    choice = Choice(0, (B, C))
    assert settlements((0, A, 0), (choice,), choice) == [((C, A | C, 0), ())]
    blocked = replace(choice, ways=(B,))
    assert settlements((0, A, 0), (blocked,), blocked) == []


def test_other_choices_stay_open_without_the_ways_that_are_lost() -> None:
    """d has a choice of a and c: where b comes first for a, both are still open.

    Where c does, it is done when a is, and a requires it: c is required in any case.
    """
    first, other = Choice(0, (B, C)), Choice(3, (A, C))
    assert settlements((0, 0, 0, 0), (first, other), first) == [
        ((B, 0, B, B), (other,)),
        ((C, C, 0, C), ()),
    ]
