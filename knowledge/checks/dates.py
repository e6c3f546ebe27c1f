"""F009: dates exist and run forward; a review by 31 February never comes."""

from collections.abc import Iterator
from datetime import date

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    for one in corpus.titled:
        review = one.record.review
        if review is None:
            continue
        for name, day in (("reviewed_on", review.reviewed_on), ("review_by", review.review_by)):
            if day and not _exists(day):
                place = one.at("review", name)
                yield error(place, "F009", f"there is no day {day}", "write a day of the calendar")
        if review.review_by and review.review_by < review.reviewed_on:
            place = one.at("review", "review_by")
            message = f"the next review, {review.review_by}, lies before the last"
            yield error(place, "F009", message, "write a later day")


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
