"""Where content and schemas lie beside this code, and what to call a folder in messages."""

from pathlib import Path

ROOM = Path(__file__).resolve().parent
BUNDLED_CONTENT = ROOM / "content"
BUNDLED_SCHEMAS = ROOM / "schema"


def label_of(folder: Path) -> str:
    """The folder as people would type it from where they are, with a slash at the end."""
    here = Path.cwd()
    real = folder.resolve()
    shown = real.relative_to(here) if real.is_relative_to(here) else real
    return "" if shown == Path() else shown.as_posix() + "/"
