"""Worlds whose every fact can be made otherwise, to see which conclusions follow from which facts.

What a fact of a derivation means is said here a second time, by plain means: how to make
it otherwise (`ways_otherwise`), and whether it is still true in another world (`is_still_true`).
"""

from collections.abc import Mapping
from math import fsum

from builders import JUNIOR, asks, role
from msgspec import Struct
from msgspec.structs import replace

from engine import (
    AllOf,
    Compare,
    Day,
    Derivation,
    DerivationContext,
    EngineError,
    Every,
    FactValue,
    GapClass,
    HitPolicy,
    Hours,
    Importance,
    Level,
    Need,
    Node,
    Operator,
    Prerequisite,
    Profile,
    Provenance,
    Rating,
    Requirement,
    Role,
    Rule,
    RuleBook,
    RuleTable,
    Skill,
    SkillGraph,
    SkillSlug,
    Step,
    StepNeed,
    Strength,
    TableName,
    Variant,
    decide,
    derive,
    hold,
)
from engine.readiness.freshness import freshen

Value = Mapping[str, FactValue]
TODAY = Day(2026, 11, 23)
MOST_GRAPHS = 100
_graphs: dict[int, tuple[Mapping[SkillSlug, Skill], SkillGraph]] = {}
OFTEN = 1e4
"""Times so many, hours outweigh all others; divided by it, they are outweighed."""


class Scene(Struct, frozen=True):
    """All that an analysis is made from."""

    skills: Mapping[SkillSlug, Skill]
    requirements: tuple[Requirement, ...]
    profile: Profile
    tables: Mapping[TableName, RuleTable]
    today: Day | None
    variant: Variant = JUNIOR
    versions: tuple[str, str] = ("1.0.0", "0.1.0")

    @property
    def graph(self) -> SkillGraph:
        """The graph of the skills, built once for scenes that share them."""
        shared = _graphs.get(id(self.skills))
        if shared is None or shared[0] is not self.skills:
            if len(_graphs) >= MOST_GRAPHS:
                _graphs.clear()
            shared = _graphs[id(self.skills)] = (self.skills, SkillGraph.of(self.skills.values()))
        return shared[1]

    @property
    def role(self) -> Role:
        return replace(role(), variants={self.variant: self.requirements})

    @property
    def rules(self) -> RuleBook:
        return RuleBook.of(self.tables.values())

    @property
    def fresh(self) -> Profile:
        if self.today is None:
            return self.profile
        return freshen(self.graph, self.profile, rules=self.rules, today=self.today)

    def context(self) -> DerivationContext:
        return DerivationContext.of(
            self.graph,
            self.role,
            variant=self.variant,
            profile=self.profile,
            provenance=Provenance(
                self.rules, self.versions[0], self.versions[0], self.versions[1], self.today
            ),
        )

    def table(self, name: TableName) -> RuleTable:
        """The table, empty where it may be left out and is."""
        return self.tables.get(name, RuleTable(name, HitPolicy.FIRST, ()))

    def derive(self, of: str) -> Derivation:
        return derive(self.context(), of)

    def value(self, of: str) -> Value | None:
        """What the conclusion states; None where it cannot be drawn any more."""
        try:
            return self.derive(of).value
        except EngineError:
            return None

    def lowered(self, skill: SkillSlug) -> int:
        """The level a rating counts for by itself, read from the table by plain means."""
        rating = self.profile[skill]
        table = self.tables.get(TableName.FRESHNESS)
        if self.today is None or rating.rated_on is None or table is None or rating.level < 2:
            return rating.level
        facts: dict[str, FactValue] = {
            "years": rating.rated_on.years_until(self.today),
            "level": rating.level,
            "domain": self.skills[skill].domain,
            "source": rating.source.value,
        }
        decided = decide(table, facts)
        return max(1, rating.level - int(decided[0].then["lower_by"])) if decided else rating.level

    def unsupported(self) -> set[SkillSlug]:
        """Skills that are held without something they surely need."""
        graph, fresh = self.graph, self.fresh
        held = hold(graph, fresh).steps
        return {
            skill
            for skill, rating in fresh.items()
            for level in range(1, rating.level + 1)
            if any(needed not in held for needed in graph.required_steps(Step(skill, level)))
        }


def step_of(text: str) -> Step:
    skill, _, level = text.rpartition(":")
    return Step(SkillSlug(skill), int(level))


def with_rating(scene: Scene, skill: SkillSlug, rating: Rating | None) -> Scene:
    profile = {s: r for s, r in scene.profile.items() if s != skill}
    return replace(scene, profile=profile if rating is None else profile | {skill: rating})


def with_skill(scene: Scene, skill: Skill) -> Scene:
    return replace(scene, skills={**scene.skills, skill.slug: skill})


def with_rules(scene: Scene, table: TableName, rules: tuple[Rule, ...]) -> Scene:
    changed = RuleTable(table, scene.table(table).hit, rules)
    return replace(scene, tables={**scene.tables, table: changed})


def with_hours(scene: Scene, step: Step, factor: float) -> Scene:
    skill = scene.skills[step.skill]
    levels = list(skill.levels)
    hours = levels[step.level - 1].hours
    levels[step.level - 1] = replace(
        levels[step.level - 1],
        hours=Hours(hours.low * factor, hours.typical * factor, hours.high * factor),
    )
    return with_skill(scene, replace(skill, levels=tuple(levels)))


def without_need(scene: Scene, needing: Step, needed: Step) -> Scene:
    """The content without the prerequisite, whichever entries say it."""
    skill = scene.skills[needing.skill]
    levels = list(skill.levels)
    level = levels[needing.level - 1]
    entries = []
    for entry in level.requires:
        need = entry.need if entry.strength is Strength.SOFT else _pruned(entry.need, needed)
        if need is not None:
            entries.append(replace(entry, need=need))
    levels[needing.level - 1] = replace(level, requires=tuple(entries))
    return with_skill(scene, replace(skill, levels=tuple(levels)))


def _pruned(need: Need, needed: Step) -> Need | None:
    if isinstance(need, StepNeed):
        return None if need.step == needed else need
    if isinstance(need, AllOf):
        parts = [part for one in need.of if (part := _pruned(one, needed)) is not None]
        return AllOf(tuple(parts)) if parts else None
    return need if len(need.of) > 1 else _pruned(need.of[0], needed)


def new_skill(name: str, *needs: Step) -> Skill:
    requires = tuple(Prerequisite(StepNeed(step), Strength.HARD, "planted") for step in needs)
    level = Level(Hours(1, 2, 3), requires)
    return Skill(SkillSlug(name), name.capitalize(), "planted", (level,))


def with_new_skill(scene: Scene, name: str, level: int, *needs: Step) -> Scene:
    planted = with_skill(scene, new_skill(name, *needs))
    return with_rating(planted, SkillSlug(name), Rating(level))


def with_demand(scene: Scene, importance: Importance) -> Scene:
    planted = with_skill(scene, new_skill("planted"))
    demand = asks("planted:1", importance=importance)
    return replace(planted, requirements=(*scene.requirements, demand))


PLANTED_DECISIONS: Mapping[TableName, Mapping[str, FactValue]] = {
    TableName.BANDS: {"band": "planted", "title": "Planted", "text": "Planted."},
    TableName.GAPS: {"gap_class": "strong"},
    TableName.ADVICE: {"title": "Planted", "text": "Planted."},
    TableName.FRESHNESS: {"lower_by": 5},
}


def with_rule_in_front(scene: Scene, table: TableName, then: Mapping[str, FactValue]) -> Scene:
    rule = Rule("planted", Every(()), then, priority=1_000)
    return with_rules(scene, table, (rule, *scene.table(table).rules))


def never_fading(scene: Scene, skill: SkillSlug) -> Scene:
    """One skill moved to a domain of its own, in which nothing fades."""
    moved = with_skill(scene, replace(scene.skills[skill], domain="evergreen"))
    rule = Rule("planted", Compare("domain", Operator.IS, "evergreen"), {"lower_by": 0}, 1_000)
    return with_rules(moved, TableName.FRESHNESS, (rule, *scene.table(TableName.FRESHNESS).rules))


def ways_otherwise(scene: Scene, fact: Node) -> list[Scene]:  # noqa: C901  # One case a kind of fact.
    """Ways to make a fact otherwise; it decides when one of them changes the conclusion."""
    kind, _, name = fact.id.partition(":")
    skill = SkillSlug(name)
    match kind:
        case "rating":
            return [with_rating(scene, skill, None)]
        case "not_rated":
            top = Rating(scene.skills[skill].top)
            return [with_rating(scene, skill, Rating(0)), with_rating(scene, skill, top)]
        case "not_less":
            return [with_rating(scene, step_of(name).skill, Rating(0))]
        case "not_implied":
            return [with_new_skill(scene, f"above-{name.replace(':', '-')}", 1, step_of(name))]
        case "requirement":
            rest = tuple(r for r in scene.requirements if r.key != name)
            return [replace(scene, requirements=rest)]
        case "nothing_else":
            return [_with_one_more(scene, name)]
        case "effort":
            return [with_hours(scene, step_of(name), f) for f in (OFTEN, 1 / OFTEN)]
        case "no_further":
            up_to = int(name.rpartition(":")[2])
            for step in fact.steps:
                scene = with_hours(scene, step, OFTEN if step.level <= up_to else 1 / OFTEN)
            return [scene]
        case "prerequisite":
            needing, _, needed = name.partition(">")
            return [without_need(scene, step_of(needing), step_of(needed))]
        case "rule":
            table, _, rule_name = name.partition(":")
            rules = scene.tables[TableName(table)].rules
            kept = tuple(rule for rule in rules if rule.name != rule_name)
            return [with_rules(scene, TableName(table), kept)]
        case "sole":
            asked = TableName(name.partition(":")[0])
            return [with_rule_in_front(scene, asked, PLANTED_DECISIONS[asked])]
        case "fresh":
            then = PLANTED_DECISIONS[TableName.FRESHNESS]
            return [with_rule_in_front(scene, TableName.FRESHNESS, then)]
        case "faded":
            return [never_fading(scene, skill)]
        case "question":
            return [replace(scene, variant=Variant("otherwise"))]
        case "knowledge":
            return [replace(scene, versions=("2.0.0", scene.versions[1]))]
        case "engine":
            return [replace(scene, versions=(scene.versions[0], "9.9.9"))]
    raise AssertionError(fact)


def with_one_more_faded(scene: Scene) -> Scene:
    """Another skill of two levels, in a domain where ratings fade at once."""
    level = Level(Hours(1, 2, 3))
    skill = Skill(SkillSlug("planted"), "Planted", "planted", (level, level))
    when = Compare("domain", Operator.IS, "planted")
    rule = Rule("planted", when, {"lower_by": 1}, 1_000)
    rules = (rule, *scene.table(TableName.FRESHNESS).rules)
    planted = with_rules(with_skill(scene, skill), TableName.FRESHNESS, rules)
    old = Rating(2, rated_on=Day(2000, 1, 1))
    return with_rating(replace(planted, today=scene.today or TODAY), skill.slug, old)


def _with_one_more(scene: Scene, which: str) -> Scene:
    match which:
        case "counted" | "core":
            return with_demand(scene, Importance.CORE)
        case "any":
            return with_demand(scene, Importance.BONUS)
        case "rated":
            return with_new_skill(scene, "planted", 1)
        case "faded":
            return with_one_more_faded(scene)
        case "unsupported":
            lacking = with_new_skill(scene, "lacking", 0)
            return with_new_skill(lacking, "planted", 1, Step(SkillSlug("lacking"), 1))
    raise AssertionError(which)


def is_still_true(before: Scene, fact: Node, after: Scene) -> bool:  # noqa: C901  # One case a kind of fact.
    """Whether what a fact says of one world is true of another."""
    kind, _, name = fact.id.partition(":")
    skill = SkillSlug(name)
    match kind:
        case "rating":
            return before.profile[skill] == after.profile.get(skill)
        case "not_rated":
            return skill not in after.profile
        case "not_less":
            least = step_of(name)
            said = after.profile.get(least.skill)
            return said is None or said.level >= least.level
        case "not_implied":
            step = step_of(name)
            others = with_rating(after, step.skill, None)
            return step not in hold(others.graph, others.fresh).steps
        case "requirement":
            return _demand(before, name) == _demand(after, name)
        case "nothing_else":
            return _all_of(before, name) == _all_of(after, name)
        case "effort":
            step = step_of(name)
            return _hours(before, step) == _hours(after, step)
        case "no_further":
            return _is_no_further(before, name, after)
        case "prerequisite":
            needing, needed = map(step_of, name.split(">"))
            return needed in after.graph.required_steps(needing)
        case "rule":
            table, _, rule_name = name.partition(":")
            return _rule(before, table, rule_name) == _rule(after, table, rule_name)
        case "sole":
            table, _, about = name.partition(":")
            asked = after if table == TableName.ADVICE else before
            return _fired(before, before, table, about) == _fired(asked, after, table, about)
        case "fresh":
            return all(
                one.skill not in after.profile or after.lowered(one.skill) >= one.level
                for one in fact.steps
            )
        case "faded":
            return skill in after.profile and after.lowered(skill) == before.lowered(skill)
        case "question":
            return before.variant == after.variant
        case "knowledge":
            return before.versions[0] == after.versions[0]
        case "engine":
            return before.versions[1] == after.versions[1]
    raise AssertionError(fact)


def _demand(scene: Scene, key: str) -> Requirement | None:
    return next((r for r in scene.requirements if r.key == key), None)


def _all_of(scene: Scene, which: str) -> set[str]:
    match which:
        case "counted":
            return {r.key for r in scene.requirements if r.is_counted}
        case "core":
            return {r.key for r in scene.requirements if r.importance is Importance.CORE}
        case "any":
            return {r.key for r in scene.requirements}
        case "rated":
            return {str(skill) for skill in scene.profile}
        case "faded":
            return {str(skill) for skill, rating in scene.fresh.items() if rating.said}
        case "unsupported":
            return {str(skill) for skill in scene.unsupported()}
    raise AssertionError(which)


def _hours(scene: Scene, step: Step) -> float | None:
    skill = scene.skills.get(step.skill)
    if skill is None or step.level > skill.top:
        return None
    return skill.levels[step.level - 1].hours.typical


def _is_no_further(before: Scene, name: str, after: Scene) -> bool:
    key, skill, level = name.rsplit(":", 2)
    demand = _demand(before, key)
    assert demand is not None
    levels = hold(before.graph, before.fresh).levels
    parts = sorted(
        _part(before, t.skill, min(levels.get(t.skill, 0), t.level), t.level)
        for t in demand.targets
    )
    target = next(t.level for t in demand.targets if t.skill == skill)
    return _part(after, SkillSlug(skill), int(level), target) <= parts[-demand.choose]


def _part(scene: Scene, skill: SkillSlug, level: int, target: int) -> float:
    hours = [one.hours.typical for one in scene.skills[skill].levels[:target]]
    return sum(hours[:level]) / sum(hours)


def _rule(scene: Scene, table: str, name: str) -> Rule | None:
    rules = scene.tables[TableName(table)].rules
    return next((rule for rule in rules if rule.name == name), None)


def _fired(asked: Scene, scene: Scene, table: str, about: str) -> str | None:
    """The rule that decides on the facts of `asked` by the tables of `scene`."""
    analysis = asked.context().analysis
    facts: dict[str, FactValue] = {
        "readiness": analysis.readiness.points,
        "core_met": analysis.readiness.is_core_met,
    }
    if table == TableName.ADVICE:
        facts |= _counts(asked)
    if table == TableName.BANDS:
        facts |= _verdict(asked)
    if table == TableName.GAPS:
        gap = next(gap for gap in analysis.gaps if gap.requirement.key == about)
        facts = {"credit": gap.credit, "told": _is_told(asked, gap.requirement)}
    try:
        decided = decide(scene.tables[TableName(table)], facts)
    except EngineError:
        return None
    return decided[0].rule if decided else None


def _verdict(scene: Scene) -> dict[str, FactValue]:
    """The further facts of bands, from the credits by plain means."""
    gaps = scene.context().analysis.gaps
    core = [gap for gap in gaps if gap.requirement.importance is Importance.CORE]
    defining = [gap for gap in gaps if gap.requirement.is_defining]
    return {
        "missing_core": sum(gap.gap_class is GapClass.MISSING for gap in core),
        "lowest_core_credit": min([1.0, *(gap.credit for gap in core)]),
        "defining_met": not any(gap.credit < 0.5 for gap in defining),
        "told_share": _told_share(scene),
    }


def _open_places(scene: Scene, requirement: Requirement) -> int:
    """Places that nothing fills, as long as something of which nothing is said could fill them."""
    levels = hold(scene.graph, scene.fresh).levels
    skills = [target.skill for target in requirement.targets]
    filled = sum(levels.get(skill, 0) > 0 for skill in skills)
    silent = sum(skill not in levels and skill not in scene.profile for skill in skills)
    return max(0, min(requirement.choose - filled, silent))


def _is_told(scene: Scene, requirement: Requirement) -> bool:
    return _open_places(scene, requirement) < requirement.choose


def _told_share(scene: Scene) -> float:
    counted = [r for r in scene.requirements if r.is_counted]
    shares = [1 - _open_places(scene, r) / r.choose for r in counted]
    weight = sum(r.weight for r in counted)
    told = fsum(r.weight * share for r, share in zip(counted, shares, strict=True))
    return told / weight if weight else 1.0


def _counts(scene: Scene) -> dict[str, FactValue]:
    gaps = scene.context().analysis.gaps
    core = [gap for gap in gaps if gap.requirement.importance is Importance.CORE]
    return {
        "told_share": _told_share(scene),
        "not_told": sum(gap.gap_class is GapClass.NOT_TOLD for gap in gaps),
        "not_told_core": sum(gap.gap_class is GapClass.NOT_TOLD for gap in core),
        "missing": sum(gap.gap_class is GapClass.MISSING for gap in gaps),
        "weak": sum(gap.gap_class is GapClass.WEAK for gap in gaps),
        "strong": sum(gap.gap_class is GapClass.STRONG for gap in gaps),
        "missing_core": sum(gap.gap_class is GapClass.MISSING for gap in core),
        "weak_core": sum(gap.gap_class is GapClass.WEAK for gap in core),
        "rated_skills": len(scene.profile),
        "unsupported_skills": len(scene.unsupported()),
        "faded_skills": sum(rating.said is not None for rating in scene.fresh.values()),
        "variant": scene.variant,
    }
