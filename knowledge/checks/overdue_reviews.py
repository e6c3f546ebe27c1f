"""V001: content whose review is overdue may be out of date."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.today is None:
        return
    for one in corpus.titled:
        review = one.record.review
        if review is not None and review.review_by and review.review_by < corpus.today:
            yield Violation.of(one.at("review", "review_by"), "V001", day=review.review_by)
