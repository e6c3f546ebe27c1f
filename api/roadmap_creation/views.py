"""What a new plan changes, over the wire."""

from collections.abc import Mapping

from api.analyses.views import step_ref
from api.catalog.current import Knowledge
from api.messages.text import Text
from api.plans.proofs import percent
from api.roadmap_creation.schemas import PlanChangesView, PlanChangeView, PlanFiguresView
from api.wire import StepRefView
from engine import Change, ChangeKind, ChangeReason, Message, MessageParam, Replan, Step

DROPPED: Mapping[ChangeReason, str] = {
    ChangeReason.HELD: "change.dropped.held",
    ChangeReason.SKIPPED: "change.dropped.skipped",
    ChangeReason.GONE: "change.dropped.gone",
    ChangeReason.NO_ROOM: "change.dropped.no-room",
    ChangeReason.NOT_NEEDED: "change.dropped.not-needed",
}


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
