"""Two public frameworks as roles and skills of the engine, for scale; nothing of it is content.

O*NET describes 879 occupations by 68 elements, each with an importance of 1 to 5
and a level of 0 to 7. The level is brought onto a ladder of five steps, rounded
up; the importance becomes the weight, in hundredths; from 3 on it is core, as
O*NET itself draws the line. Ratings marked not relevant, marked for suppression
or of level 0 ask for nothing.

ESCO links 3,039 occupations with 13,939 skills, which have no levels: each is one
step. An essential skill is core and weighs twice as much as an optional one,
which is supporting; a pair that is both is essential.

Neither says how long anything takes. The hours are made up, the same for each
rung of O*NET and for each kind of ESCO skill: only their ratios enter a credit.
"""

import csv
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from msgspec import Struct

from engine import (
    Hours,
    Importance,
    Level,
    Requirement,
    Role,
    RoleSlug,
    Skill,
    SkillGraph,
    SkillSlug,
    Target,
    Variant,
)

ONET_RATINGS = "onet/skill_knowledge_ratings.csv"
ESCO_SKILLS = "esco/skills.csv"
ESCO_RELATIONS = "esco/occupation_skill.csv"
ONET_TOP = 7
RUNG_HOURS = (20.0, 40.0, 80.0, 160.0, 320.0)
KIND_HOURS = {"knowledge": 20.0, "skill/competence": 40.0}
OTHER_HOURS = 30.0
ONLY = Variant("any")


class Framework(Struct, frozen=True):
    """A graph without prerequisites, and the roles over it."""

    graph: SkillGraph
    roles: tuple[Role, ...]


def onet(folder: Path) -> Framework:
    """O*NET from the folder of published data."""
    asked: dict[str, dict[str, Requirement]] = {}
    elements: dict[str, str] = {}
    for row in _rows(folder / ONET_RATINGS):
        elements[row["element_id"]] = row["element"]
        demands = asked.setdefault(row["soc"], {})
        level = ceil(float(row["level"]) * len(RUNG_HOURS) / ONET_TOP)
        if level and "Y" not in (row["not_relevant"], row["suppress"]):
            importance = float(row["importance"])
            demands[row["element_id"]] = _demand(
                row["element_id"],
                level,
                weight=round(importance * 100),
                importance=Importance.CORE if importance >= 3 else Importance.SUPPORTING,
            )
    skills = [_skill(element, title, RUNG_HOURS) for element, title in elements.items()]
    return Framework(SkillGraph.of(skills), _roles(asked))


def esco(folder: Path) -> Framework:
    """ESCO from the folder of published data."""
    skills = [
        _skill(
            row["uri"].rpartition("/")[2],
            row["label"].strip(),
            (KIND_HOURS.get(row["skill_type"], OTHER_HOURS),),
        )
        for row in _rows(folder / ESCO_SKILLS)
    ]
    asked: dict[str, dict[str, Requirement]] = {}
    for row in _rows(folder / ESCO_RELATIONS):
        demands = asked.setdefault(row["occupation_uuid"], {})
        slug = row["skill_uuid"]
        if row["relation"] == "essential":
            demands[slug] = _demand(slug, 1, weight=2, importance=Importance.CORE)
        else:
            optional = _demand(slug, 1, weight=1, importance=Importance.SUPPORTING)
            demands.setdefault(slug, optional)
    return Framework(SkillGraph.of(skills), _roles(asked))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _skill(slug: str, title: str, hours: Sequence[float]) -> Skill:
    levels = tuple(Level(Hours(h / 2, h, h * 2)) for h in hours)
    return Skill(SkillSlug(slug), title, "published", levels)


def _demand(slug: str, level: int, *, weight: int, importance: Importance) -> Requirement:
    target = Target(SkillSlug(slug), level)
    return Requirement(key=slug, targets=(target,), choose=1, weight=weight, importance=importance)


def _roles(asked: dict[str, dict[str, Requirement]]) -> tuple[Role, ...]:
    return tuple(
        Role(RoleSlug(slug), slug, {ONLY: tuple(demands.values())})
        for slug, demands in asked.items()
    )
