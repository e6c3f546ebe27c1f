"""Plans compared: several for one request, and a new plan with the one before."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import UNSET, Struct
from msgspec.structs import replace

from api.analyses.views import self_rated, step_ref
from api.catalog.current import Knowledge
from api.errors import ApiError
from api.http.problems.table import described
from api.messages.text import Text
from api.plans.planning import PlanContext, PlanLimits, RoadmapQuery, plan_roadmap
from api.plans.schemas import (
    CurvePointView,
    PlanChangesView,
    PlanChangeView,
    PlanFiguresView,
    PlanRequest,
    WhatIfDifferenceView,
    WhatIfProblemView,
    WhatIfRequest,
    WhatIfResult,
    WhatIfVariantRequest,
    WhatIfView,
)
from api.plans.views import (
    certificate_view,
    choice_views,
    limit_view,
    percent,
    proof_view,
    weeks_view,
)
from api.wire import HoursView, StepRefView
from engine import (
    ENGINE_VERSION,
    Change,
    ChangeKind,
    ChangeReason,
    EngineError,
    Message,
    MessageParam,
    Replan,
    Roadmap,
    RoadmapItem,
    Step,
)

BASE = "base"
DROPPED: Mapping[ChangeReason, str] = {
    ChangeReason.HELD: "change.dropped.held",
    ChangeReason.SKIPPED: "change.dropped.skipped",
    ChangeReason.GONE: "change.dropped.gone",
    ChangeReason.NO_ROOM: "change.dropped.no-room",
    ChangeReason.NOT_NEEDED: "change.dropped.not-needed",
}


class PlannedVariant(Struct, frozen=True):
    """One of the plans: its query and what came out."""

    name: str
    query: RoadmapQuery
    roadmap: Roadmap


class RefusedVariant(Struct, frozen=True):
    """One of the plans that cannot be made."""

    name: str
    error: ApiError | EngineError


Variant = PlannedVariant | RefusedVariant


def what_if(
    knowledge: Knowledge, data: WhatIfRequest, *, contexts: Iterator[PlanContext]
) -> WhatIfResult:
    """Plan the base and every variant; one that cannot be planned says why in its place.

    Args:
        knowledge: One version for all of them.
        data: The base and its variants.
        contexts: Of each single plan, the base first.
    """
    base = _planned(knowledge, BASE, data.base, PlanLimits.of(data.base), next(contexts))
    variants = [_variant(knowledge, data.base, each, next(contexts)) for each in data.variants]
    return WhatIfResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        base=_view(knowledge, base, None),
        variants=[_view(knowledge, variant, base) for variant in variants],
    )


def _variant(
    knowledge: Knowledge, base: PlanRequest, variant: WhatIfVariantRequest, context: PlanContext
) -> Variant:
    """Plan the base with what differs in a variant."""
    given = {
        name: value
        for name in ("role", "variant", "hours_per_week", "pins")
        if (value := getattr(variant, name)) is not UNSET
    }
    ratings = base.ratings if variant.ratings is UNSET else base.ratings | variant.ratings
    data = replace(base, ratings=ratings, **given)
    limit = PlanLimits.of(variant, otherwise=PlanLimits.of(base))
    return _planned(knowledge, variant.name, data, limit, context)


def _planned(
    knowledge: Knowledge, name: str, data: PlanRequest, limit: PlanLimits, context: PlanContext
) -> Variant:
    try:
        query = RoadmapQuery.of(data, context, limit=limit)
        roadmap = plan_roadmap(knowledge, query, profile=self_rated(data.ratings))
    except (ApiError, EngineError) as error:
        return RefusedVariant(name, error)
    return PlannedVariant(name, query, roadmap)


def _view(knowledge: Knowledge, variant: Variant, base: Variant | None) -> WhatIfView:
    if isinstance(variant, RefusedVariant):
        return _refused(knowledge, variant)
    query, roadmap = variant.query, variant.roadmap
    difference = None
    if isinstance(base, PlannedVariant):
        difference = _difference(knowledge, base.roadmap, roadmap)
    return WhatIfView(
        name=variant.name,
        hours=HoursView.of(roadmap.hours),
        weeks=weeks_view(roadmap.weeks),
        readiness_now=roadmap.readiness_now,
        readiness_then=roadmap.readiness_then,
        items=len(roadmap.items),
        limit=limit_view(query, roadmap),
        selection=proof_view(query, roadmap),
        order=certificate_view(roadmap.certificate),
        choices=choice_views(knowledge, query, roadmap),
        curve=_curve(roadmap),
        difference=difference,
        problem=None,
    )


def _refused(knowledge: Knowledge, variant: RefusedVariant) -> WhatIfView:
    problem = described(variant.error)
    return WhatIfView(
        name=variant.name,
        hours=None,
        weeks=None,
        readiness_now=None,
        readiness_then=None,
        items=None,
        limit=None,
        selection=None,
        order=None,
        choices=[],
        curve=[],
        difference=None,
        problem=WhatIfProblemView(
            slug=problem.row.slug,
            title=problem.title,
            detail=problem.detail,
            conflict=problem.conflict,
            nearest=problem.details.nearest,
            did_you_mean=problem.did_you_mean(knowledge.library),
        ),
    )


def _curve(roadmap: Roadmap) -> list[CurvePointView]:
    points = [CurvePointView(hours=0.0, readiness=roadmap.readiness_now)]
    hours = 0.0
    for item in roadmap.items:
        hours += item.hours.typical
        points.append(CurvePointView(hours=round(hours, 1), readiness=item.readiness_after))
    return points


def _difference(knowledge: Knowledge, base: Roadmap, other: Roadmap) -> WhatIfDifferenceView:
    before, after = ({item.step for item in plan.items} for plan in (base, other))

    def only(items: Sequence[RoadmapItem], *, without: set[Step]) -> list[StepRefView]:
        return [step_ref(knowledge, item.step) for item in items if item.step not in without]

    return WhatIfDifferenceView(
        hours=round(other.hours.typical - base.hours.typical, 1),
        weeks=other.weeks.typical - base.weeks.typical,
        readiness_then=round(other.readiness_then - base.readiness_then, 1),
        added=only(other.items, without=before),
        dropped=only(base.items, without=after),
    )


def changes_view(
    knowledge: Knowledge,
    found: Replan,
    *,
    gone: Mapping[Step, StepRefView],
    figures: tuple[PlanFiguresView, PlanFiguresView],
    is_same_pace: bool,
) -> PlanChangesView:
    """Show what a new plan changes.

    Args:
        knowledge: What the new plan is made with.
        found: The new plan and its changes.
        gone: The links to steps that the knowledge no longer has.
        figures: What was still to do, and the new plan, in the figures shown beside the text.
        is_same_pace: Whether the hours a week are as before.
    """
    counts = {kind: sum(c.kind is kind for c in found.changes) for kind in ChangeKind}
    figure = _changed_figure(*figures)
    is_same = is_same_pace and figure is None and all(c.before == c.after for c in found.changes)
    after = {change.step: change.after or 0 for change in found.changes}
    return PlanChangesView(
        kept=counts[ChangeKind.KEPT],
        moved=counts[ChangeKind.MOVED],
        added=counts[ChangeKind.ADDED],
        dropped=counts[ChangeKind.DROPPED],
        kept_order=found.kept_order,
        loss=found.loss,
        text=Text("changes.none") if is_same else _summary(counts, found, figure),
        items=[_change(knowledge, change, gone, after) for change in found.changes],
    )


def _summary(counts: Mapping[ChangeKind, int], found: Replan, figure: Message | None) -> Text:
    kept = counts[ChangeKind.KEPT]
    if kept == len(found.changes):
        return Text("changes.same-steps", n=kept, figure=figure or _figure("none", 0, 0))
    parts = tuple(
        Message("changes.count", {"kind": kind.value, "n": n}) for kind, n in counts.items() if n
    )
    return Text("changes.summary", parts=parts, percent=percent(found.loss))


def _figure(name: str, before: float, after: float) -> Message:
    return Message("changes.figure", {"figure": name, "before": before, "after": after})


def _changed_figure(before: PlanFiguresView, after: PlanFiguresView) -> Message | None:
    """The figure that differs and tells most; None where none differs in what screens show."""

    def named(view: PlanFiguresView) -> list[tuple[str, float]]:
        hours, weeks = view.hours, view.weeks
        telling = [("weeks", weeks.typical), ("hours", hours.typical)]
        ranges = [("none", one) for one in (weeks.low, weeks.high, hours.low, hours.high)]
        return [*telling, ("readiness", view.readiness_then), *ranges]

    for (name, one), (_, other) in zip(named(before), named(after), strict=True):
        if round(abs(one - other), 1) > 0:
            return _figure(name, one, other)
    return None


def _change(
    knowledge: Knowledge,
    change: Change,
    gone: Mapping[Step, StepRefView],
    after: Mapping[Step, int],
) -> PlanChangeView:
    def ref(step: Step) -> StepRefView:
        return gone.get(step) or step_ref(knowledge, step)

    other = None if change.because is None else ref(change.because)
    return PlanChangeView(
        kind=change.kind.value,
        step=ref(change.step),
        before=change.before,
        after=change.after,
        reason=None if change.reason is None else change.reason.value,
        text=_change_text(change, other, after),
    )


def _change_text(change: Change, other: StepRefView | None, after: Mapping[Step, int]) -> Text:
    before, position, reason = change.before, change.after or 0, change.reason
    if reason is not None and change.kind is ChangeKind.DROPPED:
        return Text.of(Message(DROPPED[reason]))
    if change.kind is ChangeKind.KEPT:
        code = "change.kept" if before == position else "change.kept.shifted"
        return Text.of(Message(code, {"position": position}))
    step: MessageParam = ""
    if other is not None:
        step = Message("step", {"skill": other.skill.title, "level": other.level})
    why = "other" if reason is None else reason.value
    if change.kind is ChangeKind.ADDED:
        return Text("change.added", position=position, why=why, step=step)
    if change.because is not None and after[change.because] < position:
        why = "prerequisite-first"
    way = "same" if before == position else "up" if position < (before or 0) else "down"
    return Text("change.moved", way=way, before=before or 0, position=position, why=why, step=step)
