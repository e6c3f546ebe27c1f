"""The solver we bring: HiGHS. The only file that knows it; without it plans are still made."""

from collections.abc import Mapping
from math import inf

from engine.planning.selection.solver import (
    UNAVAILABLE,
    Search,
    SolverProblem,
    SolverResult,
    SolverRun,
    SolverStatus,
    Values,
)

try:
    import highspy
except ImportError:
    _IS_THERE = False
else:
    _IS_THERE = True

# Found by trial on our problems: the programmes are small and their bounds close, so that what
# HiGHS does to find first solutions and to restart costs more than the search itself.
_OPTIONS: Mapping[str, bool | int | float] = {
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-9,
    # At its usual tolerance, presolve took a row that a plan just meets for one that it misses, and
    # called a plan of 3 hours proved where one of 2 hours leads to the same readiness.
    "mip_feasibility_tolerance": 1e-9,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_heuristic_effort": 0.0,
    "mip_allow_restart": False,
    "mip_allow_cut_separation_at_nodes": False,
    "mip_pscost_minreliable": 1,
}


class Highs:
    """Hands a problem to HiGHS in one piece."""

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: Values) -> SolverRun:
        """Solve; deterministic unless the time is up. Unavailable where HiGHS is not installed."""
        if not _IS_THERE:
            return UNAVAILABLE
        solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        if seconds is not None:
            solver.setOptionValue("time_limit", seconds)
        solver.passModel(_lp(problem))
        if start:
            solution = highspy.HighsSolution()
            solution.col_value = list(start)
            solver.setSolution(solution)
        solver.run()
        if _is_infeasible(solver.getModelStatus()):
            # Presolve calls some problems infeasible that are not, by rounding: ask without it.
            solver.setOptionValue("presolve", "off")
            solver.run()
        result, reduced_costs = _result(solver, is_relaxed=problem.is_relaxed)
        return SolverRun(result, reduced_costs, solver.getRunTime())


UNLIMITED = Search(Highs())
"""By HiGHS, for as long as it needs."""


def _lp(problem: SolverProblem) -> "highspy.HighsLp":
    kinds = highspy.HighsVarType
    lp = highspy.HighsLp()
    lp.num_col_ = len(problem.costs)
    lp.num_row_ = len(problem.at_least)
    lp.col_cost_ = problem.costs
    lp.col_lower_ = problem.lowers
    lp.col_upper_ = problem.uppers
    lp.row_lower_ = problem.at_least
    lp.row_upper_ = problem.at_most
    if not problem.is_relaxed:
        whole = {True: kinds.kInteger, False: kinds.kContinuous}
        lp.integrality_ = [whole[is_whole] for is_whole in problem.is_whole]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = problem.starts
    lp.a_matrix_.index_ = problem.columns
    lp.a_matrix_.value_ = problem.factors
    return lp


def _result(solver: "highspy.Highs", *, is_relaxed: bool) -> tuple[SolverResult, Values]:
    """What HiGHS showed, and of a relaxation the reduced costs."""
    statuses = highspy.HighsModelStatus
    status = solver.getModelStatus()
    if _is_infeasible(status):
        return SolverResult(SolverStatus.INFEASIBLE, (), inf), ()
    if status not in (statuses.kOptimal, statuses.kTimeLimit):
        return UNAVAILABLE.result, ()
    info, solution = solver.getInfo(), solver.getSolution()
    is_best = status == statuses.kOptimal
    if is_relaxed:
        if not is_best:
            return SolverResult(SolverStatus.UNKNOWN, (), -inf), ()
        values = tuple(solution.col_value)
        result = SolverResult(SolverStatus.OPTIMAL, values, info.objective_function_value)
        return result, tuple(solution.col_dual)
    if is_best:
        values = tuple(solution.col_value)
        return SolverResult(SolverStatus.OPTIMAL, values, info.mip_dual_bound), ()
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = tuple(solution.col_value)
        return SolverResult(SolverStatus.FEASIBLE, values, info.mip_dual_bound), ()
    return SolverResult(SolverStatus.UNKNOWN, (), info.mip_dual_bound), ()


def _is_infeasible(status: "highspy.HighsModelStatus") -> bool:
    """Columns are bounded on both sides, so that the doubt in the second can only mean this."""
    statuses = highspy.HighsModelStatus
    return status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible)
