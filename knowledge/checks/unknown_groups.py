"""R013, R014: every domain has its subject and every role its family, from closed lists, so that
nothing is missing in an overview.
"""

from collections.abc import Iterator, Sequence

from engine import Message, SourceRef
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    yield from _check_domains(corpus)
    yield from _check_roles(corpus)


def _check_domains(corpus: Corpus) -> Iterator[Violation]:
    if corpus.domains is None:
        return  # already reported
    known = [one.slug for one in corpus.domains.record.subjects]
    for index, domain in enumerate(corpus.domains.record.domains):
        key = "subject" if domain.subject else "slug"
        place = corpus.domains.at("domains", index, key)
        yield from _check_group(place, domain.subject, known, ("R013.missing", "R013.unknown"))


def _check_roles(corpus: Corpus) -> Iterator[Violation]:
    if corpus.families is None:
        return  # already reported
    known = [one.slug for one in corpus.families.record.families]
    for role in corpus.roles:
        if role.record.status != "draft" or role.record.family:
            place = role.at("family" if role.record.family else "slug")
            family = role.record.family
            yield from _check_group(place, family, known, ("R014.missing", "R014.unknown"))


def _check_group(
    place: SourceRef, slug: str, known: Sequence[str], messages: tuple[str, str]
) -> Iterator[Violation]:
    missing, unknown = messages
    if not slug:
        yield Violation.of(place, missing)
    elif slug not in known:
        fix = did_you_mean(slug, known, otherwise=Message(f"{unknown}.fix"))
        yield Violation.of(place, unknown, fix=fix, slug=slug)
