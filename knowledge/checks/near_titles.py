"""I011: two nearly equal titles are mostly one skill written twice by two people."""

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import Indel

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning

NEAR = 0.94


def check(corpus: Corpus) -> Iterator[Finding]:
    for filed in (corpus.skills, corpus.roles):
        titled = [one for one in filed if one.record.title]
        titles = [one.record.title.casefold() for one in titled]
        matrix = process.cdist(
            titles, titles, scorer=Indel.normalized_similarity, score_cutoff=NEAR
        )
        for later, earlier in zip(*matrix.nonzero(), strict=True):
            if earlier >= later:
                continue
            one, other = titled[int(later)], titled[int(earlier)]
            yield warning(
                one.at("title"),
                "I011",
                f"the title {one.record.title} is nearly that of {other.path}",
                "merge the two, or tell them apart in their titles",
            )
