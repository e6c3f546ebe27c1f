"""Readiness computed by hand: credits, gaps, hours left, facts for rules, bands and the interval.

skill    hours of its levels    asked for           rated   credit
git      4                      git:1, weight 2     -       1, implied by docker:1
sql      6, 10                  sql:2, weight 4     1       6/16 = 0.375
docker   5 (needs git:1)        docker:1, weight 2  1       1
python   10                     one of both,        -       0
r        2, 8                   weight 2            1       2/10 = 0.2
css      3, 5                   bonus, weight 5     1       3/8 = 0.375, never counted
"""

from builders import JUNIOR, asks, graph, profile, role, rules, skill

from engine import (
    Analysis,
    Importance,
    Profile,
    Role,
    RuleBook,
    SkillGraph,
    analyze,
)

WORLD = graph(
    skill("git", 4),
    skill("sql", 6, 10),
    skill("docker", 5, needs={1: ["git"]}),
    skill("python", 10),
    skill("r", 2, 8),
    skill("css", 3, 5),
)
ASKED = role(
    asks("git", weight=2),
    asks("sql:2", weight=4),
    asks("docker", weight=2, importance=Importance.SUPPORTING),
    asks("python", "r:2", choose=1, weight=2),
    asks("css:2", weight=5, importance=Importance.BONUS),
)
RATED = profile(sql=1, docker=1, r=1, css=1)


def analysed(
    rated: Profile = RATED,
    *,
    world: SkillGraph = WORLD,
    asked: Role = ASKED,
    book: RuleBook | None = None,
) -> Analysis:
    return analyze(world, asked, variant=JUNIOR, profile=rated, rules=book or rules())
