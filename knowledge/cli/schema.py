"""`schema`: write the JSON Schemas, or with --check say whether they are what the records say."""

from collections.abc import Callable
from pathlib import Path

from knowledge.schemas import stale_schemas, write_schemas


def run_schema(folder: Path, *, is_checking: bool, write: Callable[[str], object]) -> int:
    """1 when --check finds a stale schema, else 0."""
    if is_checking:
        stale = stale_schemas(folder)
        write("".join(f"{name} is stale; run python -m knowledge schema\n" for name in stale))
        write(f"{len(stale)} stale schemas\n")
        return 1 if stale else 0
    written = write_schemas(folder)
    write("".join(f"wrote {name}\n" for name in written) or "all schemas are up to date\n")
    return 0
