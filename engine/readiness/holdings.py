"""What a person holds: what they rated, and what follows from it.

Holding a step implies all it requires, unless the person rated one of those skills lower
on purpose. An `any_of` implies nothing: which branch was learnt is unknown.
"""

from msgspec import Struct

from engine.graph.bit_sets import BitSet, members
from engine.graph.bitset_graph import BitsetGraph
from engine.graph.skill_graph import SkillGraph
from engine.model import Profile, RatingSource, SkillSlug, Step


class Implied(Struct, frozen=True):
    """A level that was not rated: it follows from `because`, the rated steps that require it."""

    skill: SkillSlug
    level: int
    because: tuple[Step, ...]


class Holdings(Struct, frozen=True):
    """A profile with all that follows from it: the level held in every skill, and every step.

    `bits` are the steps held, as bits of the graph's `bit_graph`.
    """

    profile: Profile
    levels: dict[SkillSlug, int]
    implied: tuple[Implied, ...]
    bits: BitSet
    bit_graph: BitsetGraph

    @classmethod
    def of(cls, graph: SkillGraph, profile: "Profile | Holdings") -> "Holdings":
        """The holdings of a profile, worked out unless they are handed over; raises as `hold`."""
        return profile if isinstance(profile, Holdings) else hold(graph, profile)

    @property
    def steps(self) -> frozenset[Step]:
        """Every step held."""
        return frozenset(self.bit_graph.steps(self.bits))

    def level(self, skill: SkillSlug) -> int:
        """The level held, 0 when none."""
        return self.levels.get(skill, 0)

    def source_of(self, step: Step) -> RatingSource | None:
        """By what a step is held: the source of the rating, or `IMPLIED`; None when it is not."""
        if self.level(step.skill) < step.level:
            return None
        rating = self.profile.get(step.skill)
        return RatingSource.IMPLIED if rating is None else rating.source


def hold(graph: SkillGraph, profile: Profile) -> Holdings:
    """Work out all that a person holds.

    Raises:
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating above the skill's top or below 0.

    Complexity: a few operations on bit sets for each rated skill; O(steps and required edges
        below it) where the person rated one of those skills lower.
    """
    bits = graph.bits
    spoken = denied = 0
    for skill, rating in profile.items():
        graph.check_level(skill, rating.level)
        top = graph.skills[skill].top
        spoken |= bits.levels(skill, above=0, up_to=top)
        denied |= bits.levels(skill, above=rating.level, up_to=top)
    rated = {skill: rating.level for skill, rating in profile.items() if rating.level > 0}
    held = {
        Step(skill, level): _held_with(bits, bits.place(skill, level), denied)
        for skill, level in sorted(rated.items())
    }
    everything = 0
    for whole in held.values():
        everything |= whole
    implied = _implied(bits, held, everything & ~spoken)
    levels = rated | {item.skill: item.level for item in implied}
    return Holdings(profile, levels, implied, everything, bits)


def _held_with(bits: BitsetGraph, place: int, denied: BitSet) -> BitSet:
    """The step and all it requires, stopping where the person said less."""
    whole = bits.required_closure(place)
    return bits.required_closure_without(place, denied=denied) if whole & denied else whole


def _implied(bits: BitsetGraph, held: dict[Step, BitSet], unspoken: BitSet) -> tuple[Implied, ...]:
    """The highest level of every skill that was not rated, with the rated steps it follows from."""
    tops = bits.tops(unspoken)
    because: dict[int, list[Step]] = {place: [] for place in members(tops)}
    for root, whole in held.items():
        for place in members(whole & tops):
            because[place].append(root)
    found = zip(bits.steps(tops), because.values(), strict=True)
    return tuple(Implied(step.skill, step.level, tuple(roots)) for step, roots in found)
