"""What a derivation is about: an analysis with everything it was made from."""

from collections.abc import Mapping

from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Day, Profile, Role, SkillSlug, Variant
from engine.readiness.analysis import Analysis, analyze
from engine.readiness.freshness import freshen, lowered_levels
from engine.rules.tables import RuleBook


class Provenance(Struct, frozen=True):
    """What an analysis was made with: the rules, the versions, and the day.

    Without a day no rating fades.
    """

    rules: RuleBook
    knowledge_version: str
    knowledge_hash: str
    engine_version: str
    today: Day | None


class DerivationContext(Struct, frozen=True):
    """An analysis with everything it was made from, so that each conclusion can be derived.

    `profile` is as the person rated it; `fresh` is what it counts for on the day, and `lowered`
    the levels of the ratings that count lower on their own.
    """

    graph: SkillGraph
    role: Role
    variant: Variant
    profile: Profile
    provenance: Provenance
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
        provenance: Provenance,
    ) -> "DerivationContext":
        """Make the analysis again.

        Args:
            graph: The skills.
            role: The role that was analysed.
            variant: Its seniority.
            profile: The ratings as they were given, with their dates.
            provenance: What the analysis was made with.

        Raises:
            UnknownVariantError: The role does not come in this variant.
            UnknownSkillError: A rating for a skill that is not in the graph.
            UnknownLevelError: A rating outside the skill's levels.
            NoRuleFiredError: The rules leave a band or a class open.
        """
        rules, today = provenance.rules, provenance.today
        fresh, lowered = profile, dict[SkillSlug, int]()
        if today is not None:
            fresh = freshen(graph, profile, rules=rules, today=today)
            lowered = lowered_levels(graph, profile, rules=rules, today=today)
        analysis = analyze(graph, role, variant=variant, profile=fresh, rules=rules)
        return cls(graph, role, variant, profile, provenance, fresh, lowered, analysis)

    @property
    def rules(self) -> RuleBook:
        """The tables that the analysis was made with."""
        return self.provenance.rules
