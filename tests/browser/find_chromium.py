"""Print the path of a Chromium for the browser test, fetching one where there is none.

Looks at CAREER_CHROMIUM, then at what is installed, then at what Playwright
has fetched or can fetch; on Debian as root the distribution's package is the
last resort.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
PLAYWRIGHT = "node_modules/playwright-core/cli.js"
APT_INSTALL = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends"]
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ASK_PLAYWRIGHT = "process.stdout.write(require('playwright-core').chromium.executablePath())"


def find() -> str | None:
    """The first Chromium that is there already."""
    named = os.environ.get("CAREER_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    installed = (path for name in INSTALLED if (path := shutil.which(name)))
    return next(installed, None) or _of_playwright()


def fetch() -> None:
    """Fetch one: Playwright's build, or the distribution's package."""
    _try(["node", PLAYWRIGHT, "install", "chromium"], cwd=FRONTEND)
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _try(["apt-get", "update", "-qq"], cwd=ROOT)
        _try([*APT_INSTALL, "chromium"], cwd=ROOT)


def _of_playwright() -> str | None:
    node = shutil.which("node")
    if node is None:
        return None
    asked = subprocess.run(
        [node, "-e", ASK_PLAYWRIGHT], cwd=FRONTEND, capture_output=True, text=True
    )
    path = asked.stdout.strip()
    return path if asked.returncode == 0 and path and Path(path).exists() else None


def _try(command: list[str], *, cwd: Path) -> None:
    """Run it with its words on standard error; `find` decides afterwards whether it helped."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, cwd=cwd, env=environment, stdout=sys.stderr, check=False)


def main() -> int:
    """Print the path, or say what to do."""
    if find() is None:
        fetch()
    path = find()
    if path is None:
        sys.stderr.write(
            "No Chromium was found and none could be fetched. Install one, or set CAREER_CHROMIUM "
            "to its path, and run again.\n"
        )
        return 1
    sys.stdout.write(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
