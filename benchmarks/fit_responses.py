"""Fit what placements and editors can use from exported counts of replies and hours.

    python -m api responses > responses.json
    python -m benchmarks.fit_responses responses.json > knowledge/content/measured.yaml

Prints the file that content may carry. Counts of all versions that share the first number of the
newest one are added up. `--least` is the number of contributions that a number has to rest on;
`--content` another folder of content; `--seen-on` the day that is written, today if left out.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec
import numpy as np

from api.statistics.schemas import ContentCountsView, ResponsesView, StepView
from benchmarks.response_fit import (
    PairTables,
    RepliesFit,
    fit_replies,
    held_of,
    ratio_of,
)
from engine import SkillGraph, SkillSlug, Step
from knowledge import BUNDLED_CONTENT, Library

Pair = tuple[Step, Step]
Counts = dict[Pair, tuple[int, int, int, int]]
_FARTHEST = 4.0
"""Difficulties beyond are written as this; content allows no others."""
_EXTREME_RATIO = (0.1, 10.0)


def main(arguments: Sequence[str]) -> int:
    """Read the counts, print the YAML."""
    options = _parsed(arguments)
    document = msgspec.json.decode(options.file.read_bytes(), type=ResponsesView)
    if not document.contents:
        sys.stderr.write("Nothing has been counted.\n")
        return 1
    graph = Library.load(options.content).graph
    sys.stdout.write(measured_yaml(document, graph, options.seen_on, least=options.least))
    return 0


def _parsed(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.fit_responses")
    parser.add_argument("file", type=Path)
    parser.add_argument("--content", type=Path, default=BUNDLED_CONTENT)
    parser.add_argument("--least", type=int, default=50)
    parser.add_argument("--seen-on", default=date.today().isoformat())  # noqa: DTZ011
    return parser.parse_args(arguments)


def measured_yaml(document: ResponsesView, graph: SkillGraph, seen_on: str, *, least: int) -> str:
    """The text of measured.yaml.

    Args:
        document: The exported counts.
        graph: Which steps require which.
        seen_on: The day of the export, as YYYY-MM-DD.
        least: How many contributions a number has to rest on.
    """
    version = document.contents[-1].knowledge_version
    contents = [
        one
        for one in document.contents
        if one.knowledge_version.split(".")[0] == version.split(".")[0]
    ]
    basis = f'source: response statistics\n  seen_on: {seen_on}\n  version: "{version}"'
    replies = replies_of(contents, graph)
    pairs = pairs_of(contents)
    steps = sorted(step for step, n in replies.items() if n >= least)
    lines = ["# yaml-language-server: $schema=../schema/measured.schema.json", "kind: measured"]
    fitted = _fitted(steps, pairs, graph)
    if fitted is not None:
        total = sum(replies[step] for step in steps)
        lines += _replies_lines(basis, fitted, total)
        lines += [f"difficulties:\n  {basis}\n  sharpness: {fitted.sharpness:.2f}\n  steps:"]
        for step, hard in zip(steps, fitted.difficulties, strict=True):
            hard = float(np.clip(hard, -_FARTHEST, _FARTHEST))
            lines.append(
                f"    - {{{_named(step)}, difficulty: {hard:.2f}, count: {replies[step]}}}"
            )
        edges = list(_edge_lines(graph, pairs, fitted, least))
        lines += [f"edges:\n  {basis}\n  steps:", *edges] if edges else []
    hours = list(_hours_lines(contents, document.hour_ratios, least))
    lines += [f"hours:\n  {basis}\n  steps:", *hours] if hours else []
    return "\n".join(lines) + "\n"


def _replies_lines(basis: str, fitted: RepliesFit, total: int) -> list[str]:
    return [
        f"replies:\n  {basis}",
        f"  slip: {fitted.slip:.3f}\n  guess: {fitted.guess:.3f}\n  count: {total}",
    ]


def replies_of(contents: Iterable[ContentCountsView], graph: SkillGraph) -> dict[Step, int]:
    """How often each step of the content was said yes or no to."""
    found: dict[Step, int] = {}
    for one in contents:
        for cell in one.steps:
            step = Step(SkillSlug(cell.skill), cell.level)
            if step.skill in graph.skills and step.level <= graph.skills[step.skill].top:
                found[step] = found.get(step, 0) + cell.yes + cell.no
    return found


def pairs_of(contents: Iterable[ContentCountsView]) -> Counts:
    """Both, first only, second only, neither, of every pair in ascending order."""
    found: Counts = {}
    for one in contents:
        for cell in one.pairs:
            first, second = _step(cell.first), _step(cell.second)
            counts = (cell.both, cell.first_only, cell.second_only, cell.neither)
            if second < first:
                first, second = second, first
                counts = (counts[0], counts[2], counts[1], counts[3])
            before = found.get((first, second), (0, 0, 0, 0))
            a, b, c, d = (old + new for old, new in zip(before, counts, strict=True))
            found[first, second] = (a, b, c, d)
    return found


def _fitted(
    steps: Sequence[Step], pairs: Mapping[Pair, tuple[int, int, int, int]], graph: SkillGraph
) -> RepliesFit | None:
    """The model of the steps; None when no pair of them was counted."""
    index = {step: i for i, step in enumerate(steps)}
    below = {step: graph.closure([step]) for step in steps}
    tables = PairTables.empty(len(steps))
    for (first, second), counts in pairs.items():
        if first not in index or second not in index:
            continue
        if first not in below[second] and second not in below[first]:
            tables.add(index[first], index[second], counts)
    return fit_replies(tables) if tables.yes_yes.any() or tables.no_no.any() else None


def _edge_lines(
    graph: SkillGraph,
    pairs: Mapping[Pair, tuple[int, int, int, int]],
    fitted: RepliesFit,
    least: int,
) -> Iterable[str]:
    for step in sorted({step for pair in pairs for step in pair}):
        if step.skill not in graph.skills or step.level > graph.skills[step.skill].top:
            continue
        for needs in sorted(graph.required_steps(step)):
            counts = pairs.get((min(needs, step), max(needs, step)))
            if counts is None or needs.skill == step.skill:
                continue
            if step < needs:
                counts = (counts[0], counts[2], counts[1], counts[3])
            held, people = held_of(counts, slip=fitted.slip, guess=fitted.guess)
            if people >= least:
                yield (
                    f"    - {{{_named(step)}, needs: {{{_named(needs)}}}, "
                    f"held: {held:.2f}, count: {sum(counts)}}}"
                )


def _hours_lines(
    contents: Iterable[ContentCountsView], bounds: Sequence[float], least: int
) -> Iterable[str]:
    counts: dict[Step, list[int]] = {}
    for one in contents:
        for cell in one.hours:
            step = Step(SkillSlug(cell.skill), cell.level)
            before = counts.get(step, [0] * len(cell.counts))
            counts[step] = [old + new for old, new in zip(before, cell.counts, strict=True)]
    for step, found in sorted(counts.items()):
        if sum(found) >= least:
            fit = ratio_of(found, bounds)
            ratio, low, high = (
                float(np.clip(round(one, 2), *_EXTREME_RATIO))
                for one in (fit.ratio, fit.low, fit.high)
            )
            found_range = f"ratio: {ratio}, low: {low}, high: {high}"
            yield f"    - {{{_named(step)}, {found_range}, count: {fit.n}}}"


def _step(view: StepView) -> Step:
    return Step(SkillSlug(view.skill), view.level)


def _named(step: Step) -> str:
    return f"skill: {step.skill}, level: {step.level}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
