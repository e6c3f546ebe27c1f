"""Mixed-integer programmes, handed to HiGHS in one piece. The only file that knows HiGHS."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import inf

import highspy
import numpy as np
from msgspec import Struct

# Columns are bounded on both sides, so that the doubt in the second can only mean infeasible.
_NOTHING_FITS = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)

Terms = Sequence[tuple[int, float]]


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
        return self._add(cost, 1.0, highspy.HighsVarType.kInteger)

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
        self, *, seconds: float | None = None, start: Iterable[float] | None = None
    ) -> SolverAnswer:
        """Solve; deterministic unless the time limit ends it.

        Args:
            seconds: How long the solver may take [s]; None for as long as it needs.
            start: A value for every column that meets all rows, to begin from.
        """
        solver = _new_solver()
        if seconds is not None:
            solver.setOptionValue("time_limit", seconds)
        solver.passModel(self._arrays())
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = list(start)
            solver.setSolution(solution)
        solver.run()
        return _answer(solver)

    def _arrays(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_ = len(self._costs)
        lp.num_row_ = len(self._at_least)
        lp.col_cost_ = np.array(self._costs)
        lp.col_lower_ = np.zeros(len(self._costs))
        lp.col_upper_ = np.array(self._uppers)
        lp.row_lower_ = np.array(self._at_least)
        lp.row_upper_ = np.array(self._at_most)
        lp.integrality_ = self._kinds
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self._columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self._factors)
        return lp


def _new_solver() -> highspy.Highs:
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-9)
    # It costs 5 ms a run on programmes that take 1 ms without it.
    solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)  # noqa: FBT003
    return solver


def _answer(solver: highspy.Highs) -> SolverAnswer:
    status = solver.getModelStatus()
    if status in _NOTHING_FITS:
        return SolverAnswer(SolverStatus.INFEASIBLE, (), inf)
    info = solver.getInfo()
    values = tuple(solver.getSolution().col_value)
    is_found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if status == highspy.HighsModelStatus.kOptimal:
        return SolverAnswer(SolverStatus.OPTIMAL, values, info.mip_dual_bound)
    if is_found:
        return SolverAnswer(SolverStatus.FEASIBLE, values, info.mip_dual_bound)
    return SolverAnswer(SolverStatus.UNKNOWN, (), info.mip_dual_bound)
