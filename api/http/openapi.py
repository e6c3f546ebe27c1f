"""The OpenAPI 3.1 document: which routes there are, and how it is described and written."""

import json
from inspect import getdoc

from litestar import Litestar
from litestar._openapi.schema_generation import SchemaCreator
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, License, OpenAPIType, Schema, SecurityScheme, Server
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition

from api.accounts.routes import AccountController
from api.analyses.routes import AnalysisController, StatelessAnalysisController
from api.auth.cookies import ACCESS_COOKIE
from api.auth.routes import ApiTokenController, AuthController
from api.catalog.routes import CatalogController
from api.health.routes import (
    HealthController,
    get_metrics_shortly,
    is_live_shortly,
    is_ready_shortly,
)
from api.messages.text import Text
from api.placements.routes import PlacementController, StatelessPlacementController
from api.plans.routes import StatelessPlanController
from api.profiles.routes import ProfileController
from api.ranking.routes import (
    RankingController,
    StatelessRankingController,
    TransitionController,
)
from api.roadmaps.routes import RoadmapController
from api.wire import InputStruct, OutputStruct

ROUTES = (
    CatalogController,
    StatelessAnalysisController,
    StatelessPlanController,
    StatelessRankingController,
    TransitionController,
    StatelessPlacementController,
    AuthController,
    ApiTokenController,
    AccountController,
    ProfileController,
    AnalysisController,
    PlacementController,
    RoadmapController,
    RankingController,
    HealthController,
    is_live_shortly,
    is_ready_shortly,
    get_metrics_shortly,
)

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


def openapi_config() -> OpenAPIConfig:
    """How the document is described; it is served by our own offline page."""
    return OpenAPIConfig(
        title="Career Intelligence Platform",
        version="1",
        description=(
            "How ready is a person for a role, what is missing, in which order to learn it, "
            "how long it takes, and why."
        ),
        license=License(name="MIT", identifier="MIT"),
        servers=[Server(url="/", description="this server")],
        use_handler_docstrings=True,
        render_plugins=(),
        components=Components(
            security_schemes={
                "bearer": SecurityScheme(
                    type="http", scheme="bearer", description="access token or API token"
                ),
                "cookie": SecurityScheme(
                    type="apiKey", name=ACCESS_COOKIE, security_scheme_in="cookie"
                ),
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
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _meanings() -> dict[str, str]:
    """What each wire struct says of itself, which the framework leaves out."""
    found = [InputStruct, OutputStruct]
    for kind in found:
        found.extend(kind.__subclasses__())
    return {kind.__name__: getdoc(kind) or "" for kind in found}
