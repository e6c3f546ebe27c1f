"""O006: every variant asks for something, every level names a variant of the role, choices can be
met.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.filed import Filed
from knowledge.reading.records import RoleRecord
from knowledge.references import targets_of

_ORDER = ("junior", "mid", "senior")


def check(corpus: Corpus) -> Iterator[Finding]:
    for role in corpus.roles:
        if not role.record.variants:
            continue  # its fault is reported
        yield from _check_list(role)
        yield from _check_levels(role)
        yield from _check_choices(role)


def _check_list(role: Filed[RoleRecord]) -> Iterator[Finding]:
    variants = role.record.variants
    if list(variants) != [name for name in _ORDER if name in variants]:
        yield error(
            role.at("variants"),
            "O006",
            f"the variants are {', '.join(variants)}",
            "list each once: junior, mid, senior",
        )
    asked = {variant for mention in targets_of(role) for variant in mention.levels}
    for index, variant in enumerate(variants):
        if variant not in asked and role.record.requirements:
            place = role.at("variants", index)
            yield error(place, "O006", f"nothing is asked of {variant}", "ask, or drop the variant")


def _check_levels(role: Filed[RoleRecord]) -> Iterator[Finding]:
    for mention in targets_of(role):
        level = mention.target.level
        for variant in level if isinstance(level, dict) else ():
            if variant not in role.record.variants:
                yield error(
                    role.at_key(*mention.path, "level", variant),
                    "O006",
                    f"the role has no variant {variant}",
                    f"its variants are {', '.join(role.record.variants)}",
                )


def _check_choices(role: Filed[RoleRecord]) -> Iterator[Finding]:
    for index, requirement in enumerate(role.record.requirements):
        if not requirement.of:
            continue
        mentions = [m for m in targets_of(role) if m.index == index]
        for variant in role.record.variants:
            offered = sum(1 for mention in mentions if variant in mention.levels)
            if 0 < offered < requirement.choose or len(requirement.of) < 2:
                yield error(
                    role.at("requirements", index),
                    "O006",
                    f"for {variant}, {requirement.choose} of {offered} cannot be chosen"
                    if offered < requirement.choose
                    else "a choice of one is no choice",
                    "offer more branches, or choose fewer",
                )
                break
