"""Compiled content on disk: used while nothing changed, rebuilt when it did or was damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_content import whole_content, write_content

from knowledge import Library, artifact_cache, load_cached
from knowledge.gate import BrokenKnowledgeError


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content", whole_content())


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read and compiled, one for each time."""
    folders: list[Path] = []
    load = Library.load

    def noted(folder: Path) -> Library:
        folders.append(folder)
        return load(folder)

    monkeypatch.setattr(Library, "load", noted)
    return folders


def stored(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache").iterdir()
    return file


def test_the_second_start_compiles_nothing_and_has_the_same(
    content: Path, compiled: list[Path], tmp_path: Path
) -> None:
    first = load_cached(content, tmp_path / "cache")
    second = load_cached(content, tmp_path / "cache")
    assert compiled == [content]
    assert (second.hash, second.version, list(second.roles)) == (
        first.hash, first.version, list(first.roles),
    )  # fmt: skip


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "other hash": lambda data: b"0" * 64 + data[64:],
    "not an artifact": lambda _: artifact_cache.hash_of(b"[]").encode() + b"[]",
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_rebuilt_and_never_believed(
    content: Path, compiled: list[Path], tmp_path: Path, kind: str
) -> None:
    whole = load_cached(content, tmp_path / "cache")
    file = stored(tmp_path)
    right = file.read_bytes()
    file.write_bytes(DAMAGE[kind](right))
    assert load_cached(content, tmp_path / "cache").hash == whole.hash
    assert len(compiled) == 2
    assert stored(tmp_path).read_bytes() == right


def test_a_change_of_one_byte_is_compiled_and_replaces_the_old_file(
    content: Path, compiled: list[Path], tmp_path: Path
) -> None:
    load_cached(content, tmp_path / "cache")
    manifest = content / "manifest.yaml"
    manifest.write_text(manifest.read_text().replace("1.4.0", "1.4.1"))
    assert load_cached(content, tmp_path / "cache").version == "1.4.1"
    assert len(compiled) == 2
    assert stored(tmp_path)


def test_broken_content_is_refused_whatever_was_stored_before(
    content: Path, tmp_path: Path
) -> None:
    load_cached(content, tmp_path / "cache")
    (content / "manifest.yaml").write_text("version: [")
    with pytest.raises(BrokenKnowledgeError):
        load_cached(content, tmp_path / "cache")


def test_other_code_compiles_again(
    content: Path, compiled: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(content, tmp_path / "cache")
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "checks.py").write_text("changed = True")
    monkeypatch.setattr(artifact_cache, "CODE", (tmp_path / "code",))
    load_cached(content, tmp_path / "cache")
    assert len(compiled) == 2


def test_a_folder_that_cannot_be_written_or_content_with_links_is_simply_compiled(
    content: Path, compiled: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    load_cached(content, tmp_path / "cache")
    (tmp_path / "cache").unlink()
    (content / "notes.txt").symlink_to(tmp_path / "nowhere")
    assert artifact_cache.ArtifactCache(content, tmp_path / "cache").key() is None
    assert compiled == [content]
