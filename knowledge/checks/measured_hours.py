"""M004, M005: a measured ratio lies inside its interval, and where that leaves out the hours that
are stated, editors are told; no hours are changed by a measurement alone.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    measured = corpus.measured
    if measured is None or measured.record.hours is None:
        return
    for index, one in enumerate(measured.record.hours.steps):
        place = measured.at("hours", "steps", index)
        if not (one.low and one.ratio and one.high):
            continue  # already reported
        if not one.low <= one.ratio <= one.high:
            yield Violation.of(place, "M004", ratio=one.ratio, low=one.low, high=one.high)
        elif not one.low <= 1 <= one.high:
            skill = corpus.skill_by_slug.get(corpus.current_skill.get(one.skill, one.skill))
            level = skill.record.levels.get(one.level) if skill else None
            if skill is None or level is None:
                continue  # already reported
            typical = level.effort_hours.typical
            yield Violation.of(
                skill.at("levels", one.level, "effort_hours"),
                "M005",
                skill=one.skill,
                level=one.level,
                ratio=one.ratio,
                low=one.low,
                high=one.high,
                n=one.count,
                typical=typical,
                hours=round(typical * one.ratio, 1),
            )
