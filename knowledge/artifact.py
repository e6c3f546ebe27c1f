"""The compiled knowledge as canonical JSON: equal content gives equal bytes, and old releases
stay readable.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Generic, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from knowledge.compile import comparisons_in
from knowledge.corpus import Corpus, ReleasedEntry
from knowledge.corpus.redirects import Destination
from knowledge.reading.grouping_records import DomainsRecord, FamiliesRecord
from knowledge.reading.located import AnyLocated, Located
from knowledge.reading.manifest_records import ManifestRecord, ScaleRecord
from knowledge.reading.measured_records import MeasuredRecord
from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.records import (
    Record,
    ResourceRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.reading.redirect_records import RedirectsRecord
from knowledge.reading.rule_records import RulesRecord
from knowledge.reading.source_map import Path, Position

ARTIFACT_FORMAT = 1
R = TypeVar("R", bound=Record)


class UnreadableArtifactError(Exception):
    """Bytes that are not an artifact of this format; `problem` says what is wrong with them."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"not a knowledge artifact: {problem}")


class ArtifactEntry(Struct, Generic[R], frozen=True, forbid_unknown_fields=True):
    """A record with the positions that explanations name, keyed by path with slashes."""

    path: str
    record: R
    spots: dict[str, Position]


class Artifact(Struct, frozen=True, forbid_unknown_fields=True):
    """All that the product needs to know, in one value; older artifacts lack what has a default."""

    format: int
    manifest: ArtifactEntry[ManifestRecord]
    scale: ArtifactEntry[ScaleRecord]
    domains: ArtifactEntry[DomainsRecord]
    redirects: ArtifactEntry[RedirectsRecord]
    skills: tuple[ArtifactEntry[SkillRecord], ...]
    roles: tuple[ArtifactEntry[RoleRecord], ...]
    resources: tuple[ArtifactEntry[ResourceRecord], ...]
    rules: tuple[ArtifactEntry[RulesRecord], ...]
    projects: tuple[ArtifactEntry[ProjectRecord], ...] = ()
    families: ArtifactEntry[FamiliesRecord] | None = None
    measured: ArtifactEntry[MeasuredRecord] | UnsetType = UNSET
    """Left out of the bytes where nothing was measured, so that these stay as they were."""


class IncompleteCorpusError(Exception):
    """A corpus without manifest, scale, domains or redirects cannot be compiled."""


def encode_artifact(corpus: Corpus) -> bytes:
    """Compile a corpus without errors into canonical JSON: sorted keys, sorted files, UTF-8.

    Raises:
        IncompleteCorpusError: One of the single files is missing.
    """
    singles = (corpus.manifest, corpus.scale, corpus.domains, corpus.redirects)
    manifest, scale, domains, redirects = singles
    if manifest is None or scale is None or domains is None or redirects is None:
        raise IncompleteCorpusError
    artifact = Artifact(
        format=ARTIFACT_FORMAT,
        manifest=_entry_of(manifest, ()),
        scale=_entry_of(scale, ()),
        domains=_entry_of(domains, ()),
        redirects=_entry_of(redirects, ()),
        skills=tuple(_entry_of(one, _skill_paths(one.record)) for one in corpus.skills),
        roles=tuple(_entry_of(one, _role_paths(one.record)) for one in corpus.roles),
        resources=tuple(_entry_of(one, ()) for one in corpus.resources),
        projects=tuple(_entry_of(one, ()) for one in corpus.projects),
        rules=tuple(_entry_of(one, _rules_paths(one.record)) for one in corpus.rules),
        families=None if corpus.families is None else _entry_of(corpus.families, ()),
        measured=UNSET if corpus.measured is None else _entry_of(corpus.measured, ()),
    )
    plain = msgspec.to_builtins(artifact, str_keys=True)
    return msgspec.json.encode(plain, order="sorted")


def decode_artifact(artifact: bytes) -> Corpus:
    """The corpus that was compiled, with the positions that were stored.

    Raises:
        UnreadableArtifactError: Other bytes, or an artifact of another format.
    """
    try:
        found = msgspec.json.decode(artifact, type=Artifact)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableArtifactError(str(error)) from error
    if found.format != ARTIFACT_FORMAT:
        raise UnreadableArtifactError(f"format {found.format} instead of {ARTIFACT_FORMAT}")
    return Corpus(
        manifest=_located_of(found.manifest),
        scale=_located_of(found.scale),
        domains=_located_of(found.domains),
        redirects=_located_of(found.redirects),
        skills=tuple(_located_of(entry) for entry in found.skills),
        roles=tuple(_located_of(entry) for entry in found.roles),
        resources=tuple(_located_of(entry) for entry in found.resources),
        projects=tuple(_located_of(entry) for entry in found.projects),
        rules=tuple(_located_of(entry) for entry in found.rules),
        families=None if found.families is None else _located_of(found.families),
        measured=None if found.measured is UNSET else _located_of(found.measured),
    )


def hash_of(artifact: bytes) -> str:
    """The SHA-256 of an artifact in hexadecimal: the name of exactly this content."""
    return sha256(artifact).hexdigest()


def released_by(artifact: bytes) -> tuple[ReleasedEntry, ...]:
    """What an earlier release published, or UnreadableArtifactError."""
    entries: tuple[AnyLocated, ...] = decode_artifact(artifact).entries
    return tuple(ReleasedEntry(one.record.kind, one.record.id, one.record.slug) for one in entries)


class _NamedRecord(Struct, frozen=True):
    id: str
    slug: str
    title: str


class _NamedEntry(Struct, frozen=True):
    record: _NamedRecord


class _NamedArtifact(Struct, frozen=True):
    skills: tuple[_NamedEntry, ...]
    roles: tuple[_NamedEntry, ...]


def names_in(artifact: bytes) -> dict[str, Destination]:
    """Slug and title of every skill and role of an artifact of any format, by content id.

    Raises:
        UnreadableArtifactError: Other bytes.
    """
    try:
        found = msgspec.json.decode(artifact, type=_NamedArtifact)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableArtifactError(str(error)) from error
    records = [entry.record for entry in (*found.skills, *found.roles)]
    return {one.id: Destination((), one.slug, one.title) for one in records}


def _entry_of(located: Located[R], paths: Iterable[Path]) -> ArtifactEntry[R]:
    spots: dict[str, Position] = {}
    for path in paths:
        place = located.at_key(*path) if path[0] == "levels" else located.at(*path)
        spots["/".join(map(str, path))] = (place.line, place.column)
    return ArtifactEntry(located.path, located.record, spots)


def _located_of(entry: ArtifactEntry[R]) -> Located[R]:
    positions: dict[Path, Position] = {_path_of(key): spot for key, spot in entry.spots.items()}
    return Located(path=entry.path, record=entry.record, positions=positions)


def _path_of(key: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in key.split("/"))


def _skill_paths(record: SkillRecord) -> Iterable[Path]:
    yield ("slug",)
    for number, level in record.levels.items():
        yield ("levels", number)
        for index in range(len(level.requires)):
            yield ("levels", number, "requires", index)


def _role_paths(record: RoleRecord) -> Iterable[Path]:
    yield ("slug",)
    for index, requirement in enumerate(record.requirements):
        yield ("requirements", index)
        for branch in range(len(requirement.of)):
            yield ("requirements", index, "of", branch)


def _rules_paths(record: RulesRecord) -> Iterable[Path]:
    yield ("name",)
    for index, rule in enumerate(record.rules):
        yield ("rules", index)
        yield from (path for _, path in comparisons_in(rule.when, ("rules", index, "when")))
