"""What steps are worth to a person: the readiness they lead to, and how choices are settled."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from engine.graph.clauses import Clause
from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, SkillSlug, Step, Target
from engine.planning.selection.choices import ChoiceMade, SelectionProblem
from engine.planning.selection.preferences import by_preference
from engine.planning.selection.programme import Alternatives
from engine.planning.selection.steps import allowed_ways
from engine.readiness.formula import credit_of, effort, requirement_credit, weighted_share
from engine.readiness.holdings import Holdings

GRAIN = 1e-6
"""Points and hours nearer than this count as equal: the solver's own tolerance."""


class Credit(Struct, frozen=True):
    """Points that a level earns, and the steps of which any one brings them.

    These are the level's own step, and each step above it that a skip makes independent of it:
    learning level 3 with level 2 skipped gives level 3, whether or not level 1 was learnt.
    """

    steps: tuple[Step, ...]
    points: float


class Worth:
    """The readiness of one person for one problem, by the steps they learn."""

    def __init__(self, graph: SkillGraph, problem: SelectionProblem, holdings: Holdings) -> None:
        self.graph = graph
        self.problem = problem
        self._holdings = holdings
        self._total = sum(requirement.weight for requirement in problem.requirements)
        targets = [target for r in problem.requirements for target in by_preference(r)]
        self.wanted = [step for target in targets for step in self._missing(target)]
        """Every step that may earn readiness, the preferred and then the first written first."""
        self.insisted = [
            target.step
            for target in targets
            if target.skill in problem.pins and target.step not in problem.given
        ]
        """The targets of pinned skills, which are met in any case."""
        self._held = problem.given | graph.closure(self.insisted, given=problem.given)

    def allowed(self, clause: Clause) -> Alternatives:
        """The alternatives that the pins leave."""
        return allowed_ways(clause, held=self._held, pins=self.problem.pins)

    def readiness(self, steps: Iterable[Step]) -> float:
        """Where these steps lead to, if they can be learnt [points]."""
        levels = self._levels(steps)
        requirements = self.problem.requirements
        earned = [r.weight * requirement_credit(self.graph, r, levels) for r in requirements]
        return weighted_share(earned, self._total)

    def credits(
        self, requirement: Requirement, target: Target, *, reached: Collection[Step]
    ) -> tuple[float, list[Credit]]:
        """Points held, and those of each level; what is skipped counts with the next one.

        Args:
            requirement: Whose target it is.
            target: One of its targets; of a choice only so many count.
            reached: The steps that may be learnt at all.
        """
        worth = 100 * requirement.weight / self._total / requirement.choose
        whole = effort(self.graph, target.skill, above=0, up_to=target.level).typical
        held = min(self._holdings.level(target.skill), target.level)
        done = effort(self.graph, target.skill, above=0, up_to=held).typical
        above_skips = self._above_skips(target.skill, held, reached)
        earned = []
        skipped = 0.0
        for level in range(held + 1, target.level + 1):
            step = Step(target.skill, level)
            skipped += self.graph.hours(step).typical
            if step not in self.problem.given:
                bringers = (step, *(s for s in above_skips if s.level > level))
                earned.append(Credit(bringers, worth * skipped / whole))
                skipped = 0.0
        higher = tuple(s for s in above_skips if s.level > target.level)
        if skipped and higher:
            earned.append(Credit(higher, worth * skipped / whole))
        return worth * done / whole, earned

    def _above_skips(
        self, skill: SkillSlug, held: int, reached: Collection[Step]
    ) -> tuple[Step, ...]:
        """The steps that may be learnt without the one below them, which is skipped."""
        levels = range(held + 2, self.graph.skill(skill).top + 1)
        steps = (Step(skill, level) for level in levels)
        return tuple(
            step
            for step in steps
            if step in reached and Step(skill, step.level - 1) in self.problem.given
        )

    def choices(self, steps: Iterable[Step]) -> tuple[ChoiceMade, ...]:
        """For every choice the branches that count, among those the plan or the person began."""
        levels = self._levels(steps)
        made = []
        for requirement in self.problem.requirements:
            if not requirement.is_choice:
                continue
            credit = {
                target.skill: credit_of(self.graph, target, levels.get(target.skill, 0))
                for target in requirement.targets
            }
            begun = [target.skill for target in requirement.targets if credit[target.skill] > 0]
            begun.sort(key=lambda skill: -credit[skill])
            begun.sort(key=lambda skill: skill not in self.problem.pins)
            chosen = tuple(begun[: requirement.choose])
            is_pinned = any(t.skill in self.problem.pins for t in requirement.targets)
            made.append(ChoiceMade(requirement, chosen, is_pinned))
        return tuple(made)

    def _missing(self, target: Target) -> Iterable[Step]:
        held = self._holdings.level(target.skill)
        levels = range(held + 1, target.level + 1)
        steps = (Step(target.skill, level) for level in levels)
        return [step for step in steps if step not in self.problem.given]

    def _levels(self, steps: Iterable[Step]) -> Mapping[SkillSlug, int]:
        levels = dict(self._holdings.levels)
        for step in steps:
            levels[step.skill] = max(levels.get(step.skill, 0), step.level)
        return levels
