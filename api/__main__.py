"""The only place that reads the environment and the clock. `python -m api` serves.

Each command loads only what it needs.
"""

import gc
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import TypeAlias, cast

from api.clocks import Clocks
from api.process.draining import AsgiApp
from api.process.invocation import Invocation
from api.process.logs import write_log_lines
from api.settings import (
    Settings,
    SettingsError,
    StartError,
    examine_settings,
    read_settings,
)

Loader: TypeAlias = Callable[[Settings, Clocks], Callable[[Settings], AsgiApp]]
USAGE = """\
python -m api                    serve (see README for settings)
python -m api migrate            update the database to the schema of this code
python -m api migration SLUG     write a migration for what has changed in the tables
python -m api doctor [--format json]
                                 check settings, database, knowledge, mail, proxy, clock and disk
python -m api backup FILE        write everything that is stored into a file
python -m api restore FILE [--replace]
                                 read such a file into an empty database, or in place of its data
python -m api openapi [--check]  write frontend/openapi.json, or check that it is up to date
python -m api responses [--min 10] [--format json|text]
                                 print the statistics of those who agreed to be counted
python -m api nginx FOLDER       write the headers of the browser app's pages for nginx
python -m api grant EMAIL ROLE   make an account a learner, an editor or an admin
python -m api content            print the content that the browser app is built from
"""
MODULES: Mapping[str, str] = {
    "serve": "api.process.serving:serve",
    "migrate": "api.process.migrating:migrate",
    "migration": "api.process.migrating:start_migration",
    "doctor": "api.process.doctor:doctor",
    "backup": "api.process.backup:backup",
    "restore": "api.process.backup:restore",
    "nginx": "api.process.page_headers:write_nginx",
    "openapi": "api.process.commands:write_openapi",
    "responses": "api.process.responses:print_responses",
    "grant": "api.process.grant:grant_role",
    "content": "api.process.commands:print_content",
}


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns the exit code."""
    name, *words = arguments or ["serve"]
    if name not in MODULES or (name == "migration" and not words):
        sys.stderr.write(USAGE)
        return 2
    try:
        write_log_lines()
        settings = _settings_for(name)
        command = cast("Callable[[Invocation], int]", _load(MODULES[name]))
        return command(
            Invocation(settings, dict(os.environ), clocks(), tuple(words), load_application)
        )
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _settings_for(command: str) -> Settings:
    """The settings; the command that looks for faults gets them in spite of faults."""
    if command == "doctor":
        return examine_settings(os.environ).settings
    return read_settings(os.environ)


def clocks() -> Clocks:
    """The real clocks."""
    return Clocks(now=lambda: datetime.now(UTC), stopwatch=time.perf_counter)


def load_application(settings: Settings) -> Callable[[Settings], AsgiApp]:
    """Load what answers requests, without the collector, which would look at it again and again."""
    gc.disable()
    try:
        load = cast("Loader", _load("api.process.commands:load"))
        return load(settings, clocks())
    finally:
        gc.enable()


def _load(name: str) -> object:
    module, _, function = name.partition(":")
    return cast("object", getattr(import_module(module), function))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
