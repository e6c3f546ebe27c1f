"""What cannot be learnt at all: steps that wait for each other in a cycle without a way out."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import networkx as nx
from msgspec import Struct

from engine.graph.clauses import StepClauses, clauses_of_all
from engine.model import Skill, SourceRef, Step


class CycleEdge(Struct, frozen=True):
    """One link of a cycle: `needing` waits for `needed`, as written at `source`."""

    needing: Step
    needed: Step
    source: SourceRef


class BlockedStep(Struct, frozen=True):
    """A step that cannot be reached from nothing, and a shortest cycle that it waits for."""

    step: Step
    cycle: tuple[CycleEdge, ...]


def find_blocked_steps(skills: Iterable[Skill]) -> tuple[BlockedStep, ...]:
    """Every step that cannot be reached from nothing, each with a shortest cycle it waits for.

    References to skills or levels that do not exist are taken as held: they
    are faults of their own.

    Complexity: O(blocked · edges among the blocked).
    """
    by_slug = {skill.slug: skill for skill in sorted(skills, key=lambda skill: skill.slug)}
    clauses = clauses_of_all(by_slug)
    blocked = unattained(clauses)
    waiting: nx.DiGraph[Step] = nx.DiGraph()
    for step in sorted(blocked):
        for clause in clauses[step].hard:
            if all(any(s in blocked for s in alternative) for alternative in clause.alternatives):
                for alternative in clause.alternatives:
                    for needed in alternative:
                        if needed in blocked and not waiting.has_edge(step, needed):
                            waiting.add_edge(step, needed, source=clause.source)
    return tuple(BlockedStep(step, _shortest_cycle(waiting, step)) for step in sorted(blocked))


def _shortest_cycle(waiting: "nx.DiGraph[Step]", start: Step) -> tuple[CycleEdge, ...]:
    cycles: list[tuple[int, list[Step]]] = []
    for distance, member in sorted(
        (d, s) for s, d in nx.single_source_shortest_path_length(waiting, start).items()
    ):
        ways = [
            nx.shortest_path(waiting, after, member)
            for after in sorted(waiting.successors(member))
            if nx.has_path(waiting, after, member)
        ]
        if ways:
            cycles.append((distance, [member, *min(ways, key=lambda way: (len(way), way))]))
            if len(cycles[-1][1]) == 2 or distance == 0:
                break
    _, cycle = min(cycles, key=lambda found: (len(found[1]), found[0], found[1]))
    return tuple(
        CycleEdge(needing, needed, waiting.edges[needing, needed]["source"])
        for needing, needed in pairwise(cycle)
    )


def unattained(clauses: Mapping[Step, StepClauses]) -> frozenset[Step]:
    """The steps that cannot be learnt from nothing; unknown steps count as held."""
    dangling = {
        step
        for step_clauses in clauses.values()
        for clause in step_clauses.hard
        for alternative in clause.alternatives
        for step in alternative
        if step not in clauses
    }
    return frozenset(clauses) - attain_in_rounds(clauses, given=frozenset(dangling)).keys()


def attain_in_rounds(
    wanted: Mapping[Step, StepClauses], *, given: frozenset[Step]
) -> dict[Step, int]:
    """Least fixpoint by rounds: what can be learnt in round n requires only rounds before n.

    A step is looked at again only when something it names was learnt in the round before.
    """
    watchers: dict[Step, list[Step]] = {}
    for step, own in wanted.items():
        for clause in own.hard:
            for alternative in clause.alternatives:
                for needed in alternative:
                    watchers.setdefault(needed, []).append(step)
    reached: dict[Step, int] = {}
    held = set(given)
    candidates: Iterable[Step] = wanted
    number = 0
    while candidates:
        number += 1
        now = [
            step
            for step in candidates
            if step not in held and all(c.is_satisfied_by(held) for c in wanted[step].hard)
        ]
        reached.update(dict.fromkeys(now, number))
        held.update(now)
        candidates = sorted({watcher for step in now for watcher in watchers.get(step, ())})
    return reached
