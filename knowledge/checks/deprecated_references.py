"""R005: nothing new should depend on what is deprecated."""

from collections.abc import Iterable, Iterator, Mapping

from engine import Message
from knowledge.corpus import Corpus, SlugReference
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import RoleRecord, SkillRecord


def check(corpus: Corpus) -> Iterator[Violation]:
    yield from _check_references(corpus.skill_references, corpus.skill_by_slug)
    yield from _check_references(corpus.role_references, corpus.role_by_slug)


def _check_references(
    references: Iterable[SlugReference],
    by_slug: Mapping[str, Located[SkillRecord]] | Mapping[str, Located[RoleRecord]],
) -> Iterator[Violation]:
    for reference in references:
        named = by_slug.get(reference.slug)
        if named is not None and named.record.status == "deprecated":
            deprecation = named.record.deprecation
            replaced_by = deprecation.replaced_by if deprecation else ()
            fix = Message("R005.fix.remove")
            if replaced_by:
                fix = Message("R005.fix.replace", {"slugs": replaced_by})
            yield Violation.of(reference.place, "R005", fix=fix, slug=reference.slug)
