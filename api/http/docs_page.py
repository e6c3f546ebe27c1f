"""The documentation as one page, without scripts or foreign hosts, made from the document."""

from html import escape
from typing import cast

import msgspec
from litestar import Controller, Litestar, Response, get
from litestar.di import NamedDependency

from api.http.documentation.pages import indented, page, page_response, prose
from api.http.openapi import document_bytes
from api.http.request import ApiRequest

Json = dict[str, object]


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
            self._page = render(spec)
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
        return page_response(request, docs.document(request.app), "application/json")

    @get("/docs")
    async def get_docs(
        self, request: ApiRequest, docs: NamedDependency[DocsPage]
    ) -> Response[bytes]:
        """The page for people."""
        return page_response(request, docs.page(request.app), "text/html")


def render(spec: Json) -> bytes:
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
    title = f"{info['title']}: API"
    description = "".join(
        f"<p>{prose(part)}</p>" for part in str(info["description"]).split("\n\n")
    )
    return page(
        title,
        f"<h1>{escape(title)}</h1>{description}"
        '<p>As an OpenAPI document: <a href="/api/openapi.json">openapi.json</a>.</p>'
        f"<h2>Operations</h2>{''.join(operations)}<h2>Schemas</h2>{''.join(shapes)}",
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
    return indented(msgspec.json.encode(value))


def _object(value: object) -> Json:
    return cast("Json", value)


def _list(value: object) -> list[object]:
    return cast("list[object]", value or [])
