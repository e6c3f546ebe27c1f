"""What `python -m api` can do besides serving."""

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from litestar import Litestar
from msgspec.structs import replace

from api.app import Clocks, create_app
from api.catalog import views
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.migrate import write_migration
from api.document import document_bytes
from api.edge.encoding import encode
from api.serving import WORKERS_COMMAND, prepared_database, run_workers, serve
from api.settings import ROOT, SettingError, Settings, read_settings
from knowledge import BUNDLED_CONTENT, BrokenKnowledgeError, Library

DOCUMENT = ROOT / "frontend" / "openapi.json"
NO_SECRET = "only to write the document, never to sign anything"  # noqa: S105 - it signs nothing
USAGE = """\
python -m api                    serve (settings: README)
python -m api migrate            bring the database to the schema of this code
python -m api migration SLUG     write a migration from the tables' difference
python -m api openapi [--check]  write, or compare, frontend/openapi.json
python -m api content            print what the browser app is built from
"""


def run(arguments: Sequence[str], environment: Mapping[str, str], *, clocks: Clocks) -> int:
    """Run a command; returns the exit code."""
    name, *rest = arguments or ["serve"]
    commands: dict[str, Callable[[], int]] = {
        "serve": lambda: serve(read_settings(environment), environment),
        WORKERS_COMMAND: lambda: run_workers(read_settings(environment)),
        "migrate": lambda: _migrate(read_settings(environment)),
        "migration": lambda: _migration(read_settings(environment), " ".join(rest)),
        "openapi": lambda: _openapi(environment, clocks, is_check="--check" in rest),
        "content": lambda: _content(read_settings(environment)),
    }
    if name not in commands or (name == "migration" and not rest):
        sys.stderr.write(USAGE)
        return 2
    try:
        return commands[name]()
    except (SettingError, BrokenKnowledgeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def build(settings: Settings, clocks: Clocks) -> Litestar:
    """The application as the settings want it."""
    return create_app(settings, CurrentKnowledge(Knowledge(_library(settings))), clocks=clocks)


def _library(settings: Settings) -> Library:
    return Library.load(settings.content or BUNDLED_CONTENT)


def _migrate(settings: Settings) -> int:
    with prepared_database(settings):
        return 0


def _migration(settings: Settings, slug: str) -> int:
    with prepared_database(settings) as ground:
        asyncio.run(write_migration(ground.address, slug))
    return 0


def _openapi(environment: Mapping[str, str], clocks: Clocks, *, is_check: bool) -> int:
    settings = replace(read_settings(environment), secrets=(NO_SECRET,), browser_app=Path("-"))
    document = document_bytes(build(settings, clocks))
    if not is_check:
        DOCUMENT.write_bytes(document)
        return 0
    if DOCUMENT.read_bytes() == document:
        return 0
    sys.stderr.write("frontend/openapi.json is old: run `python -m api openapi`\n")
    return 1


def _content(settings: Settings) -> int:
    """Print what the pages that are rendered before anybody asks are made from."""
    knowledge = Knowledge(_library(settings))
    roles = knowledge.library.roles
    content = {
        "knowledgeVersion": knowledge.version,
        "roles": [views.role_summary(knowledge, slug) for slug in roles],
        "roleDetails": {slug: views.role_view(knowledge, slug) for slug in roles},
    }
    sys.stdout.buffer.write(encode(content) + b"\n")
    return 0
