"""Time things side by side in one run: medians of alternating rounds, and their ratio."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """One call [s]."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(
    first: Callable[[], object], second: Callable[[], object], *, rounds: int, calls: int = 1
) -> tuple[float, float]:
    """The median time of one call of each, taken in turns so that drift hits both [s]."""
    first(), second()
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(seconds(lambda: [first() for _ in range(calls)]) / calls)
        theirs.append(seconds(lambda: [second() for _ in range(calls)]) / calls)
    return statistics.median(ours), statistics.median(theirs)


def median_of(work: Callable[[], object], *, rounds: int) -> float:
    """The median time of one call, after one that does not count [s]."""
    work()
    return statistics.median(seconds(work) for _ in range(rounds))
