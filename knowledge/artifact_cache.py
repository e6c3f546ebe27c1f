"""Compiled content on disk, so that a start need not read, check and compile what did not change.

A file is named by everything that its artifact follows from: each file of the content, and the code
that checks and compiles it. It begins with the hash of what follows, and counts only where both
agree; otherwise the content is compiled, and the file written anew.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from msgspec import Struct

from knowledge.artifact import UnreadableArtifactError, hash_of
from knowledge.library import Library

CODE = (Path(__file__).parent, Path(__file__).parents[1] / "engine")
LARGEST = 1_000_000
"""A content file above this is never cached, and left to the checks [bytes]."""
HASH_LENGTH = 64
PREFIX = "knowledge-"


def load_cached(content: Path, directory: Path) -> Library:
    """Load a content folder, from what `directory` has of it if that is whole and up to date.

    Raises:
        BrokenKnowledgeError: The content has errors; it carries every finding.
    """
    cache = ArtifactCache(content, directory)
    key = cache.key()
    artifact = None if key is None else cache.read(key)
    if artifact is not None:
        with suppress(UnreadableArtifactError):
            return Library.of_artifact(artifact)
    library = Library.load(content)
    if key is not None and key == cache.key():
        cache.write(key, library.artifact)
    return library


class ArtifactCache(Struct, frozen=True):
    """The artifact of a content folder in another folder, where there is one."""

    content: Path
    directory: Path

    def key(self) -> str | None:
        """What the content and the code are now; None where a file is none that can be cached."""
        digest = sha256()
        try:
            for folder, suffix in ((self.content, ""), *((code, ".py") for code in CODE)):
                for name, data in _files(folder.resolve(), suffix):
                    digest.update(f"{name}\0{len(data)}\0".encode())
                    digest.update(data)
        except (OSError, _NotCacheableError):
            return None
        return digest.hexdigest()

    def read(self, key: str) -> bytes | None:
        """The artifact stored under a key; None where there is none, or it was damaged."""
        try:
            data = self._file(key).read_bytes()
        except OSError:
            return None
        artifact = data[HASH_LENGTH:]
        return artifact if data[:HASH_LENGTH] == hash_of(artifact).encode() else None

    def write(self, key: str, artifact: bytes) -> None:
        """Store an artifact in place of all others; a folder that cannot be written stays as it is.

        The key has to be the same before the content was read and after.
        """
        with suppress(OSError):
            self.directory.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self.directory, delete=False) as file:
                file.write(hash_of(artifact).encode() + artifact)
            Path(file.name).replace(self._file(key))
            for old in self.directory.glob(f"{PREFIX}*"):
                if old != self._file(key):
                    old.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.directory / f"{PREFIX}{key}"


class _NotCacheableError(Exception):
    """A link, a device or a file that is too large."""


def _files(folder: Path, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder with its name there, in order."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(name for name in names if name.endswith(suffix)):
            path = Path(root, name)
            found = path.lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                raise _NotCacheableError
            yield path.relative_to(folder).as_posix(), path.read_bytes()
