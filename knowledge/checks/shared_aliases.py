"""I015, I016: an alias leads to one skill, or a CV that names it would be read two ways."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
    for filed in (corpus.skills, corpus.roles):
        names: dict[str, str] = {}
        for one in filed:
            names.setdefault(one.record.title.casefold(), one.path)
            names.setdefault(one.record.slug, one.path)
        first: dict[str, str] = {}
        for one in filed:
            for index, alias in enumerate(one.record.aliases):
                key = alias.casefold()
                place = one.at("aliases", index)
                named = names.get(key, one.path)
                taken = first.setdefault(key, one.path)
                if key and named != one.path:
                    message = f"the alias {alias} is the title or slug of {named}"
                    yield warning(place, "I016", message, "take it out here")
                elif key and taken != one.path:
                    message = f"the alias {alias} belongs to {taken} already"
                    yield warning(place, "I015", message, "keep it where most people mean it")
