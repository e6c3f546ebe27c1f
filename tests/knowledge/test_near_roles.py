"""The roles most like ours are those that a recruiter calls their neighbours."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from msgspec import Struct, convert

from engine import LikenessMatrix, RankingTable, RoleKey, RoleSlug, Variant
from knowledge import BUNDLED_CONTENT, Library

TOP = 3
LEAST_SHARE = 0.93


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """A role and one of its neighbours."""

    role: RoleSlug
    near: RoleSlug
    because: str


class Ranks(Struct, frozen=True):
    """The place of the neighbour among all other roles, for each pair."""

    of_pair: Mapping[tuple[RoleSlug, RoleSlug], int]

    def missed(self) -> list[str]:
        return [
            f"{role} → {near}: place {place}"
            for (role, near), place in self.of_pair.items()
            if place > TOP
        ]


def held_variant(library: Library, slug: RoleSlug) -> RoleKey:
    variants = library.roles[slug].variants
    mid = Variant("mid")
    return slug, mid if mid in variants else next(iter(variants))


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    text = Path(__file__).with_name("near_roles.yaml").read_text(encoding="utf-8")
    return convert(yaml.safe_load(text)["pairs"], list[Pair])


@pytest.fixture(scope="module")
def ranks(pairs: list[Pair]) -> Ranks:
    library = Library.load(BUNDLED_CONTENT)
    table = RankingTable.of(library.graph, library.roles.values(), library.rules)
    matrix = LikenessMatrix.of(library.graph, table.requirements)
    places = {}
    for pair in pairs:
        compared = matrix.compared(matrix.demands[held_variant(library, pair.role)])
        best: dict[RoleSlug, float] = {}
        for (slug, _), likeness in compared.items():
            if slug != pair.role:
                best[slug] = max(likeness.score, best.get(slug, 0.0))
        order = sorted(best, key=lambda slug: (-best[slug], slug))
        places[pair.role, pair.near] = order.index(pair.near) + 1
    return Ranks(places)


def test_at_least_sixty_different_pairs_are_written_down(pairs: list[Pair]) -> None:
    assert len({(pair.role, pair.near) for pair in pairs}) == len(pairs) >= 60
    assert all(pair.role != pair.near and pair.because for pair in pairs)


def test_neighbours_are_among_the_first_three(ranks: Ranks) -> None:
    missed = ranks.missed()
    assert 1 - len(missed) / len(ranks.of_pair) >= LEAST_SHARE, missed
