"""measured.yaml as the engine takes it, and the steps that it names."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from engine import Measured, MeasuredEdge, SkillSlug, Step
from knowledge.reading.located import Located
from knowledge.reading.measured_records import MeasuredRecord
from knowledge.reading.source_map import Path


class MeasuredReference(Struct, frozen=True):
    """A step that measured.yaml names, and where."""

    skill: str
    level: int
    path: Path


def measured_of(located: Located[MeasuredRecord] | None, current: Mapping[str, str]) -> Measured:
    """What placements are told; nothing where there is no file.

    Args:
        located: The file, if there is one.
        current: Former slug → present slug.
    """
    record = located.record if located else MeasuredRecord("measured")
    replies, harder, edges = record.replies, record.difficulties, record.edges

    def step(slug: str, level: int) -> Step:
        return Step(SkillSlug(current.get(slug, slug)), level)

    usual = Measured()
    return Measured(
        slip=replies.slip if replies else None,
        guess=replies.guess if replies else None,
        difficulties=tuple(
            sorted(
                (step(one.skill, one.level), one.difficulty)
                for one in (harder.steps if harder else ())
            )
        ),
        sharpness=harder.sharpness if harder else usual.sharpness,
        edges=tuple(
            sorted(
                MeasuredEdge(
                    step(one.needs.skill, one.needs.level), step(one.skill, one.level), one.held
                )
                for one in (edges.steps if edges else ())
            )
        ),
    )


def measured_references(located: Located[MeasuredRecord]) -> Iterator[MeasuredReference]:
    """Every step that is named, in the order written; of an edge, its prerequisite as well."""
    record = located.record
    for name in ("difficulties", "edges", "hours"):
        section = getattr(record, name)
        for index, one in enumerate(section.steps if section else ()):
            path = (name, "steps", index)
            yield MeasuredReference(one.skill, one.level, path)
            if name == "edges":
                yield MeasuredReference(one.needs.skill, one.needs.level, (*path, "needs"))
