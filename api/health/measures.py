"""What the metrics show beside requests: connections, executors, the solver and the knowledge."""

from functools import partial

from msgspec import Struct

from api.catalog.current import CurrentKnowledge
from api.clocks import Clocks
from api.db.pool import Database
from api.http.executor import BoundedExecutor, Executors
from api.http.metrics import Metrics
from engine import Solver, SolverProblem, SolverRun


class KnowledgeAge:
    """Since when a worker uses the version it uses."""

    def __init__(self, knowledge: CurrentKnowledge, clocks: Clocks) -> None:
        self._knowledge = knowledge
        self._clocks = clocks
        self._hash = ""
        self._since = 0.0

    def since(self) -> float:
        """The moment it was first seen [s since 1970]."""
        found = self._knowledge.now().hash
        if found != self._hash:
            self._hash, self._since = found, self._clocks.now().timestamp()
        return self._since

    def names(self) -> dict[str, str]:
        """The version and its hash."""
        knowledge = self._knowledge.now()
        return {"version": knowledge.version, "hash": knowledge.hash}


class MeasuredSolver(Struct, frozen=True):
    """A solver whose calls are counted and timed."""

    solver: Solver
    metrics: Metrics

    def solve(
        self, problem: SolverProblem, *, seconds: float | None, start: tuple[float, ...]
    ) -> SolverRun:
        """Solve as the solver does."""
        begun = self.metrics.now()
        try:
            return self.solver.solve(problem, seconds=seconds, start=start)
        finally:
            self.metrics.observe_solver(self.metrics.now() - begun)


def show_parts(
    metrics: Metrics,
    database: Database,
    knowledge: CurrentKnowledge,
    executors: Executors,
    clocks: Clocks,
) -> None:
    """Let the metrics read these parts whenever they are asked for."""
    pool = partial(metrics.gauge, "career_pool_connections", "Connections to the database")
    pool(lambda: database.usage().used, state="used")
    pool(lambda: database.usage().open, state="open")
    pool(lambda: database.usage().most, state="most")
    for name in executors.__struct_fields__:
        metrics.gauge(
            "career_executor_work",
            "Work that runs or waits in an executor",
            partial(_accepted, getattr(executors, name)),
            executor=name,
        )
    age = KnowledgeAge(knowledge, clocks)
    metrics.info("career_knowledge_info", "The knowledge in use", age.names)
    metrics.gauge(
        "career_knowledge_since_timestamp_seconds",
        "Since when the newest version of the knowledge is in use",
        age.since,
    )


def _accepted(executor: BoundedExecutor) -> float:
    return executor.accepted
