"""What a piece of advice follows from: its rule, and everything that the rule looks at.

Advice states what its rule looks at, so it follows from all of that: of readiness from
every credit, of a count of requirements from each of them, of a count of ratings from
the ratings.
"""

from collections.abc import Sequence

from engine.explanation.crediting import Crediting
from engine.messages import Message
from engine.model import Importance, Requirement, SkillSlug, Step
from engine.readiness.analysis import advice_facts
from engine.rules.tables import (
    Compare,
    Condition,
    Every,
    Facts,
    FactValue,
    HitPolicy,
    Negation,
    RuleTable,
    Some,
    TableName,
)

Value = dict[str, FactValue]
Derived = tuple[list[str], Value]
Lack = tuple[Step, Step]
"""A step that is held, and one it requires that the person said they lack."""


class AdviceFacts:
    """Derives the facts that rules of advice look at: ids of nodes, and what they state."""

    def __init__(self, crediting: Crediting, requirements: Sequence[Requirement]) -> None:
        self.crediting = crediting
        self.ledger = crediting.ledger
        self.context = crediting.ledger.context
        self._requirements = requirements
        self._lacks = self._find_lacks()

    def behind(self, name: str) -> Derived:
        """What the advice of a rule needs, and what it states."""
        table = self.context.rules.tables[TableName.ADVICE]
        facts = self._facts()
        rule = next(rule for rule in table.rules if rule.name == name)
        if table.hit is HitPolicy.COLLECT:
            needs = [self.ledger.rule(TableName.ADVICE, name)]
        else:
            needs = self.ledger.rules_of(TableName.ADVICE, facts, about=name)
        value: Value = {"rule": name}
        for fact in sorted(_facts_in(rule.when)):
            more, stated = self.derived(fact)
            needs += more
            value |= {fact: facts[fact]} | stated
        return needs, value

    def _facts(self) -> Facts:
        """The facts that the table of advice decides on."""
        context = self.context
        return advice_facts(
            context.graph,
            context.variant,
            readiness=context.analysis.readiness,
            gaps=context.analysis.gaps,
            holdings=self.crediting.holdings,
        )

    def derived(self, fact: str) -> Derived:
        """What one of the facts follows from, and what it states."""
        if fact == "variant":
            return [self.ledger.question()], {}
        if fact == "rated_skills":
            needs = [self.ledger.rating(skill) for skill in sorted(self.context.fresh)]
            return [*needs, self.ledger.nothing_else_rated()], {}
        if fact == "unsupported_skills":
            return self._unsupported()
        if fact == "faded_skills":
            return self._fading()
        counted = [one for one in self._requirements if one.is_counted]
        core = [r for r in self._requirements if r.importance is Importance.CORE]
        if fact == "readiness":
            return self._credits(counted, "counted")
        if fact == "told_share":
            return _both(self._credits(counted, "counted"), self.told(counted))
        if fact == "core_met":
            return self._credits(core, "core")
        if fact in {"missing_core", "weak_core", "not_told_core"}:
            return self._classes(core, "core")
        return self._classes(self._requirements, "any")

    def _credits(self, requirements: Sequence[Requirement], which: str) -> Derived:
        """That these requirements count for what they do, and that there are no others."""
        needs = [self.crediting.credit(one) for one in requirements]
        value: Value = {f"credit:{r.key}": self.crediting.value(r) for r in requirements}
        return [*needs, self.ledger.nothing_else_required(which)], value

    def told(self, requirements: Sequence[Requirement]) -> Derived:
        """That these requirements are told as far as they are, beside their credits."""
        needs: list[str] = []
        value: Value = {}
        for requirement in requirements:
            more, share = self.crediting.told(requirement)
            needs += more
            value[f"told:{requirement.key}"] = share
        return needs, value

    def _classes(self, requirements: Sequence[Requirement], which: str) -> Derived:
        """That these requirements have their classes, and that there are no others."""
        (*needs, nothing_else), value = self._credits(requirements, which)
        needs, value = _both((needs, value), self.told(requirements))
        for gap in self.context.analysis.gaps:
            if gap.requirement in requirements:
                facts: Facts = {"credit": gap.credit, "told": gap.is_told}
                key = gap.requirement.key
                fired = self.ledger.rules_of(TableName.GAPS, facts, about=key)
                needs += fired
                value[f"class:{key}"] = fired[0]
        return [*needs, nothing_else], value

    def _claimed(self) -> list[SkillSlug]:
        """The skills that the person rated above 0."""
        return sorted(skill for skill, rating in self.context.fresh.items() if rating.level > 0)

    def _faded(self) -> list[SkillSlug]:
        return sorted(skill for skill, rating in self.context.fresh.items() if rating.said)

    def _fading(self) -> Derived:
        """That these ratings count lower than they were said, and no others."""
        needs = []
        for skill in self._faded():
            said = Step(skill, self.context.profile[skill].level)
            needs += [self.ledger.rating(skill), self.crediting.holding.below(said)]
        stated: Value = {"faded": ", ".join(self._faded())}
        return [*needs, self.ledger.nothing_else_faded()], stated

    def _unsupported(self) -> Derived:
        """That these skills are held without something they require, and no others."""
        needs = []
        for skill, lacks in self._lacks.items():
            ways = [
                [
                    self.crediting.holding.at_least(needing),
                    self.ledger.prerequisite(needing, needed),
                    self.ledger.rating(needed.skill),
                ]
                for needing, needed in lacks
            ]
            title = self.context.graph.skill(skill).title
            message = Message("derivation.unsupported", {"skill": title})
            rated = self.ledger.rating(skill)
            needs.append(self.ledger.conclude(f"unsupported:{skill}", message, [rated], ways=ways))
        stated: Value = {"unsupported": ", ".join(self._lacks)}
        return [*needs, self.ledger.nothing_else_unsupported()], stated

    def _find_lacks(self) -> dict[SkillSlug, list[Lack]]:
        """Skill → its held steps with what they require and was rated lower."""
        found: dict[SkillSlug, list[Lack]] = {}
        for skill in self._claimed():
            for level in range(1, self.context.fresh[skill].level + 1):
                for needed in self.context.graph.required_steps(Step(skill, level)):
                    rating = self.context.fresh.get(needed.skill)
                    if rating is not None and rating.level < needed.level:
                        found.setdefault(skill, []).append((Step(skill, level), needed))
        return found


def _both(one: Derived, other: Derived) -> Derived:
    return [*one[0], *other[0]], one[1] | other[1]


def facts_of(table: RuleTable) -> set[str]:
    """Every fact that any rule of a table looks at."""
    return {fact for rule in table.rules for fact in _facts_in(rule.when)}


def _facts_in(condition: Condition) -> set[str]:
    """Every fact that a condition looks at."""
    match condition:
        case Every(of=of) | Some(of=of):
            return {fact for part in of for fact in _facts_in(part)}
        case Negation(of=part):
            return _facts_in(part)
        case Compare(fact=fact):
            return {fact}
