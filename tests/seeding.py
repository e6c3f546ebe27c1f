"""The seed that chance in tests starts from: it follows from the commit.

A run on the same commit draws the same examples, so that a failure in CI repeats on any machine;
the next commit draws others, so that the suite goes on looking where it has not looked yet.
"""

import subprocess
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

VARIABLE = "CAREER_SEED"
"""The environment variable that overrides the commit's seed."""

OUTSIDE_GIT = 20_261_123
"""The seed where there is no commit to ask."""

ROOT = Path(__file__).resolve().parents[1]


def seed_of(environment: Mapping[str, str], folder: Path = ROOT) -> int:
    """The seed that the environment names, or else the one of the folder's commit.

    Raises:
        ValueError: The variable is set to something other than a whole number.
    """
    named = environment.get(VARIABLE, "")
    if named:
        return int(named)
    commit = _commit_of(folder)
    return OUTSIDE_GIT if commit is None else seed_for(0, commit)


def seed_for(seed: int, name: str) -> int:
    """A seed of its own for one thing, so that tests do not all draw the same examples."""
    return int.from_bytes(sha256(f"{seed}:{name}".encode()).digest()[:4])


def _commit_of(folder: Path) -> str | None:
    """The commit that is checked out; None outside a checkout or without git."""
    if not (folder / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", "-c", f"safe.directory={folder}", "rev-parse", "HEAD"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None
