"""The OpenAPI 3.1 document: how it is described and written."""

import json
from inspect import getdoc

from litestar import Litestar
from litestar._openapi.schema_generation import SchemaCreator
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import (
    Components,
    ExternalDocumentation,
    License,
    OpenAPIType,
    Schema,
    SecurityScheme,
    Server,
)
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from api.http.documentation.completion import complete, text_of
from api.messages.text import Text
from api.wire import InputStruct, OutputStruct

INPUT_NAMES = ("Request", "PasswordChange")
"""Structs that refuse unknown fields, which the framework does not say by itself."""


class TextSchema(OpenAPISchemaPlugin):
    """Describes a `Text` as what the wire holds: a string."""

    def is_plugin_supported_field(self, field_definition: FieldDefinition) -> bool:
        """Whether a field is a sentence."""
        return field_definition.annotation is Text

    def to_openapi_schema(
        self, field_definition: FieldDefinition, schema_creator: SchemaCreator
    ) -> Schema:
        """Text, in the language of the request."""
        del field_definition, schema_creator
        return Schema(type=OpenAPIType.STRING)


def openapi_config(*, cookie: str) -> OpenAPIConfig:
    """How the document is described; it is served by our own offline page.

    Args:
        cookie: The name of the cookie that holds an access token.
    """
    return OpenAPIConfig(
        title="Career Intelligence Platform",
        version="1",
        description=text_of("description.md").strip(),
        license=License(name="MIT", identifier="MIT"),
        servers=[Server(url="/", description="this server")],
        external_docs=ExternalDocumentation(url="/problems", description="all types of problems"),
        use_handler_docstrings=True,
        render_plugins=(),
        components=Components(
            security_schemes={
                "bearer": SecurityScheme(
                    type="http", scheme="bearer", description="access token or API token"
                ),
                "cookie": SecurityScheme(type="apiKey", name=cookie, security_scheme_in="cookie"),
            }
        ),
    )


def document_bytes(app: Litestar) -> bytes:
    """The document as it is served and committed: keys in the order of the routes, two spaces."""
    document = app.openapi_schema.to_schema()
    meanings = _meanings()
    for name, schema in document["components"]["schemas"].items():
        if name in meanings:
            schema["description"] = meanings[name]
        if name.endswith(INPUT_NAMES):
            schema["additionalProperties"] = False
    complete(document)
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _meanings() -> dict[str, str]:
    """The docstring of each wire struct, which the framework leaves out."""
    found = [InputStruct, OutputStruct]
    for kind in found:
        found.extend(kind.__subclasses__())
    return {kind.__name__: getdoc(kind) or "" for kind in found}
