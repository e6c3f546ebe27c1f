"""Plans under a limit: 1,000 instances cut from the content and from 392 published concepts.

Every answer is checked in the same run by a second formulation (levels, branches and
credits written down anew, handed to HiGHS with its own settings and none of ours) in
another process, and the peers fill the same hours: the steps of a topological order as long
as they fit, and again and again the closure that fits and brings most per hour. Times are of
the processor, so that a busy machine does not count.
"""

import json
import os
import statistics
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from math import isclose
from pathlib import Path
from random import Random
from time import process_time

import highspy
import networkx as nx
from msgspec import Struct

from benchmarks.metacademy import concepts, demands
from engine import (
    Clause,
    Holdings,
    HourLimit,
    LimitedSelection,
    Profile,
    ProofStatus,
    Rating,
    ReadinessTarget,
    Requirement,
    SelectionProblem,
    SkillGraph,
    Step,
    Target,
    hold,
    select_limited,
    select_steps,
)
from engine.readiness.formula import requirement_credit, requirements_of, weighted_share
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
CASES = int(os.environ.get("CAREER_BUDGET_CASES", "1000"))


class Case(Struct, frozen=True):
    """One question: `kind` is the size class it is reported under."""

    kind: str
    graph: SkillGraph
    problem: SelectionProblem
    holdings: Holdings
    hours: float


@cache
def library() -> Library:
    """Our own content, read once a process."""
    return Library.load(CONTENT)


@cache
def published() -> SkillGraph:
    """The published concepts, hours drawn once."""
    return concepts(Random(1))


def case(number: int) -> Case:
    """The instance of that number; every process draws the same."""
    chance = Random(number)
    if number % 50 == 0:
        graph = published()
        asked = demands(chance, chance.sample(graph.steps, 300))
        return cut("392 concepts", graph, asked, {}, chance)
    if number % 2:
        graph = published()
        return cut("≤ 60 skills", graph, demands(chance, few(chance, graph)), {}, chance)
    roles = library().roles
    role = roles[chance.choice(sorted(roles))]
    variant = chance.choice(sorted(role.variants))
    asked = tuple(r for r in requirements_of(role, variant) if r.is_counted)
    targets = [target for requirement in asked for target in requirement.targets]
    known = chance.sample(targets, len(targets) * chance.randint(0, 2) // 4)
    profile: Profile = {t.skill: Rating(chance.randint(1, t.level)) for t in known}
    return cut("", library().graph, asked, profile, chance)


def few(chance: Random, graph: SkillGraph) -> list[Step]:
    """Concepts that together stand on 30 to 60 concepts."""
    chosen: list[Step] = []
    for step in chance.sample(graph.steps, 60):
        if len(graph.closure([*chosen, step])) <= 60:
            chosen.append(step)
    return chosen


def cut(
    kind: str,
    graph: SkillGraph,
    asked: tuple[Requirement, ...],
    profile: Profile,
    chance: Random,
) -> Case:
    """The case with some share of the hours that everything would take."""
    holdings = hold(graph, profile)
    problem = SelectionProblem(asked, holdings.steps)
    steps = select_steps(graph, problem).steps
    total = sum(graph.hours(step).typical for step in steps)
    skills = {step.skill for step in steps}
    kind = kind or ("≤ 60 skills" if len(skills) <= 60 else "> 60 skills")
    return Case(kind, graph, problem, holdings, round(total * chance.uniform(0.1, 0.9)))


class SecondFormulation:
    """The same question as a model written independently of the engine's.

    Every alternative and every credit is a variable, held or not; positions keep cycles out.
    """

    def __init__(self, asked: Case) -> None:
        self.asked = asked
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.silent()
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        given = asked.problem.given
        self.steps = sorted(asked.graph.reach((t.step for t in all_targets(asked)), given=given))
        self.taken = {step: self.solver.addBinary() for step in self.steps}
        size = len(self.steps)
        cycles = on_cycles(asked.graph)
        self.place = {step: self.solver.addVariable(0, size) for step in cycles}

    def most(self) -> float:
        """The most readiness within the hours."""
        for step in self.steps:
            for clause in self.asked.graph.hard_clauses(step):
                if not clause.is_satisfied_by(self.asked.problem.given):
                    self.demand(step, clause)
        hours = (self.asked.graph.hours(step).typical * self.taken[step] for step in self.steps)
        self.solver.addConstr(sum(hours) <= self.asked.hours)
        self.solver.maximize(self.solver.qsum(self.points()))
        return float(self.solver.getInfo().objective_function_value)

    def demand(self, step: Step, clause: Clause) -> None:
        """One of the ways, all of whose steps are taken and, on a cycle, placed before."""
        ways = []
        for alternative in clause.alternatives:
            way = self.solver.addBinary()
            ways.append(way)
            for needed in alternative:
                if needed in self.asked.problem.given:
                    continue
                self.solver.addConstr(way <= self.taken[needed])
                if step in self.place and needed in self.place:
                    far = (len(self.steps) + 1) * (1 - way)
                    self.solver.addConstr(self.place[step] >= self.place[needed] + 1 - far)
        self.solver.addConstr(self.taken[step] <= sum(ways))

    def points(self) -> Iterator[highspy.highs.highs_linear_expression]:
        """Readiness, level by level."""
        graph, requirements = self.asked.graph, self.asked.problem.requirements
        total = sum(requirement.weight for requirement in requirements)
        for requirement in requirements:
            counts = [self.solver.addBinary() for _ in requirement.targets]
            self.solver.addConstr(sum(counts) <= requirement.choose)
            for target, counted in zip(requirement.targets, counts, strict=True):
                steps = [Step(target.skill, level) for level in range(1, target.level + 1)]
                whole = sum(graph.hours(step).typical for step in steps)
                unit = 100 * requirement.weight / total / requirement.choose / whole
                for step in steps:
                    credit = self.solver.addVariable(0, 1)
                    self.solver.addConstr(credit <= counted)
                    if step not in self.asked.problem.given:
                        self.solver.addConstr(credit <= self.taken[step])
                    yield unit * graph.hours(step).typical * credit


def all_targets(asked: Case) -> list[Target]:
    """Every target of the case."""
    return [t for requirement in asked.problem.requirements for t in requirement.targets]


@cache
def on_cycles(graph: SkillGraph) -> frozenset[Step]:
    """The steps that may wait for each other."""
    network: nx.DiGraph[Step] = nx.DiGraph()
    network.add_edges_from((edge.before, edge.after) for edge in graph.edges)
    groups = nx.strongly_connected_components(network)
    return frozenset(step for group in groups if len(group) > 1 for step in group)


def readiness(asked: Case, steps: list[Step]) -> float:
    """What learning these steps leads to."""
    levels = dict(asked.holdings.levels)
    for step in steps:
        levels[step.skill] = max(levels.get(step.skill, 0), step.level)
    requirements = asked.problem.requirements
    earned = [r.weight * requirement_credit(asked.graph, r, levels) for r in requirements]
    return weighted_share(earned, sum(r.weight for r in requirements))


def plain(asked: Case) -> float:
    """The steps of a topological order of the whole plan, as long as they fit."""
    steps = select_steps(asked.graph, asked.problem).steps
    rounds = asked.graph.attain(steps, given=asked.problem.given)
    taken: list[Step] = []
    left = asked.hours
    for step in sorted(steps, key=lambda s: (rounds[s], s)):
        left -= asked.graph.hours(step).typical
        if left < 0:
            break
        taken.append(step)
    return readiness(asked, taken)


def closures_of(graph: SkillGraph, steps: tuple[Step, ...]) -> dict[Step, set[Step]]:
    """Each step with all its required prerequisites among them."""
    network: nx.DiGraph[Step] = nx.DiGraph()
    network.add_nodes_from(steps)
    inside = set(steps)
    for step in steps:
        network.add_edges_from((b, step) for b in graph.required_steps(step) if b in inside)
    return {step: nx.ancestors(network, step) | {step} for step in steps}


def greedy(asked: Case) -> float:
    """Again and again the closure that still fits and brings most readiness per hour."""
    graph = asked.graph
    closures = closures_of(graph, select_steps(graph, asked.problem).steps)
    taken: set[Step] = set()
    left, now = asked.hours, readiness(asked, [])
    while True:
        best: tuple[float, float, set[Step]] | None = None
        for closure in closures.values():
            group = closure - taken
            hours = sum(graph.hours(s).typical for s in group)
            if not group or hours > left:
                continue
            whole = taken | group
            gain = (readiness(asked, [*whole]) - now) / hours
            is_better = gain > 0 and (best is None or gain > best[0])
            if is_better and len(graph.attain(whole, given=asked.problem.given)) == len(whole):
                best = (gain, hours, group)
        if best is None:
            return now
        taken |= best[2]
        left -= best[1]
        now = readiness(asked, [*taken])


def check(number: int) -> float:
    """The second formulation's answer, in a process of its own."""
    return SecondFormulation(case(number)).most()


class Measured(Struct, frozen=True):
    """One case: both questions answered and timed, the peers, and the bytes of determinism."""

    kind: str
    budget_ms: float
    target_ms: float
    readiness: float
    is_proved: bool
    is_target_equal: bool
    plain: float
    greedy: float


def measure(number: int) -> Measured:
    """Answer a case under its hours, then for the readiness that this gave."""
    asked = case(number)
    start = process_time()
    found = ask(asked, HourLimit(asked.hours))
    between = process_time()
    reverse = ask(asked, ReadinessTarget(found.readiness))
    end = process_time()
    proved = [a.proof.status is ProofStatus.PROVED and a.proof.gap == 0 for a in (found, reverse)]
    return Measured(
        kind=asked.kind,
        budget_ms=(between - start) * 1e3,
        target_ms=(end - between) * 1e3,
        readiness=found.readiness,
        is_proved=all(proved),
        is_target_equal=isclose(found.hours, reverse.hours, abs_tol=1e-6),
        plain=plain(asked),
        greedy=greedy(asked) if asked.kind != "392 concepts" else 0.0,
    )


def ask(asked: Case, limit: HourLimit | ReadinessTarget) -> LimitedSelection:
    """The engine's answer."""
    return select_limited(asked.graph, asked.problem, holdings=asked.holdings, limit=limit)


def summary(cases: list[tuple[Measured, float]]) -> dict[str, object]:
    """The figures of one size class; shares in 0..1, readiness lost by peers in 0..1 of ours."""
    own = [measured for measured, _ in cases]
    budget, target = (sorted(getattr(m, name) for m in own) for name in ("budget_ms", "target_ms"))
    some = [m for m in own if m.readiness > 0]
    return {
        "cases": len(cases),
        "proved": sum(m.is_proved for m in own) / len(own),
        "second_method_agrees": sum(isclose(m.readiness, other, abs_tol=1e-4) for m, other in cases)
        / len(cases),
        "target_gives_the_same_hours": sum(m.is_target_equal for m in own) / len(own),
        "budget_ms": {"median": round(statistics.median(budget), 1), "p95": round(p95(budget), 1)},
        "target_ms": {"median": round(statistics.median(target), 1), "p95": round(p95(target), 1)},
        "most_ms": round(max(*budget, *target), 1),
        "lost_by_plain": round(statistics.mean(1 - m.plain / m.readiness for m in some), 4),
        "lost_by_greedy": round(
            statistics.mean(1 - m.greedy / m.readiness for m in some if m.greedy), 4
        )
        if any(m.greedy for m in some)
        else None,
    }


def p95(ordered: list[float]) -> float:
    """The 95th percentile of ascending values."""
    return ordered[int(0.95 * (len(ordered) - 1))]


def main() -> None:
    """Print the figures as JSON."""
    numbers = range(1, CASES + 1)
    measure(1)
    own = [measure(number) for number in numbers]
    with ProcessPoolExecutor(max_workers=1) as other:
        checked = list(other.map(check, numbers, chunksize=20))
    pairs = list(zip(own, checked, strict=True))
    kinds = sorted({measured.kind for measured in own})
    answer = {kind: summary([p for p in pairs if p[0].kind == kind]) for kind in kinds}
    print(json.dumps({"benchmark": "budget", **answer}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
