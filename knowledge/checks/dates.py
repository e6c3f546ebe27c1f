"""F009: dates exist and run forward; a review by 31 February never comes."""

from collections.abc import Iterator
from datetime import date

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.measured_records import MeasuredRecord, sections_of


def check(corpus: Corpus) -> Iterator[Violation]:
    for one in corpus.titled:
        review = one.record.review
        if review is None:
            continue
        for name, day in (("reviewed_on", review.reviewed_on), ("review_by", review.review_by)):
            if day and not _exists(day):
                yield Violation.of(one.at("review", name), "F009.calendar", day=day)
        if review.review_by and review.review_by < review.reviewed_on:
            yield Violation.of(one.at("review", "review_by"), "F009.order", day=review.review_by)
    for role in corpus.roles:
        for index, requirement in enumerate(role.record.requirements):
            because = requirement.because
            if because is not None and because.seen_on and not _exists(because.seen_on):
                place = role.at("requirements", index, "because", "seen_on")
                yield Violation.of(place, "F009.calendar", day=because.seen_on)
    yield from _check_measured(corpus.measured)


def _check_measured(measured: Located[MeasuredRecord] | None) -> Iterator[Violation]:
    for name, section in sections_of(measured.record) if measured else ():
        if measured and section.seen_on and not _exists(section.seen_on):
            yield Violation.of(measured.at(name, "seen_on"), "F009.calendar", day=section.seen_on)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
