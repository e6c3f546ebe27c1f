"""Where each value and each key of a file is written, by the path that leads to it."""

from collections.abc import Mapping

from msgspec import Struct, field

from engine import SourceRef

Path = tuple[str | int, ...]
"""The keys and list indexes that lead to a part of a file."""
Position = tuple[int, int]
"""Line and column, counted from 1."""


class SourceMap(Struct, frozen=True):
    """The positions in one file."""

    path: str
    positions: Mapping[Path, Position] = field(default_factory=dict)
    key_positions: Mapping[Path, Position] = field(default_factory=dict)

    def at(self, *path: str | int) -> SourceRef:
        """Where the value is, or the nearest part around it that is written."""
        while path and path not in self.positions:
            path = path[:-1]
        line, column = self.positions.get(path, (1, 1))
        return SourceRef(self.path, line, column)

    def at_key(self, *path: str | int) -> SourceRef:
        """Where the key is; for an item of a list, where the item is."""
        position = self.key_positions.get(path)
        return self.at(*path) if position is None else SourceRef(self.path, *position)
