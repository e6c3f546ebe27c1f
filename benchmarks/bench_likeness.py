"""Measures of likeness beside one another: on pairs of ours, and on the groups of O*NET.

Ours: the share of the pairs in `tests/knowledge/near_roles.yaml`, written down before anything was
computed, whose neighbour is among the three roles most alike. The first, third, fifth … pair
were used to choose a measure (`chosen_on`); the others only for reporting (`reported_on`).

O*NET: the mean share of the other occupations in the same minor group of the classification (the
first four characters of the code) that are among the ten most alike; every second occupation
was used to choose. The classification is a stand-in: O*NET's own list of related
occupations is not part of the data. `readiness` is what is left of the weight for somebody who
holds the first occupation: the old meaning of near.

`product` is the measure of the engine, and it is checked to be.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from benchmarks.frameworks import Framework, onet
from engine import Importance, LikenessMatrix, RankingTable, RoleSlug, RuleBook
from knowledge import BUNDLED_CONTENT, Library

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("CAREER_TEST_DATA", ROOT.parent / "shared" / "data"))
PAIRS = ROOT / "tests" / "knowledge" / "near_roles.yaml"
TOP, WIDE = 3, 10
MINOR_GROUP = 4
Floats = NDArray[np.float64]


def amounts(table: RankingTable, *, core: int) -> Floats:
    """Weight times level by role and skill; core requirements count so many times."""
    found = np.zeros((len(table.requirements), len(table.skills)))
    for row, requirements in enumerate(table.requirements.values()):
        for requirement in requirements:
            times = core if requirement.importance is Importance.CORE else 1
            for target in requirement.targets:
                share = times * requirement.weight * target.level / len(requirement.targets)
                found[row, table.skills[target.skill]] += share
    return found


def cosine(values: Floats) -> Floats:
    """The cosine of each row with each other."""
    norms = np.linalg.norm(values, axis=1, keepdims=True)
    unit = values / np.where(norms > 0, norms, 1)
    return np.asarray(unit @ unit.T)


def overlap(values: Floats) -> Floats:
    """The sum of the smaller by the sum of the greater amounts (Ruzicka)."""
    return np.array([np.minimum(r, values).sum(1) / np.maximum(r, values).sum(1) for r in values])


def rare_first(values: Floats) -> Floats:
    """The cosine where skills that many require count less, by the logarithm of their share."""
    return cosine(values * (1 + np.log(len(values) / np.maximum((values > 0).sum(0), 1))))


def readiness(values: Floats) -> Floats:
    """How much of each other's amounts somebody holds who holds the row's."""
    return np.array([np.minimum(r, values).sum(1) / values.sum(1) for r in values])


MEASURES: Mapping[str, tuple[int, Callable[[Floats], Floats]]] = {
    "readiness": (1, readiness),
    "cosine": (1, cosine),
    "cosine, rare skills first": (1, rare_first),
    "overlap": (1, overlap),
    "cosine of roots": (1, lambda values: cosine(np.sqrt(values))),
    "product": (2, lambda values: cosine(np.sqrt(values))),
    "cosine of roots, core three times": (3, lambda values: cosine(np.sqrt(values))),
}


def halves(values: Sequence[float]) -> dict[str, float]:
    """The mean of every second value from the first, and of the others."""
    chosen, reported = values[::2], values[1::2]
    return {
        "chosen_on": round(sum(chosen) / len(chosen), 3),
        "reported_on": round(sum(reported) / len(reported), 3),
    }


def on_pairs(table: RankingTable, likeness: Floats) -> dict[str, float]:
    """Of our pairs: the share in the first three."""
    keys = list(table.requirements)
    found = []
    for pair in yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["pairs"]:
        own = [number for number, key in enumerate(keys) if key[0] == pair["role"]]
        held = next((number for number in own if keys[number][1] == "mid"), own[0])
        best: dict[RoleSlug, float] = {}
        for (slug, _), score in zip(keys, likeness[held].round(3).tolist(), strict=True):
            if slug != pair["role"]:
                best[slug] = max(score, best.get(slug, 0.0))
        order = sorted(best, key=lambda slug: (-best[slug], slug))
        found.append(float(order.index(pair["near"]) < TOP))
    return halves(found)


def on_groups(table: RankingTable, likeness: Floats) -> dict[str, float]:
    """Of O*NET's occupations: the share of the minor group in the first ten."""
    groups = [slug[:MINOR_GROUP] for slug, _ in table.requirements]
    found = []
    for row, scores in enumerate(likeness):
        others = {n for n, group in enumerate(groups) if group == groups[row] and n != row}
        order = [n for n in np.argsort(-scores, kind="stable").tolist() if n != row][:WIDE]
        if others:
            found.append(len(others & set(order)) / min(WIDE, len(others)))
    return halves(found)


def _is_product(world: Framework, table: RankingTable, likeness: Floats) -> bool:
    matrix = LikenessMatrix.of(world.graph, table.requirements)
    return all(
        abs(found.score - score) <= 0.0005 + 1e-9
        for row, own in zip(likeness, matrix.demands.values(), strict=True)
        for found, score in zip(matrix.compared(own).values(), row.tolist(), strict=True)
    )


def measured(
    world: Framework, rules: RuleBook, judge: Callable[[RankingTable, Floats], dict[str, float]]
) -> dict[str, object]:
    """Every measure on one world."""
    table = RankingTable.of(world.graph, world.roles, rules)
    likeness = {
        name: measure(amounts(table, core=core)) for name, (core, measure) in MEASURES.items()
    }
    figures: dict[str, object] = {name: judge(table, scores) for name, scores in likeness.items()}
    return figures | {"is_product": _is_product(world, table, likeness["product"])}


def main() -> None:
    """Print the figures as JSON."""
    library = Library.load(BUNDLED_CONTENT)
    ours = Framework(library.graph, tuple(library.roles.values()))
    figures = {
        "ours": measured(ours, library.rules, on_pairs),
        "onet": measured(onet(DATA), library.rules, on_groups),
    }
    print(json.dumps({"benchmark": "likeness", **figures}, indent=2))


if __name__ == "__main__":
    main()
