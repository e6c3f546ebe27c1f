"""G007: a soft edge that contradicts the hard order can never be honoured."""

from collections.abc import Iterator

from knowledge.corpus import Corpus, step_in
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    graph = corpus.graph
    if graph is None:
        return
    for reference in corpus.prerequisite_references:
        after = step_in(graph, reference.owner.record.slug, reference.level)
        before = step_in(graph, reference.need.skill, reference.need.level)
        if reference.entry.strength != "soft" or after is None or before is None:
            continue
        if after in graph.closure([before]):
            place = reference.owner.at(*reference.entry_path)
            yield Violation.of(place, "G007", before=str(before), after=str(after))
