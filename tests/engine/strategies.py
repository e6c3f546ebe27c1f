"""Worlds drawn by Hypothesis: graphs with alternatives, roles with choices, profiles.

Hypothesis draws one row of bytes for each part of a world, and the part is read off the bytes:
every decision takes one of them. To draw a few bytes costs next to nothing where hundreds of
small draws would cost more than the test itself, and the same bytes give the same object again.
A row that is used up reads as zeros, and zeros are the simplest choice, so failures shrink well.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from builders import asks, graph, role, skill
from hypothesis import strategies as st

from engine import (
    Importance,
    Profile,
    Rating,
    Requirement,
    Role,
    Skill,
    SkillGraph,
    SkillSlug,
    find_blocked_steps,
)

World = tuple[SkillGraph, Role, Profile]
T = TypeVar("T")

_HOURS = (1.0, 2.0, 3.5, 8.0, 20.0)
_IMPORTANCES = tuple(Importance)
_LARGE, _SMALL = 240, 48  # Bytes enough for any graph, and for any role or profile over it.


class Tape:
    """Decisions read off bytes, one byte each."""

    def __init__(self, drawn: bytes) -> None:
        self._bytes = iter(drawn)

    def below(self, end: int) -> int:
        """A whole number from 0 to `end` - 1."""
        return next(self._bytes, 0) % end

    def between(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        return least + self.below(most - least + 1)

    def is_so(self) -> bool:
        """Yes or no."""
        return bool(self.below(2))

    def one_of(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def some_of(self, options: Sequence[T], size: int) -> list[T]:
        """So many different options, in any order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(min(size, len(left)))]


def tapes(size: int) -> st.SearchStrategy[bytes]:
    """Bytes for so many decisions."""
    return st.binary(min_size=size, max_size=size)


def skill_graphs(*, most: int = 6, with_soft: bool = True) -> st.SearchStrategy[SkillGraph]:
    """A small legal graph: every skill requires earlier ones, plainly or by alternatives."""
    return tapes(_LARGE).map(lambda drawn: _skill_graph(drawn, most, with_soft))


@lru_cache(maxsize=1024)
def _skill_graph(drawn: bytes, most: int, with_soft: bool) -> SkillGraph:
    tape = Tape(drawn)
    skills: list[Skill] = []
    earlier: list[str] = []
    for number in range(tape.between(1, most)):
        hours = [tape.one_of(_HOURS) for _ in range(tape.between(1, 3))]
        levels = range(1, len(hours) + 1)
        hard = {level: _entries(tape, earlier) for level in levels}
        soft = {level: _entries(tape, earlier)[:1] for level in levels if with_soft}
        skills.append(skill(f"s{number}", *hours, needs=hard, better_after=soft))
        earlier += [f"s{number}:{level}" for level in levels]
    return graph(*skills)


def _entries(tape: Tape, earlier: Sequence[str]) -> list[str | list[str]]:
    if not earlier:
        return []
    entries: list[str | list[str]] = [tape.one_of(earlier) for _ in range(tape.below(3))]
    if len(earlier) > 1 and tape.is_so():
        entries.append(tape.some_of(earlier, tape.between(2, 3)))
    return entries


def tangled_graphs() -> st.SearchStrategy[SkillGraph]:
    """A small graph whose alternatives may point anywhere, so long as every step has a way out."""
    return tapes(_SMALL).map(_tangled_skills).filter(_is_legal).map(_graph_of)


def _is_legal(skills: tuple[Skill, ...]) -> bool:
    return not find_blocked_steps(skills)


def _graph_of(skills: tuple[Skill, ...]) -> SkillGraph:
    return graph(*skills)


def _tangled_skills(drawn: bytes) -> tuple[Skill, ...]:
    tape = Tape(drawn)
    sizes = [tape.between(1, 3) for _ in range(tape.between(2, 4))]
    everything = [f"s{i}:{level}" for i, top in enumerate(sizes) for level in range(1, top + 1)]
    skills = []
    for number, top in enumerate(sizes):
        others = [step for step in everything if not step.startswith(f"s{number}:")]
        needs: dict[int, list[list[str]]] = {
            level: [tape.some_of(others, tape.between(2, 3))]
            for level in range(1, top + 1)
            if len(others) > 1 and tape.is_so()
        }
        skills.append(skill(f"s{number}", *([2.0, 5.0, 9.0][:top]), needs=needs))
    return tuple(skills)


def roles_over(skill_graph: SkillGraph) -> st.SearchStrategy[Role]:
    """A role that asks for the graph's skills, one as core at least, some as choices."""
    return tapes(_SMALL).map(lambda drawn: role_from(drawn, skill_graph))


def role_from(drawn: bytes, skill_graph: SkillGraph) -> Role:
    """The role over a graph that these bytes describe."""
    return _role(drawn, _tops(skill_graph))


Tops = tuple[tuple[SkillSlug, int], ...]
"""Every skill with its highest level."""


def _tops(skill_graph: SkillGraph) -> Tops:
    return tuple((slug, known.top) for slug, known in sorted(skill_graph.skills.items()))


@lru_cache(maxsize=1024)
def _role(drawn: bytes, tops: Tops) -> Role:
    tape = Tape(drawn)
    targets = [f"{slug}:{tape.between(1, top)}" for slug, top in tape.some_of(tops, len(tops))]
    requirements = [asks(targets.pop(), weight=tape.between(1, 5))]
    while targets:
        size = tape.between(1, min(3, len(targets)))
        group, targets = targets[:size], targets[size:]
        requirements.append(_group(tape, group))
    return role(*requirements)


def _group(tape: Tape, targets: Sequence[str]) -> Requirement:
    return asks(
        *targets,
        weight=tape.between(1, 5),
        importance=tape.one_of(_IMPORTANCES),
        choose=tape.between(1, len(targets) - 1) if len(targets) > 1 else None,
    )


def profiles_over(skill_graph: SkillGraph) -> st.SearchStrategy[Profile]:
    """Ratings of some skills, zeros among them."""
    tops = _tops(skill_graph)
    return tapes(_SMALL).map(lambda drawn: _profile(drawn, tops))


def _profile(drawn: bytes, tops: Tops) -> Profile:
    tape = Tape(drawn)
    quarters = tape.below(5)  # How many of four skills are rated: none to all.
    return {slug: Rating(tape.between(0, top)) for slug, top in tops if tape.below(4) < quarters}


def worlds() -> st.SearchStrategy[World]:
    """A graph, a role over it and a profile."""
    return tapes(_LARGE + 2 * _SMALL).map(_world)


def _world(drawn: bytes) -> World:
    skill_graph = _skill_graph(drawn[2 * _SMALL :], 6, with_soft=True)
    return _peopled(skill_graph, drawn)


def tangled_worlds() -> st.SearchStrategy[World]:
    """A graph with cycles that have a way out, a role over it and a profile."""
    return st.tuples(tangled_graphs(), tapes(2 * _SMALL)).map(lambda drawn: _peopled(*drawn))


def _peopled(skill_graph: SkillGraph, drawn: bytes) -> World:
    person = _profile(drawn[_SMALL : 2 * _SMALL], _tops(skill_graph))
    return skill_graph, role_from(drawn[:_SMALL], skill_graph), person
