"""The definition of the ranking, role by role and demand by demand, without any array."""

from collections.abc import Iterable, Mapping
from math import fsum

from engine import (
    Band,
    Importance,
    RankedRole,
    Requirement,
    Role,
    RuleBook,
    SkillGraph,
    SkillSlug,
    TableName,
    Target,
    Variant,
)

Levels = Mapping[SkillSlug, int]
Stand = tuple[Requirement, float, list[float]]
"""A demand, its credit, and the hours that each counted branch leaves [h]."""


def plain_ranking(
    graph: SkillGraph, roles: Iterable[Role], levels: Levels, rules: RuleBook
) -> list[RankedRole]:
    """Every role and variant, readiest first; between equals fewer hours, slug, seniority."""
    book = _Book(rules)
    found = [
        _standing(graph, role, variant, levels, book)
        for role in sorted(roles, key=lambda role: role.slug)
        for variant in role.variants
    ]
    return sorted(found, key=lambda ranked: (-ranked.points, ranked.hours_left))


def _stands(graph: SkillGraph, role: Role, variant: Variant, levels: Levels) -> list[Stand]:
    counted = [r for r in role.variants[variant] if r.importance is not Importance.BONUS]
    return [(requirement, *_best(graph, requirement, levels)) for requirement in counted]


def _standing(
    graph: SkillGraph, role: Role, variant: Variant, levels: Levels, book: "_Book"
) -> RankedRole:
    stands = _stands(graph, role, variant, levels)
    total = sum(requirement.weight for requirement, _, _ in stands)
    earned = fsum(requirement.weight * credit for requirement, credit, _ in stands)
    points = _shown(100 * earned / total if total else 100.0)
    core = [
        credit for requirement, credit, _ in stands if requirement.importance is Importance.CORE
    ]
    band = book.band(points, is_core_met=all(credit == 1.0 for credit in core))
    classes = [book.gap_class(credit) for _, credit, _ in stands]
    return RankedRole(
        role.slug,
        variant,
        points,
        fsum(hours for _, _, left in stands for hours in left),
        band,
        band.slug == book.band(100.0, is_core_met=True).slug,
        classes.count("missing"),
        classes.count("weak"),
        classes.count("strong"),
    )


def _best(graph: SkillGraph, requirement: Requirement, levels: Levels) -> tuple[float, list[float]]:
    """Credit of the best branches together, and the hours each of them leaves."""
    branches = [
        _branch(graph, target, levels.get(target.skill, 0)) for target in requirement.targets
    ]
    best = sorted(branches, key=lambda branch: (-branch[0], branch[1]))[: requirement.choose]
    return fsum(credit for credit, _ in best) / requirement.choose, [left for _, left in best]


def _branch(graph: SkillGraph, target: Target, held: int) -> tuple[float, float]:
    hours = [level.hours.typical for level in graph.skill(target.skill).levels[: target.level]]
    return fsum(hours[:held]) / fsum(hours), fsum(hours[held:])


def _shown(points: float) -> float:
    return points if points in (0.0, 100.0) else min(max(round(points, 1), 0.1), 99.9)


class _Book:
    """The rules, asked once for each question."""

    def __init__(self, rules: RuleBook) -> None:
        self.rules = rules
        self.classes: dict[float, str] = {}
        self.bands: dict[tuple[float, bool], Band] = {}

    def gap_class(self, credit: float) -> str:
        if credit not in self.classes:
            decision = self.rules.decide(TableName.GAPS, {"credit": credit})
            self.classes[credit] = str(decision.then["gap_class"])
        return self.classes[credit]

    def band(self, points: float, *, is_core_met: bool) -> Band:
        if (points, is_core_met) not in self.bands:
            facts = {"readiness": points, "core_met": is_core_met}
            decision = self.rules.decide(TableName.BANDS, facts)
            then = decision.then
            band = Band(str(then["band"]), str(then["title"]), str(then["text"]), decision.source)
            self.bands[points, is_core_met] = band
        return self.bands[points, is_core_met]
