"""All roles for one profile: ours, O*NET and ESCO, warm, beside other ways of the same in one run.

The peers are the definition written plainly (`plain_ranking.py`), and arrays
over every demand whether anything of it is held or not (`EveryRow`), which give
readiness and hours alone. Ours gives all that is shown: points, hours, band and
gaps, in order. Every ranking is compared with the definition field by field;
`unlike` counts rankings that differ in anything, the order included.

`rank_first_ms` is the first ranking of a profile, for which every role has to be planned;
`rank_changed_ms` that of one with one more rating. The others are of a profile seen before.
`like_ms` is a ranking with likeness: all roles compared with one, put in order,
and the near ones taken.

`some` is somebody who works in one of the roles; `everything` has rated every
skill there is. Data: `CAREER_TEST_DATA`, see `frameworks.py` for how it is read.
"""

import json
import os
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import numpy as np

from benchmarks.frameworks import Framework, esco, onet
from benchmarks.plain_ranking import plain_ranking
from benchmarks.timing import median_of, seconds, side_by_side
from engine import (
    Holdings,
    LikenessMatrix,
    Profile,
    RankingOrder,
    RankingTable,
    Rating,
    RuleBook,
    SkillSlug,
    hold,
    holding_role,
    nearest_roles,
    shared_next_skills,
    sorted_ranking,
)
from knowledge import Library

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "knowledge" / "content"
DATA = Path(os.environ.get("CAREER_TEST_DATA", ROOT.parent / "shared" / "data"))
AIMS_MS = {"ours": 1, "onet": 5, "esco": 20}
COMPARED = 20
Levels = Mapping[SkillSlug, int]
NEW_PROFILES = 20


class EveryRow:
    """Readiness and hours by looking at every demand; of choices, which few have, the first."""

    def __init__(self, table: RankingTable) -> None:
        demands = [
            (key, requirement.weight, requirement.targets[0])
            for key, requirements in enumerate(table.requirements.values())
            for requirement in requirements
        ]
        width = 1 + max(skill.top for skill in table.graph.skills.values())
        efforts = {
            slug: np.cumsum([0.0] + [level.hours.typical for level in skill.levels])
            for slug, skill in table.graph.skills.items()
        }
        self.skills = {slug: number for number, slug in enumerate(table.graph.skills)}
        self.keys = np.array([key for key, _, _ in demands])
        self.skill = np.array([self.skills[target.skill] for _, _, target in demands])
        self.credit = np.ones((len(demands), width))
        self.hours = np.zeros((len(demands), width))
        for row, (_, _, target) in enumerate(demands):
            ladder = efforts[target.skill][: target.level + 1]
            self.credit[row, : target.level + 1] = ladder / ladder[-1]
            self.hours[row, : target.level + 1] = ladder[-1] - ladder
        self.weight = np.array([float(weight) for _, weight, _ in demands])
        self.total = np.bincount(self.keys, weights=self.weight)
        self.rows = np.arange(len(demands))

    def rank(self, levels: Levels) -> list[tuple[int, float, float]]:
        """Keys in order with readiness and hours."""
        vector = np.zeros(len(self.skills), dtype=np.intp)
        for slug, level in levels.items():
            vector[self.skills[slug]] = level
        held = vector[self.skill]
        earned = np.bincount(self.keys, weights=self.credit[self.rows, held] * self.weight)
        points = np.round(100 * earned / self.total, 1)
        hours = np.bincount(self.keys, weights=self.hours[self.rows, held])
        order = np.lexsort((hours, -points))
        return list(zip(order.tolist(), points[order].tolist(), hours[order].tolist(), strict=True))


def measured(world: Framework, rules: RuleBook, aim_ms: float) -> dict[str, object]:
    """Figures of one framework."""
    start = time.perf_counter()
    table = RankingTable.of(world.graph, world.roles, rules)
    compile_ms = 1e3 * (time.perf_counter() - start)
    table.rank(hold(world.graph, {}))
    chance = Random(5)
    every_row = EveryRow(table)
    unlike = sum(
        list(table.rank(hold(world.graph, rated)))
        != plain_ranking(world.graph, world.roles, rated, rules)
        for rated in (_drawn(world, chance) for _ in range(COMPARED))
    )
    cases = {
        name: _case(world, table, every_row, rules, levels)
        for name, levels in {"some": _worker(world), "everything": _all(world)}.items()
    }
    return {
        "roles_and_variants": len(table.requirements),
        "skills": len(world.graph.skills),
        "demands": sum(map(len, table.requirements.values())),
        "aim_ms": aim_ms,
        "compile_ms": round(compile_ms),
        "compared": COMPARED,
        "unlike": unlike,
        "cases": cases,
    }


def _case(
    world: Framework, table: RankingTable, every_row: EveryRow, rules: RuleBook, rated: Profile
) -> dict[str, float]:
    held = hold(world.graph, rated)
    first = seconds(lambda: table.rank(held))
    ours, dense = side_by_side(
        lambda: table.rank(held), lambda: every_row.rank(held.levels), rounds=41
    )
    fastest = min(seconds(lambda: table.rank(held)) for _ in range(41))
    plain = median_of(lambda: plain_ranking(world.graph, world.roles, rated, rules), rounds=3)
    matrix = LikenessMatrix.of(world.graph, table.requirements)
    reference = matrix.demands[list(matrix.demands)[len(matrix.demands) // 2]]

    def by_likeness() -> None:
        found = table.rank(held)
        likenesses = matrix.compared(reference)
        sorted_ranking(found, RankingOrder.LIKENESS, likenesses)
        nearest_roles(found, most=7, likenesses=likenesses)

    changed = [_one_more(world, rated, Random(seed)) for seed in range(NEW_PROFILES)]
    near = nearest_roles(table.rank(held), most=7)
    shared = median_of(lambda: shared_next_skills(table, held, near=near, most=5), rounds=5)
    return {
        "held": len(held.levels),
        "rank_first_ms": round(first * 1e3, 3),
        "rank_changed_ms": round(median(seconds(partial(table.rank, h)) for h in changed) * 1e3, 3),
        "rank_ms": round(ours * 1e3, 3),
        "rank_fastest_ms": round(fastest * 1e3, 3),
        "like_ms": round(median_of(by_likeness, rounds=41) * 1e3, 3),
        "like_fastest_ms": round(min(seconds(by_likeness) for _ in range(41)) * 1e3, 3),
        "every_row_ms": round(dense * 1e3, 3),
        "plain_ms": round(plain * 1e3, 2),
        "to_every_row": round(ours / dense, 3),
        "to_plain": round(ours / plain, 5),
        "shared_skills_ms": round(shared * 1e3, 2),
    }


def _one_more(world: Framework, rated: Profile, chance: Random) -> Holdings:
    """The profile with one more rating, as after a step."""
    skill = chance.choice(sorted(world.graph.skills))
    return hold(world.graph, {**rated, skill: Rating(1)})


def _worker(world: Framework) -> Profile:
    """Somebody who holds the role in the middle of the list, and nothing else."""
    role = world.roles[len(world.roles) // 2]
    variant = next(iter(role.variants))
    return holding_role(world.graph, {}, role, variant)


def _all(world: Framework) -> Profile:
    skills = enumerate(world.graph.skills.items())
    return {slug: Rating(1 + number % skill.top) for number, (slug, skill) in skills}


def _drawn(world: Framework, chance: Random) -> Profile:
    """A profile of a few to many skills."""
    skills = sorted(world.graph.skills)
    some = chance.sample(skills, chance.randint(0, len(skills)))
    return {slug: Rating(chance.randint(0, world.graph.skills[slug].top)) for slug in some}


def main() -> None:
    """Print the figures as JSON."""
    library = Library.load(CONTENT)
    ours = Framework(library.graph, tuple(library.roles.values()))
    worlds = {"ours": ours, "onet": onet(DATA), "esco": esco(DATA)}
    figures = {
        name: measured(world, library.rules, AIMS_MS[name]) for name, world in worlds.items()
    }
    print(json.dumps({"benchmark": "ranking", **figures}, indent=2))


if __name__ == "__main__":
    main()
