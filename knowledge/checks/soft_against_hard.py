"""G007: a soft edge that runs against the hard order can never be honoured."""

from collections.abc import Iterator

from engine import SkillSlug, Step
from knowledge.corpus import Corpus
from knowledge.edges import needs_of
from knowledge.findings import Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
    graph = corpus.graph
    if graph is None:
        return
    for skill in corpus.skills:
        for mention in needs_of(skill):
            is_soft = mention.entry.strength == "soft"
            if not is_soft or mention.need.skill not in graph.skills:
                continue
            after = Step(SkillSlug(skill.record.slug), mention.level)
            before = Step(SkillSlug(mention.need.skill), mention.need.level)
            if after in graph.closure([before]):
                yield warning(
                    skill.at(*mention.entry_path),
                    "G007",
                    f"{before} stands on {after}, so it cannot come before it",
                    "take the soft edge out",
                )
