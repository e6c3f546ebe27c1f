"""Steps selected when a solver stops early, by hand: the better of its plan and our own.

By hours counted apart x (10) and y (10) look shorter than s1 and s2 (4 each, after base 8: 12):
20 together. But base serves both: 16.
"""

import pytest
from builders import asks, graph, skill
from msgspec.structs import replace
from solvers import DENYING, IDLING, Throwing

from engine import (
    UNLIMITED,
    ProofStatus,
    Requirement,
    Search,
    SelectionProblem,
    SkillSlug,
    SolverProblem,
    SolverResult,
    SolverRun,
    SolverStatus,
    select_all,
)
from engine.planning.selection.proof import Proof
from engine.planning.selection.steps import ProvedSelection, forget_selections

WORLD = graph(
    skill("base", 8),
    skill("s1", 4, needs={1: ["base"]}),
    skill("s2", 4, needs={1: ["base"]}),
    skill("x", 10),
    skill("y", 10),
    skill("git", 3),
)
BOTH = (asks("x", "s1", choose=1), asks("y", "s2", choose=1), asks("git"))


class Late:
    """Knows the plan of least cost, or that of most, but stops before that is proved."""

    def __init__(self, bound: float, *, finds: str = "least") -> None:
        self.bound = bound
        self.sign = 1 if finds == "least" else -1

    def solve(
        self, problem: SolverProblem, *, seconds: float | None, start: tuple[float, ...]
    ) -> SolverRun:
        other = replace(problem, costs=self.sign * problem.costs)
        found = UNLIMITED.solver.solve(other, seconds=seconds, start=start).result.values
        return SolverRun(SolverResult(SolverStatus.FEASIBLE, found, self.bound), (), 1.0)


class Tiring:
    """Solves so many problems, and nothing after that."""

    def __init__(self, problems: int) -> None:
        self.left = problems

    def solve(
        self, problem: SolverProblem, *, seconds: float | None, start: tuple[float, ...]
    ) -> SolverRun:
        self.left -= 1
        if self.left < 0:
            raise RuntimeError
        return UNLIMITED.solver.solve(problem, seconds=seconds, start=start)


def selected(
    *requirements: Requirement, search: Search = UNLIMITED, pins: str = ""
) -> ProvedSelection:
    forget_selections()
    insisted = frozenset(map(SkillSlug, pins.split()))
    return select_all(WORLD, SelectionProblem(requirements, frozenset(), insisted), search=search)


def slugs(found: ProvedSelection) -> list[str]:
    return [step.skill for step in found.selection.steps]


def test_a_solver_finds_what_serves_both() -> None:
    found = selected(*BOTH)
    assert slugs(found) == ["base", "git", "s1", "s2"]
    assert found.proof == Proof(ProofStatus.PROVED, 19, 0.0)


@pytest.mark.parametrize(
    ("search", "status", "steps", "bound"),
    [
        # git 3 is certain; beyond it no plan takes fewer than 10 hours, as x alone does.
        (Search(IDLING), ProofStatus.TIME_LIMIT, "git x y", 13),
        (Search(Throwing()), ProofStatus.SOLVER_UNAVAILABLE, "git x y", 13),
        (Search(DENYING), ProofStatus.SOLVER_UNAVAILABLE, "git x y", 13),
        # The solver's plan where it is better, ours where it is not.
        (Search(Late(5)), ProofStatus.TIME_LIMIT, "base git s1 s2", 13),
        (Search(Late(5, finds="most")), ProofStatus.TIME_LIMIT, "git x y", 13),
        # Its bound less the tie-break, where that is higher than ours.
        (Search(Late(14)), ProofStatus.TIME_LIMIT, "base git s1 s2", 16.95),
        (Search(Late(14, finds="most")), ProofStatus.TIME_LIMIT, "git x y", 16.95),
    ],
)
def test_when_a_solver_stops_early(
    search: Search, status: ProofStatus, steps: str, bound: float
) -> None:
    found = selected(*BOTH, search=search)
    assert slugs(found) == steps.split()
    assert found.selection.shortest is None
    hours = 23 if "x" in steps else 19
    assert found.proof.status is status
    assert found.proof.bound == pytest.approx(bound)
    assert found.proof.gap == pytest.approx((hours - bound) / hours)
    assert not found.proof.is_by_preference


def test_a_bound_is_never_above_the_plan_at_hand() -> None:
    """The solver says 40; the plan takes 19, so that it is the best."""
    found = selected(*BOTH, search=Search(Late(40)))
    assert found.proof == Proof(ProofStatus.PROVED, 19, 0.0)


PREFERRED = replace(
    asks("git", "x", "y", choose=1), prefer=tuple(map(SkillSlug, ("x", "y", "git")))
)
"""x 10, y 10 + 25, git 3 + 50; by hours alone git."""


@pytest.mark.parametrize("search", [UNLIMITED, Search(IDLING), Search(Late(1))])
def test_the_shortest_plan_is_told_beside_the_preferred_one(search: Search) -> None:
    found = selected(PREFERRED, search=search)
    assert slugs(found) == ["x"]
    assert [step.skill for step in found.selection.shortest or ()] == ["git"]
    assert [made.preference_hours for made in found.selection.choices] == [7]
    assert found.proof.is_by_preference


def test_the_dearest_found_is_given_up_for_the_preferred_one() -> None:
    found = selected(PREFERRED, search=Search(Late(1, finds="most")))
    assert slugs(found) == ["x"]
    assert found.proof.bound == pytest.approx(3)  # The cheapest option, without what it adds.


def test_a_shortest_plan_that_is_not_proved_leaves_the_preferred_one_proved() -> None:
    """One problem is solved, the other is not: x may not be the shortest, as is said."""
    found = selected(PREFERRED, search=Search(Tiring(1)))
    assert slugs(found) == ["x"]
    assert found.selection.shortest is None
    assert found.proof.status is ProofStatus.PROVED
    assert found.proof.is_by_preference
    both = selected(PREFERRED, search=Search(Tiring(2)))
    assert [step.skill for step in both.selection.shortest or ()] == ["git"]


def test_only_what_is_proved_is_remembered() -> None:
    for solver, is_remembered in ((Tiring(2), True), (Tiring(1), False)):
        forget_selections()
        requirements = (PREFERRED,)
        problem = SelectionProblem(requirements, frozenset())
        search = Search(solver)
        first = select_all(WORLD, problem, search=search)
        assert (select_all(WORLD, problem, search=search) is first) is is_remembered
        forget_selections()
        assert select_all(WORLD, problem, search=search) is not first


def test_nothing_is_said_of_preference_where_the_preferred_plan_is_the_shortest() -> None:
    first = replace(PREFERRED, prefer=tuple(map(SkillSlug, ("git", "x", "y"))))
    found = selected(first)
    assert slugs(found) == ["git"]
    assert found.proof == Proof(ProofStatus.PROVED, 3, 0.0)
    late = selected(first, search=Search(IDLING)).proof
    assert late.is_by_preference or late.status is ProofStatus.PROVED
