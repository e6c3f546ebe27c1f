"""O006: every variant has requirements, every level names a variant of the role, and choices can
be met.
"""

from collections.abc import Iterator

from engine import Message
from knowledge.corpus import Corpus, target_references_in
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import RoleRecord


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.roles:
        if not role.record.variants:
            continue  # already reported
        yield from _check_list(role)
        yield from _check_levels(role)
        yield from _check_choices(role)


def _check_list(role: Located[RoleRecord]) -> Iterator[Violation]:
    variants = role.record.variant_slugs
    required = {variant for one in target_references_in(role) for variant in one.levels}
    for index, variant in enumerate(variants):
        place = role.at("variants", index)
        if not variant:
            continue  # already reported
        if variant in variants[:index]:
            yield Violation.of(place, "O006.repeated", variant=variant)
        elif variant not in required and role.record.requirements:
            yield Violation.of(place, "O006.empty", variant=variant)


def _check_levels(role: Located[RoleRecord]) -> Iterator[Violation]:
    variants = role.record.variant_slugs
    for reference in target_references_in(role):
        level = reference.target.level
        for variant in level if isinstance(level, dict) else ():
            if variant not in variants:
                place = role.at_key(*reference.path, "level", variant)
                fix = did_you_mean(
                    variant, variants, otherwise=Message("O006.unknown.fix", {"variants": variants})
                )
                yield Violation.of(place, "O006.unknown", fix=fix, variant=variant)


def _check_choices(role: Located[RoleRecord]) -> Iterator[Violation]:
    for index, requirement in enumerate(role.record.requirements):
        if not requirement.of:
            continue
        place = role.at("requirements", index)
        branches = [one for one in target_references_in(role) if one.index == index]
        for variant in role.record.variant_slugs:
            n, offered = requirement.choose, sum(variant in one.levels for one in branches)
            if 0 < offered < n:
                yield Violation.of(place, "O006.few", variant=variant, n=n, offered=offered)
                break
            if len(requirement.of) < 2:
                yield Violation.of(place, "O006.single")
                break
