"""Why a person holds a step, and why they do not, as parts of a derivation.

A rated skill is held as far as its rating counts; other skills may imply the same.
An unrated skill is held as far as the steps held require it. Not to hold a step has
its reasons too: nothing was said and nothing implies it, or less was said on purpose.
"""

from collections.abc import Mapping
from functools import lru_cache

from engine.explanation.context import DerivationContext
from engine.explanation.facts import FactLedger
from engine.explanation.messages import step_message
from engine.graph.skill_graph import SkillGraph
from engine.messages import Message
from engine.model import SkillSlug, Step
from engine.readiness.freshness import steps_below

Links = Mapping[SkillSlug, tuple[tuple[Step, Step], ...]]


@lru_cache(maxsize=4)  # The same for everybody; a graph is told apart by identity.
def required_links(graph: SkillGraph) -> Links:
    """Skill → the pairs (needing, needed) in which a step of another skill requires it."""
    found: dict[SkillSlug, list[tuple[Step, Step]]] = {}
    for needing in graph.steps:
        for needed in graph.required_steps(needing):
            if needed.skill != needing.skill:
                found.setdefault(needed.skill, []).append((needing, needed))
    return {skill: tuple(sorted(pairs)) for skill, pairs in found.items()}


class Holding:
    """Derives what is held and what is not; every method gives back the id of a node."""

    def __init__(self, ledger: FactLedger) -> None:
        self.ledger = ledger
        self.context: DerivationContext = ledger.context
        self._links = required_links(self.context.graph)
        self._reached: dict[SkillSlug | None, frozenset[Step]] = {}

    def at_least(self, step: Step) -> str:
        """That the person holds a step, which they do."""
        node_id = f"held_at_least:{step}"
        if node_id in self.ledger:
            return node_id
        needs: list[str] = []
        others = self._ways_by_others(step)
        if step.skill not in self.context.profile:
            needs = [self.ledger.not_rated(step.skill)]
        elif others:  # Whatever was said, others bear the step only while less was not said.
            less = self.ledger.not_less(step)
            others = [[less, *way] for way in others]
        ways = self._ways_by_rating(step) + others
        message = Message("derivation.held", {"step": step_message(self.context.graph, step)})
        return self.ledger.conclude(node_id, message, needs, ways=ways, steps=(step,))

    def below(self, step: Step) -> str:
        """That the person does not hold a step, which they do not."""
        node_id = f"held_below:{step}"
        if node_id in self.ledger:
            return node_id
        needs: list[str] = []
        ways: list[list[str]] = []
        rating = self.context.profile.get(step.skill)
        if rating is None:
            needs = [self.ledger.not_rated(step.skill), *self._unimplied(step)]
        elif rating.level >= step.level:
            needs = [self.ledger.faded(step.skill), *self._unimplied(step)]
        elif self._is_implied(step):
            needs = [self.ledger.rating(step.skill)]
        else:
            ways = [[self.ledger.rating(step.skill)], self._unimplied(step)]
        message = Message("derivation.not_held", {"step": step_message(self.context.graph, step)})
        return self.ledger.conclude(node_id, message, needs, ways=ways, steps=(step,))

    def _ways_by_rating(self, step: Step) -> list[list[str]]:
        rating = self.context.profile.get(step.skill)
        if rating is None:
            return []
        if self.context.lowered.get(step.skill, rating.level) < step.level:
            return []
        can_fade = self.context.provenance.today is not None and rating.rated_on is not None
        fresh = [self.ledger.fresh(step)] if can_fade and step.level > 1 else []
        return [[self.ledger.rating(step.skill), *fresh]]

    def _ways_by_others(self, step: Step) -> list[list[str]]:
        """What else would imply the step, were nothing said of its skill."""
        reached = self._reached_without(step.skill)
        return [
            [self.ledger.prerequisite(needing, needed), self.at_least(needing)]
            for needing, needed in self._links.get(step.skill, ())
            if needed.level >= step.level and needing in reached
        ]

    def _unimplied(self, step: Step) -> list[str]:
        """That nothing implies a step: nothing held requires it, and why not.

        Ratings are named that were lower on purpose than others imply, and ratings
        that have faded: without them, something held would require the step.
        """
        above = [n for n, needed in self._links.get(step.skill, ()) if needed.level >= step.level]
        facts = [self.ledger.not_implied(step, tuple(dict.fromkeys(above)))]
        stack, seen = above, set[Step]()
        while stack:
            needing = stack.pop()
            if needing in seen:
                continue
            seen.add(needing)
            rating = self.context.profile.get(needing.skill)
            if rating is not None and rating.level < needing.level:
                if self._is_implied(needing):
                    facts.append(self.ledger.rating(needing.skill))
                continue
            if rating is not None:
                facts.append(self.ledger.faded(needing.skill))
            links = self._links.get(needing.skill, ())
            stack.extend(n for n, needed in links if needed.level >= needing.level)
        return [facts[0], *sorted(set(facts[1:]))]

    def _is_implied(self, step: Step) -> bool:
        """Whether others imply the step, were nothing said of its skill."""
        return step in self._reached_without(step.skill)

    def _reached_without(self, skill: SkillSlug) -> frozenset[Step]:
        without = skill if skill in self.context.profile else None
        if without not in self._reached:
            profile = {s: r for s, r in self.context.profile.items() if s != without}
            levels = {s: self.context.lowered.get(s, r.level) for s, r in profile.items()}
            self._reached[without] = steps_below(self.context.graph, profile, levels)
        return self._reached[without]
