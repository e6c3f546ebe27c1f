"""I015, I016: an alias leads to one skill, or a CV that names it would be ambiguous."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    for of_kind in (corpus.skills, corpus.roles):
        names: dict[str, str] = {}
        for one in of_kind:
            names.setdefault(one.record.title.casefold(), one.path)
            names.setdefault(one.record.slug, one.path)
        first: dict[str, str] = {}
        for one in of_kind:
            for index, alias in enumerate(one.record.aliases):
                key, place = alias.casefold(), one.at("aliases", index)
                named = names.get(key, one.path)
                taken = first.setdefault(key, one.path)
                if key and named != one.path:
                    yield Violation.of(place, "I016", alias=alias, path=named)
                elif key and taken != one.path:
                    yield Violation.of(place, "I015", alias=alias, path=taken)
