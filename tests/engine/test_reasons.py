"""Why an item is in a roadmap: its reasons are true, together they are needed, and each suffices
where nothing is left to choose.
"""

from builders import JUNIOR, role, rules
from derivation_worlds import Scene, without_need
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import World, worlds

from engine import (
    AnyOf,
    PlanOptions,
    PlanQuery,
    Reason,
    ReasonKind,
    Requirement,
    Roadmap,
    RoadmapItem,
    Role,
    SkillGraph,
    Step,
    plan,
)

OWN = {ReasonKind.REQUIREMENT, ReasonKind.CHOICE}


def scene_of(world: World) -> Scene:
    graph, asked, profile = world
    return Scene(
        skills=graph.skills,
        requirements=asked.variants[JUNIOR],
        profile=profile,
        tables=rules(phase_hours=20).tables,
        today=None,
    )


def planned(scene: Scene) -> Roadmap:
    return plan(
        PlanQuery.of(
            scene.graph,
            scene.role,
            variant=JUNIOR,
            profile=scene.profile,
            options=PlanOptions(hours_per_week=8),
        ),
        rules=scene.rules,
    )


def without_reason(scene: Scene, step: Step, reason: Reason) -> Scene:
    """The scene in which this reason does not ask for the step any more, and all else stands."""
    if reason.kind in OWN:
        kept = [_without(r, step) if r.key == reason.requirement else r for r in scene.requirements]
        return replace(scene, requirements=tuple(r for r in kept if r is not None))
    assert reason.step is not None
    if reason.kind is ReasonKind.PREREQUISITE:
        return without_need(scene, reason.step, step)
    skill = scene.skills[reason.step.skill]
    levels = list(skill.levels)
    level = levels[reason.step.level - 1]
    entries = [e for e in level.requires if not _offers(e.need, step)]
    levels[reason.step.level - 1] = replace(level, requires=tuple(entries))
    changed = replace(skill, levels=tuple(levels))
    return replace(scene, skills={**scene.skills, skill.slug: changed})


def _without(requirement: Requirement, step: Step) -> Requirement | None:
    """The demand with one place less, which was this step's."""
    targets = tuple(t for t in requirement.targets if t.skill != step.skill)
    choose = requirement.choose - 1
    return replace(requirement, targets=targets, choose=choose) if choose else None


def _offers(need: object, step: Step) -> bool:
    return isinstance(need, AnyOf) and any(getattr(one, "step", None) == step for one in need.of)


def steps_in(roadmap: Roadmap) -> set[Step]:
    return {item.step for item in roadmap.items}


def is_true(scene: Scene, roadmap: Roadmap, item: RoadmapItem, reason: Reason) -> bool:
    """Whether the content and the plan are as the reason says."""
    if reason.kind in OWN:
        demand = next(r for r in scene.requirements if r.key == reason.requirement)
        return any(
            t.skill == item.step.skill and item.step.level <= t.level for t in demand.targets
        )
    later = next(one for one in roadmap.items if one.step == reason.step)
    named = {
        step
        for clause in scene.graph.hard_clauses(later.step)
        for way in clause.alternatives
        for step in way
    }
    return item.position < later.position and item.step in named


@given(worlds())
def test_every_reason_is_true_of_the_content_and_of_the_plan(world: World) -> None:
    scene = scene_of(world)
    roadmap = planned(scene)
    for item in roadmap.items:
        assert item.reasons
        assert all(is_true(scene, roadmap, item, reason) for reason in item.reasons)


@given(worlds(), st.data())
def test_without_all_of_its_reasons_an_item_is_not_in_the_plan(
    world: World, data: st.DataObject
) -> None:
    scene = scene_of(world)
    items = [
        item
        for item in planned(scene).items
        if all(reason.kind is not ReasonKind.LADDER for reason in item.reasons)
    ]
    if not items:
        return
    item = data.draw(st.sampled_from(items))
    for reason in item.reasons:
        scene = without_reason(scene, item.step, reason)
    assert item.step not in steps_in(planned(scene))


@given(worlds(), st.data())
def test_where_nothing_is_left_to_choose_each_reason_suffices(
    world: World, data: st.DataObject
) -> None:
    graph, asked, _ = world
    scene = scene_of((plain(graph), plain_role(asked), world[2]))
    items = planned(scene).items
    if not items:
        return
    item = data.draw(st.sampled_from(items))
    spared = data.draw(st.sampled_from(item.reasons))
    for reason in item.reasons:
        if reason != spared and reason.kind is not ReasonKind.LADDER:
            scene = without_reason(scene, item.step, reason)
    assert item.step in steps_in(planned(scene))


def plain(graph: SkillGraph) -> SkillGraph:
    """The graph without alternatives."""
    return SkillGraph.of(
        replace(
            skill,
            levels=tuple(
                replace(
                    level,
                    requires=tuple(e for e in level.requires if not isinstance(e.need, AnyOf)),
                )
                for level in skill.levels
            ),
        )
        for skill in graph.skills.values()
    )


def plain_role(asked: Role) -> Role:
    """The role without choices."""
    return role(*(r for r in asked.variants[JUNIOR] if not r.is_choice))
