"""The small world of these tests and the bundled content are without a fault."""

from pathlib import Path

from small_content import findings_of, whole_content

from knowledge import BUNDLED_CONTENT, Library
from knowledge.findings import Severity
from knowledge.gate import check_folder


def test_nothing_is_found_in_the_small_whole_content(tmp_path: Path) -> None:
    assert findings_of(tmp_path, whole_content()) == ()


def test_the_bundled_content_has_neither_errors_nor_warnings() -> None:
    found = check_folder(BUNDLED_CONTENT).findings
    assert [one for one in found if one.severity is not Severity.NOTE] == []


def test_every_role_of_the_bundled_content_has_texts_and_every_skill_is_reachable() -> None:
    library = Library.load(BUNDLED_CONTENT)
    assert set(library.roles) == set(library.role_texts)
    assert set(library.graph.skills) == set(library.skill_texts)
    reached = library.graph.attain(library.graph.steps, given=frozenset())
    assert set(reached) == set(library.graph.steps)
