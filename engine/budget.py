"""Which steps to learn when not all can be: the most readiness for the hours, or the reverse.

Both questions are mixed-integer programmes over the steps that any target
reaches. The answer carries what was proved: a bound, and how far the plan may
be from it.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from math import floor, fsum

from msgspec import Struct

from engine.credit import credit_of, effort, requirement_credit, weighted_share
from engine.errors import NoPlanError
from engine.graph import SkillGraph
from engine.holdings import Holdings
from engine.model import Requirement, SkillSlug, Step, Target
from engine.programme import SMALLEST_HOURS, Demand, Programme
from engine.selection import (
    NOTHING_FITS,
    ChoiceMade,
    Selection,
    Wish,
    allowed_ways,
    check_pins,
    select_steps,
)
from engine.solver import SolverAnswer, SolverStatus

_EVER = 1e9  # Hours that no plan takes.
_TIME_IS_UP = "the time was up before a first plan was found"
_GRAIN = 1e-6  # Points and hours nearer than this count as equal: the solver's own tolerance.


class HourLimit(Struct, frozen=True, tag="hours"):
    """As much readiness as these study hours can bring [h, typical]."""

    hours: float


class ReadinessTarget(Struct, frozen=True, tag="readiness"):
    """As few hours as this readiness takes [points, 0..100]."""

    points: float


Limit = HourLimit | ReadinessTarget


class ProofStatus(StrEnum):
    """Proved best, or the best found when the time was up."""

    PROVED = "proved"
    TIME_LIMIT = "time-limit"


class Proof(Struct, frozen=True):
    """What is known of a limited plan.

    Under an hour limit no plan brings more readiness than `bound` [points];
    for a readiness target none takes fewer hours than `bound` [h]. `gap` in
    [0, 1] is the share by which the plan may miss it; 0.0 means proved best.
    """

    status: ProofStatus
    bound: float
    gap: float


class LimitedSelection(Struct, frozen=True):
    """The steps of a limited plan, the readiness they lead to [points], their hours, the proof."""

    selection: Selection
    readiness: float
    hours: float
    proof: Proof


def select_limited(
    graph: SkillGraph,
    wish: Wish,
    *,
    holdings: Holdings,
    limit: Limit,
    seconds: float | None = None,
) -> LimitedSelection:
    """The best set of steps under a limit; between equals fewer hours, then the first written.

    A pinned skill's targets are met in any case. Skipped steps are among what
    is given and earn no readiness unless a higher level is learnt.

    Args:
        graph: Where the steps and their prerequisites stand.
        wish: The counted requirements, what is held or skipped, the pins.
        holdings: What the person holds.
        limit: The hours there are, or the readiness wished for.
        seconds: How long the solver may take in all [s]; None for as long as it needs.

    Raises:
        PinConflictError: A pin that has nothing to do with the role.
        PinsContradictError: More pins than a choice has places.
        NoPlanError: The wish cannot be met; the reason names the nearest that can.

    Complexity: a mixed-integer programme, for an hour limit two.
    Source: docs/decisions, exact selection.
    """
    check_pins(graph, wish)
    question = _Question(graph, wish, holdings)
    if isinstance(limit, HourLimit):
        return question.within(limit.hours, seconds)
    return question.reaching(limit.points, seconds)


class _Question:
    """The programme of one wish, with readiness as a sum over its columns."""

    def __init__(self, graph: SkillGraph, wish: Wish, holdings: Holdings) -> None:
        self._graph = graph
        self._wish = wish
        self._holdings = holdings
        self._total = sum(requirement.weight for requirement in wish.requirements)
        targets = [target for r in wish.requirements for target in r.targets]
        self._programme = Programme(
            graph,
            given=wish.given,
            wanted=[step for target in targets for step in self._missing(target)],
            allowed=lambda clause: allowed_ways(clause, held=wish.given, pins=wish.pins),
        )
        self._points: dict[int, float] = {}
        self._held_points = 0.0
        for requirement in wish.requirements:
            self._add_credit(requirement)
        self._insisted = [
            target.step
            for target in targets
            if target.skill in wish.pins and target.step not in wish.given
        ]
        for step in self._insisted:
            self._programme.require(Demand((step,), at_least=1))

    def within(self, hours: float, seconds: float | None) -> LimitedSelection:
        """The most readiness in so many hours, then the fewest of them."""
        model, programme = self._programme.model, self._programme
        times = [(c, self._graph.hours(step).typical) for step, c in programme.column.items()]
        model.row(times, at_most=hours + _GRAIN)
        model.price({column: -points for column, points in self._points.items()})
        share = None if seconds is None else seconds / 2
        answer = model.minimise(seconds=share)
        if answer.status is SolverStatus.INFEASIBLE:
            raise NoPlanError(self._too_few(hours, seconds))
        steps = self._found(answer)
        if answer.status is SolverStatus.OPTIMAL:
            least = self._readiness(steps) - self._held_points - _GRAIN
            model.row([*self._points.items()], at_least=least)
            programme.price_by_hours()
            steps = self._found(model.minimise(seconds=share, start=answer.values), steps)
        points = self._readiness(steps)
        bound = min(max(self._held_points - answer.bound, points), 100.0)
        return self._answer(steps, _proof(answer, value=points, bound=bound))

    def reaching(self, points: float, seconds: float | None) -> LimitedSelection:
        """The fewest hours that lead to so much readiness."""
        model = self._programme.model
        model.row([*self._points.items()], at_least=points - self._held_points - _GRAIN)
        self._programme.price_by_hours()
        answer = model.minimise(seconds=seconds)
        if answer.status is SolverStatus.INFEASIBLE:
            raise NoPlanError(self._too_much(points, seconds))
        if answer.status is SolverStatus.UNKNOWN:
            steps = frozenset(select_steps(self._graph, self._wish).steps)
            if self._readiness(steps) < points - _GRAIN:
                raise NoPlanError(_TIME_IS_UP)
        else:
            steps = self._found(answer)
        hours = self._hours(steps)
        # The digits that break ties add up to less than the smallest difference in hours.
        bound = min(max(answer.bound - SMALLEST_HOURS, 0.0), hours)
        return self._answer(steps, _proof(answer, value=hours, bound=bound))

    def _found(
        self, answer: SolverAnswer, otherwise: frozenset[Step] = frozenset()
    ) -> frozenset[Step]:
        """The steps of an answer; where the time was up before the first, those to fall back on."""
        if answer.values:
            return self._programme.chosen(answer.values)
        if self._insisted and not otherwise:
            raise NoPlanError(_TIME_IS_UP)
        return otherwise

    def _answer(self, steps: frozenset[Step], proof: Proof) -> LimitedSelection:
        return LimitedSelection(
            selection=Selection(tuple(sorted(steps)), self._choices(steps)),
            readiness=self._readiness(steps),
            hours=self._hours(steps),
            proof=proof,
        )

    def _choices(self, steps: Iterable[Step]) -> tuple[ChoiceMade, ...]:
        """For every choice the branches that count, among those the plan or the person began."""
        levels = self._levels(steps)
        made = []
        for requirement in self._wish.requirements:
            if not requirement.is_choice:
                continue
            credit = {
                target.skill: credit_of(self._graph, target, levels.get(target.skill, 0))
                for target in requirement.targets
            }
            begun = [target.skill for target in requirement.targets if credit[target.skill] > 0]
            begun.sort(key=lambda skill: -credit[skill])
            begun.sort(key=lambda skill: skill not in self._wish.pins)
            chosen = tuple(begun[: requirement.choose])
            is_pinned = any(t.skill in self._wish.pins for t in requirement.targets)
            made.append(ChoiceMade(requirement, chosen, is_pinned))
        return tuple(made)

    def _too_few(self, hours: float, seconds: float | None) -> str:
        """Why nothing fits: what is insisted on takes longer, or cannot be learnt at all."""
        least = _Question(self._graph, self._wish, self._holdings).reaching(0.0, seconds)
        pins = ", ".join(sorted({step.skill for step in self._insisted}))
        return f"{hours:g} h are too few for {pins}, which takes at least {least.hours:g} h"

    def _too_much(self, points: float, seconds: float | None) -> str:
        """Why nothing reaches the target: less is the most, or nothing can be learnt at all."""
        if points <= 0:
            return NOTHING_FITS
        most = _Question(self._graph, self._wish, self._holdings).within(_EVER, seconds).readiness
        return f"readiness {points:g} is out of reach: the most is {floor(most * 10) / 10:g}"

    def _missing(self, target: Target) -> Iterable[Step]:
        held = self._holdings.level(target.skill)
        levels = range(held + 1, target.level + 1)
        steps = (Step(target.skill, level) for level in levels)
        return [step for step in steps if step not in self._wish.given]

    def _add_credit(self, requirement: Requirement) -> None:
        """Readiness of the requirement: of a choice only so many branches count."""
        worth = 100 * requirement.weight / self._total / requirement.choose
        counted = []
        for target in requirement.targets:
            held, earned = self._credits(target, worth)
            if not requirement.is_choice:
                self._held_points += held
                for step, points in earned.items():
                    self._earn(self._programme.column[step], points)
                continue
            model = self._programme.model
            counts = model.binary(0.0)
            counted.append((counts, 1.0))
            self._earn(counts, held)
            for step, points in earned.items():
                both = model.column(0.0, upper=1.0)
                model.row([(self._programme.column[step], 1.0), (both, -1.0)], at_least=0.0)
                model.row([(counts, 1.0), (both, -1.0)], at_least=0.0)
                self._earn(both, points)
        if counted:
            self._programme.model.row(counted, at_most=float(requirement.choose))

    def _earn(self, column: int, points: float) -> None:
        if points:
            self._points[column] = self._points.get(column, 0.0) + points

    def _credits(self, target: Target, worth: float) -> tuple[float, dict[Step, float]]:
        """Points held, and those of each step; what is skipped counts with the next one."""
        whole = effort(self._graph, target.skill, above=0, up_to=target.level).typical
        held = min(self._holdings.level(target.skill), target.level)
        done = effort(self._graph, target.skill, above=0, up_to=held).typical
        earned = {}
        skipped = 0.0
        for level in range(held + 1, target.level + 1):
            step = Step(target.skill, level)
            skipped += self._graph.hours(step).typical
            if step not in self._wish.given:
                earned[step] = worth * skipped / whole
                skipped = 0.0
        above = range(target.level + 1, self._graph.skill(target.skill).top + 1)
        higher = (Step(target.skill, level) for level in above)
        needed_anyway = next((step for step in higher if step in self._programme.column), None)
        if skipped and needed_anyway is not None:
            earned[needed_anyway] = worth * skipped / whole
        return worth * done / whole, earned

    def _hours(self, steps: Collection[Step]) -> float:
        return fsum(self._graph.hours(step).typical for step in steps)

    def _readiness(self, steps: Iterable[Step]) -> float:
        levels = self._levels(steps)
        requirements = self._wish.requirements
        earned = [r.weight * requirement_credit(self._graph, r, levels) for r in requirements]
        return weighted_share(earned, self._total)

    def _levels(self, steps: Iterable[Step]) -> Mapping[SkillSlug, int]:
        levels = dict(self._holdings.levels)
        for step in steps:
            levels[step.skill] = max(levels.get(step.skill, 0), step.level)
        return levels


def _proof(answer: SolverAnswer, *, value: float, bound: float) -> Proof:
    if answer.status is SolverStatus.OPTIMAL or value == bound:
        return Proof(ProofStatus.PROVED, value, 0.0)
    return Proof(ProofStatus.TIME_LIMIT, bound, abs(bound - value) / max(bound, value))
