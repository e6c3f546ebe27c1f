"""`schema`: write the JSON Schemas, or with --check report whether they match the records."""

from collections.abc import Callable
from pathlib import Path

from knowledge.cli.formats import say
from knowledge.schemas import stale_schemas, write_schemas


def run_schema(folder: Path, *, is_checking: bool, write: Callable[[str], object]) -> int:
    """Returns 1 when --check finds a stale schema, else 0."""
    if is_checking:
        stale = stale_schemas(folder)
        write("".join(say("schema.stale", file=name) + "\n" for name in stale))
        write(say("schema.count", n=len(stale)) + "\n")
        return 1 if stale else 0
    written = write_schemas(folder)
    lines = [say("schema.written", file=name) for name in written] or [say("schema.current")]
    write("".join(f"{line}\n" for line in lines))
    return 0
