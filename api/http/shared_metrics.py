"""The counts of all workers: each writes its own to a file, and the one that is asked adds them up.

A worker that ended keeps its counts, so that no sum ever falls; only what it held at that moment,
such as its connections, is gone with it.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import msgspec
from msgspec import Struct
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

ENDED = "ended.json"
"""The counts of all workers that have ended."""
GREATEST = ("_info", "_timestamp_seconds")
"""Families of these endings say what is in use and since when; they are not added up."""
LabelValues = tuple[tuple[str, str], ...]


class Family(Struct, frozen=True):
    """One metric: each of its values by the name of the sample and its labels."""

    name: str
    meaning: str
    kind: str
    samples: tuple[tuple[str, LabelValues, float], ...]


class WorkerMetrics(Struct, frozen=True):
    """What one worker has written; one that ended is no longer live."""

    families: Sequence[Family]
    is_live: bool


class MetricsFolder:
    """The files of all workers of one server; without a folder there is one worker only."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._name = ""

    def join(self) -> None:
        """Begin as a worker: take a file of one's own and put those of ended workers together.

        To be called in the process that answers requests, which may be a fork of another.
        """
        if self._folder is None:
            return
        self._name = f"{os.getpid()}-{token_hex(4)}.json"
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._locked(self._folder, fcntl.LOCK_EX):
            found = list(_files_in(self._folder))
            gone = [file for file in found if not _is_live(file)]
            ended = [WorkerMetrics(_read(file), is_live=False) for file in gone]
            _write(self._folder / ENDED, merged(ended))
            for file in gone:
                if file.name != ENDED:
                    file.unlink()

    def write(self, families: Sequence[Family]) -> None:
        """Show the others what this worker has counted."""
        if self._folder is not None and self._name:
            _write(self._folder / self._name, families)

    def others(self) -> list[WorkerMetrics]:
        """What all others have written, ended ones included."""
        if self._folder is None or not self._folder.is_dir():
            return []
        with self._locked(self._folder, fcntl.LOCK_SH):
            return [
                WorkerMetrics(_read(file), is_live=_is_live(file))
                for file in _files_in(self._folder)
                if file.name != self._name
            ]

    @contextmanager
    def _locked(self, folder: Path, kind: int) -> Iterator[None]:
        with (folder / "lock").open("a") as lock:
            fcntl.flock(lock, kind)
            yield


def families_of(registry: CollectorRegistry) -> list[Family]:
    """Everything a registry holds."""
    return [
        Family(
            metric.name,
            metric.documentation,
            metric.type,
            tuple(
                (sample.name, tuple(sorted(sample.labels.items())), sample.value)
                for sample in metric.samples
            ),
        )
        for metric in registry.collect()
    ]


def merged(workers: Iterable[WorkerMetrics]) -> list[Family]:
    """The sums over all workers; a value of the moment counts only while its worker lives."""
    kinds: dict[str, Family] = {}
    values: dict[str, dict[tuple[str, LabelValues], float]] = {}
    for worker in workers:
        for family in worker.families:
            if family.kind == "gauge" and not worker.is_live:
                continue
            kinds.setdefault(family.name, family)
            sums = values.setdefault(family.name, {})
            for name, labels, value in family.samples:
                before = sums.get((name, labels), 0.0)
                is_sum = not family.name.endswith(GREATEST)
                sums[name, labels] = before + value if is_sum else max(before, value)
    return [
        Family(
            name,
            kinds[name].meaning,
            kinds[name].kind,
            tuple((sample, labels, value) for (sample, labels), value in sums.items()),
        )
        for name, sums in values.items()
    ]


class _Families(Collector):
    """Families as the library writes them."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        """Hand them over."""
        for family in self._families:
            metric = Metric(family.name, family.meaning, family.kind)
            for name, labels, value in family.samples:
                metric.add_sample(name, dict(labels), value)
            yield metric


def written(families: Sequence[Family]) -> str:
    """In the Prometheus text format."""
    registry = CollectorRegistry()
    registry.register(_Families(families))
    return generate_latest(registry).decode()


def _files_in(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.glob("*.json")))


def _is_live(file: Path) -> bool:
    pid = file.name.partition("-")[0]
    if not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _read(file: Path) -> list[Family]:
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(file.read_bytes(), type=list[Family])
    return []


def _write(file: Path, families: Sequence[Family]) -> None:
    fresh = file.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(families))
    fresh.replace(file)
