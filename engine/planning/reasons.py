"""Why each item is in a roadmap: what it meets of the role, and the later items it leads to."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from engine.graph.clauses import Clause, EdgeKind
from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, SourceRef, Step
from engine.planning.ordering.study_order import Ordering
from engine.planning.selection.choices import Selection


class ReasonKind(StrEnum):
    """Which sort of fact puts an item into a roadmap."""

    REQUIREMENT = "requirement"
    CHOICE = "choice"
    PREREQUISITE = "prerequisite"
    ALTERNATIVE = "alternative"
    LADDER = "ladder"


class Reason(Struct, frozen=True):
    """One reason for an item, and where it is written.

    `requirement` is the key of the role's requirement, for requirements and
    choices, and `why` then is its label; otherwise `step` is the later item
    that needs this one, and `why` what it needs from it.
    """

    kind: ReasonKind
    source: SourceRef
    requirement: str | None
    step: Step | None
    why: str


class RoadmapReasons(Struct, frozen=True):
    """Every reason for every step of one roadmap."""

    by_step: Mapping[Step, tuple[Reason, ...]]

    @classmethod
    def of(
        cls,
        graph: SkillGraph,
        requirements: Sequence[Requirement],
        selection: Selection,
        ordering: Ordering,
    ) -> "RoadmapReasons":
        """Collect the role's own requirements first, then what later steps need, in study order."""
        found: dict[Step, list[Reason]] = {step: [] for step in ordering.steps}
        chosen = {made.requirement.key: made.chosen for made in selection.choices}
        for requirement in requirements:
            kind = ReasonKind.CHOICE if requirement.is_choice else ReasonKind.REQUIREMENT
            for target in requirement.targets:
                if target.skill not in chosen.get(requirement.key, (target.skill,)):
                    continue
                levels = (Step(target.skill, level) for level in range(target.level, 0, -1))
                reached = next((step for step in levels if step in found), None)
                if reached is not None:
                    label = requirement.label or ""
                    found[reached].append(Reason(kind, target.source, requirement.key, None, label))
        for later in ordering.steps:
            for clause in graph.hard_clauses(later):
                for step in _taken_in(clause, ordering.prerequisites[later]):
                    found[step].append(
                        Reason(_KIND_OF_EDGE[clause.kind], clause.source, None, later, clause.why)
                    )
        return cls({step: tuple(reasons) for step, reasons in found.items()})

    def reasons(self, step: Step) -> tuple[Reason, ...]:
        """Why the step is in the roadmap; never empty."""
        return self.by_step[step]


_KIND_OF_EDGE = {
    EdgeKind.LADDER: ReasonKind.LADDER,
    EdgeKind.HARD: ReasonKind.PREREQUISITE,
    EdgeKind.ANY_OF: ReasonKind.ALTERNATIVE,
}


def _taken_in(clause: Clause, prerequisites: tuple[Step, ...]) -> list[Step]:
    """The steps of the clause that were taken as prerequisites of the later step."""
    named = {step for alternative in clause.alternatives for step in alternative}
    return [step for step in prerequisites if step in named]
