"""O007, O008: an order of preference ranks exactly the options of its choice and says why, or a
plan would follow a recommendation that is incomplete or cannot be checked.
"""

from collections.abc import Iterator, Mapping

from engine import Message
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Edit, Violation
from knowledge.reading.located import Located
from knowledge.reading.records import RequirementRecord, RoleRecord

EDITORS = "editors' judgement"
"""The source of an order for which there is neither a survey nor a study."""


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.roles:
        for index, requirement in enumerate(role.record.requirements):
            yield from _check_order(role, index, requirement, corpus.current_skill)
            yield from _check_reason(role, index, requirement)


def _check_order(
    role: Located[RoleRecord],
    index: int,
    requirement: RequirementRecord,
    current: Mapping[str, str],
) -> Iterator[Violation]:
    """Every option once, and nothing else; former slugs count as what they are called now."""
    path = ("requirements", index, "prefer")
    if not requirement.prefer:
        return
    if not requirement.of:
        yield Violation.of(role.at_key(*path), "O007.alone")
        return
    options = [current.get(one.skill, one.skill) for one in requirement.of]
    ranked: list[str] = []
    for rank, written in enumerate(requirement.prefer):
        slug, place = current.get(written, written), role.at(*path, rank)
        if slug not in options:
            fix = did_you_mean(written, options, otherwise=Message("O007.unknown.fix"))
            yield Violation.of(place, "O007.unknown", fix=fix, skill=written)
        elif slug in ranked:
            yield Violation.of(place, "O007.repeated", skill=written)
        elif slug != written:
            edit = Edit(place.line, place.column, written, slug)
            yield Violation.of(place, "O007.former", edit=edit, skill=written, current=slug)
        ranked.append(slug)
    missing = tuple(slug for slug in options if slug and slug not in ranked)
    if missing:
        yield Violation.of(role.at_key(*path), "O007.missing", skills=missing, n=len(missing))


def _check_reason(
    role: Located[RoleRecord], index: int, requirement: RequirementRecord
) -> Iterator[Violation]:
    path, because = ("requirements", index), requirement.because
    if because is None:
        if requirement.prefer:
            yield Violation.of(role.at_key(*path, "prefer"), "O008.missing")
        return
    if not requirement.prefer:
        yield Violation.of(role.at_key(*path, "because"), "O008.alone")
    if not because.why.strip():
        yield Violation.of(role.at(*path, "because", "why"), "O008.empty")
    if because.source != EDITORS and not because.source.startswith("https://"):
        place = role.at(*path, "because", "source")
        yield Violation.of(place, "O008.source", source=because.source, editors=EDITORS)
