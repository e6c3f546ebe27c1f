"""The mixed-integer programme behind the selection of steps, proved by HiGHS.

One binary a step that any open way reaches, one a way where a demand has
several, and positions along circles: a set whose members only support each
other satisfies every demand and is still out of reach.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from engine.clauses import Clause
from engine.errors import NoPlanError
from engine.graph import SkillGraph
from engine.model import Step
from engine.solver import Model, SolverStatus

Alternatives = tuple[tuple[Step, ...], ...]
_NOTHING_FITS = "no set of steps meets these targets with these pins and skips"
_SMALLEST_HOURS = 0.05  # Content counts half hours: a tie-break below this decides nothing else.


class Demand(Struct, frozen=True):
    """At least so many of these steps."""

    options: tuple[Step, ...]
    at_least: int


class Programme:
    """Minimise typical hours over sets of steps that meet the demands and can be learnt."""

    def __init__(
        self, graph: SkillGraph, *, given: frozenset[Step], demands: Sequence[Demand]
    ) -> None:
        self._graph = graph
        self._given = given
        self._demands = demands
        wanted = [step for demand in demands for step in demand.options]
        self._steps = sorted(graph.reach(wanted, given=given))
        self._circle_of = {step: i for i, group in enumerate(graph.circles) for step in group}
        self._model = Model()
        self._column: dict[Step, int] = {}
        self._position: dict[Step, int] = {}

    def solve(self, allowed: Callable[[Clause], Alternatives]) -> frozenset[Step]:
        """The proved best set; `allowed` says which alternatives of a demand may be used.

        Raises:
            NoPlanError: No set of steps meets the demands, or the solver gave no proof.
        """
        self._add_steps()
        for demand in self._demands:
            self._add_demand(demand)
        for step in self._steps:
            for clause in self._graph.hard_clauses(step):
                if not clause.is_satisfied_by(self._given):
                    self._add_clause(step, allowed(clause))
        answer = self._model.minimise()
        if answer.status is not SolverStatus.OPTIMAL:
            raise NoPlanError(_NOTHING_FITS)
        return frozenset(s for s, column in self._column.items() if answer.values[column] > 0.5)

    def _add_steps(self) -> None:
        """A binary a step: its hours, and a last digit that prefers the smaller slug."""
        size = len(self._steps)
        for rank, step in enumerate(self._steps, start=1):
            hours = self._graph.hours(step).typical
            tie = _SMALLEST_HOURS * rank / (size * (size + 1))
            self._column[step] = self._model.binary(hours + tie)
        for step in self._steps:
            if step in self._circle_of:
                self._position[step] = self._model.column(0.0, upper=float(size))

    def _add_demand(self, demand: Demand) -> None:
        missing = [step for step in demand.options if step not in self._given]
        places = demand.at_least - (len(demand.options) - len(missing))
        if places > 0:
            terms = [(self._column[step], 1.0) for step in missing]
            self._model.row(terms, at_least=float(places))

    def _add_clause(self, step: Step, alternatives: Alternatives) -> None:
        """The step only together with one whole alternative, which comes before it."""
        terms = [(self._add_way(step, alternative), 1.0) for alternative in alternatives]
        self._model.row([*terms, (self._column[step], -1.0)], at_least=0.0)

    def _add_way(self, step: Step, alternative: tuple[Step, ...]) -> int:
        missing = [needed for needed in alternative if needed not in self._given]
        circle = self._circle_of.get(step, -1)
        around = [needed for needed in missing if self._circle_of.get(needed) == circle]
        if len(missing) == 1 and not around:
            return self._column[missing[0]]
        way = self._model.binary(0.0)
        for needed in missing:
            self._model.row([(self._column[needed], 1.0), (way, -1.0)], at_least=0.0)
        for needed in around:
            self._add_order(needed, step, way)
        return way

    def _add_order(self, before: Step, after: Step, way: int) -> None:
        """When the way is taken: position(after) ≥ position(before) + 1."""
        far = float(len(self._steps) + 1)
        terms = [(self._position[after], 1.0), (self._position[before], -1.0), (way, -far)]
        self._model.row(terms, at_least=1.0 - far)
