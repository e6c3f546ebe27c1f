"""No roadmap breaks a prerequisite: on generated graphs, on published ones, on our own content."""

from functools import cache
from pathlib import Path

from builders import JUNIOR, asks, graph, role, rules, skill
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from real_data import real_file, real_json
from strategies import World, tangled_worlds, worlds

from engine import (
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Roadmap,
    Role,
    SkillGraph,
    SkillSlug,
    hold,
    plan,
)
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[2] / "knowledge" / "content"
RULES = rules(phase_hours=100)
TRACKS = ["cpp", "csharp", "elixir", "go", "java", "javascript", "julia", "python", "rust", "swift"]


def roadmap_of(skill_graph: SkillGraph, asked: Role, profile: Profile) -> Roadmap:
    options = PlanOptions(hours_per_week=10)
    return plan(
        PlanQuery.of(skill_graph, asked, variant=JUNIOR, profile=profile, options=options),
        rules=RULES,
    )


def broken_by(roadmap: Roadmap, skill_graph: SkillGraph, profile: Profile) -> list[str]:
    """Every item that stands before something it needs, or that is held already."""
    holdings = hold(skill_graph, profile)
    held = set(holdings.steps)
    found = []
    for item in roadmap.items:
        if item.step.level <= holdings.level(item.step.skill):
            found.append(f"{item.step} is held already")
        found.extend(
            f"{item.step} stands before {clause.alternatives}"
            for clause in skill_graph.hard_clauses(item.step)
            if not clause.is_satisfied_by(held)
        )
        held.add(item.step)
    return found


def violations(skill_graph: SkillGraph, asked: Role, profile: Profile) -> list[str]:
    """What is wrong with the roadmap of one case; nothing, always."""
    roadmap = roadmap_of(skill_graph, asked, profile)
    learnt = hold(skill_graph, profile).steps | {item.step for item in roadmap.items}
    unmet = [
        f"{requirement.key} is not met"
        for requirement in asked.variants[JUNIOR]
        if requirement.is_counted
        and sum(t.step in learnt for t in requirement.targets) < requirement.choose
    ]
    return broken_by(roadmap, skill_graph, profile) + unmet


@st.composite
def worlds_on(draw: st.DrawFn, skill_graph: SkillGraph) -> World:
    """A role of up to ten skills and a profile of up to twelve on a given graph."""
    slugs = sorted(skill_graph.skills)
    wanted = draw(st.lists(st.sampled_from(slugs), min_size=1, max_size=10, unique=True))
    known = draw(st.lists(st.sampled_from(slugs), max_size=12, unique=True))

    def level(slug: SkillSlug, lowest: int) -> int:
        return draw(st.integers(lowest, skill_graph.skills[slug].top))

    requirements = [asks(f"{slug}:{level(slug, 1)}", weight=1 + i) for i, slug in enumerate(wanted)]
    return skill_graph, role(*requirements), {slug: Rating(level(slug, 0)) for slug in known}


@cache
def content_graph() -> SkillGraph:
    return Library.load(CONTENT).graph


@cache
def published_graph(name: str) -> SkillGraph:
    """A published acyclic graph as skills of one level; each edge is a hard prerequisite."""
    published = real_json(f"prereq/{name}.json")
    needs: dict[str, list[str]] = {node: [] for node in published["nodes"]}
    for before, after in published["edges"]:
        if before in needs and after in needs and before != after:
            needs[after].append(before)
    return graph(
        *(
            skill(slug, 1.0 + len(before), needs={1: sorted(set(before))})
            for slug, before in sorted(needs.items())
        )
    )


@given(worlds())
def test_on_generated_graphs(world: World) -> None:
    assert violations(*world) == []


@given(tangled_worlds())
def test_on_generated_graphs_with_cycles_that_have_a_way_out(world: World) -> None:
    assert violations(*world) == []


@given(st.data())
def test_on_our_own_content(data: st.DataObject) -> None:
    assert violations(*data.draw(worlds_on(content_graph()))) == []


@given(st.data())
def test_on_the_metacademy_graph(data: st.DataObject) -> None:
    assert violations(*data.draw(worlds_on(published_graph("metacademy")))) == []


@given(st.data(), st.sampled_from(TRACKS))
def test_on_the_graphs_of_programming_language_tracks(data: st.DataObject, track: str) -> None:
    assert violations(*data.draw(worlds_on(published_graph(f"exercism_{track}")))) == []


def test_the_published_tracks_are_all_read() -> None:
    folder = real_file("prereq/metacademy.json").parent
    names = sorted(path.stem for path in folder.glob("*.json"))
    assert len(names) == 19
    for name in names:
        assert published_graph(name).steps


def test_an_order_turned_around_would_be_seen() -> None:
    ladder = graph(skill("a", 1, 1, 1))
    forwards = roadmap_of(ladder, role(asks("a:3")), {})
    backwards = structs.replace(forwards, items=forwards.items[::-1])
    assert broken_by(forwards, ladder, {}) == []
    assert broken_by(backwards, ladder, {}) == [
        "a:3 stands before ((Step(skill='a', level=2),),)",
        "a:2 stands before ((Step(skill='a', level=1),),)",
    ]
