"""A PostgreSQL of our own for machines without one: started once, shared, stopped by the last.

Several processes may use one data directory. Each holds a shared lock on
`users.lock` for as long as it lives, which the kernel releases when one is killed;
a process that starts or stops the server holds `control.lock` alone meanwhile.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from api.db.embedded.identity import Identity, choose_identity
from api.db.embedded.processes import (
    end_leftovers,
    is_alive,
    is_postgres_of,
    send_signal,
    wait_until_gone,
)
from api.settings import StartError

MAX_SOCKET_DIRECTORY = 80
"""The kernel cuts socket paths at about 107 bytes; the file name takes some of them."""
START_TIMEOUT = 60.0
STOP_TIMEOUT = 30.0

CONFIGURATION = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0777
max_connections = 100
shared_buffers = 64MB
log_min_messages = warning
log_min_error_statement = panic
logging_collector = off
lc_messages = 'C'
timezone = 'UTC'
"""


class ServerStartError(StartError):
    """PostgreSQL did not start; `log` is the end of its log."""

    def __init__(self, log: str) -> None:
        self.log = log
        super().__init__(f"PostgreSQL did not start: {log}")


class EmbeddedServer:
    """The server of one data directory, as one of its users sees it."""

    def __init__(self, binaries: Path, directory: Path, *, root: bool) -> None:
        """Prepare; nothing is started yet.

        Args:
            binaries: Where `postgres`, `initdb` and `pg_ctl` are.
            directory: Where everything of this server lives; made when missing.
            root: Whether this process is root, and so has to step down for the server.
        """
        directory.mkdir(parents=True, exist_ok=True)
        self._binaries = binaries
        self._home = directory.resolve()
        self._data = self._home / "data"
        self._log = self._home / "server.log"
        self._identity: Identity = choose_identity(binaries, self._home, root=root)
        self._users: IO[str] | None = None

    def join(self) -> str:
        """Become a user of the server, starting it when it does not run.

        Returns:
            The address of its maintenance database.

        Raises:
            ServerStartError: It did not start.
        """
        with self._control():
            if self._users is None:
                self._users = (self._home / "users.lock").open("a")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self._ensure_running()
        return self.address("postgres")

    def revive(self) -> None:
        """Start the server again when it was killed; cheap when it runs.

        Raises:
            ServerStartError: It did not start.
        """
        if self.server_pid() is None:
            with self._control():
                self._ensure_running()

    def leave(self) -> None:
        """Stop being a user; the last one stops the server."""
        if self._users is None:
            return
        with self._control():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._stop()
            self._users.close()
            self._users = None

    def address(self, database: str) -> str:
        """The address of a database, by the socket and with the password."""
        password = (self._home / "password").read_text()
        sockets = quote(str(self._sockets()), safe="")
        return f"postgresql://postgres:{password}@/{database}?host={sockets}"

    def server_pid(self) -> int | None:
        """The process id of the running server, if it runs."""
        try:
            pid = int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if is_postgres_of(pid, self._data) else None

    @contextmanager
    def _control(self) -> Iterator[None]:
        with (self._home / "control.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _ensure_running(self) -> None:
        if not (self._data / "PG_VERSION").exists():
            self._create()
        if self.server_pid() is None:
            self._drop_stale_pid_file()
            self._start()

    def _create(self) -> None:
        """Make the data directory beside its place, so that half a directory never counts."""
        fresh = self._home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self._identity.own(fresh)
        password = self._home / "password"
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(24))
        self._identity.own(password)
        made = self._identity.run(
            [
                str(self._binaries / "initdb"),
                f"--pgdata={fresh}",
                "--username=postgres",
                "--auth=scram-sha-256",
                f"--pwfile={password}",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-sync",
                "--no-instructions",
            ]
        )
        if made.returncode != 0:
            raise ServerStartError(made.stderr.strip()[-2000:])
        fresh.rename(self._data)

    def _start(self) -> None:
        self._identity.own_all(self._data)
        sockets = self._sockets()
        sockets.mkdir(mode=0o755, parents=True, exist_ok=True)
        self._identity.own(sockets)
        configuration = self._data / "postgresql.auto.conf"
        configuration.write_text(CONFIGURATION.format(sockets=sockets))
        self._identity.own(configuration)
        self._log.touch(mode=0o600)
        self._log.write_text("")
        self._identity.own(self._log)
        self._identity.run(
            [
                str(self._binaries / "pg_ctl"),
                "start",
                "--no-wait",
                f"--pgdata={self._data}",
                f"--log={self._log}",
            ]
        )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        pid_file = self._data / "postmaster.pid"
        until = time.monotonic() + START_TIMEOUT
        grace = time.monotonic() + 5.0
        while time.monotonic() < until:
            lines = pid_file.read_text().split("\n") if pid_file.exists() else []
            if len(lines) > 7 and lines[7].strip() == "ready":
                return
            if not lines and ("FATAL" in self._log.read_text() or time.monotonic() > grace):
                break
            time.sleep(0.01)
        raise ServerStartError(self._log.read_text().strip()[-2000:])

    def _stop(self) -> None:
        pid = self.server_pid()
        if pid is None:
            return
        send_signal(pid, signal.SIGINT)
        if not wait_until_gone(pid, timeout=STOP_TIMEOUT):
            send_signal(pid, signal.SIGQUIT)
            wait_until_gone(pid, timeout=STOP_TIMEOUT)

    def _drop_stale_pid_file(self) -> None:
        """Delete the pid file of a server that is a zombie, or of a pid that another process has.

        PostgreSQL itself would take either for a running server. Its own check
        of orphaned backends is lost with the file, so this waits for them.
        """
        end_leftovers(self._data, timeout=3.0)
        pid_file = self._data / "postmaster.pid"
        if pid_file.exists():
            pid = int(pid_file.read_text().split("\n", 1)[0] or 0)
            if not (is_alive(pid) and is_postgres_of(pid, self._data)):
                pid_file.unlink()
        for mark in self._sockets().glob(".s.PGSQL.*"):
            mark.unlink(missing_ok=True)

    def _sockets(self) -> Path:
        near = self._home / "run"
        if len(os.fsencode(near)) <= MAX_SOCKET_DIRECTORY:
            return near
        name = hashlib.sha256(os.fsencode(self._home)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"career-{name}"
