"""Placement: what is stored, what is asked, and what follows from the answers."""

import msgspec
import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill, step, steps
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import World, tangled_worlds, worlds

from engine import (
    InferenceKind,
    Placement,
    PlacementBelief,
    PlacementOptions,
    Profile,
    Rating,
    Reply,
    Role,
    SkillGraph,
    Step,
    UnknownLevelError,
    UnknownSkillError,
    analyze,
    answer,
    begin_placement,
    believe,
    next_question,
    placement_result,
    take_back,
)

SMALL = PlacementOptions(learners=64)
EXACT = PlacementOptions(slip=0, guess=0, learners=256, most_questions=10_000, enough_right=1)

WEB = graph(
    skill("html", 5, 10),
    skill("css", 5, 10, needs={1: ["html:1"]}),
    skill("react", 20, needs={1: ["css:1", ["vite", "webpack"]]}),
    skill("vite", 3),
    skill("webpack", 9),
)
BUILDER = role(asks("html:2"), asks("css:2"), asks("react:1", weight=3))


def begun(
    options: PlacementOptions = SMALL, *, seed: int = 1, ratings: Profile | None = None
) -> Placement:
    return begin_placement(WEB, BUILDER, JUNIOR, ratings=ratings or {}, seed=seed).with_options(
        options
    )


def bytes_of(skill_graph: SkillGraph, asked_role: Role, placement: Placement) -> bytes:
    """Belief, next question and result of a placement."""
    belief = believe(skill_graph, placement)
    parts = (next_question(belief), placement_result(belief, asked_role))
    return belief.known.tobytes() + msgspec.json.encode(parts)


def test_a_placement_asks_about_the_targets_and_every_way_to_them() -> None:
    assert begun().steps == steps("css:1", "css:2", "html:1", "html:2", "react", "vite", "webpack")


def test_a_step_that_the_placement_does_not_ask_about_is_refused() -> None:
    with pytest.raises(UnknownSkillError):
        answer(begun(), step("cobol:1"), Reply.YES)
    with pytest.raises(UnknownLevelError):
        answer(begun(), step("html:3"), Reply.YES)


def test_a_rating_that_the_graph_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownLevelError):
        begun(ratings=profile(html=3))


def test_a_changed_answer_is_as_if_it_had_been_given_at_first() -> None:
    changed = answer(answer(begun(), step("html:1"), Reply.NO), step("css:1"), Reply.NO)
    changed = answer(changed, step("html:1"), Reply.YES)
    at_first = answer(answer(begun(), step("css:1"), Reply.NO), step("html:1"), Reply.YES)
    assert changed == at_first
    assert bytes_of(WEB, BUILDER, changed) == bytes_of(WEB, BUILDER, at_first)


def test_an_answer_taken_back_is_as_if_it_had_never_been_given() -> None:
    assert take_back(answer(begun(), step("html:1"), Reply.NO), step("html:1")) == begun()
    assert take_back(begun(), step("html:1")) == begun()


def test_a_skipped_question_changes_no_belief_but_is_not_asked_again() -> None:
    question = next_question(believe(WEB, begun()))
    assert question is not None
    skipped = answer(begun(), question.step, Reply.SKIP)
    assert (believe(WEB, skipped).known == believe(WEB, begun()).known).all()
    after = next_question(believe(WEB, skipped))
    assert after is not None
    assert after.step != question.step


def test_skipped_questions_do_not_count_towards_the_cap() -> None:
    options = PlacementOptions(learners=64, most_questions=1, enough_right=1)
    skipped = answer(begun(options), step("html:1"), Reply.SKIP)
    assert next_question(believe(WEB, skipped)) is not None
    assert next_question(believe(WEB, answer(skipped, step("css:1"), Reply.NO))) is None


def test_nothing_more_is_asked_when_enough_is_known() -> None:
    told = answer(begun(PlacementOptions(slip=0, guess=0)), step("react"), Reply.YES)
    told = answer(answer(told, step("css:2"), Reply.YES), step("html:2"), Reply.YES)
    told = answer(answer(told, step("vite"), Reply.YES), step("webpack"), Reply.NO)
    assert next_question(believe(WEB, told)) is None


def test_a_known_step_spares_the_questions_for_all_it_requires() -> None:
    told = answer(begun(), step("react"), Reply.YES)
    result = placement_result(believe(WEB, told), BUILDER)
    spared = {item.step: item for item in result.inferred}
    assert spared[step("html:1")].is_known
    assert spared[step("html:1")].kind is InferenceKind.PREREQUISITE_OF_KNOWN
    assert spared[step("html:1")].because == (step("react"),)
    assert step("react") not in spared


def test_an_unknown_step_spares_the_questions_for_all_that_require_it() -> None:
    result = placement_result(believe(WEB, answer(begun(), step("html:1"), Reply.NO)), BUILDER)
    spared = {item.step: item for item in result.inferred}
    assert not spared[step("react")].is_known
    assert spared[step("react")].kind is InferenceKind.BUILDS_ON_UNKNOWN
    assert spared[step("react")].because == (step("html:1"),)


def test_a_rating_is_a_hint_that_one_answer_outweighs() -> None:
    rated = begun(PlacementOptions(), ratings=profile(css=2))
    css = believe(WEB, rated).space.index[step("css:1")]
    hinted = believe(WEB, rated).chances[css]
    assert hinted > believe(WEB, begun(PlacementOptions())).chances[css]
    assert believe(WEB, answer(rated, step("css:1"), Reply.NO)).chances[css] < 0.5


def test_partly_stands_between_yes_and_no() -> None:
    chances = []
    for reply in (Reply.NO, Reply.PARTLY, Reply.YES):
        belief = believe(WEB, answer(begun(PlacementOptions()), step("css:2"), reply))
        chances.append(belief.chances[belief.space.index[step("css:2")]])
    assert chances == sorted(chances)


def test_partly_speaks_for_the_level_below() -> None:
    def chance_below(reply: Reply) -> float:
        belief = believe(WEB, answer(begun(PlacementOptions()), step("css:2"), reply))
        return float(belief.chances[belief.space.index[step("css:1")]])

    assert chance_below(Reply.PARTLY) > chance_below(Reply.NO)


def test_between_equal_questions_the_smaller_slug_comes_first() -> None:
    twins = graph(skill("aa", 5), skill("bb", 5))
    placement = begin_placement(
        twins, role(asks("aa"), asks("bb")), JUNIOR, ratings={}, seed=3
    ).with_options(EXACT)
    belief = believe(twins, placement)
    known = belief.known.copy()
    known[1] = known[0]
    question = next_question(PlacementBelief(belief.space, placement, known))
    assert question is not None
    assert question.step == step("aa")


def test_a_seed_gives_its_own_draw_and_always_the_same() -> None:
    assert bytes_of(WEB, BUILDER, begun(seed=5)) == bytes_of(WEB, BUILDER, begun(seed=5))
    assert (believe(WEB, begun(seed=5)).known != believe(WEB, begun(seed=6)).known).any()


def test_a_stored_placement_comes_back_the_same() -> None:
    told = answer(begun(ratings=profile(css=1)), step("html:1"), Reply.PARTLY)
    assert msgspec.json.decode(msgspec.json.encode(told), type=Placement) == told


def test_a_role_without_counted_requirements_is_met_at_every_state() -> None:
    bare = role()
    placement = begin_placement(WEB, bare, JUNIOR, ratings={}, seed=1)
    belief = believe(WEB, placement)
    assert next_question(belief) is None
    assert placement_result(belief, bare).readiness.placed == 100


@st.composite
def told_worlds(draw: st.DrawFn, base: st.SearchStrategy[World]) -> tuple[World, Placement]:
    """A world and a placement in it with any replies, contradictions among them."""
    world = draw(base)
    skill_graph, asked_role, ratings = world
    options = PlacementOptions(
        slip=draw(st.sampled_from([0.0, 0.1])), guess=0.1, learners=64, most_questions=99
    )
    placement = begin_placement(
        skill_graph, asked_role, JUNIOR, ratings=ratings, seed=draw(st.integers(0, 9))
    ).with_options(options)
    replies = draw(st.lists(st.sampled_from(list(Reply)), max_size=6))
    for reply in replies:
        placement = answer(placement, draw(st.sampled_from(placement.steps)), reply)
    return world, placement


@settings(deadline=None, max_examples=60)
@given(told=st.one_of(told_worlds(worlds()), told_worlds(tangled_worlds())))
def test_what_is_placed_holds_together(told: tuple[World, Placement]) -> None:
    (skill_graph, asked_role, _), placement = told
    belief = believe(skill_graph, placement)
    for step_, position in belief.space.index.items():
        if step_.level > 1:
            lower = belief.space.index[Step(step_.skill, step_.level - 1)]
            assert not (belief.known[position] & ~belief.known[lower]).any()
    result = placement_result(belief, asked_role)
    assert result.readiness.low <= result.readiness.placed <= result.readiness.high
    held = {Step(p.skill, n) for p in result.levels for n in range(1, p.level + 1)}
    assert held == set(result.state)
    assert all(abs(sum(placed.chances) - 1) < 1e-6 for placed in result.levels)
    assert bytes_of(skill_graph, asked_role, placement) == bytes_of(
        skill_graph, asked_role, placement
    )


@settings(deadline=None, max_examples=60)
@given(told=st.one_of(told_worlds(worlds()), told_worlds(tangled_worlds())))
def test_acceptance_writes_what_was_placed_and_nothing_else(told: tuple[World, Placement]) -> None:
    (skill_graph, asked_role, _), placement = told
    result = placement_result(believe(skill_graph, placement), asked_role)
    placed = {p.skill: p.level for p in result.levels}
    before = dict(placement.ratings)
    for change in result.acceptance.changes:
        assert change.after.level == placed[change.skill]
        assert change.after.level < placement.denied.get(change.skill, 9)
        assert change.skill not in placement.unasked_options
        if change.before is None and change.after.level == 0:
            assert placement.denied[change.skill] == 1
    profile_after = result.acceptance.profile(before)
    analysis = analyze(
        skill_graph, asked_role, variant=JUNIOR, profile=profile_after, rules=rules()
    )
    assert result.readiness.placed == analysis.readiness.points


@settings(deadline=None, max_examples=60)
@given(world=st.one_of(worlds(), tangled_worlds()), data=st.data())
def test_answering_everything_exactly_gives_the_exact_state(
    world: World, data: st.DataObject
) -> None:
    skill_graph, asked_role, _ = world
    placement = begin_placement(skill_graph, asked_role, JUNIOR, ratings={}, seed=2).with_options(
        EXACT
    )
    wanted = data.draw(st.sets(st.sampled_from(placement.steps)))
    truth = set(skill_graph.attain(wanted, given=frozenset()))
    for asked in placement.steps:
        placement = answer(placement, asked, Reply.YES if asked in truth else Reply.NO)
    result = placement_result(believe(skill_graph, placement), asked_role)
    assert set(result.state) == truth
    assert next_question(believe(skill_graph, placement)) is None


def test_the_interval_agrees_with_the_readiness_of_the_analysis() -> None:
    told = begun(EXACT)
    for known in steps("html:1", "html:2", "css:1", "vite"):
        told = answer(told, known, Reply.YES)
    for unknown in steps("css:2", "react", "webpack"):
        told = answer(told, unknown, Reply.NO)
    found = placement_result(believe(WEB, told), BUILDER)
    levels = {p.skill: Rating(p.level) for p in found.levels}
    analysis = analyze(WEB, BUILDER, variant=JUNIOR, profile=levels, rules=rules())
    assert found.readiness.placed == analysis.readiness.points
    assert found.readiness.low == found.readiness.high == found.readiness.placed
