"""The face of a room names what other rooms import from it, and nothing else."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("api", "knowledge", "migrations", "benchmarks", "tests")


def imported_from(face: str, *, by: str) -> set[str]:
    """Every name that a room imports from a face."""
    return {
        alias.name
        for path in (ROOT / by).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == face
        for alias in node.names
    }


@pytest.mark.parametrize("face", ["engine", "knowledge"])
def test_every_name_on_a_face_is_imported_by_another_room(face: str) -> None:
    names = set(import_module(face).__all__)
    used = {name for room in ROOMS if room != face for name in imported_from(face, by=room)}
    assert sorted(names - used) == []


@pytest.mark.parametrize("face", ["engine", "knowledge"])
def test_product_rooms_import_a_room_through_its_face(face: str) -> None:
    """Benchmarks and tests may look inside; the product does not."""
    inside = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room in ("api", "knowledge", "migrations")
        if room != face
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{face}.")
    ]
    assert inside == []
