"""The door: the only place that reads the environment and the clock. `python -m api` serves."""

import os
import sys
import time
from datetime import UTC, datetime

from litestar import Litestar

from api.app import Clocks
from api.commands import build, run
from api.settings import read_settings
from api.supervisor import end_with_parent


def clocks() -> Clocks:
    """The real clocks."""
    return Clocks(now=lambda: datetime.now(UTC), stopwatch=time.perf_counter)


def application() -> Litestar:
    """The application in a worker, which ends with the process that started it."""
    end_with_parent()
    return build(read_settings(os.environ), clocks())


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], os.environ, clocks=clocks()))
