"""R006: active content may not depend on a draft, because drafts are not published."""

from collections.abc import Iterable, Iterator

from knowledge.corpus import Corpus, SlugReference
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    skills = {one.record.slug for one in corpus.skills if one.record.status == "draft"}
    roles = {one.record.slug for one in corpus.roles if one.record.status == "draft"}
    yield from _check_references(corpus.skill_references if skills else (), skills)
    yield from _check_references(corpus.role_references if roles else (), roles)


def _check_references(references: Iterable[SlugReference], drafts: set[str]) -> Iterator[Violation]:
    for reference in references:
        if reference.slug in drafts and reference.owner.record.status != "draft":
            yield Violation.of(reference.place, "R006", slug=reference.slug)
