"""A roadmap made anew from a kept one, before it is kept itself."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec import UNSET, Struct, structs

from api.analyses.repository import READ_INPUTS, AnalysisInputs
from api.analyses.snapshot import Snapshot
from api.catalog.current import Knowledge
from api.db.pool import Session
from api.errors import NotFoundError, PlanRefusedError
from api.roadmaps import repository
from api.roadmaps.change_schemas import PlanChangesView
from api.roadmaps.changes import changes_view
from api.roadmaps.planned import PlannedRoadmap, Progress, with_progress
from api.roadmaps.query import PlanContext, PlanLimits, RoadmapQuery
from api.roadmaps.repository import ItemFound, RoadmapFound, StepSkipped
from api.roadmaps.schemas import ReanalysisRequest, RoadmapResult
from api.roadmaps.service import find_roadmap, steps_of, wish_of
from api.roadmaps.stored import read_stored_roadmap
from api.roadmaps.views import weeks_view
from api.roadmaps.what_if_schemas import PlanFiguresView, RoadmapWhatIfView
from api.wire import HoursView, SkillRefView, StepRefView
from engine import (
    Hours,
    ItemState,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    SkillSlug,
    Step,
    readiness_after,
    remaining_effort,
)

PINS_IN_THE_WAY = (PinConflictError, PinsContradictError, NoWayError)


class PreviousRoadmap(Struct, frozen=True):
    """A kept roadmap with its progress, and the analysis it was made from."""

    roadmap: RoadmapFound
    analysis: AnalysisInputs
    items: list[ItemFound]


class Replanned(Struct, frozen=True):
    """The next roadmap, the progress it takes over, and what changed; None after a clean slate."""

    blueprint: PlannedRoadmap
    carried: Mapping[tuple[str, int], Progress]
    changes: PlanChangesView | None

    @classmethod
    def of(
        cls,
        query: RoadmapQuery,
        past: PreviousRoadmap,
        data: ReanalysisRequest,
        snapshot: Snapshot,
    ) -> "Replanned":
        """Plan anew, near what was still to do unless the slate is to be clean.

        Pins of the old roadmap that new content leaves nothing to settle are dropped;
        raises as `plan_roadmap` does for anything else.
        """
        try:
            return cls._of(query, past, data, snapshot)
        except PlanRefusedError as error:
            is_kept_pin = data.pins is UNSET and isinstance(error.cause, PINS_IN_THE_WAY)
            nearest = error.cause.nearest
            if not is_kept_pin or nearest is None:
                raise
            pins = tuple(pin for pin in query.pins if pin in nearest.pins)
            return cls._of(structs.replace(query, pins=pins), past, data, snapshot)

    @classmethod
    def _of(
        cls,
        query: RoadmapQuery,
        past: PreviousRoadmap,
        data: ReanalysisRequest,
        snapshot: Snapshot,
    ) -> "Replanned":
        knowledge = snapshot.knowledge
        if data.reset_progress:
            return cls(PlannedRoadmap.draw(knowledge, query, snapshot.profile), {}, None)
        old, gone = _still_to_do(knowledge, past)
        blueprint, found = PlannedRoadmap.redraw(knowledge, query, snapshot.profile, old)
        changes = changes_view(knowledge, found, gone=gone)
        return cls(blueprint, _carried(knowledge, past.items), changes)

    def preview(self, past: PreviousRoadmap, snapshot: Snapshot) -> RoadmapWhatIfView:
        """Show it beside what the kept roadmap still holds."""
        result = with_progress(self.blueprint.result, self.blueprint.items(self.carried))
        return RoadmapWhatIfView(
            knowledge_version=self.blueprint.knowledge.version,
            changes=self.changes,
            before=_figures_before(past, snapshot),
            after=PlanFiguresView(
                hours=result.hours, weeks=result.weeks, readiness_then=result.readiness_then
            ),
            result=result,
        )


async def read_past(session: Session, user_id: UUID, roadmap_id: UUID) -> PreviousRoadmap:
    """Read what planning anew starts from, or NotFoundError."""
    roadmap = await find_roadmap(session, user_id, roadmap_id)
    analysis = await session.one_or_none(
        READ_INPUTS, user_id=user_id, analysis_id=roadmap.analysis_id
    )
    if analysis is None:
        raise NotFoundError(kind="analysis")
    items = await session.all(repository.LIST_ITEMS, user_id=user_id, roadmap_id=roadmap_id)
    return PreviousRoadmap(roadmap, analysis, items)


def question_again(
    knowledge: Knowledge, past: PreviousRoadmap, data: ReanalysisRequest, context: PlanContext
) -> RoadmapQuery:
    """Ask for the same again but for what is asked for now.

    What was skipped stays out unless the slate is to be clean.

    Raises:
        NotFoundError: The role was retired.
        LimitsContradictError: More than one limit.
    """
    role = knowledge.role_of_id(past.roadmap.role_id)
    if role is None:
        raise NotFoundError(kind="role")
    wish = wish_of(past.roadmap)
    kept = [slug for pin in wish.pins if (slug := knowledge.skill_of_id(pin)) is not None]
    skipped = [StepSkipped(skill_id, level) for skill_id, level in wish.skipped]
    skipped += [
        StepSkipped(item.skill_id, item.level) for item in past.items if item.status == "skipped"
    ]
    pace = data.hours_per_week
    return RoadmapQuery(
        role,
        past.roadmap.variant,
        past.roadmap.hours_per_week if pace is UNSET else pace,
        tuple(kept if data.pins is UNSET else data.pins),
        () if data.reset_progress else tuple(sorted(set(steps_of(knowledge, skipped)))),
        PlanLimits.of(data, otherwise=wish.limit),
        context,
    )


def _still_to_do(
    knowledge: Knowledge, past: PreviousRoadmap
) -> tuple[list[Step], Mapping[Step, StepRefView]]:
    """What was not done, in order, under this knowledge; and names for what it no longer has.

    A step that was skipped since is among them, so that it can be told of.
    """
    titles = {item.id: item.skill.title for item in read_stored_roadmap(past.roadmap.result).items}
    steps: dict[Step, None] = {}
    gone: dict[Step, StepRefView] = {}
    for item in past.items:
        if item.status == "done":
            continue
        slug = knowledge.skill_of_id(item.skill_id)
        step = Step(slug or SkillSlug(item.skill_id), item.level)
        steps[step] = None
        if slug is None:
            skill = SkillRefView(slug=item.skill_id, title=titles.get(item.item_id, item.skill_id))
            gone[step] = StepRefView(skill=skill, level=item.level)
    return list(steps), gone


def _carried(knowledge: Knowledge, items: Sequence[ItemFound]) -> dict[tuple[str, int], Progress]:
    """Progress by step, so that equal steps of the new roadmap take it over."""
    carried = {}
    for item in items:
        slug = knowledge.skill_of_id(item.skill_id)
        skill_id = item.skill_id if slug is None else knowledge.skill_id(slug)
        progress = Progress(item.status, item.hours_spent, item.done_at)
        carried[skill_id, item.level] = progress
    return carried


def _figures_before(past: PreviousRoadmap, snapshot: Snapshot) -> PlanFiguresView:
    """What was still to do of the kept roadmap, at its pace, and where that alone leads."""
    states = {item.item_id: ItemState(item.status) for item in past.items}
    result: RoadmapResult = read_stored_roadmap(past.roadmap.result)
    left = remaining_effort(
        (
            (states[item.id], Hours(item.hours.low, item.hours.typical, item.hours.high))
            for item in result.items
            if item.id in states
        ),
        hours_per_week=past.roadmap.hours_per_week,
    )
    knowledge, analysis = snapshot.knowledge, snapshot.analysis
    then = readiness_after(
        knowledge.graph,
        knowledge.role(analysis.role),
        variant=analysis.variant,
        profile=snapshot.profile,
        steps=steps_of(
            knowledge,
            [
                StepSkipped(item.skill_id, item.level)
                for item in past.items
                if not states[item.item_id].is_passed
            ],
        ),
    )
    return PlanFiguresView(
        hours=HoursView.of(left.hours), weeks=weeks_view(left.weeks), readiness_then=then
    )
