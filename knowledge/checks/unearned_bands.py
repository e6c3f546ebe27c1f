"""T001: no learner is nearly ready while something that the role is about is missing."""

from collections.abc import Iterator

from msgspec import Struct

from engine import (
    Decision,
    Facts,
    Importance,
    Requirement,
    RulesOverlapError,
    RuleTable,
    SourceRef,
    TableName,
    decide,
)
from knowledge.compile import table_of
from knowledge.corpus import Corpus
from knowledge.findings import Violation

ON_THE_WAY = "on-the-way"
"""The best band that may stand beside a gap in what the role is about: the rules of better bands
are written before the one that gives it.
"""
JUST_BELOW_HALF = 0.49
"""A credit with which a requirement that defines the role is not met in a verdict."""


class _Shortfall(Struct, frozen=True):
    """A requirement of which only this much is met, all others being met."""

    requirement: Requirement
    credit: float
    message: str

    def facts(self, total: int) -> Facts:
        """What the table of bands decides on; `total` is the weight that counts for readiness."""
        lost = self.requirement.weight * (1 - self.credit)
        return {
            "readiness": 100 * (total - lost) / total,
            "core_met": False,
            "missing_core": int(self.credit == 0),
            "lowest_core_credit": self.credit,
            "defining_met": not self.requirement.is_defining,
        }


def check(corpus: Corpus) -> Iterator[Violation]:
    """Each rule of a better band once, with the first role that shows it."""
    bands = next((one for one in corpus.rules if one.record.name == TableName.BANDS), None)
    if bands is None:
        return
    table = table_of(bands)
    better = _better_bands(table)
    reported: set[tuple[str, SourceRef]] = set()
    for role in corpus.engine_roles:
        for variant, requirements in role.variants.items():
            for gap in _gaps(requirements):
                decision = _verdict(table, gap, requirements)
                if decision is None or decision.then.get("band") not in better:
                    continue
                if (gap.message, decision.source) not in reported:
                    reported.add((gap.message, decision.source))
                    yield _violation(gap, decision, role=role.slug, variant=variant)


def _verdict(
    table: RuleTable, gap: _Shortfall, requirements: tuple[Requirement, ...]
) -> Decision | None:
    total = sum(one.weight for one in requirements if one.is_counted)
    try:
        return next(iter(decide(table, gap.facts(total))), None)
    except RulesOverlapError:
        return None  # reported by the tests of the rules


def _violation(gap: _Shortfall, decision: Decision, *, role: str, variant: str) -> Violation:
    return Violation.of(
        decision.source,
        gap.message,
        band=str(decision.then["band"]),
        role=role,
        variant=variant,
        requirement=gap.requirement.label or gap.requirement.targets[0].skill,
    )


def _better_bands(table: RuleTable) -> frozenset[str]:
    names = [str(rule.then.get("band", "")) for rule in table.rules]
    return frozenset(names[: names.index(ON_THE_WAY)] if ON_THE_WAY in names else ())


def _gaps(requirements: tuple[Requirement, ...]) -> Iterator[_Shortfall]:
    for one in requirements:
        if one.importance is Importance.CORE:
            yield _Shortfall(one, 0.0, "T001.missing")
        if one.is_defining:
            yield _Shortfall(one, JUST_BELOW_HALF, "T001.defining")
