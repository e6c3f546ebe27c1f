"""What became of each step of a plan that was made anew, in sentences."""

from collections.abc import Mapping

from api.analyses.views import step_ref
from api.catalog.current import Knowledge
from api.roadmaps.change_schemas import PlanChangesView, PlanChangeView
from api.roadmaps.proofs import percent
from api.wire import StepRefView
from engine import Change, ChangeKind, ChangeReason, Replan, Step

WHY_DROPPED: Mapping[ChangeReason, str] = {
    ChangeReason.HELD: "you hold it",
    ChangeReason.SKIPPED: "you left it out",
    ChangeReason.GONE: "it is no longer part of the knowledge",
    ChangeReason.NO_ROOM: "the limit leaves no room for it",
    ChangeReason.NOT_NEEDED: "the plan needs it no more",
}


def changes_view(
    knowledge: Knowledge, found: Replan, *, gone: Mapping[Step, StepRefView]
) -> PlanChangesView:
    """Show what changed.

    Args:
        knowledge: What the new plan stands on.
        found: The new plan and its changes.
        gone: What to call steps that the knowledge no longer has.
    """
    counts = {kind: sum(c.kind is kind for c in found.changes) for kind in ChangeKind}
    words = _Words(knowledge, gone)
    return PlanChangesView(
        kept=counts[ChangeKind.KEPT],
        moved=counts[ChangeKind.MOVED],
        added=counts[ChangeKind.ADDED],
        dropped=counts[ChangeKind.DROPPED],
        kept_order=found.kept_order,
        loss=found.loss,
        text=_summary(counts, found),
        items=[words.change(change) for change in found.changes],
    )


def _summary(counts: Mapping[ChangeKind, int], found: Replan) -> str:
    if counts[ChangeKind.KEPT] == len(found.changes):
        return "Everything stays as it was."
    parts = [
        f"{counts[kind]} {word}"
        for kind, word in (
            (ChangeKind.KEPT, "stay"),
            (ChangeKind.MOVED, "moved"),
            (ChangeKind.ADDED, "new"),
            (ChangeKind.DROPPED, "dropped"),
        )
        if counts[kind]
    ]
    text = f"Steps: {', '.join(parts)}."
    if found.loss:
        text += f" Staying near the old order gives away at most {percent(found.loss)}."
    return text


class _Words:
    """Says changes under one knowledge."""

    def __init__(self, knowledge: Knowledge, gone: Mapping[Step, StepRefView]) -> None:
        self._knowledge = knowledge
        self._gone = gone

    def change(self, change: Change) -> PlanChangeView:
        """One step."""
        return PlanChangeView(
            kind=change.kind.value,
            step=self._ref(change.step),
            before=change.before,
            after=change.after,
            reason=None if change.reason is None else change.reason.value,
            text=self._text(change),
        )

    def _ref(self, step: Step) -> StepRefView:
        return self._gone.get(step) or step_ref(self._knowledge, step)

    def _text(self, change: Change) -> str:
        other = "" if change.because is None else self._name(change.because)
        before, after, reason = change.before, change.after, change.reason
        if change.kind is ChangeKind.KEPT:
            return f"Stays at {after}." if before == after else f"Stays in line, now at {after}."
        if change.kind is ChangeKind.DROPPED:
            return f"Dropped: {WHY_DROPPED[reason or ChangeReason.NOT_NEEDED]}."
        if change.kind is ChangeKind.ADDED and reason is ChangeReason.PREREQUISITE:
            return f"New at {after}: {other} stands on it."
        if change.kind is ChangeKind.ADDED:
            is_room = reason is ChangeReason.ROOM
            return (
                f"New at {after}: {'there is room for it' if is_room else 'the role asks for it'}."
            )
        moved = f"Moved {'up' if (after or 0) < (before or 0) else 'down'} from {before} to {after}"
        if before == after:
            moved = f"Others moved past it at {after}"
        if reason is ChangeReason.PAYS_MORE:
            return f"{moved}: it pays more for its hours now."
        if reason is ChangeReason.PAYS_LESS:
            return f"{moved}: others pay more for their hours now."
        return f"{moved}: one of it and {other} stands on the other."

    def _name(self, step: Step) -> str:
        ref = self._ref(step)
        return f"{ref.skill.title}, level {ref.level}"
