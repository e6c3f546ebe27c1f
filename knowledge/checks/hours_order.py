"""E001: low ≤ typical ≤ high, or the weeks of a roadmap make no sense."""

from collections.abc import Iterator

from engine import SourceRef
from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.project_records import ProjectHoursRecord
from knowledge.reading.records import HoursRecord


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            hours = level.effort_hours
            if hours.low and hours.typical and hours.high:  # else already reported
                yield from _check_order(hours, skill.at("levels", number, "effort_hours"))
    for project in corpus.projects:
        yield from _check_order(project.record.effort_hours, project.at("effort_hours"))


def _check_order(hours: HoursRecord | ProjectHoursRecord, place: SourceRef) -> Iterator[Violation]:
    low, typical, high = hours.low, hours.typical, hours.high
    if not low <= typical <= high:
        yield Violation.of(place, "E001", low=low, typical=typical, high=high)
