"""Planning anew computed by hand: what stays, what it costs, and what became of every step."""

import pytest
from builders import asks, graph, profile, query_for, role, rules, skill, step, steps

from engine import (
    Change,
    ChangeKind,
    ChangeReason,
    PlanOptions,
    Profile,
    ProofStatus,
    Replan,
    Role,
    SkillGraph,
    Step,
    replan,
)
from engine.planning.replan import kept_order

WORLD = graph(skill("a", 10), skill("b", 10.05), skill("java", 20))


def replanned(
    old: tuple[Step, ...],
    asked: Role,
    *,
    world: SkillGraph = WORLD,
    rated: Profile | None = None,
) -> Replan:
    query = query_for(world, asked, rated=rated, options=PlanOptions(5.0))
    return replan(query, old=old, rules=rules())


def order_of(found: Replan) -> list[str]:
    return [str(item.step) for item in found.roadmap.items]


def test_an_order_that_costs_little_stays_and_its_price_is_told() -> None:
    """a and b bring 50 points each. Best is a first: 50 · 10.05 + 50 · 0 = 502.5 point-hours.

    The old order has b first: 50 · 10 = 500. It gives away 2.5 of 502.5, half a percent.
    """
    found = replanned(steps("b", "a"), role(asks("a"), asks("b")))
    assert order_of(found) == ["b:1", "a:1"]
    assert found.loss == pytest.approx(2.5 / 502.5)
    assert found.kept_order == 1.0
    certificate = found.roadmap.certificate
    assert certificate.area == pytest.approx(500)
    assert certificate.bound == pytest.approx(502.5)
    assert certificate.gap == found.loss


def test_an_order_that_costs_more_than_a_percent_does_not_stay() -> None:
    """java brings 50 points in 20 h: first it has the area 50 · 10 = 500, last 50 · 20 = 1,000."""
    found = replanned(steps("java", "a"), role(asks("a"), asks("java")))
    assert order_of(found) == ["a:1", "java:1"]
    assert (found.kept_order, found.loss) == (0.0, 0.0)


def test_only_what_costs_too_much_moves() -> None:
    """Weights 5, 5 and 1: a and b bring 500/11 points each, java 100/11. 40.05 h in all.

    Best is a, b, java: 500/11 · (30.05 + 20) = 500/11 · 50.05. With b before a it is
    500/11 · (30 + 20): 0.05 of 50.05 is given away. With java second it would be
    500/11 · 30 + 100/11 · 10: far too little. So java moves behind both, and b stays before a.
    Of the three old pairs only b before a stays: a third.
    """
    asked = role(asks("a", weight=5), asks("b", weight=5), asks("java"))
    found = replanned(steps("java", "b", "a"), asked)
    assert order_of(found) == ["b:1", "a:1", "java:1"]
    assert found.loss == pytest.approx(0.05 / 50.05)
    assert found.kept_order == pytest.approx(1 / 3)
    assert found.changes == (
        Change(ChangeKind.KEPT, step("b"), 2, 1, None, None),
        Change(ChangeKind.KEPT, step("a"), 3, 2, None, None),
        Change(ChangeKind.MOVED, step("java"), 1, 3, ChangeReason.PAYS_LESS, None),
    )


def changes_from(old: str, **weights: int) -> dict[str, tuple[ChangeKind, ChangeReason | None]]:
    """What becomes of ten-hour steps that pay by their weights, and why."""
    world = graph(*(skill(name, 10) for name in weights))
    asked = role(*(asks(name, weight=weight) for name, weight in weights.items()))
    found = replanned(steps(*old.split()), asked, world=world)
    best = sorted(weights, key=lambda name: -weights[name])
    assert order_of(found) == [f"{name}:1" for name in best]
    return {str(change.step.skill): (change.kind, change.reason) for change in found.changes}


def test_a_step_that_more_others_pass_than_it_passes_pays_less() -> None:
    """p x q r becomes q r x p: x passes p, and is passed by q and r."""
    found = changes_from("p x q r", p=2, x=4, q=9, r=7)
    assert found == {
        "q": (ChangeKind.KEPT, None),
        "r": (ChangeKind.KEPT, None),
        "x": (ChangeKind.MOVED, ChangeReason.PAYS_LESS),
        "p": (ChangeKind.MOVED, ChangeReason.PAYS_LESS),
    }


def test_a_step_that_passes_as_many_as_pass_it_pays_more() -> None:
    """a b c d e becomes d e c a b: c passes a and b, and is passed by d and e."""
    found = changes_from("a b c d e", d=9, e=7, c=5, a=3, b=1)
    assert found["c"] == (ChangeKind.MOVED, ChangeReason.PAYS_MORE)


def test_what_comes_before_the_rest_moved_because_it_pays_more() -> None:
    """The old order has a last; it pays 250/11 in 10 h, c and java a good deal less."""
    world = graph(skill("a", 10), skill("java", 20), skill("c", 21))
    asked = role(asks("a", weight=9), asks("java"), asks("c"))
    found = replanned(steps("java", "c", "a"), asked, world=world)
    assert order_of(found) == ["a:1", "java:1", "c:1"]
    assert found.changes == (
        Change(ChangeKind.MOVED, step("a"), 3, 1, ChangeReason.PAYS_MORE, None),
        Change(ChangeKind.KEPT, step("java"), 1, 2, None, None),
        Change(ChangeKind.KEPT, step("c"), 2, 3, None, None),
    )
    assert found.kept_order == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        ("abc", "abc", 1.0),
        ("abc", "cba", 0.0),
        ("abc", "acb", 2 / 3),  # ab, ac stay; bc turns.
        ("abcd", "badc", 4 / 6),  # ab and cd turn; ac, ad, bc, bd stay.
        ("abc", "axc", 1.0),  # Only a and c are in both.
        ("ab", "xy", 1.0),  # No pair is in both.
        ("a", "a", 1.0),
    ],
)
def test_the_share_of_pairs_that_stayed(old: str, new: str, share: float) -> None:
    assert kept_order(steps(*old), steps(*new)) == pytest.approx(share)


ALTERNATIVES = graph(
    skill("java", 20),
    skill("python", 19.9),
    skill("testing", 5, needs={1: [["python:1", "java:1"]]}),
)


def test_steps_stay_where_they_cost_little_and_the_proof_says_what() -> None:
    """By way of python it is 24.9 h, by way of java 25: 0.1 h of 25 above the best."""
    found = replanned(steps("java", "testing"), role(asks("testing")), world=ALTERNATIVES)
    assert order_of(found) == ["java:1", "testing:1"]
    proof = found.roadmap.proof
    assert proof.status is ProofStatus.PROVED
    assert proof.bound == pytest.approx(24.9)
    assert proof.gap == pytest.approx(0.1 / 25)


def test_steps_that_cost_more_than_a_percent_are_replaced() -> None:
    """By way of python it is 24 h, by way of java 25, which is 4.2 % more."""
    world = graph(
        skill("java", 20),
        skill("python", 19),
        skill("testing", 5, needs={1: [["python:1", "java:1"]]}),
    )
    found = replanned(steps("java", "testing"), role(asks("testing")), world=world)
    assert order_of(found) == ["python:1", "testing:1"]
    assert (found.roadmap.proof.bound, found.roadmap.proof.gap) == (24, 0)
    assert found.changes == (
        Change(
            ChangeKind.ADDED, step("python"), None, 1, ChangeReason.PREREQUISITE, step("testing")
        ),
        Change(ChangeKind.KEPT, step("testing"), 2, 2, None, None),
        Change(ChangeKind.DROPPED, step("java"), 1, None, ChangeReason.NOT_NEEDED, None),
    )


def test_a_prerequisite_that_stood_behind_moves_in_front() -> None:
    """The content now says that b needs a."""
    world = graph(skill("a", 10), skill("b", 1, needs={1: ["a"]}))
    found = replanned(steps("b", "a"), role(asks("b")), world=world)
    assert order_of(found) == ["a:1", "b:1"]
    (moved,) = [change for change in found.changes if change.kind is ChangeKind.MOVED]
    assert moved.reason is ChangeReason.PREREQUISITE
    assert {moved.step, moved.because} == {step("a"), step("b")}
    assert found.kept_order == 0.0


def test_nothing_to_do_keeps_everything_and_costs_nothing() -> None:
    found = replanned((), role(asks("a")), rated=profile(a=1))
    assert (found.changes, found.kept_order, found.loss) == ((), 1.0, 0.0)
    assert found.roadmap.readiness_now == found.roadmap.readiness_then == 100
    assert found.roadmap.weeks.typical == 0
