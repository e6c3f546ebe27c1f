"""R008: a skill does not require itself; the ladder of levels is there without being written."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    for mention in corpus.needs:
        slug = mention.need.skill
        if corpus.current_skill.get(slug, slug) == mention.owner.record.slug:
            yield error(
                mention.place,
                "R008",
                f"{slug} requires itself",
                "take it out; each level stands on the one below by itself",
            )
