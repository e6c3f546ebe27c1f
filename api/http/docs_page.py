"""The documentation as one page, without scripts or foreign hosts, made from the document."""

import base64
from hashlib import sha256
from html import escape
from typing import cast

import msgspec
from litestar import Controller, Litestar, Response, get
from litestar.di import NamedDependency

from api.http.encoding import content_tag
from api.http.openapi import document_bytes
from api.http.request import ApiRequest

Json = dict[str, object]
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a}
summary{cursor:pointer;padding:.4rem}summary:focus-visible{outline:2px solid #0b57d0}
code,pre{font-family:ui-monospace,monospace;background:#f2f2f2}pre{padding:.8rem;overflow:auto}
.method{display:inline-block;min-width:4.5rem;font-weight:700}
table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left}
"""


class DocsPage:
    """Document and page, made when they are first read."""

    def __init__(self) -> None:
        self._document: bytes | None = None
        self._page: bytes | None = None

    def document(self, app: Litestar) -> bytes:
        """The OpenAPI document."""
        if self._document is None:
            self._document = document_bytes(app)
        return self._document

    def page(self, app: Litestar) -> bytes:
        """The page."""
        if self._page is None:
            spec = msgspec.json.decode(self.document(app), type=dict[str, object])
            self._page = render(spec).encode()
        return self._page


class DocsController(Controller):
    """The documentation, offline."""

    path = "/api"
    include_in_schema = False

    @get("/openapi.json")
    async def get_document(
        self, request: ApiRequest, docs: NamedDependency[DocsPage]
    ) -> Response[bytes]:
        """The OpenAPI 3.1 document."""
        body = docs.document(request.app)
        return Response(
            body,
            media_type="application/json",
            headers={"etag": content_tag(body), "cache-control": "no-cache"},
        )

    @get("/docs")
    async def get_docs(
        self, request: ApiRequest, docs: NamedDependency[DocsPage]
    ) -> Response[bytes]:
        """The page for people."""
        digest = base64.b64encode(sha256(STYLE.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
        return Response(
            docs.page(request.app),
            media_type="text/html",
            headers={"content-security-policy": policy, "cache-control": "no-cache"},
        )


def render(spec: Json) -> str:
    """Write the page."""
    info = _object(spec["info"])
    operations = [
        _operation(path, method, _object(operation))
        for path, methods in sorted(_object(spec["paths"]).items())
        for method, operation in _object(methods).items()
    ]
    schemas = _object(_object(spec["components"])["schemas"])
    shapes = [
        f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        f"<pre>{_pretty(schema)}</pre></details>"
        for name, schema in sorted(schemas.items())
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(str(info['title']))}: API</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(str(info['title']))}: API</h1><p>{escape(str(info['description']))}</p>"
        '<p>As an OpenAPI document: <a href="/api/openapi.json">openapi.json</a>.</p>'
        f"<h2>Operations</h2>{''.join(operations)}<h2>Schemas</h2>{''.join(shapes)}</main></body></html>"
    )


def _operation(path: str, method: str, operation: Json) -> str:
    parameters = [
        f"<tr><td><code>{escape(str(entry['name']))}</code></td><td>{escape(str(entry['in']))}</td>"
        f"<td>{escape(str(entry.get('description', '')))}</td></tr>"
        for entry in map(_object, _list(operation.get("parameters")))
    ]
    table = (
        f"<table><tr><th>Parameter</th><th>In</th><th>Meaning</th></tr>{''.join(parameters)}</table>"
        if parameters
        else ""
    )
    body = operation.get("requestBody")
    payload = f"<h3>Body</h3><pre>{_pretty(_object(body)['content'])}</pre>" if body else ""
    responses = [
        f"<tr><td>{escape(status)}</td><td>{escape(str(_object(response)['description']))}</td></tr>"
        for status, response in _object(operation["responses"]).items()
    ]
    return (
        f'<details><summary><span class="method">{escape(method.upper())}</span> '
        f"<code>{escape(path)}</code> {escape(str(operation.get('description', '')))}</summary>"
        f"{table}{payload}<h3>Responses</h3><table>{''.join(responses)}</table></details>"
    )


def _pretty(value: object) -> str:
    return escape(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _object(value: object) -> Json:
    return cast("Json", value)


def _list(value: object) -> list[object]:
    return cast("list[object]", value or [])
