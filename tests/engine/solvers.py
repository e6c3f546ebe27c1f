"""Solvers that fail in one way or another, to see what is planned then."""

from math import inf

from msgspec import Struct

from engine import Outcome, Problem, SolverAnswer, SolverStatus


class SolverBrokenError(Exception):
    """What a solver throws in the middle of its work."""


class Throwing:
    """Throws whatever it is asked."""

    def solve(self, problem: Problem, *, seconds: float | None, start: object) -> Outcome:
        raise SolverBrokenError(problem, seconds, start)


class Saying(Struct, frozen=True):
    """Says of everything the same."""

    answer: SolverAnswer

    def solve(self, problem: Problem, *, seconds: float | None, start: object) -> Outcome:
        del problem, seconds, start
        return Outcome(self.answer, (), 9.0)


DENYING = Saying(SolverAnswer(SolverStatus.INFEASIBLE, (), inf))
"""Nothing ever fits."""
IDLING = Saying(SolverAnswer(SolverStatus.UNKNOWN, (), -inf))
"""Never finds anything in time."""


class Babbling(Struct, frozen=True):
    """Calls proved what is no plan: every column at this share of its upper end."""

    share: float

    def solve(self, problem: Problem, *, seconds: float | None, start: object) -> Outcome:
        del seconds, start
        values = tuple(self.share * float(upper) for upper in problem.uppers)
        answer = SolverAnswer(SolverStatus.OPTIMAL, values, 0.0)
        return Outcome(answer, (0.0,) * len(values), 0.0)
