"""The hard edges of a graph, compiled to bit sets: what a step requires, always or perhaps."""

from collections.abc import Iterable, Mapping, Sequence

from engine.graph.bit_sets import BitSet, members, union
from engine.graph.clauses import Clause, StepClauses
from engine.model import SkillSlug, Step


class BitsetGraph:
    """Every step as one bit, in the order of skills and levels; closures are computed once.

    `first` is the bit number of each skill's level 1; its other levels follow. `branching` are
    the steps with a clause of several alternatives.
    """

    def __init__(self, clauses: Mapping[Step, StepClauses]) -> None:
        self._steps = steps = list(clauses)
        self._place = {step: at for at, step in enumerate(steps)}
        self.first = {step.skill: at for at, step in enumerate(steps) if step.level == 1}
        self._firsts = union(1 << at for at in self.first.values())
        self._direct = [self.of(clauses[step].required) for step in steps]
        self._hard = [[self._ways(clause) for clause in clauses[step].hard] for step in steps]
        self._open = [[tuple(ways) for ways in hard if len(ways) > 1] for hard in self._hard]
        self.branching = union(1 << at for at, choices in enumerate(self._open) if choices)
        self._up_to = list(self._direct)
        for at, step in enumerate(steps):
            if step.level > 1:
                self._up_to[at] |= self._up_to[at - 1]
        self._closures: dict[int, BitSet] = {}

    def _ways(self, clause: Clause) -> list[BitSet]:
        return [self.of(alternative) for alternative in clause.alternatives]

    def of(self, steps: Iterable[Step]) -> BitSet:
        """A set of steps; what is not in the graph is left out."""
        place = self._place
        return union([1 << place[step] for step in steps if step in place])

    def place(self, skill: SkillSlug, level: int) -> int:
        """The bit number of a step."""
        return self.first[skill] + level - 1

    def levels(self, skill: SkillSlug, *, above: int, up_to: int) -> BitSet:
        """A skill's steps above one level up to another."""
        first = self.first[skill]
        return (1 << first + up_to) - (1 << first + above)

    def required_closure(self, place: int) -> BitSet:
        """A step and everything it requires in any case, directly or not."""
        known = self._closures.get(place)
        if known is None:
            known = self._closures[place] = self.required_closure_without(place, denied=0)
        return known

    def required_closure_without(self, place: int, *, denied: BitSet) -> BitSet:
        """The required closure, going through none of the denied steps."""
        found = fresh = 1 << place
        while fresh:
            fresh = self.prerequisites(fresh) & ~found & ~denied
            found |= fresh
        return found

    def closure(self, bits: BitSet, *, given: BitSet) -> BitSet:
        """These steps and all they require in any case, without what is given and what only it
        requires.
        """
        found = fresh = bits & ~given
        while fresh:
            fresh = self.prerequisites(fresh) & ~found & ~given
            found |= fresh
        return found

    def open_choices(self, bits: BitSet, *, given: BitSet) -> list[tuple[BitSet, ...]]:
        """The alternatives of every clause of these steps that has several and is not satisfied."""
        lacking = ~given
        return [
            ways
            for place in members(bits & self.branching)
            for ways in self._open[place]
            if _is_open(ways, lacking)
        ]

    def prerequisites(self, bits: BitSet) -> BitSet:
        """What these steps require directly in any case."""
        needed = 0
        for place in members(bits):
            needed |= self._direct[place]
        return needed

    def prerequisites_up_to(self, skill: SkillSlug, level: int) -> BitSet:
        """What a skill's steps up to this level require directly in any case."""
        return self._up_to[self.place(skill, level)]

    def tops(self, bits: BitSet) -> BitSet:
        """The steps of a set whose next level is not in it."""
        return bits & ~((bits & ~self._firsts) >> 1)

    def reach(self, bits: BitSet, *, given: BitSet) -> BitSet:
        """These steps and all that any way to them may go through, without what is given."""
        lacking = ~given
        found = 0
        fresh = bits & lacking
        while fresh:
            found |= fresh
            named = 0
            for place in members(fresh):
                for ways in self._hard[place]:
                    if _is_open(ways, lacking):
                        named |= union(ways)
            fresh = named & lacking & ~found
        return found

    def learnable(self, bits: BitSet, *, given: BitSet) -> BitSet:
        """Those of the steps that can be learnt, one after another, from what is given."""
        lacking = ~given
        waiting = members(bits & lacking)
        before = 0
        while before != lacking:
            before = lacking
            still = []
            for place in waiting:
                if any(_is_open(ways, lacking) for ways in self._hard[place]):
                    still.append(place)
                else:
                    lacking &= ~(1 << place)
            waiting = still
        return ~lacking & bits & ~given

    def open_clauses(self, step: Step, *, given: BitSet) -> list[bool]:
        """For each hard clause of a step whether what is given leaves it open."""
        lacking = ~given
        return [_is_open(ways, lacking) for ways in self._hard[self._place[step]]]

    def steps(self, bits: BitSet) -> list[Step]:
        """The steps of a set, sorted."""
        return [self._steps[place] for place in members(bits)]


def _is_open(ways: Sequence[BitSet], lacking: BitSet) -> bool:
    """Whether every way to satisfy a clause lacks something."""
    return all(way & lacking for way in ways)
