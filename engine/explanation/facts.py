"""The facts that derivations end at: ratings, requirements, hours, prerequisites and rules."""

from engine.explanation.context import DerivationContext
from engine.explanation.derivation import Ledger, Node, NodeKind
from engine.explanation.messages import (
    not_rated_message,
    place_of,
    role_message,
    step_message,
)
from engine.messages import Message, MessageParam
from engine.model import Requirement, SkillSlug, Step, Target
from engine.readiness.freshness import Fading
from engine.rules.tables import Facts, FactValue, Rule, TableName, decide

FRESH = "fresh"


class FactLedger(Ledger):
    """Writes the facts of one analysis down; every method gives back the id of the node."""

    def __init__(self, context: DerivationContext) -> None:
        super().__init__()
        self.context = context
        self._fresh: set[Step] = set()

    def rating(self, skill: SkillSlug) -> str:
        """What the person said of a skill."""
        rating = self.context.profile[skill]
        params: dict[str, MessageParam] = {
            "skill": self._title(skill),
            "level": rating.level,
            "source": rating.source.value,
        }
        message = Message("derivation.rating", params)
        if rating.rated_on:
            message = Message("derivation.dated_rating", params | {"date": str(rating.rated_on)})
        return self.add(
            Node(
                f"rating:{skill}",
                NodeKind.RATING,
                message,
                steps=(Step(skill, rating.level),) if rating.level else (),
                rated_on=rating.rated_on,
                rating_source=rating.source,
            )
        )

    def not_rated(self, skill: SkillSlug) -> str:
        """That the person said nothing of a skill."""
        message = not_rated_message(self.context.graph, skill)
        return self.add(Node(f"not_rated:{skill}", NodeKind.NOT_RATED, message))

    def not_less(self, step: Step) -> str:
        """That the person did not rate a skill lower than a step of it."""
        message = Message("derivation.not_rated_lower", {"step": self._step(step)})
        return self.add(Node(f"not_less:{step}", NodeKind.RATING, message, steps=(step,)))

    def not_implied(self, step: Step, above: tuple[Step, ...]) -> str:
        """That nothing else the person holds requires a step; `above` are the steps that would."""
        message = Message("derivation.not_implied", {"step": self._step(step)})
        return self.add(Node(f"not_implied:{step}", NodeKind.NOT_IMPLIED, message, steps=above))

    def fresh(self, step: Step) -> str:
        """That a dated rating still counts at this level; one fact for all such ratings."""
        self._fresh.add(step)
        steps = tuple(sorted(self._fresh))
        table = self.context.rules.tables.get(TableName.FRESHNESS)
        titles = tuple(dict.fromkeys(self._title(one.skill) for one in steps))
        message = Message("derivation.fresh", {"skills": titles})
        source = None if table is None else place_of(table.source)
        self.nodes[FRESH] = Node(FRESH, NodeKind.RULE, message, source, steps)
        return FRESH

    def faded(self, skill: SkillSlug) -> str:
        """That a rating is so old that it counts lower, by which rule."""
        context, rating = self.context, self.context.profile[skill]
        today = context.provenance.today
        fading = None if today is None else Fading.of(context.graph, context.rules, today)
        decision = None if fading is None else fading.decide(skill, rating)
        params: dict[str, MessageParam] = {
            "skill": self._title(skill),
            "date": str(rating.rated_on),
            "today": str(today),
            "level": context.lowered[skill],
            "given": rating.level,
        }
        message = Message("derivation.faded", params)
        if decision is not None:
            message = Message("derivation.faded_by_rule", params | {"rule": decision.rule})
        source = None if decision is None else place_of(decision.source)
        steps = (Step(skill, rating.level),)
        return self.add(Node(f"faded:{skill}", NodeKind.RULE, message, source, steps))

    def effort(self, step: Step) -> str:
        """The hours of one step."""
        graph = self.context.graph
        hours = graph.hours(step).typical
        message = Message("derivation.effort", {"step": self._step(step), "hours": hours})
        source = place_of(graph.skill(step.skill).levels[step.level - 1].source)
        return self.add(Node(f"effort:{step}", NodeKind.EFFORT, message, source, (step,)))

    def no_further(self, requirement: Requirement, target: Target, level: int) -> str:
        """That holding a branch of a choice up to a level is no better than what counts."""
        params: dict[str, MessageParam] = {
            "skill": self._title(target.skill),
            "level": level,
            "target": target.level,
        }
        message = Message("derivation.no_further", params)
        steps = tuple(Step(target.skill, number) for number in range(1, target.level + 1))
        node_id = f"no_further:{requirement.key}:{target.skill}:{level}"
        return self.add(Node(node_id, NodeKind.EFFORT, message, None, steps))

    def requirement(self, requirement: Requirement) -> str:
        """What the role requires in one place."""
        steps = tuple(self._step(target.step) for target in requirement.targets)
        params: dict[str, MessageParam] = {
            "role": self._role(),
            "importance": requirement.importance.value,
            "weight": requirement.weight,
            "defining": "yes" if requirement.is_defining else "no",
        }
        if requirement.is_choice:
            params |= {"count": requirement.choose, "steps": steps}
            message = Message("derivation.choice", params)
        else:
            message = Message("derivation.requirement", params | {"step": steps[0]})
        return self.add(
            Node(
                f"requirement:{requirement.key}",
                NodeKind.REQUIREMENT,
                message,
                place_of(requirement.source),
                tuple(target.step for target in requirement.targets),
            )
        )

    def nothing_else_required(self, which: str) -> str:
        """That the role has no further requirement of a sort: `counted`, `core` or `any`."""
        params: dict[str, MessageParam] = {"role": self._role(), "which": which}
        message = Message("derivation.nothing_else_required", params)
        source = place_of(self.context.role.source)
        return self.add(Node(f"nothing_else:{which}", NodeKind.REQUIREMENT, message, source))

    def nothing_else_rated(self) -> str:
        """That the person rated no other skill."""
        message = Message("derivation.nothing_else_rated")
        return self.add(Node("nothing_else:rated", NodeKind.NOT_RATED, message))

    def nothing_else_faded(self) -> str:
        """That every other rating counts in full."""
        message = Message("derivation.nothing_else_faded")
        return self.add(Node("nothing_else:faded", NodeKind.RATING, message))

    def nothing_else_unsupported(self) -> str:
        """That every other rated skill has its required prerequisites."""
        message = Message("derivation.nothing_else_unsupported")
        return self.add(Node("nothing_else:unsupported", NodeKind.RATING, message))

    def prerequisite(self, needing: Step, needed: Step) -> str:
        """That one step requires another, with the editor's reason."""
        clause = next(
            clause
            for clause in self.context.graph.hard_clauses(needing)
            if len(clause.alternatives) == 1 and needed in clause.alternatives[0]
        )
        params = {"step": self._step(needing), "required": self._step(needed)}
        message = Message("derivation.next_level", params)
        if clause.why:
            message = Message("derivation.prerequisite", {**params, "why": clause.why})
        node_id = f"prerequisite:{needing}>{needed}"
        kind, source = NodeKind.PREREQUISITE, place_of(clause.source)
        return self.add(Node(node_id, kind, message, source, (needing, needed)))

    def rules_of(self, table: TableName, facts: Facts, *, about: str) -> list[str]:
        """The rule that decides on these facts, and that no other comes before it.

        Args:
            table: A table that decides once.
            facts: What it decides on.
            about: What is decided, for the id.
        """
        found = self.context.rules.tables[table]
        fired = decide(found, facts)[0]
        named = self.rule(table, fired.rule)
        message = Message("derivation.sole_rule", {"table": table.value, "rule": fired.rule})
        source = place_of(found.source)
        sole = Node(f"sole:{table.value}:{about}", NodeKind.RULE, message, source)
        return [named, self.add(sole)]

    def rule(self, table: TableName, name: str) -> str:
        """A rule, and where it is written."""
        rule = next(one for one in self.context.rules.tables[table].rules if one.name == name)
        params: dict[str, MessageParam] = {
            "rule": name,
            "table": table.value,
            "decisions": _decisions_of(rule),
        }
        message = Message("derivation.rule", params)
        node_id = f"rule:{table.value}:{name}"
        return self.add(Node(node_id, NodeKind.RULE, message, place_of(rule.source)))

    def question(self) -> str:
        """The role and variant that the analysis is about."""
        message = Message("derivation.question", {"role": self._role()})
        source = place_of(self.context.role.source)
        return self.add(Node("question", NodeKind.QUESTION, message, source))

    def origin(self) -> list[str]:
        """The versions of the knowledge and of the engine."""
        made_with = self.context.provenance
        knowledge = Message("derivation.knowledge", {"version": made_with.knowledge_version})
        engine = Message("derivation.engine", {"version": made_with.engine_version})
        return [
            self.add(Node("knowledge", NodeKind.KNOWLEDGE, knowledge)),
            self.add(Node("engine", NodeKind.ENGINE, engine)),
        ]

    def _title(self, skill: SkillSlug) -> str:
        return self.context.graph.skill(skill).title

    def _step(self, step: Step) -> Message:
        return step_message(self.context.graph, step)

    def _role(self) -> Message:
        return role_message(self.context.role, self.context.variant)


def _decisions_of(rule: Rule) -> tuple[Message, ...]:
    """What a rule decides, without its long text."""
    decided = [(key, value) for key, value in sorted(rule.then.items()) if key != "text"]
    return tuple(
        Message("rule.decision", {"name": key, "value": _shown(value)}) for key, value in decided
    )


def _shown(value: FactValue) -> str | int | float:
    return str(value).lower() if isinstance(value, bool) else value
