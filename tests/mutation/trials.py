"""Trials: the tests that reach a mutant, run in a copy of the repository that holds it.

Each trial is a process of its own, forked from one that has the libraries loaded already, so that
a trial costs little more than its tests. Which tests reach which line is recorded first, by a run
of all of them with few examples.
"""

import os
import resource
import shutil
import signal
import sys
from collections.abc import Generator, Sequence
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

import msgspec
from msgspec import Struct

COPIED = ("engine", "knowledge", "api", "migrations", "tests", "benchmarks", "docs")
COPIED_FILES = ("pyproject.toml", "README.md", "Makefile", "requirements.lock", "CHANGELOG.md")
LIBRARIES = [
    *("pytest", "hypothesis", "numpy", "networkx", "highspy", "msgspec", "yaml", "coverage"),
    *(
        "xdist",
        "litestar",
        "sqlalchemy.ext.asyncio",
        "asyncpg",
        "jwt",
        "argon2",
        "httpx",
        "alembic",
    ),
]
_CPU_SECONDS = 60  # So much for a start, and ten times what the tests take.
_PATIENCE = 900.0  # Waiting is no fault of a mutant's: the machine may be busy [s].
_MOST_MEMORY = 4 * 2**30
_FEW_EXAMPLES = "10"
_QUICK = 1.0  # [s]

_spawning = get_context("forkserver")


class Reached(Struct, frozen=True):
    """Test → the seconds it takes; file → line → the tests that reach it, by their numbers."""

    tests: dict[str, float]
    lines: dict[str, dict[int, list[int]]]

    def tests_of(self, path: str, first: int, last: int) -> list[str]:
        """The tests that reach any of these lines, file by file, the quick ones first.

        Slow ones, such as those that read the whole content, come after all others.
        """
        names = list(self.tests)
        known = self.lines.get(path, {})
        numbers = {n for line in range(first, last + 1) for n in known.get(line, ())}
        found = [names[number] for number in sorted(numbers)]
        files: dict[str, float] = {}
        for name in found:
            file = name.partition("::")[0]
            files[file] = files.get(file, 0.0) + self.tests[name]
        return sorted(
            found,
            key=lambda name: (
                self.tests[name] > _QUICK,
                files[(file := name.partition("::")[0])],
                file,
                self.tests[name],
            ),
        )


def joined(parts: Sequence[Reached]) -> Reached:
    """What several runs of different tests recorded, as if it had been one run."""
    tests: dict[str, float] = {}
    lines: dict[str, dict[int, list[int]]] = {}
    for part in parts:
        first = len(tests)
        tests |= part.tests
        for file, reached in part.lines.items():
            known = lines.setdefault(file, {})
            for line, numbers in reached.items():
                known.setdefault(line, []).extend(first + number for number in numbers)
    return Reached(tests, lines)


class TestsFailError(Exception):
    """The tests fail without any mutant; what pytest printed."""


class Workspace:
    """A copy of the repository in which one trial at a time is run."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        self._stamp = 1_000_000_000
        ignored = shutil.ignore_patterns("__pycache__", ".hypothesis", "node_modules")
        for name in COPIED:
            shutil.copytree(root / name, folder / name, ignore=ignored)
        for name in COPIED_FILES:
            shutil.copy(root / name, folder / name)
        (folder / "frontend").mkdir()
        for file in (root / "frontend").glob("*.json"):
            shutil.copy(file, folder / "frontend")

    def write(self, path: str, source: str) -> None:
        """Write a file at a time of its own, so that no compiled file passes for it."""
        self._stamp += 1
        (self.folder / path).write_text(source, encoding="utf-8")
        os.utime(self.folder / path, (self._stamp, self._stamp))

    def record(
        self, tests: Sequence[str], sources: Sequence[str], *, part: int = 0, parts: int = 1
    ) -> Reached:
        """Run tests that have to pass, and see which lines each of them reaches.

        Args:
            tests: Files and folders.
            sources: The folders of the lines.
            part: Which part of the test files to run, from 0.
            parts: Into how many parts they are dealt out.

        Raises:
            TestsFailError: They do not pass.
        """
        found = self.folder / "reached.json"
        arguments = (str(self.folder), list(tests), list(sources), str(found), part, parts)
        if self._run(_record, arguments):
            raise TestsFailError((self.folder / "trial.log").read_text(encoding="utf-8"))
        return msgspec.json.decode(found.read_bytes(), type=Reached)

    def passes(self, tests: Sequence[str], seconds: float) -> bool | None:
        """Whether the tests pass; None when they take far more time than they did."""
        code = self._run(_try, (str(self.folder), list(tests), _CPU_SECONDS + 10 * int(seconds)))
        return None if code in (-signal.SIGXCPU, -signal.SIGKILL) else code == 0

    def _run(self, work: object, arguments: tuple[object, ...]) -> int:
        trial = _spawning.Process(target=work, args=arguments)  # type: ignore[arg-type]
        trial.start()
        trial.join(_PATIENCE)
        if trial.is_alive():
            trial.kill()
            trial.join()
        return trial.exitcode or 0


def prepare() -> None:
    """Load the libraries in the process that trials are forked from."""
    _spawning.set_forkserver_preload(LIBRARIES)


def _enter(folder: str) -> None:
    """Make the copy the place that everything is imported from, and write to its log."""
    root = str(Path.cwd())
    os.chdir(folder)
    sys.path[:] = [entry for entry in sys.path if entry not in ("", root)]
    log = os.open("trial.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)


def _try(folder: str, tests: list[str], cpu_seconds: int) -> None:
    import pytest

    _enter(folder)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    code = pytest.main(["-x", "-q", "--no-header", *OPTIONS, *tests])
    os._exit(int(code))


OPTIONS = (
    *("-p", "no:cacheprovider", "--hypothesis-profile=mutation", "--rootdir=."),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # The libraries are loaded already.
)


def _record(
    folder: str, tests: list[str], sources: list[str], found: str, part: int, parts: int
) -> None:
    import coverage
    import pytest

    os.environ["CAREER_EXAMPLES"] = _FEW_EXAMPLES
    _enter(folder)
    covered = coverage.Coverage(
        data_file=None, include=[f"{folder}/{source}/*" for source in sources], messages=False
    )
    durations: dict[str, float] = {}

    class Recorder:
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            files = list(dict.fromkeys(item.path for item in items))
            items[:] = [item for item in items if files.index(item.path) % parts == part]

        @pytest.hookimpl(wrapper=True, tryfirst=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
            covered.switch_context(item.nodeid)
            began = perf_counter()
            outcome = yield
            durations[item.nodeid] = perf_counter() - began
            covered.switch_context("")
            return outcome

    covered.start()
    code = pytest.main(["-q", "-x", *OPTIONS, *tests], plugins=[Recorder()])
    covered.stop()
    if code:
        os._exit(int(code))
    data = covered.get_data()
    numbers = {name: number for number, name in enumerate(durations)}
    lines = {
        Path(file).relative_to(folder).as_posix(): {
            line: sorted(numbers[name] for name in names if name in numbers)
            for line, names in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    Path(found).write_bytes(msgspec.json.encode(Reached(durations, lines)))
    os._exit(0)
