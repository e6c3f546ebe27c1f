"""A placement computed by hand: what ten imagined learners say of levels, readiness and questions.

One skill of two levels, 6 and 10 h. Of ten learners one knows nothing, three know level 1 and six
know both:

    chance of sql:1  9/10        exactly level 0, 1, 2  0.1, 0.3, 0.6
    chance of sql:2  6/10        readiness              0, 37.5 (6/16), 100
"""

import numpy as np
from builders import JUNIOR, asks, graph, role, skill

from engine import (
    Placement,
    PlacementBelief,
    PlacementOptions,
    Profile,
    Role,
    SkillGraph,
    SkillSlug,
    begin_placement,
)
from engine.placement.space import space_of

SQL = SkillSlug("sql")
WORLD = graph(skill("sql", 6, 10))
ASKED = role(asks("sql:2"))
EXACT = PlacementOptions(slip=0, guess=0)


def begun(
    options: PlacementOptions = EXACT,
    *,
    world: SkillGraph = WORLD,
    asked: Role = ASKED,
    rated: Profile | None = None,
) -> Placement:
    return begin_placement(world, asked, JUNIOR, ratings=rated or {}, seed=7).with_options(options)


def believed(
    placement: Placement,
    learners: dict[tuple[int, ...], int],
    *,
    world: SkillGraph = WORLD,
) -> PlacementBelief:
    """So many learners know each set of steps; a set has a 0 or 1 for each step."""
    columns = [known for known, count in learners.items() for _ in range(count)]
    grid = np.array(columns, dtype=np.bool_).T
    return PlacementBelief(space_of(world, placement.steps), placement, grid)


TEN: dict[tuple[int, ...], int] = {(0, 0): 1, (1, 0): 3, (1, 1): 6}
