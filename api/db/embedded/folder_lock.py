"""One server for one data folder: two would share accounts, but neither secrets nor a version."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.settings import StartError


class FolderInUseError(StartError):
    """Another server works in the data folder; `owner` is its process id, where it is known."""

    def __init__(self, directory: Path, owner: str) -> None:
        self.directory = directory
        self.owner = owner
        process = f" (process {owner})" if owner else ""
        super().__init__(
            f"The data folder {directory} is already in use by another server{process}. "
            "Stop that one, or set CAREER_DATA_DIR to another folder."
        )


@contextmanager
def locked_folder(directory: Path) -> Iterator[None]:
    """Have the folder for this process alone; the system releases it when the process ends.

    Raises:
        FolderInUseError: Another server has it.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "server.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise FolderInUseError(directory, lock.read(20).strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
