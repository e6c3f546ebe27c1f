"""."""

from collections.abc import Mapping
from math import floor
from uuid import UUID

from msgspec import UNSET, Struct
from msgspec.structs import replace

from api.analyses.comparison import ComparedAnalysis, compare_analyses
from api.analyses.repository import StoredAnalysis
from api.analyses.stored import NewAnalysis
from api.catalog.current import Knowledge
from api.errors import NotFoundError, PlanRefusedError
from api.lineages.now import RoadmapNow
from api.lineages.service import WholeRoadmap
from api.lineages.stored import UNTOUCHED, ItemProgress, StepKey, StoredPlanOptions, known_steps
from api.plans.planning import PlanContext, PlanLimits, RoadmapQuery, replan_roadmap
from api.plans.schemas import RoadmapResult
from api.plans.views import plan_result, roadmap_result, weeks_view
from api.roadmap_creation.new_roadmap import NewRoadmap, left_with
from api.roadmap_creation.schemas import (
    PlanChangesView,
    PlanFiguresView,
    ReanalysisRequest,
    RoadmapWhatIfView,
)
from api.roadmap_creation.stored import ReanalysisExtras
from api.roadmap_creation.views import changes_view
from api.wire import HoursView, SkillRefView, StepRefView
from engine import (
    Hours,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    RemainingEffort,
    SkillSlug,
    Step,
    readiness_after,
    remaining_effort,
)

TENTHS = 10
"""Hours are shared in so many parts of one."""


def share_hours(hours: float, parts: int) -> list[float]:
    """Share the hours spent on a step among the steps that it became, in tenths but for the last.

    Example:
        >>> share_hours(6.0, 2), share_hours(5.0, 3)
        ([3.0, 3.0], [1.6, 1.6, 1.8])
    """
    each = floor(hours / parts * TENTHS) / TENTHS
    return [each] * (parts - 1) + [round(hours - each * (parts - 1), 6)]


OUTDATED_PINS = (PinConflictError, PinsContradictError, NoWayError)


class ReanalysisOperation(Struct, frozen=True):
    """A request and the roadmap it is for, so that a key does not mix up two roadmaps."""

    roadmap_id: UUID
    data: ReanalysisRequest


class PreviousRoadmap(Struct, frozen=True):
    """A stored roadmap with its progress, and the analysis it was made from."""

    whole: WholeRoadmap
    analysis: StoredAnalysis

    @property
    def now(self) -> RoadmapNow:
        """How it stands."""
        return self.whole.now

    def remaining(self) -> RemainingEffort:
        """What is still to do, at the roadmap's pace."""
        left = [
            self.now.hours_left(item.id, Hours(item.hours.low, item.hours.typical, item.hours.high))
            for item in self.whole.result.items
            if self.now.is_open(item.id)
        ]
        return remaining_effort(left, hours_per_week=self.now.roadmap.hours_per_week)


class Reanalysis(Struct, frozen=True):
    """The next analysis and roadmap, not stored yet; `changes` is None for a fresh start.

    `before` and `after` are what is still to do of the previous roadmap, and of the next one.
    """

    previous: PreviousRoadmap
    next: NewRoadmap
    before: PlanFiguresView
    after: PlanFiguresView
    changes: PlanChangesView | None

    @classmethod
    def of(
        cls, previous: PreviousRoadmap, data: ReanalysisRequest, context: PlanContext
    ) -> "Reanalysis":
        """Analyse again, and plan close to what is still to do unless it is a fresh start.

        Pins of the previous roadmap that are no choice any more are dropped.

        Raises:
            NotFoundError: The role was retired.
            UnknownVariantError: The role has no such variant, or no longer has it.
            PlanRefusedError: Nothing meets the request; it holds the nearest that can be met.
        """
        held = previous.now.held
        query = query_again(previous, data, context)
        new = NewAnalysis.of(
            held.knowledge,
            query.role,
            variant=query.variant,
            ratings=list(held.ratings.values()),
            day=context.day,
        )
        try:
            return cls._planned(previous, new, query, is_fresh=data.reset_progress)
        except PlanRefusedError as error:
            nearest = error.cause.nearest
            is_outdated = data.pins is UNSET and isinstance(error.cause, OUTDATED_PINS)
            if not is_outdated or nearest is None:
                raise
            pins = tuple(pin for pin in query.pins if pin in nearest.pins)
            query = replace(query, pins=pins)
            return cls._planned(previous, new, query, is_fresh=data.reset_progress)

    @classmethod
    def _planned(
        cls, previous: PreviousRoadmap, new: NewAnalysis, query: RoadmapQuery, *, is_fresh: bool
    ) -> "Reanalysis":
        knowledge, now = new.knowledge, previous.now
        before = _figures_before(previous, new)
        if is_fresh:
            result = plan_result(knowledge, query, profile=new.holdings)
            fresh = NewRoadmap(new, now.held, query, result, {}, now, is_fresh=True)
            return cls(previous, fresh, before, _figures_after(result, {}), None)
        old, gone = _still_to_do(previous)
        found = replan_roadmap(knowledge, query, profile=new.holdings, old=old)
        result = roadmap_result(knowledge, query, found.roadmap)
        carried = _carried(knowledge, result, now)
        after = _figures_after(result, carried)
        is_same_pace = query.hours_per_week == now.roadmap.hours_per_week
        changes = changes_view(
            knowledge, found, gone=gone, figures=(before, after), is_same_pace=is_same_pace
        )
        following = NewRoadmap(new, now.held, query, result, carried, now)
        return cls(previous, following, before, after, changes)

    def preview(self) -> RoadmapWhatIfView:
        """Show it beside what is still to do of the previous roadmap."""
        following = self.next
        return RoadmapWhatIfView(
            knowledge_version=following.new.knowledge.version,
            changes=self.changes,
            before=self.before,
            after=self.after,
            result=following.preview(),
        )

    def extras(self) -> ReanalysisExtras:
        """What the response needs beside the new analysis and roadmap."""
        new = self.next.new
        before = ComparedAnalysis.of_stored(self.previous.analysis)
        if before.outcome.variant != new.analysis.variant:
            before = before.for_variant(new.knowledge, new.analysis)
        return ReanalysisExtras(
            archived_roadmap_id=self.previous.now.roadmap.id,
            comparison=compare_analyses(
                before, ComparedAnalysis.of_new(new), knowledge=new.knowledge
            ),
            changes=self.changes,
        )


def query_again(
    previous: PreviousRoadmap, data: ReanalysisRequest, context: PlanContext
) -> RoadmapQuery:
    """The query of the previous roadmap with what is requested now.

    What was skipped stays out unless it is a fresh start.

    Raises:
        NotFoundError: The role was retired.
    """
    roadmap, knowledge = previous.whole.stored, previous.now.held.knowledge
    role = knowledge.role_of_id(roadmap.role_id)
    if role is None:
        raise NotFoundError(kind="role")
    options = StoredPlanOptions.read(roadmap.inputs)
    pins = [slug for pin in options.pins for slug in knowledge.skill_destination(pin).slugs]
    items = previous.now.items.values()
    skipped = list(options.skipped)
    skipped += [item.key for item in items if item.status == "skipped"]
    pace = data.hours_per_week
    return RoadmapQuery(
        role,
        roadmap.variant if data.variant is UNSET else data.variant,
        roadmap.hours_per_week if pace is UNSET else pace,
        tuple(pins if data.pins is UNSET else knowledge.skills_named(data.pins)),
        () if data.reset_progress else tuple(sorted(set(known_steps(knowledge, skipped)))),
        PlanLimits.of(data, otherwise=options.limit),
        context,
    )


def _still_to_do(
    previous: PreviousRoadmap,
) -> tuple[list[Step], Mapping[Step, StepRefView]]:
    """What was not done, in order, under this knowledge; and links to what it no longer has.

    Steps that were skipped, or that are held without a tick, are among them, so that the changes
    can name them.
    """
    knowledge, now = previous.now.held.knowledge, previous.now
    titles = {item.id: item.skill.title for item in previous.whole.result.items}
    steps: dict[Step, None] = {}
    gone: dict[Step, StepRefView] = {}
    for item in now.items.values():
        if item.status == "done" and now.is_held(item.item_id):
            continue
        known = known_steps(knowledge, [item.key])
        steps |= dict.fromkeys(known)
        if not known:
            last = knowledge.skill_ref_of_id(item.skill_id)
            step = Step(SkillSlug(last.slug), item.level)
            steps[step] = None
            skill = SkillRefView(slug=last.slug, title=titles.get(item.item_id, last.title))
            gone[step] = StepRefView(skill=skill, level=item.level)
    return list(steps), gone


def _carried(
    knowledge: Knowledge, result: RoadmapResult, now: RoadmapNow
) -> dict[str, ItemProgress]:
    """What was begun in the lineage of the steps of the new plan, as it was last.

    What was done once and is to do again begins anew. Hours of a step that is several today are
    shared among them, and those of several that are one are added up.
    """
    planned = {Step(SkillSlug(item.skill.slug), item.level): item.id for item in result.items}
    earlier = (
        (one.key, ItemProgress("todo", one.hours_spent))
        for one in now.lineage.values()
        if one.finished_at is None and not _is_item(now, one.key)
    )
    own = ((item.key, item) for item in now.items.values() if item.status in {"todo", "doing"})
    begun: dict[str, ItemProgress] = {}
    for key, progress in (*earlier, *own):
        items = [planned[step] for step in known_steps(knowledge, [key]) if step in planned]
        hours = share_hours(progress.hours_spent or 0.0, len(items)) if items else []
        for item_id, spent in zip(items, hours, strict=True):
            before = begun.get(item_id, UNTOUCHED)
            begun[item_id] = ItemProgress(
                "doing" if "doing" in {before.status, progress.status} else "todo",
                spent + (before.hours_spent or 0.0) or None,
            )
    return begun


def _is_item(now: RoadmapNow, key: StepKey) -> bool:
    return any(item.key == key for item in now.items.values())


def _figures_after(result: RoadmapResult, carried: Mapping[str, ItemProgress]) -> PlanFiguresView:
    """What a new plan leaves to do after the hours it begins with."""
    left = left_with(result, carried)
    return PlanFiguresView(
        hours=HoursView.of(left.hours),
        weeks=weeks_view(left.weeks),
        readiness_then=result.readiness_then,
    )


def _figures_before(previous: PreviousRoadmap, new: NewAnalysis) -> PlanFiguresView:
    """What is still to do of the previous roadmap, and the readiness that alone leads to."""
    knowledge, analysis = new.knowledge, new.analysis
    left = previous.remaining()
    return PlanFiguresView(
        hours=HoursView.of(left.hours),
        weeks=weeks_view(left.weeks),
        readiness_then=readiness_after(
            knowledge.graph,
            knowledge.role(analysis.role),
            variant=analysis.variant,
            profile=new.holdings,
            steps=previous.now.open_steps,
        ),
    )
