"""The facts that derivations end at: ratings, demands, hours, prerequisites and rules, in words."""

from collections.abc import Mapping

from msgspec import Struct

from engine.explanation.derivation import Ledger, Node, NodeKind
from engine.explanation.texts import step_title
from engine.graph.skill_graph import SkillGraph
from engine.model import (
    NOWHERE,
    Day,
    Importance,
    Profile,
    RatingSource,
    Requirement,
    Role,
    SkillSlug,
    SourceRef,
    Step,
    Target,
    Variant,
)
from engine.readiness.analysis import Analysis, analyze
from engine.readiness.freshness import Fading, freshen, lowered_levels
from engine.rules.tables import Facts, Rule, RuleBook, TableName, decide

FRESH = "fresh"


class Occasion(Struct, frozen=True):
    """What an answer was made with, and on which day; without a day no rating fades."""

    knowledge_version: str
    knowledge_hash: str
    engine_version: str
    today: Day | None


class Inquiry(Struct, frozen=True):
    """An analysis with all it was made from, so that anything of it can be asked why.

    `profile` is as the person said it; `fresh` is what it counts for on the day.
    """

    graph: SkillGraph
    role: Role
    variant: Variant
    profile: Profile
    rules: RuleBook
    occasion: Occasion
    fresh: Profile
    lowered: Mapping[SkillSlug, int]
    analysis: Analysis

    @classmethod
    def of(
        cls,
        graph: SkillGraph,
        role: Role,
        *,
        variant: Variant,
        profile: Profile,
        rules: RuleBook,
        occasion: Occasion,
    ) -> "Inquiry":
        """Ask again what was asked.

        Args:
            graph: The skills.
            role: The role asked about.
            variant: Its seniority.
            profile: The ratings as they were said, with their dates.
            rules: The tables of the same knowledge.
            occasion: What made the answer, and when.

        Raises:
            UnknownVariantError: The role does not come in this variant.
            UnknownSkillError: A rating for a skill that is not in the graph.
            UnknownLevelError: A rating outside the skill's levels.
            NoRuleFiredError: The rules leave a band or a class open.
        """
        fresh, lowered = profile, dict[SkillSlug, int]()
        if occasion.today is not None:
            fresh = freshen(graph, profile, rules=rules, today=occasion.today)
            lowered = lowered_levels(graph, profile, rules=rules, today=occasion.today)
        analysis = analyze(graph, role, variant=variant, profile=fresh, rules=rules)
        return cls(graph, role, variant, profile, rules, occasion, fresh, lowered, analysis)


class FactLedger(Ledger):
    """Writes the facts of one inquiry down; every method gives back the id of the node."""

    def __init__(self, inquiry: Inquiry) -> None:
        super().__init__()
        self.asked = inquiry
        self._fresh: set[Step] = set()

    def rating(self, skill: SkillSlug) -> str:
        """What the person said of a skill."""
        rating = self.asked.profile[skill]
        title, when = self._title(skill), f" on {rating.rated_on}" if rating.rated_on else ""
        said = _SAID[rating.source].format(title=title, level=rating.level)
        if rating.level == 0 and rating.source is RatingSource.SELF:
            said = f"You rated {title} as not known"
        return self.add(
            Node(
                f"rating:{skill}",
                NodeKind.RATING,
                f"{said}{when}.",
                steps=(Step(skill, rating.level),) if rating.level else (),
                rated_on=rating.rated_on,
                rating_source=rating.source,
            )
        )

    def not_rated(self, skill: SkillSlug) -> str:
        """That the person said nothing of a skill."""
        text = f"You have not rated {self._title(skill)}."
        return self.add(Node(f"not_rated:{skill}", NodeKind.NOT_RATED, text))

    def not_less(self, step: Step) -> str:
        """That the person did not say to hold less of a skill than a step of it."""
        text = f"You did not say that you hold less than {step_title(self.asked.graph, step)}."
        return self.add(Node(f"not_less:{step}", NodeKind.RATING, text, steps=(step,)))

    def not_implied(self, step: Step, above: tuple[Step, ...]) -> str:
        """That nothing else the person holds stands on a step; `above` are those that would."""
        text = f"Nothing else that you hold stands on {step_title(self.asked.graph, step)}."
        return self.add(Node(f"not_implied:{step}", NodeKind.NOT_IMPLIED, text, steps=above))

    def fresh(self, step: Step) -> str:
        """That a dated rating still counts at this level; one fact for all such ratings."""
        self._fresh.add(step)
        steps = tuple(sorted(self._fresh))
        table = self.asked.rules.tables.get(TableName.FRESHNESS)
        titles = ", ".join(dict.fromkeys(self._title(one.skill) for one in steps))
        text = f"These ratings are not so old that they count lower than that: {titles}."
        source = None if table is None else _place(table.source)
        self.nodes[FRESH] = Node(FRESH, NodeKind.RULE, text, source, steps)
        return FRESH

    def faded(self, skill: SkillSlug) -> str:
        """That a rating is so old that it counts lower, by which rule."""
        asked, rating, today = self.asked, self.asked.profile[skill], self.asked.occasion.today
        fading = None if today is None else Fading.of(asked.graph, asked.rules, today)
        decision = None if fading is None else fading.decide(skill, rating)
        rule = "" if decision is None else f" by the rule “{decision.rule}”"
        text = (
            f"The rating of {self._title(skill)} is from {rating.rated_on}; on {today} it "
            f"counts for level {asked.lowered[skill]} instead of {rating.level}{rule}."
        )
        source = None if decision is None else _place(decision.source)
        steps = (Step(skill, rating.level),)
        return self.add(Node(f"faded:{skill}", NodeKind.RULE, text, source, steps))

    def effort(self, step: Step) -> str:
        """The hours of one step."""
        graph = self.asked.graph
        text = f"{step_title(graph, step)}, takes {graph.hours(step).typical:g} hours."
        source = _place(graph.skill(step.skill).levels[step.level - 1].source)
        return self.add(Node(f"effort:{step}", NodeKind.EFFORT, text, source, (step,)))

    def no_further(self, requirement: Requirement, target: Target, level: int) -> str:
        """That holding a branch of a choice up to a level is no better than what counts."""
        title = self._title(target.skill)
        text = (
            f"{title} up to level {level} is, in hours, no larger a part of level "
            f"{target.level} than what counts."
        )
        steps = tuple(Step(target.skill, number) for number in range(1, target.level + 1))
        node_id = f"no_further:{requirement.key}:{target.skill}:{level}"
        return self.add(Node(node_id, NodeKind.EFFORT, text, None, steps))

    def requirement(self, requirement: Requirement) -> str:
        """What the role asks for in one place."""
        graph = self.asked.graph
        asked = "; ".join(step_title(graph, target.step) for target in requirement.targets)
        which = f"{requirement.choose} of: {asked}" if requirement.is_choice else asked
        weight = (
            "a bonus that does not count"
            if requirement.importance is Importance.BONUS
            else f"{requirement.importance.value}, weight {requirement.weight}"
        )
        return self.add(
            Node(
                f"requirement:{requirement.key}",
                NodeKind.REQUIREMENT,
                f"{self.asked.role.title} ({self.asked.variant}) asks for {which} ({weight}).",
                _place(requirement.source),
                tuple(target.step for target in requirement.targets),
            )
        )

    def nothing_else_asked(self, which: str) -> str:
        """That the role has no further demand of a sort: `counted`, `core` or `any`."""
        words = {"counted": "that counts", "core": "as core", "any": "at all"}[which]
        text = f"{self.asked.role.title} ({self.asked.variant}) asks for nothing else {words}."
        source = _place(self.asked.role.source)
        return self.add(Node(f"nothing_else:{which}", NodeKind.REQUIREMENT, text, source))

    def nothing_else_rated(self) -> str:
        """That the person rated no other skill above 0."""
        text = "You have rated no other skill above 0."
        return self.add(Node("nothing_else:rated", NodeKind.NOT_RATED, text))

    def nothing_else_faded(self) -> str:
        """That every other rating counts in full."""
        text = "Every other rating of yours counts for the level that was said."
        return self.add(Node("nothing_else:faded", NodeKind.RATING, text))

    def nothing_else_unsupported(self) -> str:
        """That every other skill that was rated has what it stands on."""
        text = "Every other skill that you rated has what it stands on."
        return self.add(Node("nothing_else:unsupported", NodeKind.RATING, text))

    def prerequisite(self, needing: Step, needed: Step) -> str:
        """That one step needs another, with the editor's reason."""
        graph = self.asked.graph
        clause = next(
            clause
            for clause in graph.hard_clauses(needing)
            if len(clause.alternatives) == 1 and needed in clause.alternatives[0]
        )
        why = f": {clause.why}" if clause.why else ""
        text = f"{step_title(graph, needing)}, needs {step_title(graph, needed)}{why}."
        node_id = f"prerequisite:{needing}>{needed}"
        kind, source = NodeKind.PREREQUISITE, _place(clause.source)
        return self.add(Node(node_id, kind, text, source, (needing, needed)))

    def rules_of(self, table: TableName, facts: Facts, *, about: str) -> list[str]:
        """The rule that decides on these facts, and that no other goes before it.

        Args:
            table: A table that decides once.
            facts: What it is asked with.
            about: What is decided, for the id.
        """
        found = self.asked.rules.tables[table]
        fired = decide(found, facts)[0]
        named = self.rule(table, fired.rule)
        text = f"No other rule of “{table.value}” goes before “{fired.rule}” here."
        source = _place(found.source)
        sole = Node(f"sole:{table.value}:{about}", NodeKind.RULE, text, source)
        return [named, self.add(sole)]

    def rule(self, table: TableName, name: str) -> str:
        """A rule, and where it is written."""
        rule = next(one for one in self.asked.rules.tables[table].rules if one.name == name)
        said = "; ".join(f"{key}: {value}" for key, value in _said_by(rule))
        text = f"The rule “{name}” of “{table.value}” says {said}."
        node_id = f"rule:{table.value}:{name}"
        return self.add(Node(node_id, NodeKind.RULE, text, _place(rule.source)))

    def question(self) -> str:
        """What was asked: the role and its variant."""
        text = f"You asked about {self.asked.role.title} ({self.asked.variant})."
        source = _place(self.asked.role.source)
        return self.add(Node("question", NodeKind.QUESTION, text, source))

    def origin(self) -> list[str]:
        """The knowledge and the engine that answered."""
        occasion = self.asked.occasion
        knowledge = f"The knowledge is version {occasion.knowledge_version}."
        engine = f"The engine is version {occasion.engine_version}."
        return [
            self.add(Node("knowledge", NodeKind.KNOWLEDGE, knowledge)),
            self.add(Node("engine", NodeKind.ENGINE, engine)),
        ]

    def _title(self, skill: SkillSlug) -> str:
        return self.asked.graph.skill(skill).title


_SAID = {
    RatingSource.SELF: "You rated {title} at level {level}",
    RatingSource.PLACEMENT: "The placement found {title} at level {level}",
    RatingSource.ROADMAP: "You finished {title}, level {level}, in a roadmap",
    RatingSource.EVIDENCE: "Your evidence shows {title} at level {level}",
    RatingSource.IMPORT: "{title} was imported at level {level}",
    RatingSource.IMPLIED: "{title} at level {level} follows from other skills",
}


def _said_by(rule: Rule) -> list[tuple[str, object]]:
    """What a rule decides, without its long text."""
    return [(key, value) for key, value in sorted(rule.then.items()) if key != "text"]


def _place(source: SourceRef) -> SourceRef | None:
    return None if source == NOWHERE else source
