"""One analysis and one roadmap in the engine, beside the same by plain NetworkX calls.

The plain way builds what it needs from the graph for each request: ancestors
for implied levels and closures, a topological sort for the order. It settles no
alternatives and proves nothing; it is a floor for what the same question costs
without compiling the graph.

A roadmap is timed three times: asked again (`roadmap_ms`), asked first, with nothing kept
(`first_roadmap_ms`), and the first roadmaps of people who hold something each, one after
another (`others_roadmap_ms`, the median). An analysis is timed again with nothing kept as
well, and with every rating doubtful.
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import networkx as nx

from benchmarks.timing import median_of, seconds, side_by_side
from engine import (
    Analysis,
    EdgeKind,
    PlanOptions,
    PlanQuery,
    Profile,
    RankingTable,
    Rating,
    Roadmap,
    Role,
    RoleSlug,
    SkillGraph,
    SkillSlug,
    Step,
    Target,
    Variant,
    analyze,
    hold,
    plan,
)
from engine.planning.ordering.alternatives import forget_orders
from engine.planning.selection.steps import forget_selections
from engine.readiness.gaps import gap_table
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
CASES = [
    ("backend-developer", "junior"),
    ("backend-developer", "mid"),
    ("data-engineer", "senior"),
    ("cloud-architect", "mid"),  # The plans of this one and the next have 60 skills.
    ("engineering-manager", "senior"),
]
PEOPLE = 30
OPTIONS = PlanOptions(10)


def plain_network(graph: SkillGraph) -> "nx.DiGraph[Step]":
    """Sure prerequisites only, as a plain program would build them for each request."""
    network: nx.DiGraph[Step] = nx.DiGraph()
    network.add_nodes_from(graph.steps)
    network.add_edges_from(
        (e.before, e.after) for e in graph.edges if e.kind in (EdgeKind.LADDER, EdgeKind.HARD)
    )
    return network


def plain_analysis(graph: SkillGraph, role: Role, variant: Variant, profile: Profile) -> float:
    """Readiness by ancestors of every rated step, request by request."""
    network = plain_network(graph)
    held: set[Step] = set()
    for slug, rating in profile.items():
        if rating.level:
            step = Step(slug, rating.level)
            held |= {step} | nx.ancestors(network, step)
    earned = total = 0.0
    for requirement in role.variants[variant]:
        earnings = []
        for target in requirement.targets:
            steps = [Step(target.skill, level) for level in range(1, target.level + 1)]
            hours = [graph.hours(step).typical for step in steps]
            known = sum(h for h, step in zip(hours, steps, strict=True) if step in held)
            earnings.append(known / sum(hours))
        best = sorted(earnings)[-requirement.choose :]
        earned += requirement.weight * sum(best) / requirement.choose
        total += requirement.weight
    return 100 * earned / total


def plain_roadmap(graph: SkillGraph, role: Role, variant: Variant) -> list[Step]:
    """The closure of every target's first branch, topologically sorted."""
    network = plain_network(graph)
    needed: set[Step] = set()
    for requirement in role.variants[variant]:
        for target in requirement.targets[: requirement.choose]:
            step = Step(target.skill, target.level)
            needed |= {step} | nx.ancestors(network, step)
    return list(nx.lexicographical_topological_sort(network.subgraph(needed), key=str))


class Case:
    """One variant of a role, and what is asked of it."""

    def __init__(self, library: Library, slug: str, name: str) -> None:
        self.graph, self.rules = library.graph, library.rules
        self.role = library.role(RoleSlug(slug))
        self.variant = Variant(name)
        self.targets = [r.targets[0] for r in self.role.variants[self.variant]]
        self.half_way = self.person(self.targets[::2], confidence=1.0)

    def person(self, targets: Sequence[Target], *, confidence: float) -> Profile:
        """Somebody a level below these targets."""
        return {t.skill: Rating(max(t.level - 1, 1), confidence=confidence) for t in targets}

    def analyze(self, profile: Profile) -> Analysis:
        """Ask the engine."""
        return analyze(
            self.graph, self.role, variant=self.variant, profile=profile, rules=self.rules
        )

    def plan(self, profile: Profile) -> Roadmap:
        """Ask the engine."""
        return plan(
            PlanQuery.of(
                self.graph, self.role, variant=self.variant, profile=profile, options=OPTIONS
            ),
            rules=self.rules,
        )

    def analyses(self) -> dict[str, object]:
        """Times of analyses of somebody half on the way."""
        ours, plain = side_by_side(
            lambda: self.analyze(self.half_way),
            lambda: plain_analysis(self.graph, self.role, self.variant, self.half_way),
            rounds=15,
            calls=10,
        )
        doubtful = self.person(self.targets[::2], confidence=0.8)
        first = [seconds(lambda: self.analyze(self.half_way)) for _ in forgetting(15)]
        return {
            "analysis_us": round(ours * 1e6),
            "plain_analysis_us": round(plain * 1e6),
            "analysis_ratio": round(ours / plain, 4),
            "first_analysis_us": round(median(first) * 1e6),
            "doubtful_analysis_us": round(
                median_of(lambda: self.analyze(doubtful), rounds=15) * 1e6
            ),
        }

    def roadmaps(self) -> dict[str, object]:
        """Times of roadmaps from nothing and of other people's."""
        ours, plain = side_by_side(
            lambda: self.plan({}),
            lambda: plain_roadmap(self.graph, self.role, self.variant),
            rounds=25,
        )
        first = [seconds(lambda: self.plan({})) for _ in forgetting(15)]
        chance = Random(1)
        people = [
            self.person(chance.sample(self.targets, chance.randint(1, 8)), confidence=1.0)
            for _ in range(PEOPLE)
        ]
        others = [seconds(partial(self.plan, person)) for person in people]
        return {
            "roadmap_ms": round(ours * 1e3, 2),
            "plain_roadmap_ms": round(plain * 1e3, 2),
            "roadmap_ratio": round(ours / plain, 3),
            "first_roadmap_ms": round(median(first) * 1e3, 2),
            "others_roadmap_ms": round(median(others) * 1e3, 2),
        }

    def figures(self) -> dict[str, object]:
        """All of it."""
        items = self.plan({}).items
        return {
            "role": self.role.slug,
            "variant": self.variant,
            "requirements": len(self.targets),
            "skills": len({item.step.skill for item in items}),
            "steps": len(items),
            **self.analyses(),
            **self.roadmaps(),
        }


def forgetting(rounds: int) -> Iterator[int]:
    """Rounds before each of which all that the engine keeps between questions is forgotten."""
    for number in range(rounds):
        gap_table.cache_clear()
        forget_orders()
        forget_selections()
        yield number


def main() -> None:
    """Print the figures as JSON."""
    library = Library.load(CONTENT)
    cases = [Case(library, slug, name).figures() for slug, name in CASES]
    table = RankingTable.of(library.graph, library.roles.values(), library.rules)
    held = hold(library.graph, {SkillSlug("python"): Rating(3), SkillSlug("sql"): Rating(3)})
    ranking = median_of(lambda: table.rank(held), rounds=100)
    shares = {"keys": len(table.requirements), "us": round(ranking * 1e6)}
    print(json.dumps({"benchmark": "engine", "cases": cases, "ranking": shares}, indent=2))


if __name__ == "__main__":
    main()
