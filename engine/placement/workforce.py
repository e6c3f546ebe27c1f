"""People in every role of the content: what a person may hold who says nothing of their work.

Who comes from another field holds what their own role asks for, and what of it happens to be asked
about here goes together as it does there: a network technician knows Linux and no design. No kind
of learner that is imagined for the role aimed at has such holes.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.model import Role, SkillSlug
from engine.placement.crowd import Crowd, CrowdDraw, CrowdQuery
from engine.placement.roles import every_variant_of
from engine.placement.space import StepSpace, space_of

PEOPLE_A_ROLE = 48
"""How many are imagined of each role, spread evenly over its variants."""


class Workforce(Struct, frozen=True, eq=False):
    """Holders of all roles, as many of each: by person the level of every skill, and the blur."""

    levels: Mapping[SkillSlug, NDArray[np.uint8]]
    blur: NDArray[np.intp]


@lru_cache(maxsize=16)  # The same for every person; both are told apart by identity.
def crowd_within(workforce: Workforce, space: StepSpace) -> Crowd:
    """What these people hold of the steps asked about."""
    people = len(workforce.blur)
    none = np.zeros(people, dtype=np.uint8)
    known = [workforce.levels.get(step.skill, none) >= step.level for step in space.steps]
    return Crowd(np.array(known, dtype=np.bool_).reshape(len(space), people), workforce.blur)


def workforce_of(graph: SkillGraph, roles: Iterable[Role]) -> Workforce:
    """Imagine holders of every role, every role as probable as any other.

    Each variant of a role is as probable as its others. What a holder knows is drawn as for the
    role aimed at: most targets, of a choice as many options as it requires, and all that these
    require.

    Complexity: O(roles · steps + steps · people), once for a version of the content.
    """
    space = space_of(graph, tuple(graph.steps))
    imagined = [one for role in roles for one in every_variant_of(role)]
    drawn = CrowdDraw(space, CrowdQuery((), (), (), frozenset(), frozenset()))
    known = drawn.holders(imagined, round(PEOPLE_A_ROLE * sum(one.share for one in imagined)))
    levels: dict[SkillSlug, NDArray[np.uint8]] = {}
    for row, step in zip(known, space.steps, strict=True):
        before = levels.get(step.skill, np.zeros(known.shape[1], dtype=np.uint8))
        levels[step.skill] = before + row
    blur = drawn.blur(known.shape[1])
    return Workforce(levels, blur)
