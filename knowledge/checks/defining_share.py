"""T002: where what defines a role is less than a quarter of its weight, readiness says little about
what the role's name promises.
"""

from collections.abc import Iterator

from knowledge.compile import levels_by_variant
from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import RequirementRecord, RoleRecord

SHARE = 0.25


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.roles:
        if any(one.defining for one in role.record.requirements):
            yield from _check_role(role)


def _check_role(role: Located[RoleRecord]) -> Iterator[Violation]:
    """The first variant in which the share is too small."""
    for variant in role.record.variant_slugs:
        counted = [
            one
            for one in role.record.requirements
            if one.importance != "bonus" and _is_required(one, role, variant)
        ]
        total = sum(one.weight for one in counted)
        defining = sum(one.weight for one in counted if one.defining)
        if total and defining < SHARE * total:
            percent = round(100 * defining / total)
            place = role.at_key("requirements")
            yield Violation.of(place, "T002", percent=percent, variant=variant)
            return


def _is_required(one: RequirementRecord, role: Located[RoleRecord], variant: str) -> bool:
    levels = [one.level, *(branch.level for branch in one.of)]
    return any(variant in levels_by_variant(level, role.record.variant_slugs) for level in levels)
