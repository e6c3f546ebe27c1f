"""The real program on a free port of the loopback, for tests that ask it over HTTP."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 180.0
"""With a start, an answer or an end, far beyond what they take on a busy and slow machine [s]."""


class NotStartedError(Exception):
    """The program ended, or did not answer in time; its words are in the text."""

    def __init__(self, words: str) -> None:
        super().__init__(f"the server did not start: {words}")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_server(data_dir: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run `python -m api` with its data in a folder; gives its address, ends it afterwards."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    words = data_dir / "server.log"
    with words.open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "api"],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env={
                **os.environ,
                "CAREER_PORT": str(port),
                "CAREER_DATA_DIR": str(data_dir / "data"),
                **(environment or {}),
            },
        )
    try:
        _wait_until_ready(server, address, words)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=PATIENCE)


def _wait_until_ready(server: "subprocess.Popen[bytes]", address: str, words: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/api/v1/health/ready", timeout=PATIENCE):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    raise NotStartedError(words.read_text(encoding="utf-8", errors="replace"))
