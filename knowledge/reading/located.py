"""A record with the position of each of its parts."""

from pathlib import PurePosixPath
from typing import Generic, TypeVar

from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.records import Record, ResourceRecord, RoleRecord, SkillRecord
from knowledge.reading.source_map import SourceMap

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Located(SourceMap, Generic[R_co], frozen=True, kw_only=True):
    """A record and where its parts are written."""

    record: R_co


AnyLocated = (
    Located[SkillRecord] | Located[RoleRecord] | Located[ResourceRecord] | Located[ProjectRecord]
)


def has_unreadable_levels(skill: Located[SkillRecord]) -> bool:
    """Whether a level is written but could not be read, so that it is unknown which there are."""
    return any(
        len(path) == 2 and path[0] == "levels" and path[1] not in skill.record.levels
        for path in skill.key_positions
    )


def is_misnamed(one: AnyLocated) -> bool:
    """Whether a file's name is not its slug; of two that are alike, that is usually the copy."""
    return PurePosixPath(one.path).stem != one.record.slug
