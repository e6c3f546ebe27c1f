"""How fast the machine is right now, so that no test depends on it."""

import subprocess
import sys
import time

QUIET = 0.05
"""What an empty Python process takes on a quiet machine, with room to spare [s]."""


def slowness() -> float:
    """How many times slower than a quiet machine this one is at the moment; at least 1."""
    started = time.monotonic()
    for _ in range(3):
        subprocess.run([sys.executable, "-S", "-c", ""], check=True)
    return max(1.0, (time.monotonic() - started) / 3 / QUIET)
