"""All roles at once for one profile: who is near, and which skill brings one nearer to most.

The demands of every role and variant are compiled into arrays once a
knowledge version; a profile is then a vector of levels. The numbers are those
of the analysis: the same credits, weighted the same way.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.credit import credit_of, effort, rounded_points
from engine.graph import SkillGraph
from engine.model import Role, RoleSlug, SkillSlug, Target, Variant

_ALMOST = 1e-9  # Sums of some hundred credits differ by less than this, whatever their order.


class RankedRole(Struct, frozen=True):
    """One role and variant: readiness [0..100] and the hours of its missing levels [h]."""

    role: RoleSlug
    variant: Variant
    points: float
    hours_left: float


class SharedSkill(Struct, frozen=True):
    """A next level that brings several near roles nearer.

    `roles` are those it helps, nearest first; `points` is the readiness it
    brings them, added up [points].
    """

    skill: SkillSlug
    level: int
    roles: tuple[tuple[RoleSlug, Variant], ...]
    points: float


class RankingTable(Struct, frozen=True):
    """The compiled demands of many roles; built once, asked often.

    Rows are targets. `credit[row, level]` and `hours[row, level]` say what a
    held level earns of the target and leaves of its hours [h].
    """

    keys: tuple[tuple[RoleSlug, Variant], ...]
    skills: Mapping[SkillSlug, int]
    skill_of_row: NDArray[np.intp]
    credit: NDArray[np.float64]
    hours: NDArray[np.float64]
    share_of_row: NDArray[np.float64]
    key_of_row: NDArray[np.intp]
    choices: tuple["_Choice", ...]

    @classmethod
    def of(cls, graph: SkillGraph, roles: Iterable[Role]) -> "RankingTable":
        """Compile every variant of these roles, sorted by slug and then by seniority."""
        builder = _Builder(graph)
        for role in sorted(roles, key=lambda role: role.slug):
            for variant in role.variants:
                builder.add(role, variant)
        return builder.table()

    def rank(self, levels: Mapping[SkillSlug, int]) -> tuple[RankedRole, ...]:
        """Every role and variant, readiest first; between equals the fewer hours, then the slug.

        Args:
            levels: What the person holds, implied levels included (`Holdings.levels`).

        Complexity: O(targets of all roles), vectorised.
        """
        points, hours = self._standing(self._vector(levels))
        ranked = [
            RankedRole(role, variant, rounded_points(float(p)), float(h))
            for (role, variant), p, h in zip(self.keys, points, hours, strict=True)
        ]
        return tuple(sorted(ranked, key=lambda r: (-r.points, r.hours_left, r.role, r.variant)))

    def shared_next_skills(
        self, levels: Mapping[SkillSlug, int], *, near: int, most: int
    ) -> tuple[SharedSkill, ...]:
        """The next levels that help most of the `near` nearest roles that are not met yet.

        Ranked by how many of those roles they help, then by the readiness they
        add up to, then by slug; at most `most` of them.
        """
        vector = self._vector(levels)
        points, _ = self._standing(vector)
        index = {key: i for i, key in enumerate(self.keys)}
        nearest = [
            index[ranked.role, ranked.variant]
            for ranked in self.rank(levels)
            if ranked.points < 100
        ][:near]
        wanted = sorted({slug for slug, i in self.skills.items() if self._is_asked(i, nearest)})
        found = []
        for slug in wanted:
            column = self.skills[slug]
            raised = vector.copy()
            raised[column] += 1
            if raised[column] >= self.credit.shape[1]:
                continue
            gained = self._standing(raised)[0] - points
            helped = [i for i in nearest if gained[i] > _ALMOST]
            if helped:
                roles = tuple(self.keys[i] for i in helped)
                total = round(float(sum(gained[i] for i in helped)), 1)
                found.append(SharedSkill(slug, int(raised[column]), roles, total))
        found.sort(key=lambda shared: (-len(shared.roles), -shared.points, shared.skill))
        return tuple(found[:most])

    def _vector(self, levels: Mapping[SkillSlug, int]) -> NDArray[np.intp]:
        vector = np.zeros(len(self.skills), dtype=np.intp)
        for slug, level in levels.items():
            if slug in self.skills:
                vector[self.skills[slug]] = level
        return vector

    def _is_asked(self, skill: int, keys: Sequence[int]) -> bool:
        rows = self.key_of_row[self.skill_of_row == skill]
        return bool(np.isin(rows, keys).any())

    def _standing(
        self, vector: NDArray[np.intp]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Readiness and hours left of every key, before rounding."""
        rows = np.arange(len(self.skill_of_row))
        levels = vector[self.skill_of_row]
        credit = self.credit[rows, levels]
        hours = self.hours[rows, levels]
        earned = credit * self.share_of_row
        size = len(self.keys)
        points = _added_up(self.key_of_row, earned, size)
        left = _added_up(self.key_of_row, hours * (self.share_of_row != 0), size)
        for choice in self.choices:
            choice.add_to(points, left, credit, hours)
        return np.minimum(points, 100.0), left


class _Choice(Struct, frozen=True):
    """All choices of one shape (`choose` of `rows.shape[1]` branches), one a line."""

    choose: int
    rows: NDArray[np.intp]
    share: NDArray[np.float64]
    key: NDArray[np.intp]

    def add_to(
        self,
        points: NDArray[np.float64],
        left: NDArray[np.float64],
        credit: NDArray[np.float64],
        hours: NDArray[np.float64],
    ) -> None:
        """Count the best branches: most credit first, then fewest hours, then as written."""
        order = np.lexsort((hours[self.rows], -credit[self.rows]), axis=1)
        best = np.take_along_axis(self.rows, order[:, : self.choose], axis=1)
        earned = credit[best].sum(axis=1) / self.choose
        np.add.at(points, self.key, earned * self.share)
        np.add.at(left, self.key, hours[best].sum(axis=1) * (self.share != 0))


def _added_up(
    keys: NDArray[np.intp], values: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    return np.bincount(keys, weights=values, minlength=size).astype(np.float64)


class _Builder:
    """Collects rows and choices while roles are read."""

    def __init__(self, graph: SkillGraph) -> None:
        self.graph = graph
        self.skills = {slug: i for i, slug in enumerate(sorted(graph.skills))}
        self.width = 1 + max((skill.top for skill in graph.skills.values()), default=0)
        self.keys: list[tuple[RoleSlug, Variant]] = []
        self.rows: list[tuple[Target, float, int]] = []
        self.choices: dict[tuple[int, int], list[tuple[list[int], float, int]]] = {}

    def add(self, role: Role, variant: Variant) -> None:
        """Read one variant's counted demands."""
        requirements = [r for r in role.variants[variant] if r.is_counted]
        total = sum(requirement.weight for requirement in requirements)
        key = len(self.keys)
        self.keys.append((role.slug, variant))
        for requirement in requirements:
            share = 100 * requirement.weight / total
            first = len(self.rows)
            single = share / requirement.choose
            for target in requirement.targets:
                self.rows.append((target, 0.0 if requirement.is_choice else single, key))
            if requirement.is_choice:
                shape = (requirement.choose, len(requirement.targets))
                members = list(range(first, len(self.rows)))
                self.choices.setdefault(shape, []).append((members, share, key))

    def table(self) -> RankingTable:
        """Everything read, as arrays."""
        targets = [target for target, _, _ in self.rows]
        return RankingTable(
            keys=tuple(self.keys),
            skills=self.skills,
            skill_of_row=np.array([self.skills[t.skill] for t in targets], dtype=np.intp),
            credit=np.array([self._credit(t) for t in targets]).reshape(-1, self.width),
            hours=np.array([self._hours(t) for t in targets]).reshape(-1, self.width),
            share_of_row=np.array([share for _, share, _ in self.rows]),
            key_of_row=np.array([key for _, _, key in self.rows], dtype=np.intp),
            choices=tuple(
                _Choice(
                    choose,
                    np.array([members for members, _, _ in group], dtype=np.intp),
                    np.array([share for _, share, _ in group]),
                    np.array([key for _, _, key in group], dtype=np.intp),
                )
                for (choose, _), group in sorted(self.choices.items())
            ),
        )

    def _credit(self, target: Target) -> list[float]:
        return [credit_of(self.graph, target, level) for level in range(self.width)]

    def _hours(self, target: Target) -> list[float]:
        return [
            effort(self.graph, target.skill, above=level, up_to=target.level).typical
            for level in range(self.width)
        ]
