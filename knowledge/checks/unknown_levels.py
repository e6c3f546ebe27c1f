"""R004: a prerequisite names a level that its skill has; otherwise nobody could ever meet it."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.filed import has_odd_levels


def check(corpus: Corpus) -> Iterator[Finding]:
    for mention in corpus.needs:
        slug, level = mention.need.skill, mention.need.level
        needed = corpus.skill_by_slug.get(corpus.current_skill.get(slug, slug))
        if needed is None or not level or level in needed.record.levels:
            continue
        if not needed.record.levels or has_odd_levels(needed):
            continue  # the fault is reported where it is
        top = max(needed.record.levels, default=0)
        yield error(
            mention.owner.at(*mention.path, "level"),
            "R004",
            f"{slug} has no level {level}, only 1 to {top}",
            f"ask for at most level {top}, or write level {level} of {slug}",
        )
