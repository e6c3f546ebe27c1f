"""The secret that signs tokens, where none is configured: made once, stored beside the data."""

import os
import secrets
from pathlib import Path

ONLY_OWNER = 0o600


def local_secret(directory: Path) -> str:
    """The secret of a local installation; made at the first start, readable by its owner only."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
