"""What a requirement counts for, as a part of a derivation.

Of a choice the best branches count. Where several stand equally, any of them would do;
the others matter only in so far as they are no better.
"""

from collections.abc import Sequence
from itertools import combinations

from msgspec import Struct

from engine.explanation.facts import FactLedger
from engine.explanation.holding import Holding
from engine.messages import Message
from engine.model import Requirement, SkillSlug, Step, Target
from engine.readiness.formula import credit_of, open_places, requirement_credit
from engine.readiness.holdings import hold


class _ChoiceBranch(Struct, frozen=True):
    """A target and how far it is held, up to the target level."""

    target: Target
    held: int
    credit: float

    @property
    def is_met(self) -> bool:
        return self.held == self.target.level

    @property
    def next_step(self) -> Step:
        return Step(self.target.skill, self.held + 1)


class Crediting:
    """Derives credits; every method that derives gives back the id of a node."""

    def __init__(self, ledger: FactLedger) -> None:
        self.ledger = ledger
        self.holding = Holding(ledger)
        self.graph = ledger.context.graph
        self.holdings = hold(self.graph, ledger.context.fresh)
        self._levels = self.holdings.levels

    def value(self, requirement: Requirement) -> float:
        """The credit itself, in 0..1."""
        return requirement_credit(self.graph, requirement, self._levels)

    def level(self, skill: SkillSlug) -> int:
        """The level held of a skill, 0 when none."""
        return self._levels.get(skill, 0)

    def credit(self, requirement: Requirement) -> str:
        """That a requirement counts for as much as it does."""
        node_id = f"credit:{requirement.key}"
        if node_id in self.ledger:
            return node_id
        branches = [self._branch(target) for target in requirement.targets]
        least = sorted(b.credit for b in branches)[-requirement.choose]
        better = [b for b in branches if b.credit > least]
        equal = [b for b in branches if b.credit == least]
        needs = [self.ledger.requirement(requirement)]
        for branch in better:
            needs += self._exactly(branch)
        if least < 1.0:
            for branch in equal:
                needs += [self.holding.below(branch.next_step), *self._efforts(branch)]
            worse = [b for b in branches if b.credit < least]
            needs += [self._no_better(requirement, b, least) for b in worse]
        ways = self._ways(equal, requirement.choose - len(better)) if least > 0 else []
        message = self._message(requirement, branches)
        return self.ledger.conclude(node_id, message, needs, ways=ways)

    def told(self, requirement: Requirement) -> tuple[list[str], float]:
        """What tells the requirement beside its credit, and the share of its places told, in 0..1.

        A rating of 0 rules an option out; it matters once too few other options are left.
        """
        ratings = self.ledger.context.fresh
        held = [self.level(target.skill) for target in requirement.targets]
        levels = zip(requirement.targets, held, strict=True)
        ruled_out = [t.skill for t, level in levels if not level and t.skill in ratings]
        told = len(ruled_out) + sum(level > 0 for level in held)
        places = requirement.choose - sum(level > 0 for level in held)
        open_ = open_places(requirement, told=told, earning=requirement.choose - places)
        matters = len(requirement.targets) - told < places
        needs = [self.ledger.rating(skill) for skill in ruled_out] if matters else []
        return needs, 1 - open_ / requirement.choose

    def _branch(self, target: Target) -> _ChoiceBranch:
        held = min(self._levels.get(target.skill, 0), target.level)
        return _ChoiceBranch(target, held, credit_of(self.graph, target, held))

    def _exactly(self, branch: _ChoiceBranch) -> list[str]:
        """That a branch is held as far as it is, and no further where that matters."""
        needs = [self.holding.at_least(Step(branch.target.skill, branch.held))]
        if not branch.is_met:
            needs += [self.holding.below(branch.next_step), *self._efforts(branch)]
        return needs

    def _efforts(self, branch: _ChoiceBranch) -> list[str]:
        """The hours a part is a part of; nothing of them, and all of them, need no hours."""
        if branch.held == 0:
            return []
        levels = range(1, branch.target.level + 1)
        return [self.ledger.effort(Step(branch.target.skill, level)) for level in levels]

    def _ways(self, equal: Sequence[_ChoiceBranch], places: int) -> list[list[str]]:
        """Any of the equal branches may take the places that the better ones leave."""
        held = [self.holding.at_least(Step(b.target.skill, b.held)) for b in equal]
        return [list(way) for way in combinations(held, places)]

    def _no_better(self, requirement: Requirement, branch: _ChoiceBranch, least: float) -> str:
        """That a branch is no better than what counts: it is not held far enough for that.

        Any level up to which it is no better gives a way to say so.
        """
        target = branch.target
        ways: list[list[str]] = []
        for level in range(branch.held, target.level):
            if credit_of(self.graph, target, level) > least:
                break
            hours = [self.ledger.no_further(requirement, target, level)] if level else []
            ways.append([self.holding.below(Step(target.skill, level + 1)), *hours])
        message = Message("derivation.no_better", {"skill": self._title(target.skill)})
        return self.ledger.conclude(
            f"no_better:{requirement.key}:{target.skill}", message, [], ways=ways
        )

    def _message(self, requirement: Requirement, branches: Sequence[_ChoiceBranch]) -> Message:
        parts = tuple(self._part(branch) for branch in branches)
        if len(parts) == 1:
            return Message("derivation.credit", {"part": parts[0]})
        percent = round(100 * self.value(requirement), 1)
        if requirement.label is None:
            return Message("derivation.credit_of_choice", {"percent": percent, "parts": parts})
        return Message(
            "derivation.credit_of_label",
            {"choice": requirement.label, "percent": percent, "parts": parts},
        )

    def _part(self, branch: _ChoiceBranch) -> Message:
        title = self._title(branch.target.skill)
        if branch.is_met:
            return Message("credit.met", {"skill": title})
        if branch.held == 0:
            return Message("credit.nothing", {"skill": title})
        efforts = self.graph.efforts[branch.target.skill][0]
        held, total = efforts[branch.held - 1].typical, efforts[branch.target.level - 1].typical
        return Message("credit.part", {"skill": title, "held": held, "total": total})

    def _title(self, skill: SkillSlug) -> str:
        return self.graph.skill(skill).title
