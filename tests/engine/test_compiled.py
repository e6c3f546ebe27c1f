"""What is compiled or kept says the same as the graph of record and as a first asking."""

from collections.abc import Iterable

import networkx as nx
from builders import JUNIOR, asks, graph, role, rules, skill
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from solvers import Throwing
from strategies import (
    World,
    profiles_over,
    roles_over,
    skill_graphs,
    tangled_graphs,
    tangled_worlds,
    worlds,
)

from engine import (
    EdgeKind,
    Ordering,
    PlanOptions,
    PlanQuery,
    Profile,
    ProofStatus,
    Search,
    SkillGraph,
    SkillSlug,
    Step,
    analyze,
    hold,
    order_steps,
    plan,
)
from engine.planning.ordering.blocks import forget_orders
from engine.planning.selection.steps import forget_selections
from engine.readiness.gaps import gap_table

GRAPHS = skill_graphs() | tangled_graphs()
RULES = rules(phase_hours=20)
NOTHING: frozenset[Step] = frozenset()


def network_of(graph: SkillGraph, *, with_alternatives: bool) -> "nx.DiGraph[Step]":
    left_out = {EdgeKind.SOFT} if with_alternatives else {EdgeKind.SOFT, EdgeKind.ANY_OF}
    network: nx.DiGraph[Step] = nx.DiGraph()
    network.add_nodes_from(graph.steps)
    network.add_edges_from((e.before, e.after) for e in graph.edges if e.kind not in left_out)
    return network


def some_of(data: st.DataObject, steps: Iterable[Step]) -> frozenset[Step]:
    return frozenset(data.draw(st.sets(st.sampled_from(sorted(steps)))))


@given(GRAPHS)
def test_what_a_step_requires_are_its_ancestors_in_the_network(graph: SkillGraph) -> None:
    network = network_of(graph, with_alternatives=False)
    for step in graph.steps:
        place = graph.bits.place(step.skill, step.level)
        closed = graph.bits.steps(graph.bits.required_closure(place))
        assert set(closed) == nx.ancestors(network, step) | {step}


@given(GRAPHS, st.data())
def test_all_ways_from_nothing_reach_the_ancestors_by_all_edges(
    graph: SkillGraph, data: st.DataObject
) -> None:
    network = network_of(graph, with_alternatives=True)
    wanted = some_of(data, graph.steps)
    reached = wanted.union(*(nx.ancestors(network, step) for step in wanted))
    assert graph.reach(wanted, given=NOTHING) == reached


@given(GRAPHS, st.data())
def test_ways_stop_at_clauses_that_are_met(graph: SkillGraph, data: st.DataObject) -> None:
    wanted, held = some_of(data, graph.steps), some_of(data, graph.steps)
    reached = graph.reach(wanted, given=held)
    assert not reached & held
    for step in graph.steps:
        asked_by = [
            clause
            for later in reached
            for clause in graph.hard_clauses(later)
            if not clause.is_satisfied_by(held)
            and step in {s for a in clause.alternatives for s in a}
        ]
        assert (step in reached) == (step not in held and (step in wanted or bool(asked_by)))


@given(GRAPHS, st.data())
def test_what_can_be_learnt_is_what_comes_within_reach_round_by_round(
    graph: SkillGraph, data: st.DataObject
) -> None:
    steps, held = some_of(data, graph.steps), some_of(data, graph.steps)
    assert graph.learnable(steps, given=held) == graph.attain(steps, given=held).keys()


@given(worlds() | tangled_worlds())
def test_held_steps_are_closed_but_for_what_was_rated_lower(world: World) -> None:
    graph, _, profile = world
    holdings = hold(graph, profile)
    for step in holdings.steps:
        assert holdings.level(step.skill) >= step.level
        for needed in graph.required_steps(step):
            assert needed in holdings.steps or profile[needed.skill].level < needed.level


def test_steps_that_the_graph_does_not_know_are_left_out() -> None:
    graph = SkillGraph.of([])
    assert graph.bits.of([Step(SkillSlug("cobol"), 1)]) == 0


@given(st.data())
def test_answers_do_not_depend_on_what_was_asked_before(data: st.DataObject) -> None:
    graph = data.draw(skill_graphs())
    role = data.draw(roles_over(graph))
    profiles = data.draw(st.lists(profiles_over(graph), min_size=2, max_size=4))
    options = PlanOptions(hours_per_week=7.5)

    def answer(profile: Profile) -> list[bytes]:
        analysis = analyze(graph, role, variant=JUNIOR, profile=profile, rules=RULES)
        roadmap = plan(
            PlanQuery.of(graph, role, variant=JUNIOR, profile=profile, options=options), rules=RULES
        )
        return [json.encode(analysis), json.encode(roadmap)]

    together = [answer(profile) for profile in profiles]
    alone = []
    for profile in profiles:
        gap_table.cache_clear()
        forget_orders()
        forget_selections()
        alone.append(answer(profile))
    assert together == alone


def test_what_one_solver_proved_is_not_given_out_as_the_work_of_another() -> None:
    world = graph(skill("a", 3), skill("b", 4), skill("c", 5, needs={1: [["a:1", "b:1"]]}))
    asked = role(asks("c:1"))
    unavailable = PlanOptions(hours_per_week=5, search=Search(Throwing()))

    def status(options: PlanOptions) -> ProofStatus:
        answer = plan(
            PlanQuery.of(world, asked, variant=JUNIOR, profile={}, options=options), rules=RULES
        )
        return answer.proof.status

    assert status(PlanOptions(hours_per_week=5)) is ProofStatus.PROVED
    assert status(unavailable) is ProofStatus.SOLVER_UNAVAILABLE
    assert status(PlanOptions(hours_per_week=9)) is ProofStatus.PROVED


def test_an_order_cut_short_does_not_profit_from_what_was_asked_before() -> None:
    """Twelve skills in a ring, each on two of twelve others: one block that takes a search."""
    below = [skill(f"p{n}", 3 + n * 5 % 7) for n in range(12)]
    above = [
        skill(f"q{n}", 2 + n * 3 % 5, needs={1: [f"p{n}:1", f"p{(n + 1) % 12}:1"]})
        for n in range(12)
    ]
    ring = graph(*below, *above)
    gains = {step: 10.0 + step.level for step in ring.steps if step.skill.startswith("q")}

    def order(most_splits: int) -> Ordering:
        return order_steps(ring, ring.steps, given=NOTHING, gains=gains, most_splits=most_splits)

    forget_orders()
    cut_short = order(3)
    proved = order(3_500)
    assert proved.certificate.gap == 0 < cut_short.certificate.gap
    assert order(3) == cut_short
    forget_orders()
    assert order(3) == cut_short
    assert order(3_500) == proved
