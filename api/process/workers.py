"""The workers in the foreground: the process that `serve` starts and watches."""

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from api.process.invocation import Invocation
from api.process.supervisor import end_with_parent

FACTORY = "api.__main__:application"


def run_workers(invocation: Invocation) -> int:
    """Run the workers until a signal asks to stop; returns the exit code."""
    end_with_parent()
    settings = invocation.settings
    Granian(
        FACTORY,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_access=False,
        log_enabled=False,
    ).serve()
    return 0
