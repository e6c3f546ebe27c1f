"""Sets of steps that can be learnt, as a mixed-integer programme.

One binary a step that any open way reaches, one a way where a clause has
several, and positions along cycles: a set whose members only support each
other satisfies every clause and is still out of reach.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from itertools import compress
from math import fsum
from types import MappingProxyType

from msgspec import Struct

from engine.graph.clauses import Clause
from engine.graph.skill_graph import SkillGraph
from engine.model import Step
from engine.planning.selection.solver import MixedIntegerModel

Alternatives = tuple[tuple[Step, ...], ...]
Allowed = Callable[[Clause], Alternatives]
SMALLEST_HOURS = 0.05  # Content counts half hours: a tie-break below this decides nothing else.


class StepGoal(Struct, frozen=True):
    """At least so many of these steps; some add hours when they are the ones that count [h]."""

    options: tuple[Step, ...]
    at_least: int
    surcharges: Mapping[Step, float] = MappingProxyType({})

    def surcharge(self, learnt: Container[Step]) -> float:
        """What meeting the goal with the cheapest of the learnt options adds [h]."""
        if not self.surcharges:
            return 0.0
        added = sorted(self.surcharges.get(step, 0.0) for step in self.options if step in learnt)
        return fsum(added[: self.at_least])


class Programme:
    """The rows that hold for every set of steps that can be learnt from what is given."""

    def __init__(
        self,
        graph: SkillGraph,
        *,
        given: frozenset[Step],
        wanted: Iterable[Step],
        allowed: Allowed,
    ) -> None:
        """Open a binary for each step on any way to the wanted ones.

        `allowed` says which alternatives of a clause may be used; what is wanted earlier is
        preferred between equals.
        """
        wanted = tuple(dict.fromkeys(wanted))
        self._preference = {step: place for place, step in enumerate(wanted)}
        self.model = MixedIntegerModel()
        self.steps = tuple(sorted(graph.reach(wanted, given=given)))
        self.column = {step: self.model.binary(0.0) for step in self.steps}
        self._graph = graph
        self._given = given
        self._surcharges: dict[int, float] = {}
        self._cycle_of = {step: i for i, group in enumerate(graph.cycles) for step in group}
        top = float(len(self.steps))
        self._position = {
            step: self.model.column(0.0, upper=top) for step in self.steps if step in self._cycle_of
        }
        given_bits = graph.bits.of(given)
        for step in self.steps:
            open_ = graph.bits.open_clauses(step, given=given_bits)
            for clause in compress(graph.hard_clauses(step), open_):
                self._add_clause(step, allowed(clause))

    @property
    def has_surcharges(self) -> bool:
        """Whether any option of what is required adds hours."""
        return bool(self._surcharges)

    def add_limit_on_hours(self, hours: float) -> None:
        """Let the hours of all steps, with what options add, come to no more than these."""
        columns = self.column.items()
        terms = [(column, self._graph.hours(step).typical) for step, column in columns]
        self.model.row([*terms, *self._surcharges.items()], at_most=hours)

    def price_by_hours(
        self,
        weights: Mapping[Step, float] | None = None,
        *,
        among: Collection[Step] = (),
        with_surcharges: bool = True,
    ) -> None:
        """Let each step cost its typical hours, and a last digit that settles equal hours.

        The branch of a choice that is written first is preferred, then the smaller slug.
        `weights` multiply the hours of some steps. Steps are ranked `among` others where some
        were settled beforehand, so that this does not change which of equals is preferred.
        """
        ranked = among or self.steps
        size = len(ranked)
        preferred = sorted(ranked, key=lambda s: (self._preference.get(s, size), s))
        costs = dict(self._surcharges) if with_surcharges else {}
        for rank, step in enumerate(preferred, start=1):
            if step not in self.column:
                continue
            tie = SMALLEST_HOURS * rank / (size * (size + 1))
            hours = self._graph.hours(step).typical * (weights or {}).get(step, 1.0)
            costs[self.column[step]] = hours + tie
        self.model.price(costs)

    def require(self, goal: StepGoal) -> None:
        """Require so many of the options, counting those that are given."""
        missing = [step for step in goal.options if step not in self._given]
        places = goal.at_least - (len(goal.options) - len(missing))
        if places > 0:
            terms = [(self._counting(step, goal.surcharges.get(step)), 1.0) for step in missing]
            self.model.row(terms, at_least=float(places))

    def _counting(self, step: Step, surcharge: float | None) -> int:
        """The column that says whether the step counts towards a goal."""
        if not surcharge:
            return self.column[step]
        counts = self.model.column(0.0, upper=1.0)
        self.model.row([(self.column[step], 1.0), (counts, -1.0)], at_least=0.0)
        self._surcharges[counts] = surcharge
        return counts

    def chosen(self, values: Sequence[float]) -> frozenset[Step]:
        """The steps that a solution takes; none where there is no solution."""
        if not values:
            return frozenset()
        return frozenset(s for s, column in self.column.items() if values[column] > 0.5)

    def _add_clause(self, step: Step, alternatives: Alternatives) -> None:
        """The step only together with one whole alternative, which comes before it."""
        terms = [(self._add_way(step, alternative), 1.0) for alternative in alternatives]
        self.model.row([*terms, (self.column[step], -1.0)], at_least=0.0)

    def _add_way(self, step: Step, alternative: tuple[Step, ...]) -> int:
        missing = [needed for needed in alternative if needed not in self._given]
        cycle = self._cycle_of.get(step, -1)
        around = [needed for needed in missing if self._cycle_of.get(needed) == cycle]
        if len(missing) == 1 and not around:
            return self.column[missing[0]]
        way = self.model.binary(0.0)
        for needed in missing:
            self.model.row([(self.column[needed], 1.0), (way, -1.0)], at_least=0.0)
        for needed in around:
            self._add_order(needed, step, way)
        return way

    def _add_order(self, before: Step, after: Step, way: int) -> None:
        """When the way is taken: position(after) ≥ position(before) + 1."""
        far = float(len(self.steps) + 1)
        terms = [(self._position[after], 1.0), (self._position[before], -1.0), (way, -far)]
        self.model.row(terms, at_least=1.0 - far)
