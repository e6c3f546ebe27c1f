"""The definition of the ranking, role by role and requirement by requirement, without any array."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from msgspec import Struct

from engine import (
    Band,
    EdgeKind,
    FactValue,
    Holdings,
    Importance,
    Profile,
    RankedRole,
    Requirement,
    Role,
    RuleBook,
    SelectionProblem,
    SkillGraph,
    SkillSlug,
    Step,
    TableName,
    Target,
    Variant,
    hold,
    select_steps,
)

Levels = Mapping[SkillSlug, int]


class _Standing(Struct, frozen=True):
    """A requirement, its credit, and the share of its places that is told."""

    requirement: Requirement
    credit: float
    told: float

    @property
    def weight(self) -> int:
        return self.requirement.weight

    @property
    def is_core(self) -> bool:
        return self.requirement.importance is Importance.CORE


def plain_ranking(
    graph: SkillGraph, roles: Iterable[Role], profile: Profile, rules: RuleBook
) -> list[RankedRole]:
    """Every role and variant, readiest first; between equals fewer hours, slug, seniority."""
    holdings, book = hold(graph, profile), _Book(rules)
    found = [
        _ranked(graph, role, variant, holdings, book)
        for role in sorted(roles, key=lambda role: role.slug)
        for variant in role.variants
    ]
    return sorted(found, key=lambda ranked: (-ranked.points, ranked.hours_left))


def _ranked(
    graph: SkillGraph, role: Role, variant: Variant, holdings: Holdings, book: "_Book"
) -> RankedRole:
    counted = [r for r in role.variants[variant] if r.importance is not Importance.BONUS]
    stands = [_standing(graph, requirement, holdings) for requirement in counted]
    weight = sum(one.weight for one in stands)
    earned = fsum(one.weight * one.credit for one in stands)
    told = fsum(one.weight * one.told for one in stands)
    points = _shown(100 * earned / weight if weight else 100.0)
    told_share = told / weight if weight else 1.0
    band = book.band(points, told_share, stands) if told_share >= 0.5 else None
    classes = [book.gap_class(one) for one in stands]
    return RankedRole(
        role.slug,
        variant,
        points,
        told_share,
        _hours_left(graph, counted, holdings),
        band,
        band is not None and band == book.band(100.0, 1.0, []),
        *(classes.count(name) for name in ("not_told", "missing", "weak", "strong")),
    )


def _standing(graph: SkillGraph, requirement: Requirement, holdings: Holdings) -> _Standing:
    """The best branches count; places that only unrated ones could fill are open."""
    credits_ = [_credit(graph, target, holdings) for target in requirement.targets]
    best = sorted(credits_, reverse=True)[: requirement.choose]
    silent = sum(
        target.skill not in holdings.levels and target.skill not in holdings.profile
        for target in requirement.targets
    )
    filled = sum(credit > 0 for credit in credits_)
    places = min(max(requirement.choose - filled, 0), silent)
    share = 1 - places / requirement.choose
    return _Standing(requirement, fsum(best) / requirement.choose, share)


def _credit(graph: SkillGraph, target: Target, holdings: Holdings) -> float:
    held = min(holdings.level(target.skill), target.level)
    hours = [level.hours.typical for level in graph.skill(target.skill).levels[: target.level]]
    return fsum(hours[:held]) / fsum(hours)


def _hours_left(
    graph: SkillGraph, requirements: Sequence[Requirement], holdings: Holdings
) -> float:
    """Typical hours of the plan; where skills stand alone, of the missing levels [h]."""
    is_open = any(requirement.is_choice for requirement in requirements)
    if not is_open and all(edge.kind is EdgeKind.LADDER for edge in graph.edges):
        most: dict[SkillSlug, int] = {}
        for requirement in requirements:
            for target in requirement.targets:
                most[target.skill] = max(target.level, most.get(target.skill, 0))
        steps = [
            Step(skill, level)
            for skill, top in most.items()
            for level in range(holdings.level(skill) + 1, top + 1)
        ]
    else:
        problem = SelectionProblem(tuple(requirements), holdings.steps)
        steps = list(select_steps(graph, problem).steps)
    return fsum(graph.hours(step).typical for step in steps)


def _shown(points: float) -> float:
    return points if points in (0.0, 100.0) else min(max(round(points, 1), 0.1), 99.9)


class _Book:
    """The rules, asked once for each query."""

    def __init__(self, rules: RuleBook) -> None:
        self.rules = rules
        self.classes: dict[tuple[float, bool], str] = {}
        self.bands: dict[tuple[FactValue, ...], Band] = {}

    def gap_class(self, one: _Standing) -> str:
        key = one.credit, one.told > 0
        if key not in self.classes:
            facts: dict[str, FactValue] = {"credit": key[0], "told": key[1]}
            self.classes[key] = str(self.rules.decide(TableName.GAPS, facts).then["gap_class"])
        return self.classes[key]

    def band(self, points: float, told_share: float, stands: Sequence[_Standing]) -> Band:
        core = [one for one in stands if one.is_core]
        facts: dict[str, FactValue] = {
            "readiness": points,
            "core_met": all(one.credit == 1.0 for one in core),
            "missing_core": sum(self.gap_class(one) == "missing" for one in core),
            "lowest_core_credit": min([1.0, *(one.credit for one in core)]),
            "defining_met": all(s.credit >= 0.5 for s in stands if s.requirement.is_defining),
            "told_share": told_share,
        }
        key = tuple(facts.values())
        if key not in self.bands:
            decision = self.rules.decide(TableName.BANDS, facts)
            then = decision.then
            band = Band(str(then["band"]), str(then["title"]), str(then["text"]), decision.source)
            self.bands[key] = band
        return self.bands[key]
