"""What a web server in front needs to send the pages of the browser app as this server does."""

import sys
from pathlib import Path

from api.http.middleware import ENCRYPTED_HEADERS, SECURITY_HEADERS
from api.http.static import IMMUTABLE, REVALIDATE, BrowserApp
from api.process.invocation import Invocation
from api.settings import StartError

BY_PAGE = {"content-security-policy": "$career_policy", "cache-control": "$career_cache"}
HSTS = "strict-transport-security"
FEWEST_ARGUMENTS = 1


class NoExportError(StartError):
    """The browser app was not built where it was looked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"There is no exported browser app in {folder}; set CAREER_BROWSER_APP.")


def write_nginx(invocation: Invocation) -> int:
    """Write `pages.conf` and `headers.inc` for nginx into a folder.

    Raises:
        NoExportError: The browser app is not built.
    """
    if len(invocation.arguments) != FEWEST_ARGUMENTS:
        sys.stderr.write("usage: python -m api nginx FOLDER\n")
        return 2
    export = invocation.settings.browser_app
    if not (export / "index.html").is_file():
        raise NoExportError(export)
    folder = Path(invocation.arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pages.conf").write_text(pages_conf(BrowserApp.of(export)), encoding="utf-8")
    (folder / "headers.inc").write_text(headers_inc(), encoding="utf-8")
    return 0


def pages_conf(browser: BrowserApp) -> str:
    """The values that differ from file to file, by the address nginx ends at."""
    lines = [
        "map_hash_max_size 8192;",
        "map_hash_bucket_size 256;",
        "map $uri $career_policy {",
        f'  default "{SECURITY_HEADERS["content-security-policy"]}";',
        *(f'  "{path}" "{policy}";' for path, policy in sorted(browser.policies().items())),
        "}",
        "map $uri $career_cache {",
        f'  default "{REVALIDATE}";',
        f'  "~^/_next/static/" "{IMMUTABLE}";',
        "}",
        "map $http_x_forwarded_proto $career_hsts {",
        '  default "";',
        f'  https "{ENCRYPTED_HEADERS[HSTS]}";',
        "}",
    ]
    return "\n".join(lines) + "\n"


def headers_inc() -> str:
    """The headers of every file; nginx sends none whose value is empty."""
    values = {**SECURITY_HEADERS, **BY_PAGE, HSTS: "$career_hsts"}
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in values.items())
