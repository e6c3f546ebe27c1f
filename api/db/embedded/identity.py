"""The user the server runs as: PostgreSQL refuses root, so root becomes another user."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from msgspec import Struct

from api.settings import StartError

OTHERS_MAY_ENTER = 0o001


class Identity(Struct, frozen=True):
    """How to start PostgreSQL's programs: words before the command, and the user to become.

    `uid` is None when the programs keep the user they are started by, either
    because that is no root or because a user namespace makes them another.
    """

    prefix: tuple[str, ...]
    uid: int | None
    gid: int | None

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL; a server it leaves behind must not hold our pipes."""
        return subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if command[0].endswith("initdb") else subprocess.DEVNULL,
            text=True,
            check=False,
            user=self.uid,
            group=self.gid,
            extra_groups=[] if self.uid is not None else None,
            cwd="/",
            start_new_session=True,
        )

    def own(self, path: Path) -> None:
        """Give a file or directory to the server's user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def own_all(self, directory: Path) -> None:
        """Give a whole tree to the server's user, when it belongs to somebody else."""
        if self.uid is None or not directory.exists() or directory.stat().st_uid == self.uid:
            return
        for root, names, files in os.walk(directory):
            for name in (*names, *files):
                os.lchown(Path(root) / name, self.uid, self.gid or self.uid)
        self.own(directory)


class RootNotAllowedError(StartError):
    """Started as root where no other user can reach the files and user namespaces are off."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"PostgreSQL does not run as root, and no other user can reach {path}. Start as "
            "another user, set CAREER_DATA_DIR to a folder that others can enter, or DATABASE_URL."
        )


def choose_identity(binaries: Path, directory: Path, *, root: bool) -> Identity:
    """Choose the user that the programs run as.

    Args:
        binaries: Where the programs are.
        directory: Where the data is; it exists.
        root: Whether this process is root.

    Raises:
        RootNotAllowedError: No other user than root can run them.
    """
    if not root:
        return Identity(prefix=(), uid=None, gid=None)
    nobody = pwd.getpwnam("nobody")
    blocked = next((p for p in (binaries, directory) if not _reachable(p, nobody.pw_uid)), None)
    if blocked is None:
        return Identity(prefix=(), uid=nobody.pw_uid, gid=nobody.pw_gid)
    namespace = Identity(prefix=_namespace(nobody.pw_uid), uid=None, gid=None)
    if namespace.prefix and namespace.run(["true"]).returncode == 0:
        return namespace
    raise RootNotAllowedError(blocked)


def _namespace(uid: int) -> tuple[str, ...]:
    program = shutil.which("unshare")
    if program is None:
        return ()
    return (program, "--user", f"--map-user={uid}", f"--map-group={uid}")


def _reachable(path: Path, uid: int) -> bool:
    for step in (path, *path.parents):
        status = step.stat()
        if status.st_uid != uid and not status.st_mode & OTHERS_MAY_ENTER:
            return False
    return True
