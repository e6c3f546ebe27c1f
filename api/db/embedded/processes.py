"""Which processes are really alive, and whether one is the server of a directory."""

import os
import signal
import subprocess
import time
from pathlib import Path

_PROC = Path("/proc")


def is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie, which only waits to be reaped, does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _state(pid) != "Z"


def is_postgres_of(pid: int, directory: Path) -> bool:
    """Whether the process is a live PostgreSQL that works in this data directory."""
    if not is_alive(pid):
        return False
    if not _PROC.is_dir():
        return "postgres" in _ask_ps(pid, "comm")
    if _read(_PROC / str(pid) / "comm") != "postgres":
        return False
    try:
        return (_PROC / str(pid) / "cwd").resolve() == directory.resolve()
    except OSError:
        return True


def leftovers_of(directory: Path) -> list[int]:
    """Backends that outlived their killed postmaster; only where there is /proc."""
    if not _PROC.is_dir():
        return []
    pids = [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if is_postgres_of(pid, directory)]


def end_leftovers(directory: Path, *, timeout: float) -> None:
    """Wait until the backends of a dead postmaster are gone, and end those that stay [s]."""
    until = time.monotonic() + timeout
    while leftovers := leftovers_of(directory):
        if time.monotonic() > until:
            for pid in leftovers:
                send_signal(pid, signal.SIGKILL)
        time.sleep(0.02)


def send_signal(pid: int, number: signal.Signals) -> None:
    """Signal a process that may be gone already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def wait_until_gone(pid: int, *, timeout: float) -> bool:
    """Wait for a process to end; False when it is still there after `timeout` [s]."""
    until = time.monotonic() + timeout
    while is_alive(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _state(pid: int) -> str:
    if _PROC.is_dir():
        return _read(_PROC / str(pid) / "stat").rpartition(")")[2].strip()[:1]
    return _ask_ps(pid, "stat")[:1]


def _ask_ps(pid: int, column: str) -> str:
    done = subprocess.run(  # noqa: S603 - fixed words and a number
        ["/bin/ps", "-o", f"{column}=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
