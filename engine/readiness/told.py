"""What is not told yet: how far readiness may rise by it, and what to ask next.

A requirement is told place by place (`formula.open_places`): a single skill has one place, a
choice of n has n. What is not told counts for nothing in the points and as met in `high`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, fsum

from msgspec import Struct

from engine.graph.bit_sets import BitSet, union
from engine.graph.bitset_graph import BitsetGraph
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, SkillSlug, Target
from engine.readiness.formula import open_places, rounded_points, weighted_share
from engine.readiness.gaps import Gap

_ROUNDING_ERROR = 1e-6  # Tenths of points nearer than this are meant.
_MOST_QUESTIONS = 2_000  # What was told of a variant; each entry takes a few hundred bytes.


class NextQuestion(Struct, frozen=True):
    """The skill and level whose rating would narrow the range of readiness most.

    `points` is how much narrower it is expected to become [points].
    """

    skill: SkillSlug
    level: int
    points: float


def told_share_of(gaps: Sequence[Gap]) -> float:
    """The share of the weight of core and supporting requirements that is told, in 0..1.

    A role that requires nothing is told.
    """
    counted = [gap for gap in gaps if gap.requirement.is_counted]
    weight = sum(gap.requirement.weight for gap in counted)
    return fsum(gap.requirement.weight * gap.told for gap in counted) / weight if weight else 1.0


def highest_points(gaps: Sequence[Gap], *, points: float, high: float) -> float:
    """Readiness if everything that is not told were met [0..100, to one decimal].

    Args:
        gaps: Of the variant.
        points: Readiness of what is known.
        high: How high readiness may be, given how sure the ratings are.
    """
    counted = [gap for gap in gaps if gap.requirement.is_counted]
    if all(gap.told == 1 for gap in counted):
        return high
    weight = sum(gap.requirement.weight for gap in counted)
    met = [gap.requirement.weight * min(gap.credit + 1 - gap.told, 1.0) for gap in counted]
    most = rounded_points(weighted_share(met, weight))
    if high == points:
        return most
    untold = fsum(gap.points_possible * (1 - gap.told) for gap in counted)
    return max(most, min(ceil((high + untold) * 10 - _ROUNDING_ERROR) / 10, 100.0))


def next_question(
    graph: SkillGraph, requirements: tuple[Requirement, ...], gaps: Sequence[Gap]
) -> NextQuestion | None:
    """The target that would tell most; None where everything that counts is told.

    The range from points to high narrows by the weight of every place that an answer tells. To
    hold the target tells its own place and those of all that it requires; to lack it tells its
    own place, if no other option is left for it. Both are taken to be equally likely. Between
    equals, the requirement that the role lists first is asked about.

    Args:
        graph: Where the skills stand.
        requirements: Of the variant, in the order of the gaps.
        gaps: What is told of them.

    Complexity: O(targets · requirements) operations on bit sets, once for each state of what
        is told.
    """
    told = tuple([(s.is_told, s.credit > 0) for gap in gaps for s in gap.targets])
    return _next_question(graph, IdentityKey(requirements), told)


_Told = tuple[tuple[bool, bool], ...]
"""Of every target, whether it is told and whether it earns anything."""


@lru_cache(maxsize=_MOST_QUESTIONS)
def _next_question(
    graph: SkillGraph, requirements: IdentityKey[tuple[Requirement, ...]], told: _Told
) -> NextQuestion | None:
    weight = sum(r.weight for r in requirements.value if r.is_counted)
    places = list(_open_requirements(graph.bits, requirements.value, told))
    best: NextQuestion | None = None
    most = 0.0
    for asked in places:
        for target in asked.untold:
            tells = fsum(one.told_by(asked, target, graph.bits) for one in places)
            if best is None or tells > most + _ROUNDING_ERROR:
                most = tells
                points = rounded_points(100 * tells / weight)
                best = NextQuestion(target.skill, target.level, points)
    return best


class _OpenRequirement(Struct, frozen=True):
    """A requirement that counts and has open places; `worth` is the weight of one of them."""

    requirement: Requirement
    untold: tuple[Target, ...]
    levels: BitSet
    places: int
    told: int
    earning: int

    @property
    def worth(self) -> float:
        return self.requirement.weight / self.requirement.choose

    def told_by(self, asked: "_OpenRequirement", target: Target, bits: BitsetGraph) -> float:
        """The weight that is expected to be told here by asking for that target there."""
        own = int(any(one.skill == target.skill for one in self.untold))
        held = bits.required_closure(bits.place(target.skill, target.level))
        if self is not asked and not held & self.levels:
            return 0.0
        told_if_held = sum(
            1 for one in self.untold if held & bits.levels(one.skill, above=0, up_to=one.level)
        )
        without = self._open(told=own, earning=0)
        with_it = self._open(told=told_if_held, earning=told_if_held)
        return self.worth * ((self.places - without) + (self.places - with_it)) / 2

    def _open(self, *, told: int, earning: int) -> int:
        """The places left open when so many more targets are told."""
        return open_places(self.requirement, told=self.told + told, earning=self.earning + earning)


def _open_requirements(
    bits: BitsetGraph, requirements: Sequence[Requirement], told: _Told
) -> Iterator[_OpenRequirement]:
    flags = iter(told)
    for requirement in requirements:
        own = [next(flags) for _ in requirement.targets]
        number = sum(is_told for is_told, _ in own)
        earning = sum(earns for _, earns in own)
        places = open_places(requirement, told=number, earning=earning)
        if not requirement.is_counted or not places:
            continue
        pairs = zip(requirement.targets, own, strict=True)
        untold = tuple(target for target, (is_told, _) in pairs if not is_told)
        levels = union(bits.levels(t.skill, above=0, up_to=t.level) for t in untold)
        yield _OpenRequirement(requirement, untold, levels, places, number, earning)
