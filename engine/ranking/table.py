"""All roles at once for one profile.

The requirements of every role and variant are compiled into arrays once a knowledge
version. The numbers are those of the analysis to the last bit: the same
credits, weighted the same way, summed and rounded once.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, Role, RoleSlug, SkillSlug, Variant
from engine.ranking.exact_sums import Floats
from engine.ranking.hours_left import HoursLeft
from engine.ranking.requirement_arrays import (
    CLASSES,
    EARNED,
    ChoiceRequirements,
    RoleRequirement,
    RoleTotals,
    SingleRequirements,
    Whole,
)
from engine.readiness.bands import Band, BandFacts, band_of
from engine.readiness.formula import rounded_points
from engine.readiness.gaps import GapClass, GapClasses
from engine.readiness.holdings import Holdings
from engine.rules.tables import RuleBook

_DOUBT = 1e-6
"""Nearer than this to the middle between two tenths, rounding is left to `rounded_points`."""

RoleKey = tuple[RoleSlug, Variant]


class RankedRole(Struct, frozen=True, gc=False):
    """Where a person stands towards one role and variant, without its bonus requirements.

    `points` is readiness [0..100], `told_share` the share of the weight that is told [0..1], and
    `hours_left` the typical hours of the plan [h]. There is no band where less than half is told.
    `is_ready` says whether the band is the one of a person who meets everything. The last four
    count gaps.
    """

    role: RoleSlug
    variant: Variant
    points: float
    told_share: float
    hours_left: float
    band: Band | None
    is_ready: bool
    not_told: int
    missing: int
    weak: int
    strong: int

    @property
    def key(self) -> RoleKey:
        """Role and variant."""
        return self.role, self.variant


class RankingTable(Struct, frozen=True):
    """The compiled requirements of many roles; built once, read often.

    `requirements` are those that count, of every role and variant by slug
    and then by seniority.
    """

    graph: SkillGraph
    requirements: Mapping[RoleKey, tuple[Requirement, ...]]
    weights: Floats
    core: Whole
    defining: Whole
    skills: Mapping[SkillSlug, int]
    singles: SingleRequirements
    choices: ChoiceRequirements
    hours: HoursLeft
    bands: "_Bands"

    @classmethod
    def of(cls, graph: SkillGraph, roles: Iterable[Role], rules: RuleBook) -> "RankingTable":
        """Compile every variant of these roles.

        Raises:
            NoRuleFiredError: The rules leave the class of a gap open.
        """
        counted = {
            (role.slug, variant): tuple(r for r in role.variants[variant] if r.is_counted)
            for role in sorted(roles, key=lambda role: role.slug)
            for variant in role.variants
        }
        every = [
            RoleRequirement(key, requirement)
            for key, requirements in enumerate(counted.values())
            for requirement in requirements
        ]
        singles = [entry for entry in every if len(entry.requirement.targets) == 1]
        choices = [entry for entry in every if len(entry.requirement.targets) > 1]
        classes = GapClasses(rules)
        size = len(counted)
        return cls(
            graph=graph,
            requirements=counted,
            weights=np.array([sum(r.weight for r in own) for own in counted.values()], float),
            core=np.bincount([entry.key for entry in every if entry.is_core], minlength=size),
            defining=np.bincount([e.key for e in every if e.is_defining], minlength=size),
            skills={slug: number for number, slug in enumerate(graph.skills)},
            singles=SingleRequirements.of(graph, singles, classes, size=size),
            choices=ChoiceRequirements.of(graph, choices, classes),
            hours=HoursLeft.of(graph, tuple(counted.values())),
            bands=_Bands(rules),
        )

    def rank(self, holdings: Holdings) -> tuple[RankedRole, ...]:
        """Every role and variant, readiest first; between equals fewer hours, slug, seniority.

        Args:
            holdings: What the person holds, on this graph.

        Raises:
            NoRuleFiredError: The rules leave a band open.
            NoWayError: Nothing meets what one of the roles requires.

        Complexity: O(requirements for what is told + choices + n log n) for n roles and variants,
            and `OpenWays.best` for each whose hours were not asked for with these holdings.
        Source: Inverted lists, as search engines keep them; `docs/decisions/0014-ranking.md`.
        """
        totals = self._totals(holdings)
        points = self._points(totals)
        told_share = self._told_share(totals)
        hours = self.hours.left(holdings)
        order = np.lexsort((hours, -points))
        shown = points[order].tolist()
        verdicts = zip(
            shown,
            (totals.core_met == self.core)[order].tolist(),
            totals.core_missing[order].tolist(),
            totals.core_lowest[order].tolist(),
            (totals.defining_met == self.defining)[order].tolist(),
            told_share[order].tolist(),
            strict=True,
        )
        bands = [self.bands.of(verdict) for verdict in verdicts]
        ready = self.bands.of(_MET)
        keys = tuple(self.requirements)
        places = order.tolist()
        return tuple(
            map(
                RankedRole,
                [keys[place][0] for place in places],
                [keys[place][1] for place in places],
                shown,
                told_share[order].tolist(),
                hours[order].tolist(),
                bands,
                [band is not None and band == ready for band in bands],
                *totals.classes[order][:, _SHOWN].T.tolist(),
            )
        )

    def _totals(self, holdings: Holdings) -> RoleTotals:
        vector = np.zeros(len(self.skills), dtype=np.intp)
        is_told = np.zeros(len(self.skills), dtype=np.bool_)
        numbers = [self.skills[slug] for slug in holdings.levels]
        vector[numbers] = list(holdings.levels.values())
        is_told[numbers] = True
        is_told[[self.skills[slug] for slug in holdings.profile]] = True
        told = np.flatnonzero(is_told)
        totals = self.singles.totals(told, vector[told])
        if not len(self.choices.key):
            return totals
        return totals + self.choices.totals(vector, is_told, len(self.requirements))

    def _told_share(self, totals: RoleTotals) -> Floats:
        requires = self.weights > 0
        told = EARNED.join(totals.told)
        return np.where(requires, told / np.where(requires, self.weights, 1.0), 1.0)

    def _points(self, totals: RoleTotals) -> Floats:
        """Readiness as it is shown."""
        requires = self.weights > 0
        earned = EARNED.join(totals.earned)
        exact = np.where(requires, 100 * earned / np.where(requires, self.weights, 1.0), 100.0)
        tenths = exact * 10
        shown = np.clip(np.rint(tenths) / 10, 0.1, 99.9)
        for place in np.flatnonzero(np.abs(tenths - np.floor(tenths) - 0.5) < _DOUBT):
            shown[place] = rounded_points(float(exact[place]))
        is_whole = (exact == 0) | (exact == 100)
        return np.where(is_whole, exact, shown)


class _Bands:
    """Decides the band once for each verdict that occurs."""

    def __init__(self, rules: RuleBook) -> None:
        self._decided = lru_cache(maxsize=_MOST_VERDICTS)(
            lambda *verdict: band_of(rules, BandFacts(*verdict))
        )

    def of(self, verdict: "_Verdict") -> Band | None:
        """The band by these facts, in the order of `BandFacts`."""
        return self._decided(*verdict)


_Verdict = tuple[float, bool, int, float, bool, float]
_MET: _Verdict = (100.0, True, 0, 1.0, True, 1.0)
_MOST_VERDICTS = 20_000


_SHOWN = [
    CLASSES.index(gap_class)
    for gap_class in (GapClass.NOT_TOLD, GapClass.MISSING, GapClass.WEAK, GapClass.STRONG)
]
