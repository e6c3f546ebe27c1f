"""Content is swapped in the middle of a request: no response mixes two versions.

Each test swaps the content before every single line of the service that a request runs through.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

import msgspec
import pytest
from small_content import whole_content, write_content

import api.catalog.service
from api.catalog.current import CurrentKnowledge, Knowledge
from api.catalog.service import CatalogDocument, CatalogService
from knowledge import Library

SERVICE = api.catalog.service.__file__
Tracer = Callable[[FrameType, str, Any], Any]


class Interruption:
    """Runs something once, before the line number `moment` of the service is run."""

    def __init__(self, moment: int, effect: Callable[[], object]) -> None:
        self._left = moment
        self._effect = effect
        self.has_happened = False

    def __enter__(self) -> "Interruption":
        sys.settrace(self._trace)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.settrace(None)

    def _trace(self, frame: FrameType, event: str, _: object) -> Tracer | None:
        if frame.f_code.co_filename != SERVICE or self.has_happened:
            return None
        if event == "line":
            if self._left == 0:
                self.has_happened = True
                self._effect()
            self._left -= 1
        return self._trace


class Scene:
    """A service with two versions of the content, the first one in use."""

    def __init__(self, first: Knowledge, second: Knowledge) -> None:
        self.first, self.second = first, second
        self.current = CurrentKnowledge(first)
        self.service = CatalogService(self.current)

    def publish_and_read(self) -> None:
        """Swap the content, and read a page of the new one."""
        self.current.swap(self.second)
        self.service.domains()


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, library: Library) -> tuple[Library, Library]:
    files = whole_content()
    files["manifest.yaml"] = files["manifest.yaml"].replace('"1.4.0"', '"2.0.0"', 1)
    folder: Path = tmp_path_factory.mktemp("second")
    return library, Library.load(write_content(folder, files))


def version_of(document: CatalogDocument) -> str:
    return str(msgspec.json.decode(document.body)["knowledgeVersion"])


def interrupted(
    versions: tuple[Library, Library], read: Callable[[CatalogService], CatalogDocument]
) -> Iterator[tuple[Scene, CatalogDocument]]:
    """A scene and the page it read, for every moment at which the content can be swapped."""
    moment = 0
    while True:
        scene = Scene(Knowledge(versions[0]), Knowledge(versions[1]))
        scene.service.knowledge()
        with Interruption(moment, scene.publish_and_read) as interruption:
            document = read(scene.service)
        if not interruption.has_happened:
            return
        yield scene, document
        moment += 1


READS: dict[str, Callable[[CatalogService], CatalogDocument]] = {
    "roles": lambda service: service.roles(),
    "role": lambda service: service.role("data-analyst"),
    "graph": lambda service: service.graph("data-analyst", "senior"),
    "skill": lambda service: service.skill("sql", "en"),
}


@pytest.mark.parametrize("name", READS)
def test_a_page_of_the_old_content_is_never_cached_for_the_new(
    versions: tuple[Library, Library], name: str
) -> None:
    moments = 0
    for scene, document in interrupted(versions, READS[name]):
        moments += 1
        assert version_of(document) in {"1.4.0", "2.0.0"}
        assert version_of(READS[name](scene.service)) == "2.0.0"
        scene.current.swap(scene.first)
        assert version_of(READS[name](scene.service)) == "1.4.0"
    assert moments >= 4
