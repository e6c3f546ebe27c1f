"""Phases: the study order cut into stretches, each ended by something to show, over the weeks.

How large a phase is and what it is called are content (`rules/phases.yaml`,
`rules/phase-names.yaml`), and so are the projects that end them.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate

from msgspec import Struct

from engine.graph.effort import combined_hours
from engine.graph.skill_graph import SkillGraph
from engine.model import Hours, RoleSlug, SkillSlug, SourceRef, Step
from engine.planning.outcomes import NO_OUTCOMES, Outcomes, Project, closing_projects
from engine.planning.weeks import Calendar
from engine.rules.tables import Facts, RuleBook, TableName


class Phase(Struct, frozen=True):
    """A stretch of the roadmap with a name and a milestone: the step that crowns it.

    `themes` are the skills that fill it, most hours first; weeks count from 1
    at the typical pace; `source` is the rule that named it. `project` proves what was
    learnt, where there is one that does.
    """

    number: int
    name: str
    themes: tuple[SkillSlug, ...]
    milestone: Step
    hours: Hours
    start_week: int
    end_week: int
    positions: tuple[int, ...]
    source: SourceRef
    project: Project | None = None


class PhaseContent(Struct, frozen=True):
    """What the content says about phases: their size, their names, and what may end them.

    `role` is what is planned for, and `held` are the steps that the person can do already.
    """

    rules: RuleBook
    outcomes: Outcomes = NO_OUTCOMES
    role: RoleSlug = RoleSlug("")
    held: Set[Step] = frozenset()


def total_hours(graph: SkillGraph, steps: Iterable[Step]) -> Hours:
    """The steps' hours together [h]: typical ones add up, low and high as in `combined_hours`."""
    return combined_hours(graph.hours(step) for step in steps)


def cut_phases(
    graph: SkillGraph,
    order: Sequence[Step],
    *,
    gains: Mapping[Step, float],
    calendar: Calendar,
    content: PhaseContent,
) -> tuple[Phase, ...]:
    """Cut an order into phases of about equal hours, none of them empty.

    Args:
        graph: Where the steps stand.
        order: The study order; phases follow it.
        gains: Readiness points of each step: the step that brings most is its phase's milestone.
        calendar: The weeks of the order.
        content: How large a phase is, what it is called, and what may end it.

    Raises:
        NoRuleFiredError: The rules leave the size or the name open.
    """
    if not order:
        return ()
    stretches = _stretches(graph, order, calendar.hours_per_week, content.rules)
    projects = closing_projects(
        content.outcomes.projects, stretches, role=content.role, held=content.held
    )
    ends = list(accumulate(map(len, stretches)))
    parts = [
        _Stretch(number, len(stretches), tuple(steps), end, project)
        for number, (steps, end, project) in enumerate(
            zip(stretches, ends, projects, strict=True), start=1
        )
    ]
    return tuple(_phase_of(graph, part, gains, calendar, content) for part in parts)


class _Stretch(Struct, frozen=True):
    """The steps of one phase of `phases`; `end` is the position of the last one."""

    number: int
    phases: int
    steps: tuple[Step, ...]
    end: int
    project: Project | None

    @property
    def start(self) -> int:
        """How many steps come before it."""
        return self.end - len(self.steps)


def _phase_of(
    graph: SkillGraph,
    part: _Stretch,
    gains: Mapping[Step, float],
    calendar: Calendar,
    content: PhaseContent,
) -> Phase:
    themes = _themes(graph, part.steps, gains)
    milestone = max(part.steps, key=lambda step: (gains.get(step, 0.0), step.level, step))
    ability = content.outcomes.abilities.get(milestone, "")
    decision = content.rules.decide(TableName.PHASE_NAMES, _facts(part, ability))
    fillings = {
        "themes": " and ".join(graph.skill(slug).title for slug in themes),
        "ability": ability,
        "project": part.project.title if part.project else "",
    }
    return Phase(
        number=part.number,
        name=_filled(str(decision.then["name"]), fillings),
        themes=themes,
        milestone=milestone,
        hours=total_hours(graph, part.steps),
        start_week=calendar.start_weeks[part.start],
        end_week=calendar.end_weeks[part.end - 1],
        positions=tuple(range(part.start + 1, part.end + 1)),
        source=decision.source,
        project=part.project,
    )


def _facts(part: _Stretch, ability: str) -> Facts:
    """What the table of phase names decides on."""
    return {
        "number": part.number,
        "phases": part.phases,
        "is_first": part.number == 1,
        "is_last": part.number == part.phases,
        "top_level": max(step.level for step in part.steps),
        "has_project": part.project is not None,
        "has_ability": bool(ability),
    }


def _filled(name: str, fillings: Mapping[str, str]) -> str:
    for gap, text in fillings.items():
        name = name.replace(f"{{{gap}}}", text)
    return name


def _stretches(
    graph: SkillGraph, order: Sequence[Step], hours_per_week: float, rules: RuleBook
) -> list[list[Step]]:
    """Cut where the running hours pass a multiple of the even share."""
    total = sum(graph.hours(step).typical for step in order)
    facts = {"total_hours": total, "items": len(order), "hours_per_week": hours_per_week}
    size = float(rules.decide(TableName.PHASES, facts).then["phase_hours"])
    count = min(max(round(total / size), 1), len(order))
    share = total / count
    stretches: list[list[Step]] = [[]]
    done = 0.0
    for step in order:
        hours = graph.hours(step).typical
        if stretches[-1] and done + hours / 2 > share * len(stretches):
            stretches.append([])
        stretches[-1].append(step)
        done += hours
    return stretches


def _themes(
    graph: SkillGraph, steps: Sequence[Step], gains: Mapping[Step, float]
) -> tuple[SkillSlug, ...]:
    """The one or two skills with most of the stretch's hours; those the role requires first."""
    hours: dict[SkillSlug, float] = {}
    for step in steps:
        hours[step.skill] = hours.get(step.skill, 0.0) + graph.hours(step).typical
    required = {step.skill for step in steps if gains.get(step, 0.0) > 0}
    ranked = sorted(hours, key=lambda skill: (skill not in required, -hours[skill], skill))
    return tuple(ranked[:2])
