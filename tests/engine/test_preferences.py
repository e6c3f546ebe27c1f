"""Preferred options of a choice: the objective by hand, and against every set of steps."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill, step, steps
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from solvers import DENYING, IDLING, Throwing
from strategies import World, tangled_worlds, worlds

from engine import (
    PREFERENCE_HOURS,
    UNLIMITED,
    ChoiceMade,
    HourLimit,
    PlanOptions,
    PlanQuery,
    ProofStatus,
    ReadinessTarget,
    Requirement,
    Roadmap,
    Search,
    SelectionProblem,
    SkillGraph,
    SkillSlug,
    Step,
    hold,
    plan,
    replan,
    select_all,
    select_limited,
)
from engine.planning.selection.choices import goals_of, hours_of
from engine.planning.selection.greedy import Ways
from engine.planning.selection.steps import cost_of, open_goals

LANGUAGES = graph(
    skill("python", 60, 20),
    skill("ruby", 40),
    skill("perl", 30),
    skill("flask", 10, needs={1: ["python:1"]}),
    skill("rails", 15, needs={1: ["ruby:1"]}),
)
LANGUAGE = asks("perl:1", "ruby:1", "python:1", choose=1)
PREFERRED = replace(LANGUAGE, prefer=tuple(map(SkillSlug, ("python", "ruby", "perl"))))
RULES = rules()


def planned(
    *requirements: Requirement,
    pins: tuple[str, ...] = (),
    skipped: tuple[str, ...] = (),
    search: Search = UNLIMITED,
    **held: int,
) -> Roadmap:
    options = PlanOptions(
        5.0,
        pins=frozenset(map(SkillSlug, pins)),
        skipped=frozenset(map(step, skipped)),
        search=search,
    )
    query = PlanQuery.of(
        LANGUAGES,
        role(*requirements),
        variant=JUNIOR,
        profile=profile(**held),
        options=options,
    )
    return plan(query, rules=RULES)


def settled(roadmap: Roadmap) -> list[tuple[tuple[str, ...], float]]:
    """The options chosen, and what preferring them costs."""
    return [(tuple(made.chosen), made.preference_hours) for made in roadmap.choices]


def test_the_preferred_option_wins_against_small_differences_in_hours() -> None:
    """Python 60, ruby 40 + 25 = 65, perl 30 + 50 = 80; by hours alone perl takes 30: 30 fewer."""
    assert settled(planned(LANGUAGE)) == [(("perl",), 0.0)]
    assert settled(planned(PREFERRED)) == [(("python",), 30.0)]


def test_an_option_that_saves_more_than_its_place_costs_wins() -> None:
    """Python 1 and 2 take 80, ruby 40 + 25 = 65, perl 30 + 50 = 80."""
    deeper = asks("perl:1", "ruby:1", "python:2", choose=1)
    assert settled(planned(replace(deeper, prefer=PREFERRED.prefer))) == [(("ruby",), 10.0)]


def test_what_is_held_at_any_level_is_not_surcharged() -> None:
    """With python 1 held, python 2 takes 20. With ruby pinned or skipped, it is ruby."""
    deeper = asks("ruby:1", "python:2", choose=1)
    ruby_first = replace(deeper, prefer=(SkillSlug("ruby"), SkillSlug("python")))
    assert settled(planned(ruby_first)) == [(("ruby",), 0.0)]
    assert settled(planned(ruby_first, python=1)) == [(("python",), 0.0)]
    assert settled(planned(PREFERRED, perl=1)) == [(("perl",), 0.0)]
    assert settled(planned(PREFERRED, pins=("ruby",))) == [(("ruby",), 0.0)]
    assert settled(planned(PREFERRED, skipped=("perl:1",))) == [(("perl",), 0.0)]


def test_what_is_learnt_in_any_case_is_not_surcharged() -> None:
    """Rails needs ruby, which meets the choice: python is not learnt as well."""
    found = planned(PREFERRED, asks("rails:1"))
    assert settled(found) == [(("ruby",), 0.0)]
    assert found.hours.typical == 55
    assert not found.proof.is_by_preference


def test_two_preferences_are_weighed_together() -> None:
    """Both first: python 60 + flask 10 = 70. Ruby and rails: 55 + 25 + 25. Perl and flask: 30 + 50,
    and flask needs python. Alone, ruby and rails take 55, 15 fewer.
    """
    framework = asks("rails:1", "flask:1", choose=1)
    framework = replace(framework, prefer=(SkillSlug("flask"), SkillSlug("rails")))
    found = planned(PREFERRED, framework)
    assert settled(found) == [(("python",), 15.0), (("flask",), 15.0)]
    assert found.hours.typical == 70
    assert found.proof.status is ProofStatus.PROVED
    assert (found.proof.bound, found.proof.gap) == (70, 0.0)
    assert found.proof.is_by_preference


def test_a_choice_of_two_counts_the_two_that_add_least() -> None:
    """Python and ruby: 100 + 25. Python and perl: 90 + 50. Ruby and perl: 70 + 75."""
    two = replace(asks("perl:1", "ruby:1", "python:1", choose=2), prefer=PREFERRED.prefer)
    assert settled(planned(two)) == [(("ruby", "python"), 30.0)] or settled(planned(two)) == [
        (("python", "ruby"), 30.0)
    ]


def test_without_a_solver_preferences_count_too() -> None:
    for search in (Search(Throwing()), Search(DENYING), Search(IDLING)):
        found = planned(PREFERRED, search=search)
        assert settled(found) == [(("python",), 30.0)]
        assert found.proof.bound <= 60
        assert found.proof.is_by_preference


def test_under_a_limit_preferences_only_settle_ties() -> None:
    """Of two skills of equal hours the preferred one is learnt, of others the shorter one."""
    twins = graph(skill("zig", 10), skill("ada", 10))
    choice = asks("zig:1", "ada:1", choose=1)
    for first in ("zig", "ada"):
        other = "ada" if first == "zig" else "zig"
        asked = replace(choice, prefer=(SkillSlug(first), SkillSlug(other)))
        for limit in (HourLimit(12), ReadinessTarget(80)):
            found = select_limited(
                twins,
                SelectionProblem((asked,), frozenset()),
                holdings=hold(twins, {}),
                limit=limit,
            )
            assert found.selection.steps == (step(f"{first}:1"),)
    limited = select_limited(
        LANGUAGES,
        SelectionProblem((PREFERRED,), frozenset()),
        holdings=hold(LANGUAGES, {}),
        limit=ReadinessTarget(100),
    )
    assert limited.selection.steps == (step("perl:1"),)


def test_planning_anew_keeps_to_the_preference() -> None:
    """An old plan through perl is 30 h shorter and 20 h worse: it is left."""
    query = PlanQuery.of(
        LANGUAGES, role(PREFERRED), variant=JUNIOR, profile={}, options=PlanOptions(5.0)
    )
    found = replan(query, steps("perl:1"), rules=RULES).roadmap
    assert [item.step for item in found.items] == [step("python:1")]
    assert (found.proof.gap, settled(found)) == (0.0, [(("python",), 30.0)])


Case = tuple[SkillGraph, SelectionProblem]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A small world whose choices have an order of preference, some steps skipped and pinned."""
    world: World = draw(st.one_of(worlds(), tangled_worlds()))
    skill_graph, asked, rated = world
    counted = []
    for requirement in asked.variants[JUNIOR]:
        options = [target.skill for target in requirement.targets]
        if requirement.is_choice and draw(st.booleans()):
            requirement = replace(requirement, prefer=tuple(draw(st.permutations(options))))
        if requirement.is_counted:
            counted.append(requirement)
    skipped = draw(st.lists(st.sampled_from(skill_graph.steps), max_size=1))
    given_steps = hold(skill_graph, rated).steps | frozenset(skipped)
    options = [t.skill for r in counted if r.is_choice for t in r.targets[:1]]
    pins = draw(st.sets(st.sampled_from(options), max_size=1)) if options else set[SkillSlug]()
    return skill_graph, SelectionProblem(tuple(counted), given_steps, frozenset(pins))


def surcharge(case: Case, requirement: Requirement, learnt: frozenset[Step]) -> float:
    """What a choice adds, by the words of the decision and nothing else."""
    problem, always = case[1], certain(case)
    added = []
    for target in requirement.targets:
        if target.step not in learnt:
            continue
        begun = any(s.skill == target.skill and s.level <= target.level for s in problem.given)
        is_free = begun or target.skill in problem.pins or target.step in always
        rank = 0 if is_free else requirement.prefer.index(target.skill)
        added.append(rank * PREFERENCE_HOURS)
    return sum(sorted(added)[: requirement.choose])


def certain(case: Case) -> frozenset[Step]:
    """What is required without any choice, and its prerequisites of which there is one way."""
    skill_graph, problem = case
    forced = []
    for requirement in problem.requirements:
        missing = [t.step for t in requirement.targets if t.step not in problem.given]
        places = requirement.choose - (len(requirement.targets) - len(missing))
        pinned = [s for s in missing if requirement.is_choice and s.skill in problem.pins]
        forced += pinned
        if places == len(missing):
            forced += missing
    return skill_graph.closure(forced, given=problem.given)


def plans(case: Case) -> Iterator[frozenset[Step]]:
    """Every set of steps that meets the problem and can be learnt."""
    skill_graph, problem = case
    targets = [target.step for r in problem.requirements for target in r.targets]
    reach = sorted(skill_graph.reach(targets, given=problem.given))
    assume(len(reach) <= 9)
    for size in range(len(reach) + 1):
        for learnt in combinations(reach, size):
            have = problem.given.union(learnt)
            if all(meets(r, have, problem) for r in problem.requirements) and len(
                skill_graph.attain(learnt, given=problem.given)
            ) == len(learnt):
                yield frozenset(learnt)


def meets(requirement: Requirement, have: frozenset[Step], problem: SelectionProblem) -> bool:
    met = [t for t in requirement.targets if t.step in have]
    insisted = [t for t in requirement.targets if requirement.is_choice and t.skill in problem.pins]
    return len(met) >= requirement.choose and all(t in met for t in insisted)


def cost(case: Case, learnt: frozenset[Step]) -> float:
    skill_graph, problem = case
    have = problem.given | learnt
    preferred = [r for r in problem.requirements if r.prefer]
    return hours_of(skill_graph, learnt) + sum(surcharge(case, r, have) for r in preferred)


@given(cases())
def test_no_set_of_steps_has_a_lower_cost_and_the_price_of_preferring_is_exact(case: Case) -> None:
    skill_graph, problem = case
    assume(not problem.pins or is_without_ways(case))
    everything = list(plans(case))
    found = select_all(skill_graph, problem)
    learnt = frozenset(found.selection.steps)
    assert found.proof.status is ProofStatus.PROVED
    assert cost(case, learnt) == pytest.approx(min(cost(case, one) for one in everything))
    shortest = min(hours_of(skill_graph, one) for one in everything)
    extra = hours_of(skill_graph, learnt) - shortest
    paid = {made.preference_hours for made in found.selection.choices}
    assert all(hours in (0.0, pytest.approx(extra)) for hours in paid)
    assert (extra > 1e-9) == any(hours > 0 for hours in paid)
    assert found.proof.is_by_preference == (extra > 1e-9)
    assert found.proof.bound == pytest.approx(
        cost(case, learnt) if found.proof.is_by_preference else shortest
    )


def is_without_ways(case: Case) -> bool:
    """Whether no prerequisite can be met in several ways: a pin would narrow those too."""
    skill_graph, _ = case
    return all(
        len(clause.alternatives) == 1
        for one in skill_graph.steps
        for clause in skill_graph.hard_clauses(one)
    )


@given(cases())
def test_bounds_and_plans_without_a_solver_hold_with_preferences(case: Case) -> None:
    skill_graph, problem = case
    assume(not problem.pins)
    best = select_all(skill_graph, problem)
    goals = open_goals(skill_graph, problem)
    wanted = [option for goal in goals for option in goal.options]
    ways = Ways(skill_graph, given=problem.given, wanted=wanted, allowed=lambda c: c.alternatives)
    least = cost_of(skill_graph, problem, frozenset(best.selection.steps), goals)
    assert ways.least_hours(goals) <= least + 1e-6
    found = ways.meet(goals)
    assert found is not None
    assert cost_of(skill_graph, problem, found, goals) >= least - 1e-6
    for search in (Search(Throwing()), Search(IDLING)):
        about = select_all(skill_graph, problem, search=search)
        held = cost_of(skill_graph, problem, frozenset(about.selection.steps), goals)
        assert held >= least - 1e-6
        if about.proof.is_by_preference:
            assert about.proof.bound <= least + 1e-6
            assert held <= about.proof.bound / (1 - about.proof.gap) + 1e-6


@given(cases())
def test_an_option_chosen_is_one_that_the_plan_meets(case: Case) -> None:
    skill_graph, problem = case
    assume(not problem.pins)
    found = select_all(skill_graph, problem).selection
    have = problem.given.union(found.steps)
    made: ChoiceMade
    for made in found.choices:
        level = {target.skill: target.step for target in made.requirement.targets}
        assert len(made.chosen) == made.requirement.choose
        assert all(level[chosen] in have for chosen in made.chosen)


def test_goals_name_the_preferred_option_first() -> None:
    (goal,) = goals_of(PREFERRED, SelectionProblem((PREFERRED,), frozenset()))
    assert goal.options == tuple(map(step, ("python:1", "ruby:1", "perl:1")))
    assert dict(goal.surcharges) == {step("ruby:1"): 25.0, step("perl:1"): 50.0}
