"""The content folder → corpus and violations. Each file is read once; no fault stops the others."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from engine import MessageParam, SourceRef
from knowledge.corpus.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.document import INVALID, YamlDocument, read_document
from knowledge.reading.grouping_records import DomainsRecord, FamiliesRecord
from knowledge.reading.layout import check_layout
from knowledge.reading.located import Located
from knowledge.reading.manifest_records import ManifestRecord, ScaleRecord
from knowledge.reading.measured_records import MeasuredRecord
from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.record_reader import read_record
from knowledge.reading.records import (
    RECORDS,
    Record,
    ResourceRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.reading.redirect_records import RedirectsRecord
from knowledge.reading.rule_records import RulesRecord
from knowledge.reading.screening import MAX_BYTES

BUNDLED_CONTENT = Path(__file__).resolve().parents[1] / "content"
MAX_FILES = 20_000
_WRONG_ENDINGS = re.compile(r"ya?ml(\.txt)?", re.IGNORECASE)
R = TypeVar("R", bound=Record)

SINGLES = ("manifest.yaml", "scale.yaml", "domains.yaml", "families.yaml", "redirects.yaml")
OPTIONAL = ("measured.yaml",)
"""Single files that content may do without."""
KINDS = {
    "skills": "skill",
    "roles": "role",
    "resources": "resource",
    "projects": "project",
    "rules": "rules",
}
GUIDE = "README.md"
"""A guide for editors, not content."""


class FolderContents(Struct, frozen=True):
    """What was read from a folder: the corpus, and the faults of syntax and fields."""

    corpus: Corpus
    violations: tuple[Violation, ...]


class _FolderEntry(Struct, frozen=True):
    """An entry of the folder; `is_plain` when it is a file and not a link."""

    name: str
    path: str
    is_plain: bool


def read_folder(folder: Path) -> FolderContents:
    """Read a content folder.

    Args:
        folder: Holds manifest.yaml, skills/ and the others.
    """
    reader = _FolderReader(folder.resolve())
    for entry in _entries_under(reader, str(reader.root), ""):
        reader.take(entry)
    corpus = reader.corpus()
    for name in SINGLES:
        if name not in reader.seen:
            reader.report(name, "S009.missing", file=name)
    return FolderContents(corpus, tuple(reader.violations))


def _entries_under(reader: "_FolderReader", folder: str, prefix: str) -> Iterator[_FolderEntry]:
    """Every entry that is not a folder, sorted; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        reader.report(prefix, "S009.no-folder")
        return
    except OSError:
        reader.report(prefix, "S009.unreadable-folder")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~") or entry.name == GUIDE:
            continue
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and _place_of(name) is not None:
            reader.report(name, "S009.folder")
        if entry.is_dir(follow_symlinks=False):
            yield from _entries_under(reader, entry.path, f"{name}/")
        else:
            yield _FolderEntry(name, entry.path, entry.is_file(follow_symlinks=False))


class _FolderReader:
    """Collects what the files of one folder contain."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.violations: list[Violation] = []
        self.seen: set[str] = set()
        self._failed: set[tuple[str, str]] = set()
        self._documents: dict[str, list[YamlDocument]] = {}

    def report(self, name: str, message: str, /, **params: MessageParam) -> None:
        """Report a file that is not even opened."""
        self.violations.append(Violation.with_params(SourceRef(name, 1, 1), message, params))

    def take(self, entry: _FolderEntry) -> None:
        """Read one file into the corpus, or report why not."""
        name = entry.name
        self.seen.add(name)
        if len(self.seen) > MAX_FILES:
            if len(self.seen) == MAX_FILES + 1:
                self.report(name, "S009.too-many", most=MAX_FILES)
            return
        place = _place_of(name)
        if place is None:
            self._report_place(name)
            return
        content = self._bytes_of(entry)
        if content is None:
            self._fail(name)
            return
        document = read_document(name, content)
        self.violations.extend(document.violations)
        if document.value is INVALID or self._is_of_another_kind(document, place):
            self._fail(name)
            return
        self.violations.extend(check_layout(document))
        self._documents.setdefault(place, []).append(document)

    def _report_place(self, name: str) -> None:
        """A file that nothing reads; one with a misspelt ending counts as one that failed."""
        stem, dot, ending = name.rpartition("/")[2].partition(".")
        right = f"{name[: len(name) - len(dot + ending)]}.yaml"
        if dot and _place_of(right) is not None and _WRONG_ENDINGS.fullmatch(ending):
            self.report(name, "S009.ending", ending=f".{ending}", file=f"{stem}.yaml")
            self._fail(right)
            return
        self.report(name, "S009.out-of-place")

    def _is_of_another_kind(self, document: YamlDocument, place: str) -> bool:
        kind = document.value.get("kind") if isinstance(document.value, dict) else None
        own = KINDS.get(place, place.removesuffix(".yaml"))
        if kind == own or not isinstance(kind, str) or kind not in RECORDS:
            return False
        home = next((f"{top}/" for top, one in KINDS.items() if one == kind), f"{kind}.yaml")
        at = document.at("kind")
        self.violations.append(Violation.of(at, "F002.kind", kind=kind, home=home, own=own))
        return True

    def _fail(self, name: str) -> None:
        top, _, rest = name.partition("/")
        self._failed.add((KINDS.get(top, top), Path(rest or top).stem))

    def _bytes_of(self, entry: _FolderEntry) -> bytes | None:
        """The file's bytes, at most one more than is allowed; None when it may not be read."""
        try:
            if not entry.is_plain and not self._leads_to_a_file_inside(entry):
                return None
            with Path(entry.path).open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except (OSError, RuntimeError):
            self.report(entry.name, "S009.unreadable")
            return None

    def _leads_to_a_file_inside(self, entry: _FolderEntry) -> bool:
        real = Path(entry.path).resolve(strict=True)
        if not real.is_relative_to(self.root):
            self.report(entry.name, "S009.outside")
            return False
        if not stat.S_ISREG(real.stat().st_mode):
            self.report(entry.name, "S009.not-a-file")
            return False
        return True

    def _located(self, place: str, record_type: type[R]) -> tuple[Located[R], ...]:
        located: list[Located[R]] = []
        for document in self._documents.get(place, ()):
            record, faults = read_record(document, record_type)
            shorthand = {one.place for one in document.violations if one.code == "S007"}
            self.violations.extend(one for one in faults if one.place not in shorthand)
            located.append(
                Located(
                    path=document.path,
                    record=record,
                    positions=document.positions,
                    key_positions=document.key_positions,
                )
            )
        return tuple(located)

    def _single(self, place: str, record_type: type[R]) -> Located[R] | None:
        return next(iter(self._located(place, record_type)), None)

    def corpus(self) -> Corpus:
        """The records of what was read, in the order of the paths; field faults are collected."""
        return Corpus(
            manifest=self._single("manifest.yaml", ManifestRecord),
            scale=self._single("scale.yaml", ScaleRecord),
            domains=self._single("domains.yaml", DomainsRecord),
            families=self._single("families.yaml", FamiliesRecord),
            redirects=self._single("redirects.yaml", RedirectsRecord),
            measured=self._single("measured.yaml", MeasuredRecord),
            skills=self._located("skills", SkillRecord),
            roles=self._located("roles", RoleRecord),
            resources=self._located("resources", ResourceRecord),
            projects=self._located("projects", ProjectRecord),
            rules=self._located("rules", RulesRecord),
            failed=frozenset(self._failed),
        )


def _place_of(name: str) -> str | None:
    """Which part of the corpus a file belongs to, or None when nothing is expected there."""
    parts = name.split("/")
    if name in SINGLES or name in OPTIONAL:
        return name
    depth = 3 if parts[0] == "skills" else 2
    is_expected = len(parts) == depth and name.endswith(".yaml") and parts[0] in KINDS
    return parts[0] if is_expected else None
