"""Worlds drawn by Hypothesis: graphs with alternatives, roles with choices, profiles."""

from collections.abc import Sequence

from builders import asks, graph, role, skill
from hypothesis import assume
from hypothesis import strategies as st

from engine import Importance, Profile, Rating, Role, Skill, SkillGraph, find_blocked_steps

World = tuple[SkillGraph, Role, Profile]


@st.composite
def skill_graphs(draw: st.DrawFn, *, most: int = 6, with_soft: bool = True) -> SkillGraph:
    """A small legal graph: every skill stands on earlier ones, plainly or by alternatives."""
    skills: list[Skill] = []
    for number in range(draw(st.integers(1, most))):
        hours = draw(st.lists(st.sampled_from([1.0, 2.0, 3.5, 8.0, 20.0]), min_size=1, max_size=3))
        hard = {level: _entries(draw, skills) for level in range(1, len(hours) + 1)}
        soft = {level: _entries(draw, skills)[:1] for level in range(1, with_soft * len(hours) + 1)}
        skills.append(skill(f"s{number}", *hours, needs=hard, better_after=soft))
    return graph(*skills)


def _entries(draw: st.DrawFn, earlier: Sequence[Skill]) -> list[str | list[str]]:
    steps = [f"{s.slug}:{level}" for s in earlier for level in range(1, s.top + 1)]
    if not steps:
        return []
    entries: list[str | list[str]] = list(draw(st.lists(st.sampled_from(steps), max_size=2)))
    if len(steps) > 1 and draw(st.booleans()):
        entries.append(draw(st.lists(st.sampled_from(steps), min_size=2, max_size=3, unique=True)))
    return entries


@st.composite
def tangled_graphs(draw: st.DrawFn) -> SkillGraph:
    """A small graph whose alternatives may point anywhere, so long as every step has a way out."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    everything = [f"s{i}:{level}" for i, top in enumerate(sizes) for level in range(1, top + 1)]
    skills = []
    for number, top in enumerate(sizes):
        needs: dict[int, list[list[str]]] = {}
        for level in range(1, top + 1):
            others = [step for step in everything if not step.startswith(f"s{number}:")]
            if len(others) > 1 and draw(st.booleans()):
                needs[level] = [
                    draw(st.lists(st.sampled_from(others), min_size=2, max_size=3, unique=True))
                ]
        skills.append(skill(f"s{number}", *([2.0, 5.0, 9.0][:top]), needs=needs))
    assume(not find_blocked_steps(skills))
    return graph(*skills)


def roles_over(skill_graph: SkillGraph) -> st.SearchStrategy[Role]:
    """A role that asks for the graph's skills, one as core at least, some as choices."""

    @st.composite
    def build(draw: st.DrawFn) -> Role:
        first, *slugs = draw(st.permutations(sorted(skill_graph.skills)))
        level = draw(st.integers(1, skill_graph.skills[first].top))
        requirements = [asks(f"{first}:{level}", weight=draw(st.integers(1, 5)))]
        while slugs:
            size = draw(st.integers(1, min(3, len(slugs))))
            group, slugs = slugs[:size], slugs[size:]
            targets = [f"{s}:{draw(st.integers(1, skill_graph.skills[s].top))}" for s in group]
            choose = draw(st.integers(1, size - 1)) if size > 1 else None
            requirements.append(
                asks(
                    *targets,
                    weight=draw(st.integers(1, 5)),
                    importance=draw(st.sampled_from(list(Importance))),
                    choose=choose,
                )
            )
        return role(*requirements)

    return build()


def profiles_over(skill_graph: SkillGraph) -> st.SearchStrategy[Profile]:
    """Ratings of some skills, zeros among them."""
    return st.fixed_dictionaries(
        {},
        optional={
            slug: st.builds(Rating, st.integers(0, s.top)) for slug, s in skill_graph.skills.items()
        },
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A graph, a role over it and a profile."""
    skill_graph = draw(skill_graphs())
    return skill_graph, draw(roles_over(skill_graph)), draw(profiles_over(skill_graph))


@st.composite
def tangled_worlds(draw: st.DrawFn) -> World:
    """A graph with cycles that have a way out, a role over it and a profile."""
    skill_graph = draw(tangled_graphs())
    return skill_graph, draw(roles_over(skill_graph)), draw(profiles_over(skill_graph))
