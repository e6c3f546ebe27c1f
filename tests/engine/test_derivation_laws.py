"""Explanations are true in both directions, in every world.

Take away a cited fact without which the conclusion is not reached, and it changes;
change what leaves every cited fact true, and it stays.
"""

from collections.abc import Iterator, Set

import pytest
from builders import asks, profile, rules, skill
from derivation_scenes import happenings, ratings, scenes
from derivation_worlds import TODAY, Scene, is_still_true, ways_otherwise, with_rating
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from our_content import our_library

from engine import (
    Derivation,
    EngineError,
    Message,
    Node,
    NodeKind,
    Rating,
    SkillSlug,
    Step,
    conclusions_of,
)
from knowledge import Library


def drawn(scene: Scene, data: st.DataObject) -> Derivation:
    """The derivation of any conclusion of the scene."""
    return scene.derive(data.draw(st.sampled_from(conclusions_of(scene.context()))))


def scenes_without(scene: Scene, derivation: Derivation, removed: Set[str]) -> Iterator[Scene]:
    """The scene with these facts made otherwise, each in its first way, its second, …"""
    facts = [node for node in derivation.facts if node.id in removed]
    facts.sort(key=lambda fact: fact.id.startswith("not_less"))  # A rating is put where one went.
    for number in range(2):
        changed = scene
        for fact in facts:
            ways = ways_otherwise(changed, fact)
            changed = ways[min(number, len(ways) - 1)]
        yield changed


def facts_under(derivation: Derivation, node_id: str) -> frozenset[str]:
    """The facts that a node leads to."""
    nodes = {node.id: node for node in derivation.nodes}
    found: set[str] = set()
    stack = [node_id]
    while stack:
        node = nodes[stack.pop()]
        if node.is_fact:
            found.add(node.id)
        stack.extend(node.needs)
        stack.extend(one for way in node.any_of for one in way)
    return frozenset(found)


def removals(derivation: Derivation) -> list[frozenset[str]]:
    """Each fact alone; each group of alternatives whole; and all but one alternative: that one
    suffices, and then without each fact of it nothing does.
    """
    found = [frozenset([fact.id]) for fact in derivation.facts]
    for node in derivation.nodes:
        ways = [frozenset().union(*(facts_under(derivation, i) for i in w)) for w in node.any_of]
        if ways:
            found.append(frozenset().union(*ways))
        for way in ways:
            others = frozenset().union(*ways) - way
            if derivation.is_reached_without(others):
                found.append(others)
                found.extend(others | {fact} for fact in sorted(way))
    return sorted({one for one in found if one}, key=sorted)


def leaves_all_true(scene: Scene, derivation: Derivation, other: Scene, but: Set[str]) -> bool:
    """Whether every fact of the derivation, apart from some, is true of another scene too."""
    facts = [fact for fact in derivation.facts if fact.id not in but]
    try:
        other.context()
        return all(is_still_true(scene, fact, other) for fact in facts)
    except EngineError:
        return False


def check_removal(scene: Scene, derivation: Derivation, removed: frozenset[str]) -> None:
    """What the graph says of taking these facts away is what happens."""
    of, value = derivation.of, derivation.value
    changed = list(scenes_without(scene, derivation, removed))
    if not derivation.is_reached_without(removed):
        assert any(other.value(of) != value for other in changed), (of, removed)
        return
    for other in changed:
        if leaves_all_true(scene, derivation, other, removed):
            assert other.value(of) == value, (of, removed)


@given(scenes(), st.data())
def test_taking_cited_facts_away_does_what_the_derivation_says(
    scene: Scene, data: st.DataObject
) -> None:
    derivation = drawn(scene, data)
    for fact in derivation.facts:
        assert is_still_true(scene, fact, scene), fact
    for removed in removals(derivation):
        check_removal(scene, derivation, removed)


@given(scenes(), st.data())
def test_what_leaves_every_cited_fact_true_leaves_the_conclusion(
    scene: Scene, data: st.DataObject
) -> None:
    derivation = drawn(scene, data)
    now = scene
    for _ in range(12):
        changed = data.draw(happenings(now))
        if leaves_all_true(scene, derivation, changed, frozenset()):
            now = changed
            assert now.value(derivation.of) == derivation.value


def content_scenes(library: Library) -> st.SearchStrategy[Scene]:
    """Our own content around a role, its own rules, and a person of any profile."""
    keys = [(role, variant) for role in library.roles.values() for variant in role.variants]

    @st.composite
    def build(draw: st.DrawFn) -> Scene:
        role, variant = draw(st.sampled_from(keys))
        requirements = role.variants[variant]
        asked = {t.step for r in requirements for t in r.targets}
        others = draw(st.lists(st.sampled_from(sorted(library.graph.steps)), max_size=9))
        slugs = closed_under_needs(library, {step.skill for step in [*asked, *others]})
        skills = {slug: library.graph.skills[slug] for slug in slugs}
        said = draw(st.dictionaries(st.sampled_from(slugs), ratings, max_size=25))
        return Scene(
            skills=skills,
            requirements=requirements,
            profile={
                slug: replace(rating, level=min(rating.level, skills[slug].top))
                for slug, rating in said.items()
            },
            tables=library.rules.tables,
            today=TODAY,
        )

    return build()


def closed_under_needs(library: Library, slugs: Set[SkillSlug]) -> list[SkillSlug]:
    """The skills with all that any level of them names as a prerequisite."""
    found, stack = set[SkillSlug](), list(slugs)
    while stack:
        slug = stack.pop()
        if slug not in found:
            found.add(slug)
            for level in range(1, library.graph.skills[slug].top + 1):
                step = Step(slug, level)
                for clause in library.graph.hard_clauses(step) + library.graph.soft_clauses(step):
                    stack.extend(one.skill for way in clause.alternatives for one in way)
    return sorted(found)


@settings(max_examples=max(5, settings().max_examples // 100))
@given(st.data())
def test_the_same_is_true_of_our_own_content(data: st.DataObject) -> None:
    scene = data.draw(content_scenes(our_library()))
    derivation = drawn(scene, data)
    for removed in data.draw(st.lists(st.sampled_from(removals(derivation)), max_size=5)):
        check_removal(scene, derivation, removed)
    now = scene
    for _ in range(5):
        changed = data.draw(happenings(now))
        if leaves_all_true(scene, derivation, changed, frozenset()):
            now = changed
            assert now.value(derivation.of) == derivation.value


def small_scene() -> Scene:
    """Two skills, of which one is asked for, both rated by hand."""
    skills = [skill("sql", 10, 30), skill("git", 5)]
    return Scene(
        skills={one.slug: one for one in skills},
        requirements=(asks("sql:2"),),
        profile=profile(sql=1, git=1),
        tables=rules().tables,
        today=None,
    )


def with_nodes(derivation: Derivation, *nodes: Node) -> Derivation:
    """A derivation with other nodes in the place of those of the same id, and new ones."""
    named = {node.id: node for node in (*derivation.nodes, *nodes)}
    return replace(derivation, nodes=tuple(named.values()))


@pytest.mark.parametrize("of", ["readiness", "band", "gap:sql", "held:sql"])
def test_a_citation_too_many_is_found_out(of: str) -> None:
    scene = small_scene()
    honest = scene.derive(of)
    idle = Node("rating:git", NodeKind.RATING, Message("rating.none", {"skill": "Git"}))
    root = replace(honest.nodes[0], needs=(*honest.nodes[0].needs, idle.id))
    with pytest.raises(AssertionError):
        check_removal(scene, with_nodes(honest, root, idle), frozenset([idle.id]))


@pytest.mark.parametrize("of", ["readiness", "band", "gap:sql", "held:sql"])
def test_a_citation_too_few_is_found_out(of: str) -> None:
    scene = small_scene()
    honest = scene.derive(of)
    changed = with_rating(scene, SkillSlug("sql"), Rating(2))
    assert not leaves_all_true(scene, honest, changed, frozenset())
    untold = {"rating:sql", "not_implied:sql:2"}
    nodes = tuple(node for node in honest.nodes if node.id not in untold)
    assert leaves_all_true(scene, replace(honest, nodes=nodes), changed, frozenset())
    assert changed.value(of) != honest.value
