"""Every conclusion of an analysis, and its derivation.

`readiness`, `band`, `gap:<key>` for every requirement, `advice:<slug>` for all that is
advised, `held:<skill>` for every skill that was rated or is implied.
"""

from collections.abc import Callable, Iterable

from engine.errors import UnknownConclusionError
from engine.explanation.advice import AdviceFacts, facts_of
from engine.explanation.context import DerivationContext
from engine.explanation.crediting import Crediting
from engine.explanation.derivation import Derivation
from engine.explanation.facts import FactLedger
from engine.explanation.messages import requirement_title, role_message
from engine.messages import Message, MessageParam
from engine.model import RatingSource, Requirement, SkillSlug, Step
from engine.readiness.bands import BandFacts
from engine.rules.tables import FactValue, TableName

Value = dict[str, FactValue]


def conclusions_of(context: DerivationContext) -> tuple[str, ...]:
    """All that `derive` can derive, in the order of an analysis."""
    analysis = context.analysis
    held = sorted({*context.profile, *(item.skill for item in analysis.implied)})
    return (
        "readiness",
        *(["band"] if analysis.readiness.band else []),
        *dict.fromkeys(f"gap:{gap.requirement.key}" for gap in analysis.gaps),
        *(f"advice:{advice.slug}" for advice in analysis.advice),
        *(f"held:{skill}" for skill in held),
    )


def derive(context: DerivationContext, of: str) -> Derivation:
    """Why a conclusion of an analysis is what it is; equal contexts give equal bytes.

    Args:
        context: The analysis with all it was made from.
        of: One of `conclusions_of`.

    Raises:
        UnknownConclusionError: The analysis has no such conclusion.

    Complexity: linear in the requirements involved and the required edges around what is
        held; where n of m branches of a choice stand equally, the ways to pick them.
    """
    known = conclusions_of(context)
    if of not in known:
        raise UnknownConclusionError(of, known)
    kind, _, name = of.partition(":")
    return _DERIVING[kind](_Deriver(context), name)


class _Deriver:
    """The parts that all conclusions are put together from."""

    def __init__(self, context: DerivationContext) -> None:
        self.context = context
        self.ledger = FactLedger(context)
        self.crediting = Crediting(self.ledger)
        self.requirements = tuple(gap.requirement for gap in context.analysis.gaps)

    def readiness(self, _: str) -> Derivation:
        needs, value = self._points()
        readiness = self.context.analysis.readiness
        params: dict[str, MessageParam] = {"role": self._role(), "points": readiness.points}
        message = Message("derivation.readiness", params)
        return self._concluded("readiness", message, needs, value)

    def band(self, _: str) -> Derivation:
        needs, value = self._points()
        advice = AdviceFacts(self.crediting, self.requirements)
        told, shares = advice.told([one for one in self.requirements if one.is_counted])
        needs, value = [*needs, *told], value | shares
        readiness = self.context.analysis.readiness
        facts = BandFacts.of(self.context.analysis.gaps, readiness.points).facts
        fired = self.ledger.rules_of(TableName.BANDS, facts, about="readiness")
        if "missing_core" in facts_of(self.context.rules.tables[TableName.BANDS]):
            more, stated = advice.derived("missing_core")
            needs, value = [*needs, *more], value | stated
        named = self.context.rules.decide(TableName.BANDS, facts).then
        value |= {"band": named["band"], "title": named["title"], "rule": fired[0]}
        params: dict[str, MessageParam] = {
            "role": self._role(),
            "points": readiness.points,
            "band": str(named["title"]),
        }
        message = Message("derivation.band", params)
        return self._concluded("band", message, [*needs, *fired], value)

    def gap(self, key: str) -> Derivation:
        gap = next(one for one in self.context.analysis.gaps if one.requirement.key == key)
        facts = {"credit": gap.credit, "told": gap.is_told}
        fired = self.ledger.rules_of(TableName.GAPS, facts, about=key)
        told, share = self.crediting.told(gap.requirement)
        needs = [self.crediting.credit(gap.requirement), *told, *fired]
        value: Value = {
            "class": gap.gap_class.value,
            f"credit:{key}": gap.credit,
            f"told:{key}": share,
            "rule": fired[0],
        }
        params: dict[str, MessageParam] = {
            "requirement": requirement_title(self.context.graph, gap.requirement),
            "class": gap.gap_class.value,
            "percent": round(100 * gap.credit, 1),
        }
        return self._concluded(f"gap:{key}", Message("derivation.gap", params), needs, value)

    def advice(self, slug: str) -> Derivation:
        advice = next(one for one in self.context.analysis.advice if one.slug == slug)
        facts = AdviceFacts(self.crediting, self.requirements)
        needs, value = facts.behind(slug)
        value |= {"title": advice.title, "text": advice.text}
        message = Message("derivation.advice", {"title": advice.title, "text": advice.text})
        return self._concluded(f"advice:{slug}", message, needs, value)

    def held(self, name: str) -> Derivation:
        skill = SkillSlug(name)
        holding = self.crediting.holding
        level = self.crediting.level(skill)
        top = self.context.graph.skill(skill).top
        rating = self.context.profile.get(skill)
        source = RatingSource.IMPLIED if rating is None else rating.source
        needs = [] if rating is None else [self.ledger.rating(skill)]
        can_change = rating is None or (rating.rated_on and self.context.provenance.today)
        if can_change and level > 0:
            needs.append(holding.at_least(Step(skill, level)))
        if (rating is None and level < top) or (rating is not None and level < rating.level):
            needs.append(holding.below(Step(skill, level + 1)))
        title = self.context.graph.skill(skill).title
        how = "implied" if rating is None else "rated"
        message = Message("derivation.level", {"skill": title, "level": level, "how": how})
        value: Value = {"level": level, "source": source.value}
        return self._concluded(f"held:{skill}", message, needs, value)

    def _points(self) -> tuple[list[str], Value]:
        """What every counted requirement counts for, and that there are no others."""
        counted = [one for one in self.requirements if one.is_counted]
        needs = [self.crediting.credit(requirement) for requirement in counted]
        value: Value = {"points": self.context.analysis.readiness.points}
        value |= self._credits(counted)
        return [*needs, self.ledger.nothing_else_required("counted")], value

    def _credits(self, requirements: Iterable[Requirement]) -> Value:
        return {f"credit:{one.key}": self.crediting.value(one) for one in requirements}

    def _concluded(self, of: str, message: Message, needs: list[str], value: Value) -> Derivation:
        self.ledger.conclude(of, message, [*needs, *self.ledger.origin()])
        provenance = self.context.provenance
        made_by = {"knowledge": provenance.knowledge_hash, "engine": provenance.engine_version}
        return self.ledger.derivation(of, value | made_by)

    def _role(self) -> Message:
        return role_message(self.context.role, self.context.variant)


_DERIVING: dict[str, Callable[[_Deriver, str], Derivation]] = {
    "readiness": _Deriver.readiness,
    "band": _Deriver.band,
    "gap": _Deriver.gap,
    "advice": _Deriver.advice,
    "held": _Deriver.held,
}
