"""I003: a former slug leads to one place only, or old addresses and analyses would go wrong."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for of_kind in (corpus.skills, corpus.roles, corpus.resources, corpus.projects):
        now = {one.record.slug: one.path for one in of_kind}
        former: dict[str, str] = {}
        for one in of_kind:
            for index, old in enumerate(one.record.former_slugs):
                taken_by = now.get(old) or former.get(old)
                if old and taken_by:
                    place = one.at("former_slugs", index)
                    yield Violation.of(place, "I003", slug=old, path=taken_by)
                former.setdefault(old, one.path)
