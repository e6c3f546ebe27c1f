"""The application by the settings, and the files that are made from it."""

import sys
from collections.abc import Callable
from pathlib import Path

from litestar import Litestar
from msgspec.structs import replace

from api.app import create_app
from api.catalog import views
from api.catalog.current import CurrentKnowledge, Knowledge
from api.catalog.schemas import FormerSlugsView
from api.clocks import Clocks
from api.http.encoding import encode
from api.http.openapi import document_bytes
from api.process.invocation import Invocation
from api.settings import ROOT, Settings
from knowledge import BUNDLED_CONTENT, Library, load_cached

DOCUMENT = ROOT / "frontend" / "openapi.json"
NO_SECRET = "only to write the document, never to sign anything"  # noqa: S105 - it signs nothing


def build(settings: Settings, clocks: Clocks) -> Litestar:
    """The application by the settings."""
    return load(settings, clocks)(settings)


def load(settings: Settings, clocks: Clocks) -> Callable[[Settings], Litestar]:
    """Load the knowledge; what is returned makes the application from it by the whole settings."""
    knowledge = CurrentKnowledge(Knowledge(_library(settings)))
    return lambda whole: create_app(whole, knowledge, clocks=clocks)


def _library(settings: Settings) -> Library:
    return load_cached(settings.content or BUNDLED_CONTENT, settings.data_dir / "cache")


def write_openapi(invocation: Invocation) -> int:
    """Write the OpenAPI document, or with `--check` say whether the written one is up to date."""
    settings = replace(invocation.settings, secrets=(NO_SECRET,), browser_app=Path("-"))
    document = document_bytes(build(settings, invocation.clocks))
    if "--check" not in invocation.arguments:
        DOCUMENT.write_bytes(document)
        return 0
    if DOCUMENT.read_bytes() == document:
        return 0
    sys.stderr.write("frontend/openapi.json is out of date. Run `python -m api openapi`.\n")
    return 1


def print_content(invocation: Invocation) -> int:
    """Print the content of the pages that are rendered when the browser app is built."""
    knowledge = Knowledge(_library(invocation.settings))
    roles = knowledge.library.roles
    content = {
        "knowledgeVersion": knowledge.version,
        "roles": [views.role_summary(knowledge, slug) for slug in roles],
        "formerSlugs": FormerSlugsView.of(knowledge.library),
        "roleDetails": {slug: views.role_view(knowledge, slug) for slug in roles},
    }
    sys.stdout.buffer.write(encode(content) + b"\n")
    return 0
