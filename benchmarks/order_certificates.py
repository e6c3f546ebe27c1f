"""How many certificates of study orders are false: every role variant for many profiles.

Each plan is held against the checker of the tests, which knows only the definitions. It takes
hours, so it is no part of `make bench`:

    PYTHONPATH=tests/engine python -m benchmarks.order_certificates --profiles 200 --seed 1
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from math import isclose
from pathlib import Path
from random import Random

from order_bounds import bound_of
from order_checker import cost_of, world_of

from engine import PlanOptions, PlanQuery, Profile, Rating, Requirement, Skill
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[1] / "knowledge" / "content"
TEN_HOURS = PlanOptions(10.0)


def profiles_of(
    requirements: tuple[Requirement, ...], skills: list[Skill], chance: Random
) -> Iterator[Profile]:
    """Ratings of people of many kinds: nothing, holders of a part, people from other fields."""
    yield {}
    while True:
        rated = {}
        share = chance.random()
        for requirement in requirements:
            targets = requirement.targets
            if requirement.is_choice:
                targets = tuple(chance.sample(targets, requirement.choose))
            for target in targets:
                if chance.random() < share:
                    rated[target.skill] = Rating(chance.randint(0, target.level))
        for skill in chance.sample(skills, chance.randrange(12)):
            rated[skill.slug] = Rating(chance.randint(0, skill.top))
        yield rated


def verdicts(library: Library, query: PlanQuery) -> Iterator[str]:
    """What is found about the plan of one query; `false` is a certificate that is not true."""
    selection = query.select().selection
    if not selection.steps:
        yield "nothing to learn"
        return
    ordering = query.order(selection)
    certificate = ordering.certificate
    world = world_of(library.graph.skills, selection.steps, query.given, query.gains(selection))
    cost = cost_of(world, ordering.steps)
    if cost is None or not isclose(world.area(cost), certificate.area, rel_tol=1e-8, abs_tol=1e-6):
        yield "false"
        return
    yield "proved best" if certificate.gap == 0 else "with a gap"
    bound = bound_of(world, most_nodes=40, most_sets=4_000)
    if not bound.is_reached:
        bound = bound_of(world)
    if not bound.is_reached:
        yield "not decided"
    elif world.area(bound.cost) > certificate.bound * (1 + 1e-8) + 1e-6:
        yield "false"
    else:
        yield "true"


def main() -> None:
    """Check as many profiles of every variant as are asked for and print the counts as JSON."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--profiles", type=int, default=3)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    library = Library.load(CONTENT)
    skills = list(library.graph.skills.values())
    counts: Counter[str] = Counter()
    for role in library.roles.values():
        for variant, requirements in role.variants.items():
            chance = Random(f"{options.seed}/{role.slug}/{variant}")
            for _, profile in zip(
                range(options.profiles), profiles_of(requirements, skills, chance), strict=False
            ):
                query = PlanQuery.of(
                    library.graph, role, variant=variant, profile=profile, options=TEN_HOURS
                )
                counts["plans"] += 1
                counts.update(verdicts(library, query))
    print(json.dumps(counts, indent=2, sort_keys=True))


if __name__ == "__main__":
    main()
