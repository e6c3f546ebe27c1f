"""O006: every variant has requirements, every level names a variant of the role, and choices can
be met.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus, target_references_in
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import RoleRecord

_ORDER = ("junior", "mid", "senior")


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.roles:
        if not role.record.variants:
            continue  # already reported
        yield from _check_list(role)
        yield from _check_levels(role)
        yield from _check_choices(role)


def _check_list(role: Located[RoleRecord]) -> Iterator[Violation]:
    variants = role.record.variants
    if list(variants) != [name for name in _ORDER if name in variants]:
        yield Violation.of(role.at("variants"), "O006.order", variants=variants)
    required = {variant for one in target_references_in(role) for variant in one.levels}
    for index, variant in enumerate(variants):
        if variant not in required and role.record.requirements:
            yield Violation.of(role.at("variants", index), "O006.empty", variant=variant)


def _check_levels(role: Located[RoleRecord]) -> Iterator[Violation]:
    variants = role.record.variants
    for reference in target_references_in(role):
        level = reference.target.level
        for variant in level if isinstance(level, dict) else ():
            if variant not in variants:
                place = role.at_key(*reference.path, "level", variant)
                yield Violation.of(place, "O006.unknown", variant=variant, variants=variants)


def _check_choices(role: Located[RoleRecord]) -> Iterator[Violation]:
    for index, requirement in enumerate(role.record.requirements):
        if not requirement.of:
            continue
        place = role.at("requirements", index)
        branches = [one for one in target_references_in(role) if one.index == index]
        for variant in role.record.variants:
            n, offered = requirement.choose, sum(variant in one.levels for one in branches)
            if 0 < offered < n:
                yield Violation.of(place, "O006.few", variant=variant, n=n, offered=offered)
                break
            if len(requirement.of) < 2:
                yield Violation.of(place, "O006.single")
                break
