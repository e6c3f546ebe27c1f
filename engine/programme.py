"""The mixed-integer programme behind the selection of steps, proved by HiGHS.

One binary a step that any open way reaches, one a way where a demand has
several, and positions along circles: a set whose members only support each
other satisfies every demand and is still out of reach.
"""

from collections.abc import Callable, Sequence

import highspy
from msgspec import Struct

from engine.clauses import Clause
from engine.errors import NoPlanError
from engine.graph import SkillGraph
from engine.model import Step

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
        self._model = _new_model()
        self._size = 0
        self._column: dict[Step, int] = {}
        self._position: dict[Step, int] = {}

    def solve(self, allowed: Callable[[Clause], Alternatives]) -> frozenset[Step]:
        """The proved best set; `allowed` says which alternatives of a demand may be used.

        Raises:
            NoPlanError: No set of steps meets the demands, or the solver gave no proof.
        """
        self._add_steps()
        for demand in self._demands:
            terms = [(self._column[step], 1.0) for step in demand.options]
            self._add_row(terms, at_least=float(demand.at_least))
        for step in self._steps:
            for clause in self._graph.hard_clauses(step):
                if not clause.is_satisfied_by(self._given):
                    self._add_clause(step, allowed(clause))
        self._model.run()
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoPlanError(_NOTHING_FITS)
        values = self._model.getSolution().col_value
        return frozenset(step for step, column in self._column.items() if values[column] > 0.5)

    def _add_steps(self) -> None:
        """A binary a step: its hours, and a last digit that prefers the smaller slug."""
        size = len(self._steps)
        for rank, step in enumerate(self._steps, start=1):
            hours = self._graph.hours(step).typical
            tie = _SMALLEST_HOURS * rank / (size * (size + 1))
            self._column[step] = self._add_binary(hours + tie)
        for step in self._steps:
            if step in self._circle_of:
                self._position[step] = self._add_column(0.0, upper=float(size))

    def _add_clause(self, step: Step, alternatives: Alternatives) -> None:
        """The step only together with one whole alternative, which comes before it."""
        ways = [self._add_way(step, alternative) for alternative in alternatives]
        terms = [(way, 1.0) for way in ways]
        self._add_row([*terms, (self._column[step], -1.0)], at_least=0.0)

    def _add_way(self, step: Step, alternative: tuple[Step, ...]) -> int:
        missing = [needed for needed in alternative if needed not in self._given]
        circle = self._circle_of.get(step, -1)
        around = [needed for needed in missing if self._circle_of.get(needed) == circle]
        if len(missing) == 1 and not around:
            return self._column[missing[0]]
        way = self._add_binary(0.0)
        for needed in missing:
            self._add_row([(self._column[needed], 1.0), (way, -1.0)], at_least=0.0)
        for needed in around:
            self._add_order(needed, step, way)
        return way

    def _add_order(self, before: Step, after: Step, way: int) -> None:
        """When the way is taken: position(after) ≥ position(before) + 1."""
        far = float(len(self._steps) + 1)
        terms = [(self._position[after], 1.0), (self._position[before], -1.0), (way, -far)]
        self._add_row(terms, at_least=1.0 - far)

    def _add_binary(self, cost: float) -> int:
        column = self._add_column(cost, upper=1.0)
        self._model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def _add_column(self, cost: float, *, upper: float) -> int:
        self._model.addCol(cost, 0.0, upper, 0, [], [])
        self._size += 1
        return self._size - 1

    def _add_row(self, terms: Sequence[tuple[int, float]], *, at_least: float) -> None:
        factors: dict[int, float] = {}
        for column, factor in terms:
            factors[column] = factors.get(column, 0.0) + factor
        columns = sorted(factors)
        values = [factors[column] for column in columns]
        self._model.addRow(at_least, highspy.kHighsInf, len(columns), columns, values)


def _new_model() -> highspy.Highs:
    model: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 1e-9)
    return model
