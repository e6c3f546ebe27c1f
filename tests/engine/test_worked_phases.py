"""Phases and weeks computed by hand: where an order is cut, what each phase is called and takes.

One order runs through the whole file, five steps of 45 hours:

    step      hours  done before  done after  middle
    git:1        4        0            4         2
    docker:1     5        4            9         6.5
    sql:1        6        9           15        12
    sql:2       10       15           25        20
    k8s:1       20       25           45        35
"""

from collections.abc import Set
from math import inf

import pytest
from builders import graph, rules, rules_with, skill, step, steps
from msgspec.structs import replace

from engine import (
    Compare,
    Every,
    Hours,
    Operator,
    Outcomes,
    Phase,
    Project,
    RoleSlug,
    Rule,
    RuleBook,
    RuleTable,
    Step,
    TableName,
    Weeks,
    total_hours,
)
from engine.planning.phases import PhaseContent, cut_phases
from engine.planning.weeks import Calendar

WORLD = graph(
    skill("git", 4),
    skill("docker", 5, needs={1: ["git"]}),
    skill("sql", 6, 10),
    skill("k8s", 20, needs={1: ["docker"]}),
)
ORDER = steps("git:1", "docker:1", "sql:1", "sql:2", "k8s:1")
GAINS = dict(zip(ORDER, (20.0, 20.0, 15.0, 25.0, 20.0), strict=True))


def phases(book: RuleBook, *, pace: float = 5.0) -> tuple[Phase, ...]:
    calendar = Calendar.of(WORLD, ORDER, pace)
    return cut_phases(WORLD, ORDER, gains=GAINS, calendar=calendar, content=PhaseContent(book))


@pytest.mark.parametrize(
    ("pace", "starts", "ends"),
    [
        # 5 h a week: 4/5, 9/5, 15/5, 25/5 and 45/5 weeks are done. What is done when a week ends
        # ends with it, and what follows starts with the next.
        (5.0, (1, 1, 2, 4, 6), (1, 2, 3, 5, 9)),
        # 6 h a week: 0.67, 1.5, 2.5, 4.17 and 7.5 weeks are done.
        (6.0, (1, 1, 2, 3, 5), (1, 2, 3, 5, 8)),
        # 45 h a week: all in one.
        (45.0, (1, 1, 1, 1, 1), (1, 1, 1, 1, 1)),
        # 2 h a week: 2, 4.5, 7.5, 12.5 and 22.5 weeks are done.
        (2.0, (1, 3, 5, 8, 13), (2, 5, 8, 13, 23)),
    ],
)
def test_the_weeks_of_each_step(
    pace: float, starts: tuple[int, ...], ends: tuple[int, ...]
) -> None:
    calendar = Calendar.of(WORLD, ORDER, pace)
    assert (calendar.start_weeks, calendar.end_weeks) == (starts, ends)
    assert calendar.hours_per_week == pace


def test_rounding_of_floats_costs_no_week() -> None:
    """0.1 + 0.2 is 0.30000000000000004, and 0.7 / 0.1 is 6.999999999999999."""
    world = graph(skill("a", 0.1), skill("b", 0.2), skill("c", 0.7), skill("d", 0.1))
    assert Calendar.of(world, steps("a", "b"), 0.1).end_weeks == (1, 3)
    assert Calendar.of(world, steps("c", "d"), 0.1).start_weeks == (1, 8)


def test_a_step_of_no_hours_ends_in_the_week_it_starts_in() -> None:
    world = graph(skill("a", 5), skill("b", 0), skill("c", 5))
    calendar = Calendar.of(world, steps("a", "b", "c"), 5.0)
    assert calendar.start_weeks == (1, 2, 2)
    assert calendar.end_weeks == (1, 2, 2)


@pytest.mark.parametrize(
    ("hours", "pace", "weeks"),
    [
        (Hours(10, 20, 31), 10, Weeks(1, 2, 4)),
        (Hours(0, 0.5, 10.1), 5, Weeks(0, 1, 3)),
        (Hours(0.1 + 0.2, 0.3, 0.7), 0.1, Weeks(3, 3, 7)),
    ],
)
def test_weeks_are_whole_and_rounded_up(hours: Hours, pace: float, weeks: Weeks) -> None:
    assert Weeks.of(hours, pace) == weeks


@pytest.mark.parametrize(
    ("size", "cut"),
    [
        # One phase of the 45 h.
        (inf, [(1, 2, 3, 4, 5)]),
        (45.0, [(1, 2, 3, 4, 5)]),
        # 45 / 18 = 2.5, rounded to the even 2: cut at 22.5 h. The middle of sql:2 is 20, that of
        # k8s:1 35.
        (18.0, [(1, 2, 3, 4), (5,)]),
        # 45 / 15 = 3: cut at 15 and 30 h. 2, 6.5, 12 are below 15; 20 below 30; 35 above.
        (15.0, [(1, 2, 3), (4,), (5,)]),
        # 45 / 11 = 4.1, so 4: cut at 11.25, 22.5 and 33.75. 12 and 20 lie in the second.
        (11.0, [(1, 2), (3, 4), (5,)]),
        # 45 / 1 = 45, but there are 5 steps: cut at 9, 18, 27 and 36. 2 and 6.5 are below 9, 12
        # below 18, 20 below 27; 35 is above 27 and opens the fourth phase: none is empty.
        (1.0, [(1, 2), (3,), (4,), (5,)]),
    ],
)
def test_where_an_order_is_cut(size: float, cut: list[tuple[int, ...]]) -> None:
    found = phases(rules(phase_hours=size))
    assert [phase.positions for phase in found] == cut
    assert [phase.number for phase in found] == list(range(1, len(cut) + 1))


def test_a_step_whose_middle_is_just_at_the_cut_stays() -> None:
    """5 + 10 + 5 h in two phases, cut at 10 h: the middle of the second step is at 10 h."""
    world = graph(skill("a", 5), skill("b", 10), skill("c", 5))
    order = steps("a", "b", "c")
    calendar = Calendar.of(world, order, 5.0)
    found = cut_phases(
        world, order, gains={}, calendar=calendar, content=PhaseContent(rules(phase_hours=10))
    )
    assert [phase.positions for phase in found] == [(1, 2), (3,)]


def test_nothing_to_learn_is_no_phase() -> None:
    calendar = Calendar.of(WORLD, (), 5.0)
    assert cut_phases(WORLD, (), gains={}, calendar=calendar, content=PhaseContent(rules())) == ()


def test_three_phases_with_all_that_is_said_of_them() -> None:
    """Cut at 15 and 30 h, 5 h a week; low hours are half the typical ones, high ones double.

    Phase 1, git + docker + sql:1, 15 h. Below: squares 2² + 2.5² + 3² = 19.25, together 7.5 h;
    half of each, √((19.25 + 56.25) / 2) = 6.1441. Above: 4² + 5² + 6² = 77, together 15 h;
    √((77 + 225) / 2) = 12.2882. A phase of a single step keeps the step's own hours.
    Themes are the two with most hours: sql 6, docker 5. Git and docker both bring most, 20
    points; between equals of one level the later name is the milestone.
    """
    first, second, third = phases(rules(phase_hours=15))
    assert first == Phase(
        number=1,
        name="Sql and Docker",
        themes=(step("sql").skill, step("docker").skill),
        milestone=step("git:1"),
        hours=first.hours,
        start_week=1,
        end_week=3,
        positions=(1, 2, 3),
        source=first.source,
    )
    assert first.hours.typical == 15
    assert first.hours.low == pytest.approx(15 - 6.1441, abs=1e-4)
    assert first.hours.high == pytest.approx(15 + 12.2882, abs=1e-4)
    assert (second.name, second.milestone, second.hours) == ("Sql", step("sql:2"), Hours(5, 10, 20))
    assert (second.start_week, second.end_week) == (4, 5)
    assert (third.name, third.milestone, third.hours) == ("K8s", step("k8s:1"), Hours(10, 20, 40))
    assert (third.start_week, third.end_week) == (6, 9)


def test_the_hours_of_the_whole_order() -> None:
    """45 h. Below: 2² + 2.5² + 3² + 5² + 10² = 144.25, together 22.5 h, 506.25 squared; the root
    of half their sum is √325.25 = 18.0347. Above it is twice as far: 36.0694.
    """
    hours = total_hours(WORLD, ORDER)
    assert hours.typical == 45
    assert hours.low == pytest.approx(26.9653, abs=1e-4)
    assert hours.high == pytest.approx(81.0694, abs=1e-4)
    assert Weeks.of(hours, 5.0) == Weeks(6, 9, 17)  # 5.39, 9 and 16.2 weeks.


def test_what_the_role_does_not_ask_for_names_a_phase_only_beside_what_it_does() -> None:
    """k8s takes most hours and brings no point; docker and git do, 5 h and 4 h."""
    order = steps("git:1", "docker:1", "k8s:1")
    gains = dict.fromkeys(steps("git:1", "docker:1"), 10.0)
    calendar = Calendar.of(WORLD, order, 5.0)
    (found,) = cut_phases(
        WORLD, order, gains=gains, calendar=calendar, content=PhaseContent(rules())
    )
    assert found.themes == (step("docker").skill, step("git").skill)
    assert found.milestone == step("git:1")
    only = {step("git:1"): 10.0}
    (found,) = cut_phases(
        WORLD, order, gains=only, calendar=calendar, content=PhaseContent(rules())
    )
    assert found.themes == (step("git").skill, step("k8s").skill)


def test_where_nothing_brings_a_point_the_highest_level_is_the_milestone() -> None:
    order = steps("sql:1", "sql:2", "git:1")
    calendar = Calendar.of(WORLD, order, 5.0)
    (found,) = cut_phases(WORLD, order, gains={}, calendar=calendar, content=PhaseContent(rules()))
    assert found.milestone == step("sql:2")
    assert found.themes == (step("sql").skill, step("git").skill)


def is_(fact: str, literal: bool | float) -> Compare:
    return Compare(fact, Operator.IS, literal)


def named(name: str, *when: Compare) -> Rule:
    return Rule(name, Every(when), {"name": name})


def test_names_follow_the_number_the_end_and_the_level() -> None:
    """Three phases: (git, docker, sql:1), (sql:2), (k8s:1); their top levels are 1, 2 and 1."""
    names = rules_with(
        TableName.PHASE_NAMES,
        named("Into {themes}", is_("is_first", literal=True), is_("number", 1), is_("phases", 3)),
        named("Through {themes}", is_("top_level", 2), is_("number", 2)),
        named("Out with {themes}", is_("is_last", literal=True), is_("top_level", 1)),
        named("Wrong"),
    )
    sized = {**names.tables, TableName.PHASES: rules(phase_hours=15).tables[TableName.PHASES]}
    found = phases(RuleBook.of(sized.values()))
    assert [phase.name for phase in found] == [
        "Into Sql and Docker",
        "Through Sql",
        "Out with K8s",
    ]


def sized(hours: float, *when: Compare) -> Rule:
    return Rule(f"{hours:g}", Every(when), {"phase_hours": hours})


@pytest.mark.parametrize(
    ("when", "count"),
    [
        (is_("total_hours", 45), 3),
        (is_("total_hours", 44), 1),
        (is_("items", 5), 3),
        (is_("items", 4), 1),
        (is_("hours_per_week", 5), 3),
        (is_("hours_per_week", 6), 1),
    ],
)
def test_the_size_of_a_phase_follows_hours_items_and_pace(when: Compare, count: int) -> None:
    book = rules_with(TableName.PHASES, sized(15, when), sized(45))
    assert len(phases(book)) == count


def test_a_phase_says_which_rule_named_it() -> None:
    table = rules().tables[TableName.PHASE_NAMES]
    (rule,) = table.rules
    source = replace(rule.source, path="rules/phase-names.yaml", line=7, column=3)
    placed = RuleTable(table.name, table.hit, (replace(rule, source=source),))
    book = RuleBook.of([*rules(phase_hours=15).tables.values(), placed])
    assert {phase.source for phase in phases(book)} == {source}


GIT, DOCKER, SQL_1, SQL_2, K8S = ORDER
TESTER = RoleSlug("tester")


def ended(*projects: Project, held: Set[Step] = frozenset()) -> list[str | None]:
    """What ends the three phases (git, docker, sql:1), (sql:2) and (k8s:1)."""
    content = PhaseContent(
        rules_with_projects(), Outcomes(projects, {SQL_2: "Join tables"}), TESTER, held
    )
    calendar = Calendar.of(WORLD, ORDER, 5.0)
    found = cut_phases(WORLD, ORDER, gains=GAINS, calendar=calendar, content=content)
    return [phase.project.slug if phase.project else None for phase in found]


def rules_with_projects() -> RuleBook:
    names = rules_with(
        TableName.PHASE_NAMES,
        named("{project}", is_("has_project", literal=True)),
        named("{ability}", is_("has_ability", literal=True)),
        named("{themes}"),
    )
    sized = {**names.tables, TableName.PHASES: rules(phase_hours=15).tables[TableName.PHASES]}
    return RuleBook.of(sized.values())


def test_a_phase_is_named_by_its_project_or_by_what_one_can_then_do() -> None:
    box = Project("box", "A program in a box", (DOCKER, GIT))
    content = PhaseContent(rules_with_projects(), Outcomes((box,), {SQL_2: "Join tables"}), TESTER)
    calendar = Calendar.of(WORLD, ORDER, 5.0)
    found = cut_phases(WORLD, ORDER, gains=GAINS, calendar=calendar, content=content)
    assert [phase.name for phase in found] == ["A program in a box", "Join tables", "K8s"]
    assert [phase.project for phase in found] == [box, None, None]


def test_a_project_waits_for_all_that_it_proves_and_is_used_once() -> None:
    early, late = Project("early", "E", (GIT, SQL_2)), Project("late", "L", (K8S,))
    assert ended(early, late) == [None, "early", "late"]
    assert ended(Project("one", "O", (GIT,)), Project("two", "T", (GIT, K8S))) == [
        "one",
        None,
        "two",
    ]


def test_a_project_may_prove_what_is_held_already_but_not_only_that() -> None:
    held = frozenset(steps("rust:1"))
    (rust,) = held
    assert ended(Project("both", "B", (rust, SQL_2)), held=held) == [None, "both", None]
    assert ended(Project("both", "B", (rust, SQL_2))) == [None, None, None]
    assert ended(Project("old", "O", (rust,)), held=held) == [None, None, None]


def test_projects_of_the_role_come_first_then_those_that_prove_more_of_the_phase() -> None:
    own = Project("own", "Own", (SQL_1,), frozenset((TESTER,)))
    two, three = Project("two", "Two", (GIT, DOCKER)), Project("three", "Three", (GIT, SQL_1))
    assert ended(two, own)[0] == "own"
    assert ended(three, two)[0] == "three"  # equal: the first by slug
    assert ended(Project("a", "A", (GIT,)), two)[0] == "two"
