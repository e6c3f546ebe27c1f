"""O002: a skill counts once in a role, alone or in one choice, or readiness would count it
twice.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.references import targets_of


def check(corpus: Corpus) -> Iterator[Finding]:
    for role in corpus.roles:
        first: dict[str, int] = {}
        for mention in targets_of(role):
            slug = corpus.current_skill.get(mention.target.skill, mention.target.skill)
            if slug in first:
                yield error(
                    mention.place,
                    "O002",
                    f"{slug} is asked for on line {first[slug]} already",
                    "keep it once: alone, or in one choice",
                )
            first.setdefault(slug, mention.place.line)
