"""The best set of steps by trying every way, where they are few: `select_all` without a solver.

What every plan learns is taken first. Then the open choices, those of the role and those of
prerequisites, are settled in every way, the shortest first; a way that already costs more than
the best plan found is given up. Choices that share no step are settled apart. Hours, surcharges
and ties are those of the programme, so that the steps are the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import fsum, inf

from msgspec import Struct

from engine.graph.bit_sets import BitSet, members, union
from engine.graph.bitset_graph import BitsetGraph
from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement
from engine.planning.selection.preferences import PREFERENCE_HOURS, by_preference
from engine.planning.selection.programme import SMALLEST_HOURS

MOST_SETS = 2_000
"""Sets of steps to look at, for choices that share steps, before it is left to a solver."""
_MOST_PARTS = 10_000  # Choices by what is held of them; an entry takes about a kilobyte.
_SAME = 1e-7  # Costs nearer than this are not told apart [h].

Clause = tuple[BitSet, ...]
"""Ways of which one is needed."""
Near = tuple[tuple[BitSet, float], ...]
"""Sets of steps that settle a part, and what each costs [h]."""


class _Option(Struct, frozen=True):
    """An option of a choice: its step, its levels up to there, what it adds if preferred less."""

    step: BitSet
    levels: BitSet
    surcharge: float


class _RankedOptions(Struct, frozen=True):
    """So many of the options, the preferred ones first; `reach` are all steps on any way to one."""

    options: tuple[_Option, ...]
    choose: int
    reach: BitSet

    def missing(self, given: BitSet) -> tuple[_Option, ...]:
        """The options that are not held, where more of them are required."""
        missing = tuple([option for option in self.options if not option.step & given])
        return missing if self.places(missing) > 0 else ()

    def places(self, missing: Sequence[_Option]) -> int:
        """How many of the missing options are required."""
        return self.choose - (len(self.options) - len(missing))


class _Goal(Struct, frozen=True):
    """So many of these steps, each with the hours that it adds when it counts [h]."""

    options: tuple[tuple[BitSet, float], ...]
    places: int

    def is_met(self, learnt: BitSet) -> bool:
        return sum(1 for step, _ in self.options if step & learnt) >= self.places

    def surcharge(self, learnt: BitSet) -> float:
        added = sorted(hours for step, hours in self.options if step & learnt)
        return fsum(added[: self.places])

    def preferred(self, learnt: BitSet) -> list[BitSet]:
        """The options that would count instead of one that adds more hours, if they were learnt."""
        added = sorted(hours for step, hours in self.options if step & learnt)
        return [s for s, hours in self.options if not s & learnt and hours < added[self.places - 1]]


class _OpenChoices(Struct, frozen=True):
    """Open choices, of the role and of prerequisites; `lacking` are all steps on any way to them
    that are not held, so that the best ways to settle them follow from the part alone.
    """

    goals: tuple[_Goal, ...]
    clauses: tuple[Clause, ...]
    lacking: BitSet


class OpenWays:
    """Every way to meet some requirements, compiled once for all profiles."""

    def __init__(self, graph: SkillGraph, requirements: Sequence[Requirement]) -> None:
        self.graph = graph
        self._bits = bits = graph.bits
        self._targets = [bits.of(t.step for t in by_preference(r)) for r in requirements]
        self._choices = [self._choice(r) if r.is_choice else None for r in requirements]
        self._single = union(
            bits.of(t.step for t in r.targets) for r in requirements if not r.is_choice
        )
        self.certain = bits.closure(self._single, given=0)
        self.reach = _reach(bits, (self._single,)) | union(c.reach for c in self._choices if c)
        self._cycles = bits.of(step for group in graph.cycles for step in group)

    def _choice(self, requirement: Requirement) -> _RankedOptions:
        bits, options = self._bits, []
        for place, target in enumerate(by_preference(requirement)):
            levels = bits.levels(target.skill, above=0, up_to=target.level)
            surcharge = PREFERENCE_HOURS * place if requirement.prefer else 0.0
            options.append(_Option(bits.of([target.step]), levels, surcharge))
        reach = _reach(bits, tuple(option.step for option in options))
        return _RankedOptions(tuple(options), requirement.choose, reach)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open even to a person who holds nothing."""
        return not any(self._choices) and not self.certain & self._bits.branching

    def best(self, given: BitSet) -> BitSet | None:
        """The steps that `select_all` selects without pins; None where ways are too many.

        Args:
            given: The steps held; those out of reach change nothing.

        Complexity: O(sets of steps looked at · open choices), at most `MOST_SETS` sets for
            choices that share steps.
        """
        if self.reach & self._cycles & ~given:
            return None  # Steps that support each other need an order: the programme has one.
        choices = [choice for choice in self._choices if choice]
        missing = [(choice, choice.missing(given)) for choice in choices]
        forced = [options for choice, options in missing if choice.places(options) == len(options)]
        required = self._required(union(o.step for options in forced for o in options), given)
        found = required
        for part in self._parts(missing, given, required):
            near = _near_sets(self.graph, part)
            learnt = self._first(near, given, required)
            if learnt is None:
                return None
            found |= learnt
        return found

    def _required(self, forced: BitSet, given: BitSet) -> BitSet:
        """What every plan learns."""
        unsupported = self._bits.prerequisites(given & self.reach) & ~given
        if not forced and not unsupported & self.certain:
            return self.certain & ~given
        return self._bits.closure(self._single | forced, given=given)

    def _parts(
        self,
        missing: Sequence[tuple[_RankedOptions, tuple[_Option, ...]]],
        given: BitSet,
        required: BitSet,
    ) -> list[_OpenChoices]:
        """The open choices, apart where they share no step."""
        held = given | required
        parts: list[_OpenChoices] = []
        for choice, options in missing:
            goal = _Goal(
                tuple([(o.step, _surcharge(o, given, required)) for o in options]),
                choice.places(options),
            )
            if options and not goal.is_met(required):
                parts = _joined(parts, _OpenChoices((goal,), (), choice.reach & ~held))
        for clause in self._bits.open_choices(required, given=held):
            parts = _joined(parts, _OpenChoices((), (clause,), _reach(self._bits, clause) & ~held))
        return parts

    def _first(self, near: Near, given: BitSet, required: BitSet) -> BitSet | None:
        """The best of some sets of nearly equal cost; None where two are the same to a solver."""
        if len(near) < 2:
            return near[0][0] if near else None
        ties = self._ties(given, required)
        first, second, *_ = sorted(
            (cost + fsum([ties[place] for place in members(steps)]), steps) for steps, cost in near
        )
        return first[1] if second[0] - first[0] > _SAME else None

    def _ties(self, given: BitSet, required: BitSet) -> dict[int, float]:
        """What each step adds between equals, as `Programme.price_by_hours` does [h]."""
        bits = self._bits
        wanted = list(self._wanted(given))
        preference = {step: at for at, step in enumerate(dict.fromkeys(wanted))}
        is_supported = bits.learnable(required, given=given) == required
        open_from = given | required if is_supported else given
        among = members(bits.reach(union(1 << step for step in wanted), given=open_from))
        size = len(among)
        among.sort(key=lambda step: (preference.get(step, size), step))
        return {s: SMALLEST_HOURS * rank / (size * (size + 1)) for rank, s in enumerate(among, 1)}

    def _wanted(self, given: BitSet) -> Iterator[int]:
        """The missing targets in the order in which they are preferred."""
        for targets, choice in zip(self._targets, self._choices, strict=True):
            if choice is None:
                yield from members(targets & ~given)
            else:
                yield from (o.step.bit_length() - 1 for o in choice.missing(given))


def _surcharge(option: _Option, given: BitSet, required: BitSet) -> float:
    """As `surcharges_of`: nothing for what is begun, or learnt in any case."""
    return 0.0 if option.levels & given or option.step & required else option.surcharge


@lru_cache(maxsize=_MOST_PARTS)
def _reach(bits: BitsetGraph, ways: Clause) -> BitSet:
    """All steps on any way to these."""
    return bits.reach(union(ways), given=0)


def _joined(parts: Sequence[_OpenChoices], new: _OpenChoices) -> list[_OpenChoices]:
    """The parts with a new one, which takes in those that share a step with it."""
    apart = [part for part in parts if not part.lacking & new.lacking]
    if len(apart) == len(parts):
        return [*apart, new]
    together = [*(part for part in parts if part.lacking & new.lacking), new]
    goals = tuple([goal for part in together for goal in part.goals])
    clauses = tuple([clause for part in together for clause in part.clauses])
    return [*apart, _OpenChoices(goals, clauses, union(part.lacking for part in together))]


@lru_cache(maxsize=_MOST_PARTS)
def _near_sets(graph: SkillGraph, part: _OpenChoices) -> Near:
    """The sets that settle a part, and their cost [h]: the best, and those that ties may prefer.

    Empty where too many would have to be looked at.
    """
    apart = _apart(graph.bits, part)
    if len(apart) == 1:
        search = _SetSearch(graph, part)
        search.visit(0, 0.0)
        return _nearest(search.found) if len(search.seen) <= MOST_SETS else ()
    found: Near = ((0, 0.0),)
    for each in apart:
        near = _near_sets(graph, each)
        if len(found) * len(near) > MOST_SETS:
            return ()
        found = _nearest({s | t: cost + more for s, cost in found for t, more in near})
    return found


def _nearest(sets: Mapping[BitSet, float]) -> Near:
    """Those that cost no more than a tie-break beyond the least."""
    most = min(sets.values(), default=0.0) + SMALLEST_HOURS
    return tuple(sorted((steps, cost) for steps, cost in sets.items() if cost <= most))


def _apart(bits: BitsetGraph, part: _OpenChoices) -> list[_OpenChoices]:
    """The choices of a part, apart where no way that is open leads to the same step."""
    held = ~part.lacking
    parts: list[_OpenChoices] = []
    for goal in part.goals:
        lacking = bits.reach(union(step for step, _ in goal.options), given=held)
        parts = _joined(parts, _OpenChoices((goal,), (), lacking))
    for clause in part.clauses:
        lacking = bits.reach(union(clause), given=held)
        parts = _joined(parts, _OpenChoices((), (clause,), lacking))
    return parts


class _SetSearch:
    """Looks at the sets of steps that settle one part."""

    def __init__(self, graph: SkillGraph, part: _OpenChoices) -> None:
        self._part = part
        self._bits = graph.bits
        self._hours = graph.typical_hours
        self.seen: set[BitSet] = set()
        self.found: dict[BitSet, float] = {}
        self.least = inf

    def visit(self, learnt: BitSet, hours: float) -> None:
        """Look at every way on from these steps, which take so many hours."""
        if learnt in self.seen or hours > self.least + SMALLEST_HOURS:
            return
        self.seen.add(learnt)
        if len(self.seen) > MOST_SETS:
            return
        held = ~self._part.lacking | learnt
        branches = self._branches(learnt, held)
        if branches is None:
            cost = hours + fsum([goal.surcharge(held) for goal in self._part.goals])
            self.found[learnt] = cost
            self.least = min(self.least, cost)
            branches = [way for goal in self._part.goals for way in goal.preferred(held)]
        added = {self._bits.closure(branch, given=held) for branch in branches}
        for more, steps in sorted((self._hours_of(steps), steps) for steps in added):
            self.visit(learnt | steps, hours + more)

    def _branches(self, learnt: BitSet, held: BitSet) -> Sequence[BitSet] | None:
        """The ways to settle what is open first; None where nothing is."""
        for goal in self._part.goals:
            if not goal.is_met(held):
                return [step for step, _ in goal.options if not step & held]
        for clause in self._part.clauses:
            if all(way & ~held for way in clause):
                return clause
        open_ = self._bits.open_choices(learnt, given=held)
        return open_[0] if open_ else None

    def _hours_of(self, steps: BitSet) -> float:
        return fsum([self._hours[place] for place in members(steps)])
