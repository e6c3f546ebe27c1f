"""Content that is swapped under a running application, with a second role."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
from applications import real_clocks, started, transport_of
from small_content import Fault, plant, whole_content, write_content

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.clocks import Clocks
from api.settings import Settings
from knowledge import Library

STORYTELLER_PATH = "roles/data-storyteller.yaml"
STORYTELLER = """# yaml-language-server: $schema=../../schema/role.schema.json
kind: role
id: rol_00000002
slug: data-storyteller
title: Data storyteller
status: active
since: "1.0.0"
family: data
summary: Tells what the data says.
mappings: [{system: onet_soc, ref: "15-2051.00", relation: close, version: "29.2"}]
variants: [junior, senior]
requirements:
  - {skill: reporting, level: 1, weight: 5, importance: core}
  - {skill: git, level: {junior: 1, senior: 2}, weight: 5, importance: core}
review: {reviewed_on: 2026-11-22, review_by: 2027-11-22, sources: ["https://example.org/a"]}
"""
SECOND_ROLE = Fault(STORYTELLER_PATH, "", STORYTELLER)


class Content:
    """Content that is swapped under a running application."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._number = 0
        self.first = Knowledge(library)
        self.current = CurrentKnowledge(self.first)

    def publish(self, *changes: Fault) -> Knowledge:
        """Answer with the content changed, and return it."""
        self._number += 1
        files, _ = plant(whole_content(), *changes)
        folder = write_content(self._folder / str(self._number), files)
        self.current.swap(Knowledge(Library.load(folder)))
        return self.current.now()


@asynccontextmanager
async def client_of(
    settings: Settings, current: CurrentKnowledge, clocks: Clocks | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that answers with this knowledge."""
    application = create_app(settings, current, clocks=clocks or real_clocks())
    transport = transport_of(application)
    async with (
        started(application),
        httpx.AsyncClient(transport=transport, base_url="http://t") as talking,
    ):
        yield talking


def client_with(
    settings: Settings, content: Content, clocks: Clocks | None = None
) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    """A client of an application with this content."""
    return client_of(settings, content.current, clocks)
