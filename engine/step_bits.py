"""The sure edges of a graph, compiled to bit sets: what a step stands on in any case."""

from collections.abc import Mapping, Sequence

from engine.bit_sets import BitSet, members
from engine.model import SkillSlug, Step


class StepBits:
    """Every step as one bit, in the order of skills and levels; what was worked out is kept.

    `first` is the bit number of each skill's level 1; its other levels follow.
    """

    def __init__(self, steps: Sequence[Step], sure: Mapping[Step, Sequence[Step]]) -> None:
        self._steps = steps
        place = {step: at for at, step in enumerate(steps)}
        self.first = {step.skill: at for at, step in enumerate(steps) if step.level == 1}
        self._firsts = sum(1 << at for at in self.first.values())
        self._direct = [sum(1 << place[needed] for needed in sure[step]) for step in steps]
        self._up_to = list(self._direct)
        for at, step in enumerate(steps):
            if step.level > 1:
                self._up_to[at] |= self._up_to[at - 1]
        self._whole: dict[int, BitSet] = {}

    def place(self, skill: SkillSlug, level: int) -> int:
        """The bit number of a step."""
        return self.first[skill] + level - 1

    def levels(self, skill: SkillSlug, *, above: int, up_to: int) -> BitSet:
        """A skill's steps above one level up to another."""
        first = self.first[skill]
        return (1 << first + up_to) - (1 << first + above)

    def whole(self, place: int) -> BitSet:
        """A step and all it surely stands on."""
        known = self._whole.get(place)
        if known is None:
            known = self._whole[place] = self.whole_without(place, denied=0)
        return known

    def whole_without(self, place: int, *, denied: BitSet) -> BitSet:
        """A step and all it surely stands on, going through none of the denied steps."""
        found = fresh = 1 << place
        while fresh:
            fresh = self.needs(fresh) & ~found & ~denied
            found |= fresh
        return found

    def needs(self, bits: BitSet) -> BitSet:
        """What these steps surely stand on directly."""
        needed = 0
        for place in members(bits):
            needed |= self._direct[place]
        return needed

    def needs_up_to(self, skill: SkillSlug, level: int) -> BitSet:
        """What a skill's steps up to this level surely stand on directly."""
        return self._up_to[self.place(skill, level)]

    def tops(self, bits: BitSet) -> BitSet:
        """The steps of a set whose next level is not in it."""
        return bits & ~((bits & ~self._firsts) >> 1)

    def steps(self, bits: BitSet) -> list[Step]:
        """The steps of a set, sorted."""
        return [self._steps[place] for place in members(bits)]
