"""How many certificates of study orders are false: every role variant for many profiles.

Each plan is held against the checker of the tests, which knows only the definitions. Profiles are
taken in turn, each for every variant, so that a run that ends early covers whole profiles. A file
of counts, one line a profile, lets a later run go on where this one stopped. 200 profiles take
hours, so it is no part of `make bench`:

    PYTHONPATH=tests/engine python -m benchmarks.order_certificates --profiles 200 --into FILE
"""

import argparse
import json
from collections import Counter
from collections.abc import Container, Iterator
from itertools import count
from math import isclose
from pathlib import Path
from random import Random
from time import monotonic

from msgspec import Struct
from msgspec.json import decode, encode
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


class Round(Struct, frozen=True, kw_only=True):
    """What was found about one profile of every variant of the content with this hash."""

    content: str
    seed: int
    profile: int
    counts: dict[str, int]


def rounds_of(library: Library, seed: int, skipped: Container[int]) -> Iterator[Round]:
    """One profile after the other, each for every variant of every role; endless."""
    skills = list(library.graph.skills.values())
    people = [
        (role, variant, profiles_of(requirements, skills, Random(f"{seed}/{role.slug}/{variant}")))
        for role in library.roles.values()
        for variant, requirements in role.variants.items()
    ]
    for number in count():
        found: Counter[str] = Counter()
        for role, variant, profiles in people:
            profile = next(profiles)
            if number in skipped:
                continue
            found["plans"] += 1
            found.update(
                verdicts(
                    library,
                    PlanQuery.of(
                        library.graph, role, variant=variant, profile=profile, options=TEN_HOURS
                    ),
                )
            )
        if number not in skipped:
            yield Round(content=library.hash, seed=seed, profile=number, counts=dict(found))


def main() -> None:
    """Check as many profiles as are asked for, or fit into the minutes, and print the counts."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--profiles", type=int, default=3)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--minutes", type=float, default=float("inf"))
    asked.add_argument("--into", type=Path, help="counts of each profile; resumed from when there")
    options = asked.parse_args()
    until = monotonic() + options.minutes * 60
    library = Library.load(CONTENT)
    lines = options.into.read_bytes().splitlines() if options.into and options.into.exists() else []
    stored = [decode(line, type=Round) for line in lines]
    done = {r.profile: r for r in stored if (r.content, r.seed) == (library.hash, options.seed)}
    rounds = rounds_of(library, options.seed, frozenset(done))
    while len(done) < options.profiles and monotonic() < until:
        latest = next(rounds)
        done[latest.profile] = latest
        if options.into:
            with options.into.open("ab") as file:
                file.write(encode(latest) + b"\n")
    counts = sum((Counter(r.counts) for r in done.values()), Counter({"profiles": len(done)}))
    print(json.dumps(counts, indent=2, sort_keys=True))


if __name__ == "__main__":
    main()
