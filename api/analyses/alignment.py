"""Which requirements of two analyses are the same, though the content changed in between.

A requirement is named by the slugs of its skills. A rename, merge or split changes them, but not
what is required: such requirements are compared in one line.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from api.catalog.current import Knowledge
from engine import GapClass, GapOutcome

CHOICE = "choose:"
BETWEEN = "|"
_BETTER = (GapClass.WEAK, GapClass.STRONG)


class AlignedRequirements(Struct, frozen=True):
    """Groups of requirements of two analyses, each of them compared as one.

    Attributes:
        group: The key of a requirement in either analysis → the key of its group.
        labels: The key of a group → its label.
    """

    group: Mapping[str, str]
    labels: Mapping[str, str]

    @classmethod
    def of(
        cls, before: Mapping[str, str], after: Mapping[str, str], *, knowledge: Knowledge
    ) -> "AlignedRequirements":
        """Align the requirements of two analyses.

        A group goes by the keys and labels it has in the later analysis, if it has any there.

        Args:
            before: Key → label in the earlier analysis.
            after: Key → label in the later one.
            knowledge: Follows the slugs that changed.
        """
        groups = _groups([*before, *after], knowledge)
        groups += [
            {*old, *new}
            for old in groups
            for new in groups
            if _is_same_choice(old, new, before, after)
        ]
        group: dict[str, str] = {}
        labels: dict[str, str] = {}
        for members in groups:
            side = after if any(key in after for key in members) else before
            named = sorted(key for key in members if key in side)
            name = BETWEEN.join(named)
            group |= dict.fromkeys(members, name)
            labels[name] = ", ".join(side[key] for key in named)
        return cls(group, labels)

    def merged(self, gaps: Mapping[str, GapOutcome]) -> dict[str, GapOutcome]:
        """One outcome for each group: the points of all, and the class that is furthest behind."""
        found: dict[str, GapOutcome] = {}
        for key, outcome in gaps.items():
            name = self.group[key]
            other = found.get(name, outcome)
            points = outcome.points + (found[name].points if name in found else 0.0)
            found[name] = GapOutcome(min(outcome.gap_class, other.gap_class, key=_rank), points)
        return found


def _rank(gap_class: GapClass) -> int:
    return _BETTER.index(gap_class) if gap_class in _BETTER else -1


def _groups(keys: Iterable[str], knowledge: Knowledge) -> list[set[str]]:
    """Keys of single skills that have a skill of today in common, and equal choices."""
    groups: list[tuple[set[str], set[str]]] = []
    for key in keys:
        skills = _skills_of(key, knowledge)
        joined = [one for one in groups if one[0] & skills]
        members = {key}.union(*(one[1] for one in joined))
        parts = skills.union(*(one[0] for one in joined))
        groups = [one for one in groups if one not in joined] + [(parts, members)]
    return [members for _, members in groups]


def _skills_of(key: str, knowledge: Knowledge) -> set[str]:
    """The skills of today that a key names; a choice is one thing by itself."""
    slugs = key.removeprefix(CHOICE).split(BETWEEN)
    present = {one for slug in slugs for one in knowledge.skills_named((slug,)) or (slug,)}
    return {CHOICE + BETWEEN.join(sorted(present))} if key.startswith(CHOICE) else {*present}


def _is_same_choice(
    old: set[str], new: set[str], before: Mapping[str, str], after: Mapping[str, str]
) -> bool:
    """Whether a choice of the earlier analysis goes on as one of the later, with other options."""
    is_gone = not any(key in after for key in old)
    is_new = not any(key in before for key in new)
    choices = all(key.startswith(CHOICE) for key in (*old, *new))
    return is_gone and is_new and choices and {before[k] for k in old} == {after[k] for k in new}
