"""How many mutants of a room the tests find: `python -m mutation --room engine --sample 200`.

Prints JSON. A mutant counts as found when a test fails or takes far too long. Mutants that change
nothing a person could notice are listed in `accepted.yaml` with the reason, and left out.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

import yaml
from msgspec import Struct, convert, to_builtins
from mutation.mutants import Mutant, draw_mutants
from mutation.trials import Workspace, joined, prepare
from seeding import ROOT, seed_for, seed_of


class Room(Struct, frozen=True):
    """What is changed, and the tests that may find it."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]


ACCEPTED = Path(__file__).with_name("accepted.yaml")
AUTH_TESTS = (
    *("sessions", "authorization", "forged_tokens", "limits", "email_addresses"),
    *("worked_auth", "worked_tokens", "worked_passwords", "worked_attempts"),
)
ROOMS = {
    "engine": Room(("engine",), ("tests/engine", "engine")),
    "knowledge": Room(("knowledge",), ("tests/knowledge", "knowledge")),
    "api/auth": Room(
        ("api/auth",),
        (
            "api/auth",
            *(f"tests/api/test_{about}.py" for about in AUTH_TESTS),
        ),
    ),
}


class Accepted(Struct, frozen=True, forbid_unknown_fields=True):
    """Mutants that need not be found: `change` is an expression for all of "what was → what is".

    Without a `path` that holds in every file.
    """

    change: str
    reason: str
    path: str = ""

    def covers(self, mutant: Mutant) -> bool:
        """Whether this is said of the mutant."""
        is_there = self.path in ("", mutant.path)
        return is_there and re.fullmatch(self.change, mutant.change) is not None


class Report(Struct, frozen=True):
    """What became of the mutants drawn; `score` is the share of those not accepted that was found.

    `killed` failed a test, `timeout` took far too long; `accepted` were not tried.
    """

    room: str
    seed: int
    sampled: int
    accepted: int
    killed: int
    timeout: int
    survived: tuple[str, ...]
    score: float


class Trials:
    """Tries mutants in several copies of the repository at a time."""

    def __init__(self, folder: Path, room: Room, workers: int) -> None:
        self._free: SimpleQueue[Workspace] = SimpleQueue()
        self._workers = workers
        workspaces = [Workspace(ROOT, folder / str(number)) for number in range(workers)]
        with ThreadPoolExecutor(workers) as pool:
            recorded = [
                pool.submit(space.record, room.tests, room.sources, part=part, parts=workers)
                for part, space in enumerate(workspaces)
            ]
        self.reached = joined([each.result() for each in recorded])
        for workspace in workspaces:
            self._free.put(workspace)

    def outcomes(self, mutants: Sequence[Mutant], *, thorough: bool) -> list[bool | None]:
        """For each mutant whether its tests pass; None where they take too long."""
        with ThreadPoolExecutor(self._workers) as pool:
            return list(pool.map(lambda mutant: self._outcome(mutant, thorough), mutants))

    def _outcome(self, mutant: Mutant, thorough: bool) -> bool | None:
        """Thoroughly, a mutant that its own tests pass is tried against all others as well.

        What is worked out once and remembered is reached by the first test that asks for it alone.
        """
        own = self.reached.tests_of(mutant.path, mutant.first, mutant.last)
        passes = self._passes(mutant, own) if own else True
        if passes and thorough:
            rest = set(self.reached.tests).difference(own)
            passes = self._passes(mutant, [test for test in self.reached.tests if test in rest])
        sys.stderr.write(f"survived: {mutant.name}\n" if passes else "")
        sys.stderr.flush()
        return passes

    def _passes(self, mutant: Mutant, tests: Sequence[str]) -> bool | None:
        workspace = self._free.get()
        original = (workspace.folder / mutant.path).read_text(encoding="utf-8")
        try:
            workspace.write(mutant.path, mutant.source)
            return workspace.passes(tests, sum(self.reached.tests[test] for test in tests))
        finally:
            workspace.write(mutant.path, original)
            self._free.put(workspace)


def main() -> int:
    """Print the report; 1 where the score is below the floor."""
    options = _options()
    seed = seed_of(os.environ) if options.seed is None else options.seed
    room = ROOMS[options.room]
    mutants = draw_mutants(
        ROOT, room.sources, count=options.sample, seed=seed_for(seed, options.room)
    )
    accepted = convert(yaml.safe_load(ACCEPTED.read_text(encoding="utf-8")), list[Accepted])
    tried = [mutant for mutant in mutants if not any(a.covers(mutant) for a in accepted)]
    prepare()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mutation-")))
        if options.room == "api/auth":
            os.environ["CAREER_TEST_SERVER"] = stack.enter_context(_database_server(folder))
        trials = Trials(folder, room, options.workers)
        outcomes = trials.outcomes(tried, thorough=options.thorough)
    survived = tuple(m.name for m, passes in zip(tried, outcomes, strict=True) if passes)
    found = len(tried) - len(survived)
    report = Report(
        room=options.room,
        seed=seed,
        sampled=len(mutants),
        accepted=len(mutants) - len(tried),
        killed=outcomes.count(False),
        timeout=outcomes.count(None),
        survived=survived,
        score=round(found / len(tried), 3) if tried else 1.0,
    )
    sys.stdout.write(json.dumps(to_builtins(report), indent=2, ensure_ascii=False) + "\n")
    return int(report.score < options.floor)


@contextmanager
def _database_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL that all trials share: each would otherwise set up one of its own."""
    sys.path.insert(0, str(ROOT))
    from api.db.embedded.binaries import find_binaries
    from api.db.embedded.server import EmbeddedServer

    folder.chmod(0o755)
    server = EmbeddedServer(find_binaries(None), folder / "pg", root=os.geteuid() == 0)
    try:
        yield server.join()
    finally:
        server.leave()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("--room", choices=ROOMS, default="engine", help="what is changed")
    parser.add_argument("--sample", type=int, default=25, help="how many mutants")
    parser.add_argument("--seed", type=int, help="another sample than the commit's")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--floor", type=float, default=0.0, help="fail below this score")
    parser.add_argument("--thorough", action="store_true", help="try survivors on all tests")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
