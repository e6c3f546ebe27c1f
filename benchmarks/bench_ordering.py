"""The study order of every role and variant, and of 392 published concepts.

Beside it, in the same run and over the same steps: a plain topological order,
and the greedy one that always takes the closure with the most readiness per
hour. Areas are under readiness over hours. Times are of the processor, so that
a busy machine does not count.
"""

import json
import statistics
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from time import process_time

import networkx as nx

from benchmarks.metacademy import concepts, demands
from engine import Ordering, PlanOptions, PlanQuery, Requirement, SkillGraph, Step, order_steps
from engine.graph.bit_sets import members
from engine.planning.ordering.block_search import greedy_order
from engine.planning.ordering.precedence import Precedence
from engine.planning.ordering.sidney import Jobs
from engine.planning.ordering.study_order import area_under
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
NOTHING: frozenset[Step] = frozenset()
Gains = Mapping[Step, float]


def area(graph: SkillGraph, order: Iterable[Step], gains: Gains) -> float:
    """The area under the gains over the hours of an order."""
    steps = list(order)
    hours = [graph.hours(step).typical for step in steps]
    return area_under(hours, [gains.get(step, 0.0) for step in steps])


def peers(graph: SkillGraph, steps: tuple[Step, ...], gains: Gains) -> dict[str, float]:
    """The areas of a plain topological order and of the greedy one."""
    precedence = Precedence.of(graph, steps, given=NOTHING)
    network: nx.DiGraph[Step] = nx.DiGraph()
    network.add_nodes_from(precedence.steps)
    for job, before in enumerate(precedence.fallback):
        for earlier in members(before):
            network.add_edge(precedence.steps[earlier], precedence.steps[job])
    plain = list(nx.lexicographical_topological_sort(network, key=str))
    jobs = Jobs.of(
        [round(2 * graph.hours(step).typical) for step in precedence.steps],
        [round(1e9 * gains.get(step, 0.0)) for step in precedence.steps],
        precedence.fallback,
    )
    greedy = [precedence.steps[job] for job in greedy_order(jobs, jobs.all)]
    return {"plain": area(graph, plain, gains), "greedy": area(graph, greedy, gains)}


def measured(graph: SkillGraph, steps: tuple[Step, ...], gains: Gains) -> dict[str, float]:
    """Gap, time and areas of one order."""
    times: list[float] = []
    ordering: Ordering | None = None
    for _ in range(3):
        start = process_time()
        ordering = order_steps(graph, steps, given=NOTHING, gains=gains)
        times.append(process_time() - start)
    assert ordering is not None
    own = area(graph, ordering.steps, gains)
    other = peers(graph, steps, gains)
    return {
        "steps": len(steps),
        "gap": ordering.certificate.gap,
        "ms": statistics.median(times) * 1e3,
        "over_plain": own / other["plain"] - 1 if other["plain"] else 0.0,
        "over_greedy": own / other["greedy"] - 1 if other["greedy"] else 0.0,
    }


def of_content(library: Library) -> list[dict[str, float]]:
    """Every role and variant, from an empty profile."""
    found = []
    for role in library.roles.values():
        for variant in role.variants:
            asked = PlanQuery.of(
                library.graph, role, variant=variant, profile={}, options=PlanOptions(10.0)
            )
            selection = asked.select().selection
            found.append(measured(library.graph, selection.steps, asked.gains(selection)))
    return found


def of_concepts(seed: int) -> dict[str, float]:
    """All 392 concepts, every one, half or a quarter of them asked for."""
    chance = Random(seed)
    graph = concepts(chance)
    size = len(graph.steps) // (1, 2, 4)[seed % 3]
    asked: tuple[Requirement, ...] = demands(chance, chance.sample(graph.steps, size))
    gains = {requirement.targets[0].step: float(requirement.weight) for requirement in asked}
    return measured(graph, graph.steps, gains)


def summary(cases: list[dict[str, float]]) -> dict[str, float]:
    """The figures over all cases; shares in 0..1."""
    times = sorted(case["ms"] for case in cases)
    return {
        "cases": len(cases),
        "most_steps": max(case["steps"] for case in cases),
        "proved_exact": sum(case["gap"] == 0 for case in cases) / len(cases),
        "largest_gap": max(case["gap"] for case in cases),
        "ms_median": round(statistics.median(times), 2),
        "ms_p95": round(times[int(0.95 * (len(times) - 1))], 2),
        "ms_most": round(times[-1], 2),
        "over_plain_mean": round(statistics.mean(case["over_plain"] for case in cases), 4),
        "over_greedy_mean": round(statistics.mean(case["over_greedy"] for case in cases), 4),
        "over_greedy_least": round(min(case["over_greedy"] for case in cases), 6),
    }


def main() -> None:
    """Print the figures as JSON."""
    library = Library.load(CONTENT)
    answer = {
        "benchmark": "ordering",
        "content": summary(of_content(library)),
        "metacademy": summary([of_concepts(seed) for seed in range(6)]),
    }
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
