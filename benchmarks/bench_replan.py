"""Planning anew after something changed: how much of the old order stays, and what that costs.

Cases are drawn over all roles and variants: a missed stretch (some of the first items
done), new ratings here and there, steps skipped, and content whose hours changed by up
to a third. Beside it, in the same run, the best plan made without looking back.
Times are of the processor.
"""

import json
import statistics
from pathlib import Path
from random import Random
from time import process_time

from msgspec import Struct, structs

from engine import (
    Hours,
    Level,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Role,
    RuleBook,
    SkillGraph,
    SkillSlug,
    Step,
    Variant,
    replan,
)
from engine.planning.replan import kept_order
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
CASES = 520
CHANGES = ("missed", "rated", "skipped", "content")


class Measured(Struct, frozen=True):
    """One case; shares in 0..1."""

    change: str
    kept: float
    kept_by_best: float
    loss: float
    ms: float


def other_hours(graph: SkillGraph, chance: Random) -> SkillGraph:
    """The same content with other hours."""
    return SkillGraph.of(
        structs.replace(skill, levels=tuple(_other_level(level, chance) for level in skill.levels))
        for skill in graph.skills.values()
    )


def _other_level(level: Level, chance: Random) -> Level:
    factor = chance.uniform(0.75, 1.33)
    typical = max(round(level.hours.typical * factor * 2) / 2, 0.5)
    return structs.replace(level, hours=Hours(typical / 2, typical, typical * 2))


def changed(
    change: str, asked: PlanQuery, role: Role, old: tuple[Step, ...], chance: Random
) -> tuple[PlanQuery, tuple[Step, ...]]:
    """The question after the change, and what was still to do."""
    graph, options = asked.graph, asked.options
    levels: dict[SkillSlug, int] = {}
    if change == "content":
        graph = other_hours(graph, chance)
    elif change == "skipped":
        options = structs.replace(options, skipped=frozenset(chance.sample(old, 2)))
    else:
        done = old[: len(old) // 4] if change == "missed" else chance.sample(old, len(old) // 8)
        for step in done:
            levels[step.skill] = max(levels.get(step.skill, 0), step.level)
    profile: Profile = {skill: Rating(level) for skill, level in sorted(levels.items())}
    new = PlanQuery.of(graph, role, variant=asked.variant, profile=profile, options=options)
    return new, tuple(step for step in old if step not in new.given)


def measure(library: Library, number: int) -> Measured:
    """One case."""
    chance = Random(number)
    change = CHANGES[number % len(CHANGES)]
    role = library.roles[chance.choice(sorted(library.roles))]
    variant: Variant = chance.choice(sorted(role.variants))
    asked = PlanQuery.of(library.graph, role, variant=variant, profile={}, options=PlanOptions(8.0))
    old = asked.order(asked.select().selection).steps
    new, left = changed(change, asked, role, old, chance)
    rules: RuleBook = library.rules
    start = process_time()
    found = replan(new, left, rules=rules)
    ms = (process_time() - start) * 1e3
    best = new.order(new.select().selection).steps
    return Measured(change, found.kept_order, kept_order(left, best), found.loss, ms)


def summary(cases: list[Measured]) -> dict[str, float]:
    """The figures of one sort of change."""
    return {
        "cases": len(cases),
        "kept_mean": round(statistics.mean(case.kept for case in cases), 4),
        "kept_least": round(min(case.kept for case in cases), 4),
        "cases_with_90_percent_kept": sum(case.kept >= 0.9 for case in cases) / len(cases),
        "kept_by_the_best_plan_mean": round(
            statistics.mean(case.kept_by_best for case in cases), 4
        ),
        "loss_most": round(max(case.loss for case in cases), 5),
        "ms_median": round(statistics.median(case.ms for case in cases), 1),
    }


def main() -> None:
    """Print the figures as JSON."""
    library = Library.load(CONTENT)
    cases = [measure(library, number) for number in range(CASES)]
    answer = {change: summary([c for c in cases if c.change == change]) for change in CHANGES}
    print(json.dumps({"benchmark": "replan", "all": summary(cases), **answer}, indent=2))


if __name__ == "__main__":
    main()
