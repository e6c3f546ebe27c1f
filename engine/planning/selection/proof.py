"""What is proved of the steps of a plan."""

from enum import StrEnum

from msgspec import Struct

from engine.planning.selection.solver import SolverStatus


class ProofStatus(StrEnum):
    """Proved; the best found when the time was up; or found without the solver."""

    PROVED = "proved"
    TIME_LIMIT = "time-limit"
    SOLVER_UNAVAILABLE = "solver-unavailable"


class Proof(Struct, frozen=True):
    """What is known of the steps of a plan.

    Under an hour limit no plan brings more readiness than `bound` [points];
    otherwise none takes fewer hours than `bound` [h]. `gap` in [0, 1] is the
    share by which the plan may miss it; 0.0 means best. A plan that stays near
    an old one may be proved and miss the best on purpose. With `is_by_preference`
    hours include what less preferred options add: the plan may not be the shortest.
    """

    status: ProofStatus
    bound: float
    gap: float
    is_by_preference: bool = False

    @classmethod
    def of(cls, status: SolverStatus, *, value: float, bound: float) -> "Proof":
        """The proof of a plan that is worth `value` and cannot be better than `bound`."""
        if status is SolverStatus.OPTIMAL or (
            value == bound and status is not SolverStatus.UNAVAILABLE
        ):
            return cls(ProofStatus.PROVED, value, 0.0)
        is_unavailable = status is SolverStatus.UNAVAILABLE
        return cls(
            ProofStatus.SOLVER_UNAVAILABLE if is_unavailable else ProofStatus.TIME_LIMIT,
            bound,
            abs(bound - value) / max(bound, value) if bound != value else 0.0,
        )
