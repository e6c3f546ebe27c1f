"""R006: active content may not depend on a draft, because drafts are not published."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    drafts = {one.record.slug for one in corpus.skills if one.record.status == "draft"}
    for reference in corpus.skill_references if drafts else ():
        if reference.slug in drafts and reference.owner.record.status != "draft":
            yield Violation.of(reference.place, "R006", slug=reference.slug)
