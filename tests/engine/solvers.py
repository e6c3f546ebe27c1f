"""Solvers that fail in one way or another, to see what is planned then."""

from math import inf

from msgspec import Struct

from engine import SolverProblem, SolverResult, SolverRun, SolverStatus


class SolverBrokenError(Exception):
    """What a solver throws in the middle of its work."""


class Throwing:
    """Throws whatever it is asked."""

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: object) -> SolverRun:
        raise SolverBrokenError(problem, seconds, start)


class Saying(Struct, frozen=True):
    """Says of everything the same."""

    answer: SolverResult

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: object) -> SolverRun:
        del problem, seconds, start
        return SolverRun(self.answer, (), 9.0)


DENYING = Saying(SolverResult(SolverStatus.INFEASIBLE, (), inf))
"""Nothing ever fits."""
IDLING = Saying(SolverResult(SolverStatus.UNKNOWN, (), -inf))
"""Never finds anything in time."""


class Babbling(Struct, frozen=True):
    """Calls proved what is no plan: every column at this share of its upper end."""

    share: float

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: object) -> SolverRun:
        del seconds, start
        values = tuple(self.share * float(upper) for upper in problem.uppers)
        answer = SolverResult(SolverStatus.OPTIMAL, values, 0.0)
        return SolverRun(answer, (0.0,) * len(values), 0.0)
