"""Mixed-integer programmes, handed to HiGHS in one piece. The only file that knows HiGHS."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import fsum, inf

import highspy
import numpy as np
from msgspec import Struct

# Columns are bounded on both sides, so that the doubt in the second can only mean infeasible.
_NOTHING_FITS = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)

_BINARY = highspy.HighsVarType.kInteger
_FREE = 30  # So many doubtful columns are solved in about 3 ms.
_SMALL = 40  # Up to so many binaries the first search costs more than it saves.
_INTEGER_ERROR = 1e-6
_DUAL_ERROR = 1e-5  # Reduced costs are true to 1e-7 each; this covers hundreds of columns.

Terms = Sequence[tuple[int, float]]
Values = tuple[float, ...]


class SolverStatus(StrEnum):
    """What the solver showed: the best, something, that nothing fits, or nothing in time."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class SolverAnswer(Struct, frozen=True):
    """Values by column (empty when none were found), and a cost that none falls below."""

    status: SolverStatus
    values: tuple[float, ...]
    bound: float


class Model:
    """Columns and rows of a programme that minimises its columns' costs.

    Example:
        >>> model = Model()
        >>> dear, cheap = model.binary(3.0), model.binary(2.0)
        >>> model.row([(dear, 1.0), (cheap, 1.0)], at_least=1.0)
        >>> model.minimise().values
        (0.0, 1.0)
    """

    def __init__(self) -> None:
        self._costs: list[float] = []
        self._uppers: list[float] = []
        self._kinds: list[highspy.HighsVarType] = []
        self._starts = [0]
        self._columns: list[int] = []
        self._factors: list[float] = []
        self._at_least: list[float] = []
        self._at_most: list[float] = []

    def binary(self, cost: float) -> int:
        """A column that is 0 or 1."""
        return self._add(cost, 1.0, _BINARY)

    def column(self, cost: float, *, upper: float) -> int:
        """A column from 0 up to a limit."""
        return self._add(cost, upper, highspy.HighsVarType.kContinuous)

    def _add(self, cost: float, upper: float, kind: highspy.HighsVarType) -> int:
        self._costs.append(cost)
        self._uppers.append(upper)
        self._kinds.append(kind)
        return len(self._costs) - 1

    def price(self, costs: Mapping[int, float]) -> None:
        """Let these columns cost so much and all others nothing."""
        self._costs = [costs.get(column, 0.0) for column in range(len(self._costs))]

    def row(self, terms: Terms, *, at_least: float = -inf, at_most: float = inf) -> None:
        """Keep a sum of columns within limits; a column named twice counts twice."""
        factors: dict[int, float] = {}
        for column, factor in terms:
            factors[column] = factors.get(column, 0.0) + factor
        self._columns += factors.keys()
        self._factors += factors.values()
        self._starts.append(len(self._columns))
        self._at_least.append(at_least)
        self._at_most.append(at_most)

    def minimise(
        self, *, seconds: float | None = None, start: Sequence[float] = ()
    ) -> SolverAnswer:
        """Solve; deterministic unless the time limit ends it.

        The relaxation comes first. A search among the columns it leaves most in
        doubt gives a good answer; columns whose reduced cost exceeds what that
        answer may still be improved by are settled, and the rest is solved
        exactly.

        Args:
            seconds: How long each of the three runs may take [s]; None for as long as it needs.
            start: A value for every column that meets all rows, to begin from.
        """
        if not self._costs:
            return self._of_nothing()
        relaxed = _run(self._arrays(is_relaxed=True), seconds)
        if relaxed.status is not SolverStatus.OPTIMAL or self._is_whole(relaxed.answer.values):
            return relaxed.answer
        best = tuple(start)
        if not best and self._kinds.count(_BINARY) > _SMALL:
            best = self._near(relaxed, seconds).values
        spare = self._cost(best) - relaxed.answer.bound + _DUAL_ERROR if best else inf
        lp = self._arrays()
        self._settle(lp, relaxed, [abs(d) > spare for d in relaxed.reduced_costs])
        exact = _run(lp, seconds, best).answer
        return self._better(best, exact, relaxed.answer.bound)

    def _of_nothing(self) -> SolverAnswer:
        """The answer where there is nothing to decide."""
        limits = zip(self._at_least, self._at_most, strict=True)
        if all(low <= 0 <= high for low, high in limits):
            return SolverAnswer(SolverStatus.OPTIMAL, (), 0.0)
        return SolverAnswer(SolverStatus.INFEASIBLE, (), inf)

    def _near(self, relaxed: "_Run", seconds: float | None) -> SolverAnswer:
        """The best answer that differs from the relaxation in its most doubtful columns only."""
        values, reduced = relaxed.answer.values, relaxed.reduced_costs
        binaries = [c for c, kind in enumerate(self._kinds) if kind == _BINARY]
        doubtful = sum(1 for c in binaries if not _is_integer(values[c]))
        free = max(_FREE, doubtful + _FREE // 2)
        binaries.sort(key=lambda c: (_is_integer(values[c]), abs(reduced[c])))
        settled = set(binaries[free:])
        lp = self._arrays()
        self._settle(lp, relaxed, [c in settled for c in range(len(values))])
        return _run(lp, seconds).answer

    def _settle(self, lp: highspy.HighsLp, relaxed: "_Run", is_settled: Sequence[bool]) -> None:
        """Fix binaries at the relaxation's value."""
        lower, upper = np.zeros(len(self._costs)), np.array(self._uppers)
        for column, value in enumerate(relaxed.answer.values):
            is_binary = self._kinds[column] == _BINARY
            if is_settled[column] and is_binary and _is_integer(value):
                lower[column] = upper[column] = round(value)
        lp.col_lower_, lp.col_upper_ = lower, upper

    def _better(self, best: Values, exact: SolverAnswer, floor: float) -> SolverAnswer:
        """The better of both; when nothing else is left the answer at hand is proved."""
        if not best:
            return exact
        cost = self._cost(best)
        if exact.status is SolverStatus.INFEASIBLE:
            return SolverAnswer(SolverStatus.OPTIMAL, best, cost)
        if exact.status is SolverStatus.OPTIMAL:
            is_exact_better = self._cost(exact.values) <= cost
            values = exact.values if is_exact_better else best
            return SolverAnswer(SolverStatus.OPTIMAL, values, self._cost(values))
        bound = min(max(exact.bound, floor), cost)
        if exact.values and self._cost(exact.values) <= cost:
            best = exact.values
        return SolverAnswer(SolverStatus.FEASIBLE, best, bound)

    def _cost(self, values: Values) -> float:
        return fsum(cost * value for cost, value in zip(self._costs, values, strict=True))

    def _is_whole(self, values: Values) -> bool:
        pairs = zip(self._kinds, values, strict=True)
        return all(kind != _BINARY or _is_integer(value) for kind, value in pairs)

    def _arrays(self, *, is_relaxed: bool = False) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_ = len(self._costs)
        lp.num_row_ = len(self._at_least)
        lp.col_cost_ = np.array(self._costs)
        lp.col_lower_ = np.zeros(len(self._costs))
        lp.col_upper_ = np.array(self._uppers)
        lp.row_lower_ = np.array(self._at_least)
        lp.row_upper_ = np.array(self._at_most)
        lp.integrality_ = [] if is_relaxed else self._kinds
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self._columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self._factors)
        return lp


# Found by trial on our questions: the programmes are small and their bounds close, so that what
# HiGHS does to find first solutions and to restart costs more than the search itself.
_OPTIONS: Mapping[str, bool | int | float] = {
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-9,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_heuristic_effort": 0.0,
    "mip_allow_restart": False,
    "mip_allow_cut_separation_at_nodes": False,
    "mip_pscost_minreliable": 1,
}


class _Run(Struct, frozen=True):
    """An answer, and for a relaxation what each column's value would cost to change."""

    answer: SolverAnswer
    reduced_costs: Values

    @property
    def status(self) -> SolverStatus:
        return self.answer.status


def _is_integer(value: float) -> bool:
    return abs(value - round(value)) < _INTEGER_ERROR


def _run(lp: highspy.HighsLp, seconds: float | None, start: Values = ()) -> _Run:
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    if seconds is not None:
        solver.setOptionValue("time_limit", seconds)
    solver.passModel(lp)
    if start:
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        solver.setSolution(solution)
    solver.run()
    return _outcome(solver, is_relaxed=not lp.integrality_)


def _outcome(solver: highspy.Highs, *, is_relaxed: bool) -> _Run:
    status = solver.getModelStatus()
    if status in _NOTHING_FITS:
        return _Run(SolverAnswer(SolverStatus.INFEASIBLE, (), inf), ())
    info, solution = solver.getInfo(), solver.getSolution()
    is_best = status == highspy.HighsModelStatus.kOptimal
    if is_relaxed:
        if not is_best:
            return _Run(SolverAnswer(SolverStatus.UNKNOWN, (), -inf), ())
        values = tuple(solution.col_value)
        answer = SolverAnswer(SolverStatus.OPTIMAL, values, info.objective_function_value)
        return _Run(answer, tuple(solution.col_dual))
    if is_best:
        values = tuple(solution.col_value)
        return _Run(SolverAnswer(SolverStatus.OPTIMAL, values, info.mip_dual_bound), ())
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = tuple(solution.col_value)
        return _Run(SolverAnswer(SolverStatus.FEASIBLE, values, info.mip_dual_bound), ())
    return _Run(SolverAnswer(SolverStatus.UNKNOWN, (), info.mip_dual_bound), ())
