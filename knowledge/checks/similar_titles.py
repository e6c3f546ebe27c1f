"""I011: two nearly identical titles are usually one skill written twice by two people."""

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import Indel

from knowledge.corpus import Corpus
from knowledge.findings import Violation

SIMILAR = 0.94


def check(corpus: Corpus) -> Iterator[Violation]:
    for of_kind in (corpus.skills, corpus.roles, corpus.projects):
        titled = [one for one in of_kind if one.record.title]
        titles = [one.record.title.casefold() for one in titled]
        matrix = process.cdist(
            titles, titles, scorer=Indel.normalized_similarity, score_cutoff=SIMILAR
        )
        for later, earlier in zip(*matrix.nonzero(), strict=True):
            if earlier >= later:
                continue
            one, other = titled[int(later)], titled[int(earlier)]
            yield Violation.of(one.at("title"), "I011", title=one.record.title, path=other.path)
