"""Phases: the study order cut into stretches, and laid over weeks.

How large a phase is and what it is called are content (`rules/phases.yaml`,
`rules/phase-names.yaml`).
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from engine.graph.effort import combined_hours
from engine.graph.skill_graph import SkillGraph
from engine.model import Hours, SkillSlug, SourceRef, Step
from engine.planning.weeks import Calendar
from engine.rules.tables import RuleBook, TableName


class Phase(Struct, frozen=True):
    """A stretch of the roadmap with a name and a milestone: the step that crowns it.

    `themes` are the skills that fill it, most hours first; weeks count from 1
    at the typical pace; `source` is the rule that named it.
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


def total_hours(graph: SkillGraph, steps: Iterable[Step]) -> Hours:
    """The steps' hours together [h]: typical ones add up, low and high as in `combined_hours`."""
    return combined_hours(graph.hours(step) for step in steps)


def cut_phases(
    graph: SkillGraph,
    order: Sequence[Step],
    *,
    gains: Mapping[Step, float],
    calendar: Calendar,
    rules: RuleBook,
) -> tuple[Phase, ...]:
    """Cut an order into phases of about equal hours, none of them empty.

    Args:
        graph: Where the steps stand.
        order: The study order; phases follow it.
        gains: Readiness points of each step: the step that brings most is its phase's milestone.
        calendar: The weeks of the order.
        rules: The tables that say how large a phase is and what it is called.

    Raises:
        NoRuleFiredError: The rules leave the size or the name open.
    """
    if not order:
        return ()
    stretches = _stretches(graph, order, calendar.hours_per_week, rules)
    phases = []
    start = 0
    for number, steps in enumerate(stretches, start=1):
        end = start + len(steps)
        themes = _themes(graph, steps, gains)
        milestone = max(steps, key=lambda step: (gains.get(step, 0.0), step.level, step))
        facts = {
            "number": number,
            "phases": len(stretches),
            "is_first": number == 1,
            "is_last": number == len(stretches),
            "top_level": max(step.level for step in steps),
        }
        decision = rules.decide(TableName.PHASE_NAMES, facts)
        titles = " and ".join(graph.skill(slug).title for slug in themes)
        phases.append(
            Phase(
                number=number,
                name=str(decision.then["name"]).replace("{themes}", titles),
                themes=themes,
                milestone=milestone,
                hours=total_hours(graph, steps),
                start_week=calendar.start_weeks[start],
                end_week=calendar.end_weeks[end - 1],
                positions=tuple(range(start + 1, end + 1)),
                source=decision.source,
            )
        )
        start = end
    return tuple(phases)


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
