"""Mixed-integer programmes: how they are written down, and how a solver is called.

The solver is handed in; `engine.planning.selection.highs` is the one we bring. A solver may be
missing, fail or run out of time: the result then says so, and the caller has a method of its own.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import fsum, inf
from typing import Protocol

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

_FREE = 30  # So many doubtful columns are solved in about 3 ms.
_SMALL = 40  # Up to so many binaries the first search costs more than it saves.
_INTEGER_ERROR = 1e-6
_DUAL_ERROR = 1e-5  # Reduced costs are true to 1e-7 each; this covers hundreds of columns.
_ROW_ERROR = 1e-3  # Far above the tolerance of solvers, far below half an hour.

LinearTerms = Sequence[tuple[int, float]]
Values = tuple[float, ...]
Floats = NDArray[np.float64]
Places = NDArray[np.int32]


class SolverStatus(StrEnum):
    """What was shown: the best, something, that nothing fits, nothing in time, or no solver."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"


class SolverResult(Struct, frozen=True):
    """Values by column (empty when none were found), and a cost that none falls below."""

    status: SolverStatus
    values: Values
    bound: float


class SolverProblem(Struct, frozen=True):
    """Costs to minimise; columns from lower to upper, some whole; rows within limits.

    Row `r` has the factors `starts[r]` to `starts[r + 1]`, each for the column beside it.
    """

    costs: Floats
    lowers: Floats
    uppers: Floats
    is_whole: Sequence[bool]
    starts: Places
    columns: Places
    factors: Floats
    at_least: Floats
    at_most: Floats

    @property
    def is_relaxed(self) -> bool:
        """Whether every column may take any value between its limits."""
        return not any(self.is_whole)


class SolverRun(Struct, frozen=True):
    """What a solver says of a problem, and how long it took [s].

    `reduced_costs` tell of a relaxation what each column's value would cost to change.
    """

    result: SolverResult
    reduced_costs: Values
    seconds: float

    @property
    def status(self) -> SolverStatus:
        """What was shown."""
        return self.result.status


class Solver(Protocol):
    """Solves such problems. It may raise anything; then it counts as unavailable."""

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: Values) -> SolverRun:
        """Solve exactly, for at most so long [s]; `start` is a solution, or empty."""


class Search(Struct, frozen=True):
    """How the best plan is looked for: by which solver, and for how long in all [s].

    Without `seconds` it takes as long as it needs, and equal problems get equal results.
    """

    solver: Solver
    seconds: float | None = None

    def after(self, seconds: float) -> "Search":
        """What is left after so long."""
        if self.seconds is None:
            return self
        return replace(self, seconds=max(self.seconds - seconds, 0.0))


class MixedIntegerModel:
    """Columns and rows of a programme that minimises its columns' costs.

    Example:
        >>> model = MixedIntegerModel()
        >>> dear, cheap = model.binary(3.0), model.binary(2.0)
        >>> model.row([(dear, 1.0), (cheap, 1.0)], at_least=1.0)
        >>> from engine.planning.selection.highs import UNLIMITED
        >>> model.minimise(UNLIMITED).values
        (0.0, 1.0)
    """

    def __init__(self) -> None:
        self._costs: list[float] = []
        self._uppers: list[float] = []
        self._is_whole: list[bool] = []
        self._starts = [0]
        self._columns: list[int] = []
        self._factors: list[float] = []
        self._at_least: list[float] = []
        self._at_most: list[float] = []
        self.seconds = 0.0
        """How long solvers have worked on it so far [s]."""

    def binary(self, cost: float) -> int:
        """A column that is 0 or 1."""
        return self._add(cost, 1.0, is_whole=True)

    def column(self, cost: float, *, upper: float) -> int:
        """A column from 0 up to a limit."""
        return self._add(cost, upper, is_whole=False)

    def _add(self, cost: float, upper: float, *, is_whole: bool) -> int:
        self._costs.append(cost)
        self._uppers.append(upper)
        self._is_whole.append(is_whole)
        return len(self._costs) - 1

    def price(self, costs: Mapping[int, float]) -> None:
        """Let these columns cost so much and all others nothing."""
        self._costs = [costs.get(column, 0.0) for column in range(len(self._costs))]

    def row(self, terms: LinearTerms, *, at_least: float = -inf, at_most: float = inf) -> None:
        """Hold a sum of columns within limits; a column named twice counts twice."""
        factors: dict[int, float] = {}
        for column, factor in terms:
            factors[column] = factors.get(column, 0.0) + factor
        self._columns += factors.keys()
        self._factors += factors.values()
        self._starts.append(len(self._columns))
        self._at_least.append(at_least)
        self._at_most.append(at_most)

    def minimise(self, search: Search, *, start: Sequence[float] = ()) -> SolverResult:
        """Solve; deterministic unless the time limit ends it.

        The relaxation comes first. A search among the columns it leaves most in
        doubt gives a good result; columns whose reduced cost exceeds what that
        result may still be improved by are settled, and the rest is solved
        exactly.

        Args:
            search: By which solver, and for how long in all.
            start: A value for every column that meets all rows, to begin from.
        """
        if not self._costs:
            return self._of_nothing()
        begun = self.seconds
        relaxed = self._run(self._problem(is_relaxed=True), search)
        if relaxed.status is not SolverStatus.OPTIMAL or self._is_solved(relaxed.result.values):
            return relaxed.result
        best = tuple(start)
        if not best and sum(self._is_whole) > _SMALL:
            best = self._near(relaxed, search.after(self.seconds - begun)).values
        spare = self._cost(best) - relaxed.result.bound + _DUAL_ERROR if best else inf
        problem = self._settled(relaxed, [abs(d) > spare for d in relaxed.reduced_costs])
        exact = self._run(problem, search.after(self.seconds - begun), best).result
        return self._better(best, exact, relaxed.result.bound)

    def _run(self, problem: SolverProblem, search: Search, start: Values = ()) -> SolverRun:
        """Call the solver; one that fails or returns no true solution counts as unavailable."""
        try:
            outcome = search.solver.solve(problem, seconds=search.seconds, start=start)
        except Exception:  # Whatever a solver raises, a plan can still be found.
            return UNAVAILABLE
        self.seconds += outcome.seconds
        return outcome if _is_satisfied(problem, outcome.result.values) else UNAVAILABLE

    def _of_nothing(self) -> SolverResult:
        """The result where there is nothing to decide."""
        limits = zip(self._at_least, self._at_most, strict=True)
        if all(low <= 0 <= high for low, high in limits):
            return SolverResult(SolverStatus.OPTIMAL, (), 0.0)
        return SolverResult(SolverStatus.INFEASIBLE, (), inf)

    def _near(self, relaxed: SolverRun, search: Search) -> SolverResult:
        """The best result that differs from the relaxation in its most doubtful columns only."""
        values, reduced = relaxed.result.values, relaxed.reduced_costs
        binaries = [c for c, is_whole in enumerate(self._is_whole) if is_whole]
        doubtful = sum(1 for c in binaries if not _is_integer(values[c]))
        free = max(_FREE, doubtful + _FREE // 2)
        binaries.sort(key=lambda c: (_is_integer(values[c]), abs(reduced[c])))
        settled = set(binaries[free:])
        problem = self._settled(relaxed, [c in settled for c in range(len(values))])
        return self._run(problem, search).result

    def _settled(self, relaxed: SolverRun, is_settled: Sequence[bool]) -> SolverProblem:
        """The problem with some binaries fixed at the relaxation's value."""
        lowers, uppers = np.zeros(len(self._costs)), np.array(self._uppers)
        for column, value in enumerate(relaxed.result.values):
            if is_settled[column] and self._is_whole[column] and _is_integer(value):
                lowers[column] = uppers[column] = round(value)
        return replace(self._problem(), lowers=lowers, uppers=uppers)

    def _better(self, best: Values, exact: SolverResult, floor: float) -> SolverResult:
        """The better of both; when nothing else is left the result at hand is proved."""
        if not best:
            return exact
        cost = self._cost(best)
        if exact.status is SolverStatus.INFEASIBLE:
            return SolverResult(SolverStatus.OPTIMAL, best, cost)
        if exact.status is SolverStatus.OPTIMAL:
            is_exact_better = self._cost(exact.values) <= cost
            values = exact.values if is_exact_better else best
            return SolverResult(SolverStatus.OPTIMAL, values, self._cost(values))
        bound = min(max(exact.bound, floor), cost)
        if exact.values and self._cost(exact.values) <= cost:
            best = exact.values
        is_unavailable = exact.status is SolverStatus.UNAVAILABLE
        return SolverResult(
            SolverStatus.UNAVAILABLE if is_unavailable else SolverStatus.FEASIBLE, best, bound
        )

    def _cost(self, values: Values) -> float:
        return fsum(cost * value for cost, value in zip(self._costs, values, strict=True))

    def _is_solved(self, values: Values) -> bool:
        pairs = zip(self._is_whole, values, strict=True)
        return all(not is_whole or _is_integer(value) for is_whole, value in pairs)

    def _problem(self, *, is_relaxed: bool = False) -> SolverProblem:
        return SolverProblem(
            costs=np.array(self._costs),
            lowers=np.zeros(len(self._costs)),
            uppers=np.array(self._uppers),
            is_whole=[False] * len(self._costs) if is_relaxed else self._is_whole,
            starts=np.array(self._starts, dtype=np.int32),
            columns=np.array(self._columns, dtype=np.int32),
            factors=np.array(self._factors),
            at_least=np.array(self._at_least),
            at_most=np.array(self._at_most),
        )


UNAVAILABLE = SolverRun(SolverResult(SolverStatus.UNAVAILABLE, (), -inf), (), 0.0)
"""What is known where no solver is available."""


def _is_integer(value: float) -> bool:
    return abs(value - round(value)) < _INTEGER_ERROR


def _is_satisfied(problem: SolverProblem, values: Values) -> bool:
    """Whether values satisfy every row and are whole where they must be; true of none."""
    if not values:
        return True
    if len(values) != len(problem.costs):
        return False
    found = np.array(values)
    is_broken = np.array(problem.is_whole) & (np.abs(found - np.round(found)) > _ROW_ERROR)
    parts = problem.factors * found[problem.columns]
    sums = np.add.reduceat(np.append(parts, 0.0), problem.starts[:-1]) if len(parts) else 0.0
    sums = np.where(problem.starts[:-1] == problem.starts[1:], 0.0, sums)
    is_out = (sums < problem.at_least - _ROW_ERROR) | (sums > problem.at_most + _ROW_ERROR)
    return not (bool(np.any(is_broken)) or bool(np.any(is_out)))
