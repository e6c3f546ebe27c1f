"""G007: a soft edge that runs against the hard order can never be honoured."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning
from knowledge.references import step_in


def check(corpus: Corpus) -> Iterator[Finding]:
    graph = corpus.graph
    if graph is None:
        return
    for mention in corpus.needs:
        after = step_in(graph, mention.owner.record.slug, mention.level)
        before = step_in(graph, mention.need.skill, mention.need.level)
        if mention.entry.strength != "soft" or after is None or before is None:
            continue
        if after in graph.closure([before]):
            yield warning(
                mention.owner.at(*mention.entry_path),
                "G007",
                f"{before} stands on {after}, so it cannot come before it",
                "take the soft edge out",
            )
