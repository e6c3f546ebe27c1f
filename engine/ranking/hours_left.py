"""The hours of the plans for many roles at once, to the bit those of `plan_hours`.

Where nothing is open, neither a choice of the role nor one of a prerequisite, the plan takes all
that is required in any case. Such plans are stored step by step, so that a profile touches only
the steps it holds. The others are planned one by one (`VariantHours`).
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from engine.graph.bit_sets import BitSet, members
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement
from engine.planning.plan_hours import VariantHours, variant_hours
from engine.ranking.exact_sums import Floats, Grid, Parts, added_up, trimmed
from engine.ranking.requirement_arrays import Whole
from engine.readiness.holdings import Holdings

HOURS = Grid(coarse=20, fine=56)
"""Hours: exact from a sixteenth of an hour on [h]."""


class HoursLeft(Struct, frozen=True):
    """The plans of many variants, one a key.

    `whole` are the hours of those where nothing is open, of a person who holds nothing (as
    parts). What a held step saves of them stands in blocks, step by step: `first` and `count` say
    where a step's block begins and how long it is, `key` whose hours it saves, `saved` how many.
    """

    graph: SkillGraph
    variants: tuple[VariantHours, ...]
    is_settled: tuple[bool, ...]
    certain: tuple[BitSet, ...]
    whole: Parts
    first: Whole
    count: Whole
    key: Whole
    saved: Parts

    @classmethod
    def of(cls, graph: SkillGraph, every: Sequence[tuple[Requirement, ...]]) -> "HoursLeft":
        """Compile the plans for these counted requirements, one entry a key.

        Complexity: O(steps of the plans from nothing), sorted.
        """
        variants = tuple(variant_hours(graph, IdentityKey(own)) for own in every)
        is_settled = tuple(variant.ways.is_settled for variant in variants)
        certain = tuple(variant.ways.certain for variant in variants)
        pairs = [
            (place, key)
            for key, steps in enumerate(certain)
            if is_settled[key]
            for place in members(steps)
        ]
        pairs.sort()
        places = np.fromiter((place for place, _ in pairs), dtype=np.intp)
        keys = np.fromiter((key for _, key in pairs), dtype=np.intp)
        count = np.bincount(places, minlength=len(graph.typical_hours))
        saved = HOURS.cut(np.array(graph.typical_hours, dtype=np.float64)[places])
        return cls(
            graph=graph,
            variants=variants,
            is_settled=is_settled,
            certain=certain,
            whole=added_up(saved, keys, len(variants)),
            first=np.cumsum(count) - count,
            count=count,
            key=keys,
            saved=trimmed(saved),
        )

    def left(self, holdings: Holdings) -> Floats:
        """The typical hours left of every plan [h].

        Raises:
            NoWayError: Nothing meets one of the requirements.
        """
        hours = self._of_settled(holdings)
        bits = self.graph.bits
        unsupported = bits.prerequisites(holdings.bits) & ~holdings.bits
        for key, variant in enumerate(self.variants):
            # A held step spares what it requires, even where the person said that they lack it.
            if not self.is_settled[key] or unsupported & self.certain[key]:
                hours[key] = variant.left(holdings).typical
        return hours

    def _of_settled(self, holdings: Holdings) -> Floats:
        held = np.array(members(holdings.bits), dtype=np.intp)
        counts = self.count[held]
        ends = np.cumsum(counts)
        touched = np.repeat(self.first[held] - ends + counts, counts) + np.arange(counts.sum())
        saved = added_up(self.saved[:, touched], self.key[touched], len(self.variants))
        return HOURS.join(self.whole - saved)
