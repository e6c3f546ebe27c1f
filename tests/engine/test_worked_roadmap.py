"""A roadmap computed by hand: order, readiness along the way, weeks, area, reasons and choices."""

import pytest
from builders import (
    asks,
    graph,
    profile,
    query_for,
    roadmap_for,
    role,
    rules,
    skill,
    step,
    steps,
)

from engine import (
    Certificate,
    Hours,
    Importance,
    OrderMethod,
    PlanOptions,
    ProofStatus,
    ReasonKind,
    Roadmap,
    Step,
    Weeks,
    order_steps,
)
from engine.planning.selection.proof import Proof

WORLD = graph(
    skill("git", 4),
    skill("docker", 5, needs={1: ["git"]}),
    skill("sql", 6, 10),
    skill("k8s", 20, needs={1: ["docker"]}),
    skill("css", 3),
)
ASKED = role(
    asks("git", weight=2),
    asks("docker", weight=2, importance=Importance.SUPPORTING),
    asks("sql:2", weight=4),
    asks("k8s", weight=2),
    asks("css", weight=5, importance=Importance.BONUS),
)
"""The weights that count are 2 + 2 + 4 + 2 = 10; the bonus is not planned for.

git:1 brings 20 points in 4 h, 5 an hour; docker:1 20 in 5 h, 4 an hour; k8s:1 20 in 20 h, 1 an
hour. Of the 40 points of sql, 6/16 come with sql:1 (15 in 6 h) and 10/16 with sql:2 (25 in 10 h):
2.5 an hour both. So the order by pay, which keeps every prerequisite, is git, docker, sql, k8s.
"""


def names(roadmap: Roadmap) -> list[str]:
    return [str(item.step) for item in roadmap.items]


def along(roadmap: Roadmap) -> list[float]:
    return [item.readiness_after for item in roadmap.items]


def test_a_whole_roadmap() -> None:
    roadmap = roadmap_for(WORLD, ASKED, book=rules(phase_hours=15))
    assert names(roadmap) == ["git:1", "docker:1", "sql:1", "sql:2", "k8s:1"]
    assert [item.position for item in roadmap.items] == [1, 2, 3, 4, 5]
    assert roadmap.readiness_now == 0
    assert along(roadmap) == [20, 40, 55, 80, 100]
    assert roadmap.readiness_then == 100
    assert [item.phase for item in roadmap.items] == [1, 1, 1, 2, 3]
    assert [item.start_week for item in roadmap.items] == [1, 1, 2, 4, 6]
    assert [item.end_week for item in roadmap.items] == [1, 2, 3, 5, 9]
    assert [item.is_ready_now for item in roadmap.items] == [True, False, True, False, False]
    assert [item.depends_on for item in roadmap.items] == [
        (),
        steps("git:1"),
        (),
        steps("sql:1"),
        steps("docker:1"),
    ]
    assert [item.hours.typical for item in roadmap.items] == [4, 5, 6, 10, 20]
    assert roadmap.items[2].hours == Hours(3, 6, 12)
    assert roadmap.hours.typical == 45
    assert roadmap.weeks == Weeks(6, 9, 17)  # As in test_worked_phases.py.
    assert roadmap.hours_per_week == 5
    assert roadmap.choices == ()
    assert roadmap.proof == Proof(ProofStatus.PROVED, 45.0, 0.0)


def test_the_area_under_the_gains() -> None:
    """Each gain counts for the hours that are left when it is earned.

    20 points with 41 h to go, 20 with 36, 15 with 30, 25 with 20, 20 with 0:
    820 + 720 + 450 + 500 = 2,490.
    """
    certificate = roadmap_for(WORLD, ASKED).certificate
    assert certificate.area == pytest.approx(2490)
    assert certificate.bound == pytest.approx(2490)
    assert (certificate.gap, certificate.method) == (0.0, OrderMethod.EXACT)


def test_what_each_step_brings() -> None:
    query = query_for(WORLD, ASKED)
    gains = query.gains(query.select().selection)
    assert {str(of): gain for of, gain in gains.items()} == pytest.approx(
        {"git:1": 20, "docker:1": 20, "sql:1": 15, "sql:2": 25, "k8s:1": 20}
    )


def test_a_held_level_counts_from_the_start() -> None:
    """sql:1 is held: 15 points now, and sql:2 brings the other 25. 39 h are left, 8 weeks."""
    roadmap = roadmap_for(WORLD, ASKED, rated=profile(sql=1))
    assert roadmap.readiness_now == 15
    assert names(roadmap) == ["git:1", "docker:1", "sql:2", "k8s:1"]
    assert along(roadmap) == [35, 55, 80, 100]
    assert roadmap.hours.typical == 39
    assert roadmap.weeks.typical == 8
    assert [item.end_week for item in roadmap.items] == [1, 2, 4, 8]  # 4, 9, 19 and 39 h.


def test_a_skipped_step_is_taken_as_given_and_earns_nothing() -> None:
    """docker is skipped: k8s needs nothing more, 80 points are left to reach.

    git 5, sql 2.5 and k8s 1 point an hour.
    """
    options = PlanOptions(5.0, skipped=frozenset(steps("docker")))
    roadmap = roadmap_for(WORLD, ASKED, options=options)
    assert names(roadmap) == ["git:1", "sql:1", "sql:2", "k8s:1"]
    assert along(roadmap) == [20, 35, 60, 80]
    assert roadmap.readiness_then == 80
    assert roadmap.items[-1].depends_on == ()
    assert roadmap.items[-1].is_ready_now


def test_thirds_are_rounded_to_a_tenth() -> None:
    world = graph(skill("a", 1), skill("b", 2), skill("c", 3))
    roadmap = roadmap_for(world, role(asks("a"), asks("b"), asks("c")))
    assert along(roadmap) == [33.3, 66.7, 100]


CHOICE = graph(skill("git", 4), skill("python", 10), skill("r", 2, 8))
CHOOSING = role(asks("python", "r:2", choose=1), asks("git"))
"""50 points each. Python takes 10 h; r takes 2 + 8 h, 8 h where level 1 is held."""


def test_of_a_choice_the_branch_of_fewer_hours_is_taken() -> None:
    """r:1 is held: a credit of 2/10, 10 points. r:2 brings the other 40, 5 an hour; git 12.5."""
    roadmap = roadmap_for(CHOICE, CHOOSING, rated=profile(r=1))
    assert roadmap.readiness_now == 10
    assert names(roadmap) == ["git:1", "r:2"]
    assert along(roadmap) == [60, 100]
    (made,) = roadmap.choices
    assert (made.chosen, made.is_pinned) == ((step("r").skill,), False)
    assert roadmap.certificate.area == pytest.approx(50 * 8)
    assert roadmap.proof == Proof(ProofStatus.PROVED, 12.0, 0.0)


def test_of_equal_hours_the_branch_written_first_is_taken() -> None:
    assert names(roadmap_for(CHOICE, CHOOSING)) == ["git:1", "python:1"]


def test_a_pin_settles_a_choice_at_its_price() -> None:
    """Python is pinned though r:2 would do: 14 h; the credit is the better one of both."""
    options = PlanOptions(5.0, pins=frozenset({step("python").skill}))
    roadmap = roadmap_for(CHOICE, CHOOSING, rated=profile(r=1), options=options)
    assert names(roadmap) == ["git:1", "python:1"]
    assert along(roadmap) == [60, 100]
    assert roadmap.hours.typical == 14
    assert roadmap.choices[0].is_pinned


def test_the_reasons_of_each_step() -> None:
    reasons = {
        str(item.step): [(r.kind, r.requirement, r.step and str(r.step)) for r in item.reasons]
        for item in roadmap_for(WORLD, ASKED).items
    }
    assert reasons == {
        "git:1": [
            (ReasonKind.REQUIREMENT, "git", None),
            (ReasonKind.PREREQUISITE, None, "docker:1"),
        ],
        "docker:1": [
            (ReasonKind.REQUIREMENT, "docker", None),
            (ReasonKind.PREREQUISITE, None, "k8s:1"),
        ],
        "sql:1": [(ReasonKind.LADDER, None, "sql:2")],
        "sql:2": [(ReasonKind.REQUIREMENT, "sql", None)],
        "k8s:1": [(ReasonKind.REQUIREMENT, "k8s", None)],
    }


ORDERING = graph(
    skill("a", 4),
    skill("b", 2, needs={1: ["a"]}),
    skill("c", 3),
    skill("d", 1, needs={1: ["c"]}),
)


def ordered(gains: dict[str, float]) -> tuple[list[str], Certificate]:
    by_step: dict[Step, float] = {step(name): gain for name, gain in gains.items()}
    found = order_steps(ORDERING, ORDERING.steps, given=frozenset(), gains=by_step)
    return [str(s) for s in found.steps], found.certificate


def test_what_pays_together_stands_together() -> None:
    """a brings nothing in 4 h and b 30 in 2 h: together 5 an hour. c brings 6 in 3 h, 2 an hour,
    and d 8 in 1 h: together 3.5 an hour. So a, b, c, d; with 10 h in all the area is
    0 · 6 + 30 · 4 + 6 · 1 + 8 · 0 = 126. Beginning with c and d it would be
    6 · 7 + 8 · 6 + 0 + 0 = 90.
    """
    names_, certificate = ordered({"b": 30, "c": 6, "d": 8})
    assert names_ == ["a:1", "b:1", "c:1", "d:1"]
    assert certificate.area == pytest.approx(126)
    assert certificate.gap == 0


def test_what_pays_more_at_its_beginning_is_cut_apart() -> None:
    """a alone brings 20 in 4 h, 5 an hour; c and d together 4 an hour; b alone 0.5 an hour.

    20 · 6 + 4 · 3 + 12 · 2 + 1 · 0 = 156.
    """
    names_, certificate = ordered({"a": 20, "b": 1, "c": 4, "d": 12})
    assert names_ == ["a:1", "c:1", "d:1", "b:1"]
    assert certificate.area == pytest.approx(156)
    assert certificate.gap == 0
