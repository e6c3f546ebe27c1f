"""The published graph of 392 concepts as a world to plan in; hours and weights are drawn."""

import json
import os
from pathlib import Path
from random import Random

from engine import (
    Hours,
    Importance,
    Level,
    Prerequisite,
    Requirement,
    Skill,
    SkillGraph,
    SkillSlug,
    SourceRef,
    Step,
    StepNeed,
    Strength,
    Target,
)

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("CAREER_TEST_DATA", ROOT.parent / "shared" / "data"))
HOURS = (2.0, 3.5, 5.0, 8.0, 12.0, 20.0, 30.0)


def concepts(chance: Random) -> SkillGraph:
    """Every concept as a skill of one level with drawn hours."""
    text = (FOLDER / "prereq" / "metacademy.json").read_text(encoding="utf-8")
    published = json.loads(text)
    needs: dict[str, list[Prerequisite]] = {name: [] for name in published["nodes"]}
    for before, after in published["edges"]:
        need = StepNeed(Step(SkillSlug(before), 1))
        needs[after].append(Prerequisite(need, Strength.HARD, "published", SourceRef("", 0, 0)))
    return SkillGraph.of(_concept(name, chance.choice(HOURS), needs[name]) for name in needs)


def _concept(name: str, hours: float, requires: list[Prerequisite]) -> Skill:
    level = Level(Hours(hours / 2, hours, hours * 2), tuple(requires))
    return Skill(SkillSlug(name), name, "concept", (level,))


def demands(chance: Random, steps: list[Step]) -> tuple[Requirement, ...]:
    """A demand of drawn weight for each of the steps."""
    return tuple(
        Requirement(
            key=step.skill,
            targets=(Target(step.skill, step.level),),
            choose=1,
            weight=chance.randint(1, 5),
            importance=Importance.CORE,
        )
        for step in sorted(steps)
    )
