"""`python -m api backup` and `restore`: all that is stored, as one file."""

import asyncio
import sys
from argparse import ArgumentParser
from pathlib import Path

from api.db.archive import dump, find_program, restore_into
from api.db.schema_version import create_database
from api.process.databases import has_database, maintained_server, present_database
from api.process.invocation import Invocation
from api.process.serving import DATABASE
from api.settings import StartError


class NothingStoredError(StartError):
    """There is no database to save."""

    def __init__(self) -> None:
        super().__init__("There is no database yet, so there is nothing to back up.")


class NoSuchFileError(StartError):
    """There is no such backup."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(f"There is no file {file}.")


def backup(invocation: Invocation) -> int:
    """Write all that is stored into a file; servers may run meanwhile.

    Raises:
        StartError: There is no database, or it could not be saved.
    """
    parser = ArgumentParser(prog="python -m api backup")
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args(invocation.arguments).file
    settings = invocation.settings
    if not has_database(settings):
        raise NothingStoredError
    with present_database(settings) as address:
        dump(address, file, find_program("pg_dump", settings.postgres_bin))
    sys.stdout.write(f"{file}: {file.stat().st_size} bytes\n")
    return 0


def restore(invocation: Invocation) -> int:
    """Read a file of `backup` into an empty database, or with `--replace` in place of its data.

    Raises:
        StartError: There is data already, or the file could not be read.
    """
    parser = ArgumentParser(prog="python -m api restore")
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="in place of the data there is")
    options = parser.parse_args(invocation.arguments)
    settings = invocation.settings
    if not options.file.is_file():
        raise NoSuchFileError(options.file)
    program = find_program("pg_restore", settings.postgres_bin)
    with maintained_server(settings) as maintenance:
        address = maintenance
        if settings.database_url is None:
            address = asyncio.run(create_database(maintenance, DATABASE))
        rows = asyncio.run(
            restore_into(address, options.file, program, may_replace=options.replace)
        )
    sys.stdout.writelines(f"{table}: {count} rows\n" for table, count in rows.items())
    return 0
