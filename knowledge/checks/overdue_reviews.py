"""V001: what was to be looked at again by now may be out of date."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, note


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.today is None:
        return
    for one in corpus.titled:
        review = one.record.review
        if review is not None and review.review_by and review.review_by < corpus.today:
            yield note(
                one.at("review", "review_by"),
                "V001",
                f"the review was due by {review.review_by}",
                "look it through and move both days",
            )
