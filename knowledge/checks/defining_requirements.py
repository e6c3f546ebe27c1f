"""O009: what defines a role is core, is required in every variant and is little; otherwise the
verdict would rest on something that the role can do without.
"""

from collections.abc import Iterator

from knowledge.compile import levels_by_variant
from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import RequirementRecord, RoleRecord

MOST = 3


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.roles:
        defining = [i for i, one in enumerate(role.record.requirements) if one.defining]
        for count, index in enumerate(defining, start=1):
            place = role.at_key("requirements", index, "defining")
            requirement = role.record.requirements[index]
            if requirement.importance != "core":
                yield Violation.of(place, "O009.importance", importance=requirement.importance)
            if count > MOST:
                yield Violation.of(place, "O009.many", n=len(defining), most=MOST)
            missing = _variants_without(role, requirement)
            if missing:
                yield Violation.of(place, "O009.variants", variants=missing)


def _variants_without(role: Located[RoleRecord], requirement: RequirementRecord) -> tuple[str, ...]:
    """The variants that do not require it."""
    variants = role.record.variant_slugs
    levels = [requirement.level, *(branch.level for branch in requirement.of)]
    required = {variant for level in levels for variant in levels_by_variant(level, variants)}
    return tuple(variant for variant in variants if variant not in required)
