"""A page for people without scripts or foreign hosts: one look and one policy for all of them."""

import base64
import re
from hashlib import sha256
from html import escape

import msgspec
from litestar import Response

from api.http.encoding import content_tag
from api.http.etag import matches
from api.http.request import ApiRequest

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a}
summary{cursor:pointer;padding:.4rem}summary:focus-visible{outline:2px solid #0b57d0}
code,pre{font-family:ui-monospace,monospace;background:#f2f2f2}pre{padding:.8rem;overflow:auto}
.method{display:inline-block;min-width:4.5rem;font-weight:700}
table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left}
"""
_DIGEST = base64.b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; frame-ancestors 'none'"
"""Nothing but the style above may be used by a page, and no other site may frame it."""


def page(title: str, body: str, *, language: str = "en") -> bytes:
    """A whole page.

    Args:
        title: As text.
        body: As HTML, what stands in it already escaped.
        language: The one that it is written in.
    """
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    ).encode()


def prose(text: str) -> str:
    """A text as HTML; what stands between backticks is code.

    Example:
        >>> prose("Send `If-Match` & wait.")
        'Send <code>If-Match</code> &amp; wait.'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def indented(json: bytes) -> str:
    """JSON as HTML, with a line for each field."""
    return escape(msgspec.json.format(json, indent=2).decode())


def page_response(request: ApiRequest, body: bytes, media_type: str) -> Response[bytes]:
    """Send a page or document, or 304 where the client has it already."""
    tag = content_tag(body)
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "Accept"}
    if media_type == "text/html":
        headers["content-security-policy"] = POLICY
    has_it = matches(request.headers.get("if-none-match", ""), tag)
    return Response(
        b"" if has_it else body,
        status_code=304 if has_it else 200,
        media_type=media_type,
        headers=headers,
    )
