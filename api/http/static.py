"""The browser app: a static export, read once at start and served from memory."""

import base64
import mimetypes
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from litestar import HttpMethod, Response, route
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Struct

from api.http.encoding import content_tag
from api.http.etag import matches
from api.http.request import ApiRequest

READING = [HttpMethod.GET, HttpMethod.HEAD]
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)

NOT_BUILT = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Not built yet</title>
<h1>The browser app is not built yet</h1>
<p>Run <code>make run</code>, which builds it, or <code>cd frontend &amp;&amp; npm ci &amp;&amp;
npm run build</code>, and start again.</p>
<p>The API is already running: see <a href="/api/docs">its documentation</a>.</p></html>"""


class StaticPage(Struct, frozen=True):
    """A file as it is served."""

    body: bytes
    media_type: str
    headers: Mapping[str, str]


class BrowserApp:
    """All files of the export by their path."""

    def __init__(self, pages: Mapping[str, StaticPage]) -> None:
        self._pages = pages

    @classmethod
    def of(cls, folder: Path) -> "BrowserApp":
        """Read an export; without one, the first page says how to build it."""
        if not (folder / "index.html").is_file():
            return cls({"/": _page("/", NOT_BUILT, "text/html")})
        pages: dict[str, StaticPage] = {}
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                address = "/" + file.relative_to(folder).as_posix()
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                page = _page(address, file.read_bytes(), kind)
                for alias in _addresses(address):
                    pages[alias] = page
        return cls(pages)

    def policies(self) -> dict[str, str]:
        """The content security policy of each page, by the name of its file."""
        return {
            path: page.headers["content-security-policy"]
            for path, page in self._pages.items()
            if path.endswith(".html")
        }

    def respond(self, path: str, if_none_match: str) -> Response[bytes]:
        """The file at a path, or 304 when the browser has it already."""
        page = self._pages.get(path)
        if page is None:
            missing = self._pages.get("/404.html") or self._pages["/"]
            return Response(
                missing.body,
                status_code=404,
                media_type=missing.media_type,
                headers=dict(missing.headers) | {"cache-control": REVALIDATE},
            )
        has_it = matches(if_none_match, page.headers["etag"])
        return Response(
            b"" if has_it else page.body,
            status_code=304 if has_it else 200,
            media_type=page.media_type,
            headers=dict(page.headers),
        )


@route("/", http_method=READING, include_in_schema=False)
async def first_page(request: ApiRequest, browser: NamedDependency[BrowserApp]) -> Response[bytes]:
    """The first page."""
    return browser.respond("/", request.headers.get("if-none-match", ""))


@route("/{address:path}", http_method=READING, include_in_schema=False)
async def any_page(
    request: ApiRequest, browser: NamedDependency[BrowserApp], address: FromPath[str]
) -> Response[bytes]:
    """Every other file."""
    return browser.respond(str(address), request.headers.get("if-none-match", ""))


def browser_routes() -> list[HTTPRouteHandler]:
    """The routes of everything that no other route takes."""
    return [first_page, any_page]


def script_hashes(html: bytes) -> list[str]:
    """The inline scripts of a page, as its content security policy names them.

    Example:
        >>> script_hashes(b"<script src='/a.js'></script><script>1</script>")
        ["'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"]
    """
    hashes = {
        base64.b64encode(sha256(script).digest()).decode()
        for script in _INLINE_SCRIPT.findall(html)
        if script
    }
    return [f"'sha256-{digest}'" for digest in sorted(hashes)]


def _addresses(address: str) -> list[str]:
    """A page is served with and without its file name and trailing slash."""
    if address.endswith("/index.html"):
        folder = address.removesuffix("index.html")
        return [address, folder, folder.rstrip("/") or "/"]
    return [address]


def _page(address: str, body: bytes, kind: str) -> StaticPage:
    headers = {
        "etag": content_tag(body),
        "cache-control": IMMUTABLE if address.startswith("/_next/static/") else REVALIDATE,
    }
    if kind == "text/html":
        headers["content-security-policy"] = _policy(body)
    return StaticPage(body, kind, headers)


def _policy(html: bytes) -> str:
    scripts = " ".join(["'self'", *script_hashes(html)])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
