"""Re-analysis: the next analysis and roadmap from a stored one, before they take its place."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import UNSET, Struct
from msgspec.structs import replace

from api.analyses.comparison import ComparedAnalysis, compare_analyses
from api.analyses.repository import StoredAnalysis
from api.analyses.stored import NewAnalysis
from api.catalog.current import Knowledge
from api.errors import NotFoundError, PlanRefusedError
from api.plans.planning import (
    PlanContext,
    PlanLimits,
    RoadmapQuery,
    replan_roadmap,
)
from api.plans.schemas import PlanChangesView, PlanFiguresView, RoadmapResult
from api.plans.views import plan_result, roadmap_result, weeks_view
from api.plans.what_if import changes_view
from api.profiles.repository import RatingFound
from api.roadmaps.repository import StoredRoadmap
from api.roadmaps.schemas import ReanalysisRequest, RoadmapWhatIfView
from api.roadmaps.stored import (
    ItemProgress,
    ReanalysisExtras,
    StoredItem,
    StoredPlanOptions,
    columns_of,
    known_steps,
    read_items,
    read_result,
)
from api.roadmaps.views import with_progress
from api.wire import HoursView, SkillRefView, StepRefView
from engine import (
    Hours,
    ItemState,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    SkillSlug,
    Step,
    Weeks,
    readiness_after,
    remaining_effort,
)

OUTDATED_PINS = (PinConflictError, PinsContradictError, NoWayError)


class ReanalysisOperation(Struct, frozen=True):
    """A request and the roadmap it is for, so that a key does not mix up two roadmaps."""

    roadmap_id: UUID
    data: ReanalysisRequest


class PreviousRoadmap(Struct, frozen=True):
    """A stored roadmap with its progress, and the analysis it was made from."""

    roadmap: StoredRoadmap
    analysis: StoredAnalysis
    items: list[StoredItem]
    result: RoadmapResult

    @classmethod
    def of(cls, roadmap: StoredRoadmap, analysis: StoredAnalysis) -> "PreviousRoadmap":
        """Decode what was read."""
        items = read_items(roadmap.items)
        return cls(roadmap, analysis, items, read_result(roadmap, items))

    def remaining(self) -> tuple[Hours, Weeks]:
        """The hours that are still to do, and the weeks they take at the roadmap's pace."""
        states = {item.item_id: ItemState(item.status) for item in self.items}
        efforts = (
            (states[item.id], Hours(item.hours.low, item.hours.typical, item.hours.high))
            for item in self.result.items
            if item.id in states
        )
        left = remaining_effort(efforts, hours_per_week=self.roadmap.hours_per_week)
        return left.hours, left.weeks


class Reanalysis(Struct, frozen=True):
    """The next analysis and plan, not stored yet.

    `carried` is the progress that items of the new plan begin with, by their ids; `changes` is
    None for a fresh start.
    """

    previous: PreviousRoadmap
    new: NewAnalysis
    query: RoadmapQuery
    result: RoadmapResult
    carried: Mapping[str, StoredItem]
    changes: PlanChangesView | None

    @classmethod
    def of(
        cls,
        knowledge: Knowledge,
        previous: PreviousRoadmap,
        ratings: list[RatingFound],
        data: ReanalysisRequest,
        context: PlanContext,
    ) -> "Reanalysis":
        """Analyse again, and plan close to what is still to do unless it is a fresh start.

        Pins of the previous roadmap that are no choice any more are dropped.

        Raises:
            NotFoundError: The role was retired.
            PlanRefusedError: Nothing meets the request; it holds the nearest that can be met.
        """
        query = query_again(knowledge, previous, data, context)
        new = NewAnalysis.of(
            knowledge, query.role, variant=query.variant, ratings=ratings, today=context.today
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
        knowledge, profile = new.knowledge, new.holdings
        if is_fresh:
            result = plan_result(knowledge, query, profile=profile)
            return cls(previous, new, query, result, {}, None)
        old, gone = _still_to_do(knowledge, previous)
        found = replan_roadmap(knowledge, query, profile=profile, old=old)
        result = roadmap_result(knowledge, query, found.roadmap)
        figures = (_figures_before(previous, new), PlanFiguresView.of(result))
        is_same_pace = query.hours_per_week == previous.roadmap.hours_per_week
        changes = changes_view(
            knowledge, found, gone=gone, figures=figures, is_same_pace=is_same_pace
        )
        return cls(previous, new, query, result, _carried(knowledge, result, previous), changes)

    def preview(self) -> RoadmapWhatIfView:
        """Show it beside what is still to do of the previous roadmap."""
        result = with_progress(self.result, self.carried)
        return RoadmapWhatIfView(
            knowledge_version=self.new.knowledge.version,
            changes=self.changes,
            before=_figures_before(self.previous, self.new),
            after=PlanFiguresView.of(result),
            result=result,
        )

    def extras(self) -> ReanalysisExtras:
        """What the response needs beside the new analysis and roadmap."""
        before = ComparedAnalysis.of_stored(self.previous.analysis)
        after = ComparedAnalysis.of_new(self.new)
        return ReanalysisExtras(
            archived_roadmap_id=self.previous.roadmap.id,
            comparison=compare_analyses(before, after, knowledge=self.new.knowledge),
            changes=self.changes,
            carried={
                item_id: ItemProgress(item.status, item.hours_spent)
                for item_id, item in self.carried.items()
            },
        )

    def columns(self, stored: bytes) -> dict[str, object]:
        """The values of the new roadmap and analysis, whose result is encoded to be stored."""
        roadmap = columns_of(self.new.knowledge, self.query, self.result, self.carried)
        return roadmap | self.new.columns(stored)


def query_again(
    knowledge: Knowledge, previous: PreviousRoadmap, data: ReanalysisRequest, context: PlanContext
) -> RoadmapQuery:
    """The query of the previous roadmap with what is requested now.

    What was skipped stays out unless it is a fresh start.

    Raises:
        NotFoundError: The role was retired.
    """
    roadmap = previous.roadmap
    role = knowledge.role_of_id(roadmap.role_id)
    if role is None:
        raise NotFoundError(kind="role")
    options = StoredPlanOptions.read(roadmap.inputs)
    pins = [slug for pin in options.pins if (slug := knowledge.skill_of_id(pin)) is not None]
    skipped = list(options.skipped)
    skipped += [(item.skill_id, item.level) for item in previous.items if item.status == "skipped"]
    pace = data.hours_per_week
    return RoadmapQuery(
        role,
        roadmap.variant,
        roadmap.hours_per_week if pace is UNSET else pace,
        tuple(pins if data.pins is UNSET else data.pins),
        () if data.reset_progress else tuple(sorted(set(known_steps(knowledge, skipped)))),
        PlanLimits.of(data, otherwise=options.limit),
        context,
    )


def _still_to_do(
    knowledge: Knowledge, previous: PreviousRoadmap
) -> tuple[list[Step], Mapping[Step, StepRefView]]:
    """What was not done, in order, under this knowledge; and links to what it no longer has.

    Skipped steps are among them, so that the changes can name them.
    """
    titles = {item.id: item.skill.title for item in previous.result.items}
    steps: dict[Step, None] = {}
    gone: dict[Step, StepRefView] = {}
    for item in previous.items:
        if item.status == "done":
            continue
        slug = knowledge.skill_of_id(item.skill_id)
        step = Step(slug or SkillSlug(item.skill_id), item.level)
        steps[step] = None
        if slug is None:
            skill = SkillRefView(slug=item.skill_id, title=titles.get(item.item_id, item.skill_id))
            gone[step] = StepRefView(skill=skill, level=item.level)
    return list(steps), gone


def _carried(
    knowledge: Knowledge, result: RoadmapResult, previous: PreviousRoadmap
) -> dict[str, StoredItem]:
    """The progress on the steps of the new plan that the previous one had as well."""
    progress: dict[tuple[str, int], StoredItem] = {}
    for item in previous.items:
        slug = knowledge.skill_of_id(item.skill_id)
        if slug is not None:
            progress[slug, item.level] = item
    return {
        item.id: progress[item.skill.slug, item.level]
        for item in result.items
        if (item.skill.slug, item.level) in progress
    }


def _figures_before(previous: PreviousRoadmap, new: NewAnalysis) -> PlanFiguresView:
    """What is still to do of the previous roadmap, and the readiness that alone leads to."""
    knowledge, analysis = new.knowledge, new.analysis
    open_items = [i for i in previous.items if not ItemState(i.status).is_passed]
    steps = known_steps(knowledge, ((item.skill_id, item.level) for item in open_items))
    hours, weeks = previous.remaining()
    return PlanFiguresView(
        hours=HoursView.of(hours),
        weeks=weeks_view(weeks),
        readiness_then=readiness_after(
            knowledge.graph,
            knowledge.role(analysis.role),
            variant=analysis.variant,
            profile=new.holdings.profile,
            steps=steps,
        ),
    )
