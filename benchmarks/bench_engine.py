"""One analysis and one roadmap in the engine, beside the same by plain NetworkX calls.

The plain way builds what it needs from the graph for each request: ancestors
for implied levels and closures, a topological sort for the order. It settles no
alternatives and proves nothing; it is a floor for what the same question costs
without compiling the graph.
"""

import json
from pathlib import Path

import networkx as nx

from benchmarks.timing import median_of, side_by_side
from engine import (
    EdgeKind,
    PlanWish,
    Profile,
    RankingTable,
    Rating,
    Role,
    RoleSlug,
    SkillGraph,
    SkillSlug,
    Step,
    Variant,
    analyze,
    hold,
    plan,
)
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
CASES = [("backend-developer", "junior"), ("backend-developer", "mid"), ("data-engineer", "senior")]


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


def measured(library: Library, slug: str, name: str) -> dict[str, object]:
    """One role and variant: an analysis of a person half on the way, a roadmap from nothing."""
    graph, rules = library.graph, library.rules
    role = library.role(RoleSlug(slug))
    variant = Variant(name)
    some = [r.targets[0] for r in role.variants[variant]][::2]
    profile: Profile = {t.skill: Rating(max(t.level - 1, 1)) for t in some}
    wish = PlanWish(10)
    analysis = side_by_side(
        lambda: analyze(graph, role, variant=variant, profile=profile, rules=rules),
        lambda: plain_analysis(graph, role, variant, profile),
        rounds=15,
    )
    roadmap = side_by_side(
        lambda: plan(graph, role, variant=variant, profile={}, wish=wish, rules=rules),
        lambda: plain_roadmap(graph, role, variant),
        rounds=15,
    )
    return {
        "role": slug,
        "variant": name,
        "requirements": len(role.variants[variant]),
        "analysis_us": round(analysis[0] * 1e6),
        "plain_analysis_us": round(analysis[1] * 1e6),
        "analysis_ratio": round(analysis[0] / analysis[1], 4),
        "roadmap_ms": round(roadmap[0] * 1e3, 2),
        "plain_roadmap_ms": round(roadmap[1] * 1e3, 2),
        "roadmap_ratio": round(roadmap[0] / roadmap[1], 3),
    }


def main() -> None:
    """Print the figures as JSON."""
    library = Library.load(CONTENT)
    cases = [measured(library, slug, name) for slug, name in CASES]
    table = RankingTable.of(library.graph, library.roles.values(), library.rules)
    levels = hold(library.graph, {SkillSlug("python"): Rating(3), SkillSlug("sql"): Rating(3)})
    ranking = median_of(lambda: table.rank(levels.levels), rounds=100)
    shares = {"keys": len(table.demands), "us": round(ranking * 1e6)}
    print(json.dumps({"benchmark": "engine", "cases": cases, "ranking": shares}, indent=2))


if __name__ == "__main__":
    main()
