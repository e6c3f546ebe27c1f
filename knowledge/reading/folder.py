"""The content folder → corpus and findings. Every file is read once; no fault stops the others."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from engine import SourceRef
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error, warning
from knowledge.reading.document import UNREADABLE, Document, read_document
from knowledge.reading.fields import read_record
from knowledge.reading.filed import Filed
from knowledge.reading.layout import check_layout
from knowledge.reading.records import (
    RECORDS,
    DomainsRecord,
    ManifestRecord,
    Record,
    RedirectsRecord,
    ResourceRecord,
    RoleRecord,
    ScaleRecord,
    SkillRecord,
)
from knowledge.reading.rule_records import RulesRecord
from knowledge.reading.screening import MAX_BYTES

MAX_FILES = 20_000
_SLIPS = re.compile(r"ya?ml(\.txt)?", re.IGNORECASE)
R = TypeVar("R", bound=Record)

SINGLES = ("manifest.yaml", "scale.yaml", "domains.yaml", "redirects.yaml")
KINDS = {"skills": "skill", "roles": "role", "resources": "resource", "rules": "rules"}
GUIDE = "README.md"
"""Words for editors; no content."""


class Reading(Struct, frozen=True):
    """What a folder gave: the corpus and the faults of syntax and fields."""

    corpus: Corpus
    findings: tuple[Finding, ...]


class _Found(Struct, frozen=True):
    """An entry of the folder; `is_plain` when it is a file and no link."""

    name: str
    path: str
    is_plain: bool


def read_folder(folder: Path) -> Reading:
    """Read a whole content folder.

    Args:
        folder: Holds manifest.yaml, skills/ and the others.
    """
    reader = _FolderReader(folder.resolve())
    for found in _entries_under(reader, str(reader.root), ""):
        reader.take(found)
    corpus = reader.corpus()
    missing = [name for name in SINGLES if name not in reader.seen]
    reader.findings.extend(_missing(name) for name in missing)
    return Reading(corpus, tuple(reader.findings))


def _missing(name: str) -> Finding:
    return error(SourceRef(name, 1, 1), "S009", f"{name} is missing", "add it, see the format page")


def _entries_under(reader: "_FolderReader", folder: str, prefix: str) -> Iterator[_Found]:
    """Every entry that is no folder, sorted; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        reader.refuse(prefix, "there is no such folder", "name the folder that holds manifest.yaml")
        return
    except OSError:
        reader.refuse(prefix, "the folder cannot be read", "mend its permissions")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~") or entry.name == GUIDE:
            continue
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and _place_of(name) is not None:
            reader.refuse(name, "a folder, where a file is expected", "put a plain file here")
        if entry.is_dir(follow_symlinks=False):
            yield from _entries_under(reader, entry.path, f"{name}/")
        else:
            yield _Found(name, entry.path, entry.is_file(follow_symlinks=False))


class _FolderReader:
    """Collects what the files of one folder give."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.seen: set[str] = set()
        self._failed: set[tuple[str, str]] = set()
        self._documents: dict[str, list[Document]] = {}

    def refuse(self, name: str, message: str, mend: str) -> None:
        """Report a file that is not even opened."""
        self.findings.append(error(SourceRef(name, 1, 1), "S009", message, mend))

    def take(self, found: _Found) -> None:
        """Read one file into the corpus, or say why not."""
        name = found.name
        self.seen.add(name)
        if len(self.seen) > MAX_FILES:
            if len(self.seen) == MAX_FILES + 1:
                self.refuse(name, f"more than {MAX_FILES} files", "are these all content?")
            return
        place = _place_of(name)
        if place is None:
            self._refuse_place(name)
            return
        content = self._bytes_of(found)
        if content is None:
            self._fail(name)
            return
        document = read_document(name, content)
        self.findings.extend(document.findings)
        if document.value is UNREADABLE:
            self._fail(name)
            return
        if self._is_of_another_kind(document, place):
            self._fail(name)
            return
        self.findings.extend(check_layout(document))
        self._documents.setdefault(place, []).append(document)

    def _refuse_place(self, name: str) -> None:
        """A file that nothing reads; one whose ending is a slip counts as one that failed."""
        stem, dot, ending = name.rpartition("/")[2].partition(".")
        right = f"{name[: len(name) - len(dot + ending)]}.yaml"
        if dot and _place_of(right) is not None and _SLIPS.fullmatch(ending):
            mend = f"call the file {stem}.yaml"
            self.refuse(name, f"content files end in .yaml, not in .{ending}", mend)
            self._fail(right)
            return
        self.findings.append(_out_of_place(name))

    def _is_of_another_kind(self, document: Document, place: str) -> bool:
        kind = document.value.get("kind") if isinstance(document.value, dict) else None
        own = KINDS.get(place, place.removesuffix(".yaml"))
        if kind == own or not isinstance(kind, str) or kind not in RECORDS:
            return False
        home = next((f"{top}/" for top, one in KINDS.items() if one == kind), f"{kind}.yaml")
        at = document.at("kind")
        mend = f"move it to {home}, or write kind: {own}"
        self.findings.append(
            error(at, "F002", f"the kind is {kind}, but this is no place for one", mend)
        )
        return True

    def _fail(self, name: str) -> None:
        top, _, rest = name.partition("/")
        self._failed.add((KINDS.get(top, top), Path(rest or top).stem))

    def _bytes_of(self, found: _Found) -> bytes | None:
        """The file's bytes, at most one more than is allowed; None when it is no file of ours."""
        try:
            if not found.is_plain and not self._leads_to_a_file_of_ours(found):
                return None
            with Path(found.path).open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except (OSError, RuntimeError):
            self.refuse(found.name, "the file cannot be opened", "mend its permissions or its link")
            return None

    def _leads_to_a_file_of_ours(self, found: _Found) -> bool:
        real = Path(found.path).resolve(strict=True)
        if not real.is_relative_to(self.root):
            self.refuse(found.name, "a link that leads out of the content folder", "copy the file")
            return False
        if not stat.S_ISREG(real.stat().st_mode):
            self.refuse(found.name, "not a regular file", "put a plain file here")
            return False
        return True

    def _filed(self, place: str, record_type: type[R]) -> tuple[Filed[R], ...]:
        filed: list[Filed[R]] = []
        for document in self._documents.get(place, ()):
            record, faults = read_record(document, record_type)
            sigils = {(one.line, one.column) for one in document.findings if one.code == "S007"}
            self.findings.extend(one for one in faults if (one.line, one.column) not in sigils)
            filed.append(Filed(document.path, record, document.spots, document.key_spots))
        return tuple(filed)

    def _single(self, place: str, record_type: type[R]) -> Filed[R] | None:
        return next(iter(self._filed(place, record_type)), None)

    def corpus(self) -> Corpus:
        """The records of what was read, in the order of the paths; field faults are collected."""
        return Corpus(
            manifest=self._single("manifest.yaml", ManifestRecord),
            scale=self._single("scale.yaml", ScaleRecord),
            domains=self._single("domains.yaml", DomainsRecord),
            redirects=self._single("redirects.yaml", RedirectsRecord),
            skills=self._filed("skills", SkillRecord),
            roles=self._filed("roles", RoleRecord),
            resources=self._filed("resources", ResourceRecord),
            rules=self._filed("rules", RulesRecord),
            failed=frozenset(self._failed),
        )


def _place_of(name: str) -> str | None:
    """Which part of the corpus a file belongs to, or None when nothing is expected there."""
    parts = name.split("/")
    if name in SINGLES:
        return name
    depth = 3 if parts[0] == "skills" else 2
    is_expected = len(parts) == depth and name.endswith(".yaml") and parts[0] in KINDS
    return parts[0] if is_expected else None


def _out_of_place(name: str) -> Finding:
    return warning(
        SourceRef(name, 1, 1),
        "S009",
        "nothing reads a file of this name at this place",
        "content is skills/<domain>/<slug>.yaml, roles/, resources/ and rules/<slug>.yaml",
    )
