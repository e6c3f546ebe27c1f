"""The content folder → corpus and findings. Every file is read once; no fault stops the others."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from engine import SourceRef
from knowledge.corpus import Corpus
from knowledge.fields import read_record
from knowledge.filed import Filed
from knowledge.findings import Finding, error, warning
from knowledge.layout import check_layout
from knowledge.read import UNREADABLE, Document, read_document
from knowledge.records import (
    DomainsRecord,
    ManifestRecord,
    Record,
    RedirectsRecord,
    ResourceRecord,
    RoleRecord,
    RulesRecord,
    ScaleRecord,
    SkillRecord,
)
from knowledge.screening import MAX_BYTES

MAX_FILES = 20_000
R = TypeVar("R", bound=Record)

SINGLES: dict[str, type[Record]] = {
    "manifest.yaml": ManifestRecord,
    "scale.yaml": ScaleRecord,
    "domains.yaml": DomainsRecord,
    "redirects.yaml": RedirectsRecord,
}
FOLDERS: dict[str, type[Record]] = {
    "skills": SkillRecord,
    "roles": RoleRecord,
    "resources": ResourceRecord,
    "rules": RulesRecord,
}
KINDS = {"skills": "skill", "roles": "role", "resources": "resource", "rules": "rules"}


class Reading(Struct, frozen=True):
    """What a folder gave: the corpus and the faults of syntax and fields."""

    corpus: Corpus
    findings: tuple[Finding, ...]


def read_folder(folder: Path) -> Reading:
    """Read a whole content folder.

    Args:
        folder: Holds manifest.yaml, skills/ and the others.
    """
    reader = _FolderReader(folder.resolve())
    for path in _files_under(reader, reader.root):
        reader.take(path)
    missing = [name for name in SINGLES if name not in reader.seen]
    reader.findings.extend(_missing(name) for name in missing)
    return Reading(reader.corpus(), tuple(reader.findings))


def _missing(name: str) -> Finding:
    return error(SourceRef(name, 1, 1), "S009", f"{name} is missing", "add it, see the format page")


def _files_under(reader: "_FolderReader", folder: Path) -> Iterator[Path]:
    """Every entry that is no folder, sorted; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        reader.refuse(folder, "the folder cannot be read", "mend its permissions")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _files_under(reader, path)
        else:
            yield path


class _FolderReader:
    """Collects what the files of one folder give."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.seen: set[str] = set()
        self._failed: set[tuple[str, str]] = set()
        self._filed: dict[type[Record], list[Filed[Record]]] = {}

    def refuse(self, path: Path, message: str, mend: str) -> None:
        """Report a file that is not even opened."""
        self.findings.append(error(SourceRef(self._name(path), 1, 1), "S009", message, mend))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def take(self, path: Path) -> None:
        """Read one file into the corpus, or say why not."""
        name = self._name(path)
        self.seen.add(name)
        if len(self.seen) > MAX_FILES:
            if len(self.seen) == MAX_FILES + 1:
                self.refuse(path, f"more than {MAX_FILES} files", "are these all content?")
            return
        record_type = _record_type_of(name)
        if record_type is None:
            self.findings.append(_out_of_place(name))
            return
        content = self._bytes_of(path)
        if content is None:
            self._fail(name)
            return
        document = read_document(name, content)
        self.findings.extend(document.findings)
        if document.value is UNREADABLE:
            self._fail(name)
            return
        self._file(document, record_type)

    def _file(self, document: Document, record_type: type[R]) -> None:
        record, faults = read_record(document, record_type)
        self.findings.extend(faults)
        self.findings.extend(check_layout(document))
        filed = Filed(document.path, record, document.spots, document.key_spots)
        self._filed.setdefault(record_type, []).append(filed)

    def _fail(self, name: str) -> None:
        top, _, rest = name.partition("/")
        self._failed.add((KINDS.get(top, top), Path(rest or top).stem))

    def _bytes_of(self, path: Path) -> bytes | None:
        """The file's bytes, at most one more than is allowed; None when it is no file of ours."""
        try:
            real = path.resolve(strict=True)
            if not real.is_relative_to(self.root):
                self.refuse(path, "a link that leads out of the content folder", "copy the file")
                return None
            if not stat.S_ISREG(real.stat().st_mode):
                self.refuse(path, "not a regular file", "put a plain file here")
                return None
            with real.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except (OSError, RuntimeError):
            self.refuse(path, "the file cannot be opened", "mend its permissions or its link")
            return None

    def _all(self, record_type: type[R]) -> tuple[Filed[R], ...]:
        return tuple(
            Filed(one.path, one.record, one.spots, one.key_spots)
            for one in self._filed.get(record_type, [])
            if isinstance(one.record, record_type)
        )

    def _single(self, record_type: type[R]) -> Filed[R] | None:
        return next(iter(self._all(record_type)), None)

    def corpus(self) -> Corpus:
        """What was read, in the order of the paths."""
        return Corpus(
            manifest=self._single(ManifestRecord),
            scale=self._single(ScaleRecord),
            domains=self._single(DomainsRecord),
            redirects=self._single(RedirectsRecord),
            skills=self._all(SkillRecord),
            roles=self._all(RoleRecord),
            resources=self._all(ResourceRecord),
            rules=self._all(RulesRecord),
            failed=frozenset(self._failed),
        )


def _record_type_of(name: str) -> type[Record] | None:
    """What a file holds, by where it stands; None when nothing is expected there."""
    if name in SINGLES:
        return SINGLES[name]
    parts = name.split("/")
    depth = 3 if parts[0] == "skills" else 2
    if len(parts) != depth or not name.endswith(".yaml"):
        return None
    return FOLDERS.get(parts[0])


def _out_of_place(name: str) -> Finding:
    return warning(
        SourceRef(name, 1, 1),
        "S009",
        "nothing reads a file of this name at this place",
        "content is skills/<domain>/<slug>.yaml, roles/, resources/ and rules/<slug>.yaml",
    )
