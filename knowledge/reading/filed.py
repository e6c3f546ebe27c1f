"""A record with the place of each of its parts."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from msgspec import Struct, field

from engine import SourceRef
from knowledge.reading.document import Path, Spot
from knowledge.reading.records import Record, ResourceRecord, RoleRecord, SkillRecord

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Filed(Struct, Generic[R_co], frozen=True):
    """A record, the file it stands in, and where its parts stand there."""

    path: str
    record: R_co
    spots: Mapping[Path, Spot] = field(default_factory=dict)
    key_spots: Mapping[Path, Spot] = field(default_factory=dict)

    def at(self, *path: str | int) -> SourceRef:
        """Where the value stands, or the nearest part around it that is written."""
        while path and path not in self.spots:
            path = path[:-1]
        line, column = self.spots.get(path, (1, 1))
        return SourceRef(self.path, line, column)

    def at_key(self, *path: str | int) -> SourceRef:
        """Where the key stands; for an item of a list, where the item stands."""
        spot = self.key_spots.get(path)
        return self.at(*path) if spot is None else SourceRef(self.path, *spot)


AnyFiled = Filed[SkillRecord] | Filed[RoleRecord] | Filed[ResourceRecord]


def has_odd_levels(skill: Filed[SkillRecord]) -> bool:
    """Whether a level is written but could not be read, so that nobody can say which there are."""
    return any(
        len(path) == 2 and path[0] == "levels" and path[1] not in skill.record.levels
        for path in skill.key_spots
    )


def is_misnamed(one: AnyFiled) -> bool:
    """Whether a file is not called as its slug; of two that are alike, that is mostly the copy."""
    return PurePosixPath(one.path).stem != one.record.slug
