"""The verdict on a readiness: the band that content gives it, once enough is told for one."""

from collections.abc import Sequence

from msgspec import Struct

from engine.model import Importance, SourceRef
from engine.readiness.gaps import Gap, GapClass
from engine.readiness.told import told_share_of
from engine.rules.tables import Facts, RuleBook, TableName

DEFINING_CREDIT = 0.5
"""The credit from which a requirement that defines the role counts as met in a verdict."""


ENOUGH_TOLD = 0.5
"""The share of the weight that has to be told for a band; with less there is only a range."""


class Band(Struct, frozen=True):
    """The name content gives to a range of readiness, and where that is written."""

    slug: str
    title: str
    text: str
    source: SourceRef


class BandFacts(Struct, frozen=True):
    """The facts that the table of bands decides on.

    `lowest_core_credit` in 0..1 is 1 where nothing is core; `is_defining_met` says that every
    requirement that defines the role has at least half its credit. `missing_core` counts those
    of which the person said they hold nothing; `told_share` in 0..1 is the share of the weight
    that is told, 1 where nothing counts.
    """

    points: float
    is_core_met: bool
    missing_core: int
    lowest_core_credit: float
    is_defining_met: bool
    told_share: float

    @classmethod
    def of(cls, gaps: Sequence[Gap], points: float) -> "BandFacts":
        """The facts of these gaps, of a readiness in 0..100."""
        core = [gap for gap in gaps if gap.requirement.importance is Importance.CORE]
        defining = [gap.credit for gap in gaps if gap.requirement.is_defining]
        return cls(
            points=points,
            is_core_met=all(gap.credit == 1.0 for gap in core),
            missing_core=sum(gap.gap_class is GapClass.MISSING for gap in core),
            lowest_core_credit=min((gap.credit for gap in core), default=1.0),
            is_defining_met=all(credit >= DEFINING_CREDIT for credit in defining),
            told_share=told_share_of(gaps),
        )

    @property
    def facts(self) -> Facts:
        """By the names that rules use."""
        return {
            "readiness": self.points,
            "core_met": self.is_core_met,
            "missing_core": self.missing_core,
            "lowest_core_credit": self.lowest_core_credit,
            "defining_met": self.is_defining_met,
            "told_share": self.told_share,
        }

    @property
    def is_enough_told(self) -> bool:
        """Whether enough of the weight is told for a band."""
        return self.told_share >= ENOUGH_TOLD


def band_of(rules: RuleBook, facts: BandFacts) -> Band | None:
    """What the content calls this; None where too little is told.

    Raises:
        NoRuleFiredError: The rules leave it open.
    """
    if not facts.is_enough_told:
        return None
    decision = rules.decide(TableName.BANDS, facts.facts)
    return Band(
        slug=str(decision.then["band"]),
        title=str(decision.then["title"]),
        text=str(decision.then["text"]),
        source=decision.source,
    )
