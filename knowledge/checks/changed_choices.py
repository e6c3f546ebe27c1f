"""T004: what the plan for one variant takes is still right for the next; otherwise somebody who
follows our plans learns a tool and then another one for the same purpose.

Both kinds of alternatives count: the choices that a role leaves, and the ways to a prerequisite.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from engine import (
    AllOf,
    AnyOf,
    ChoiceMade,
    Need,
    Role,
    Selection,
    SkillGraph,
    SkillSlug,
    SourceRef,
    Step,
    StepNeed,
    Strength,
    Variant,
)
from knowledge.corpus import Corpus
from knowledge.findings import Violation


class _Planned(Struct, frozen=True):
    """What a plan from nothing takes for a variant."""

    variant: Variant
    selection: Selection

    @property
    def choices(self) -> Mapping[SourceRef, ChoiceMade]:
        """How the choices of the role are settled, by where they are written."""
        return {one.requirement.source: one for one in self.selection.choices}


def check(corpus: Corpus) -> Iterator[Violation]:
    for role in corpus.engine_roles:
        planned = [_Planned(one, corpus.plans.selection(role, one)) for one in role.variants]
        for below, above in pairwise(planned):
            yield from _changed_choices(below, above)
            if corpus.graph is not None:
                yield from _changed_ways(corpus.graph, role, below, above)


def _changed_choices(below: _Planned, above: _Planned) -> Iterator[Violation]:
    first, then = below.choices, above.choices
    for place in first.keys() & then.keys():
        dropped = set(first[place].chosen) - set(then[place].chosen)
        if dropped:
            yield Violation.of(
                place,
                "T004",
                below=below.variant,
                above=above.variant,
                dropped=tuple(sorted(dropped)),
                chosen=tuple(sorted(then[place].chosen)),
            )


def _changed_ways(
    graph: SkillGraph, role: Role, below: _Planned, above: _Planned
) -> Iterator[Violation]:
    """Of the steps that both plans take, those that they come to by no way in common.

    A way that the role itself offers as an option is settled by the role's choice.
    """
    options = {target.skill for one in above.choices.values() for target in one.requirement.targets}
    before, after = frozenset(below.selection.steps), frozenset(above.selection.steps)
    for step in sorted(before & after):
        for group in _groups_before(graph, step):
            taken = [way for way in group.of if _is_met(way, before)]
            then = [way for way in group.of if _is_met(way, after)]
            is_changed = taken and not any(way in then for way in taken)
            if is_changed and not options & set(_skills_in(taken + then)):
                yield Violation.of(
                    role.source,
                    "T004.way",
                    below=below.variant,
                    above=above.variant,
                    step=str(step),
                    dropped=_skills_in(taken),
                    taken=_skills_in(then),
                )


def _groups_before(graph: SkillGraph, step: Step) -> Iterator[AnyOf]:
    """The hard alternatives that the step itself names."""
    for one in graph.skill(step.skill).levels[step.level - 1].requires:
        if one.strength is Strength.HARD:
            yield from _groups_in(one.need)


def _groups_in(need: Need) -> Iterator[AnyOf]:
    if isinstance(need, AnyOf):
        yield need
    elif isinstance(need, AllOf):
        for part in need.of:
            yield from _groups_in(part)


def _is_met(need: Need, steps: frozenset[Step]) -> bool:
    """Whether a plan with these steps meets the need."""
    if isinstance(need, AnyOf):
        return any(_is_met(part, steps) for part in need.of)
    if isinstance(need, AllOf):
        return all(_is_met(part, steps) for part in need.of)
    return need.step in steps


def _skills_in(needs: Iterable[Need]) -> tuple[SkillSlug, ...]:
    """The skills that the needs name, sorted."""
    found: set[SkillSlug] = set()
    for need in needs:
        found |= {need.step.skill} if isinstance(need, StepNeed) else set(_skills_in(need.of))
    return tuple(sorted(found))
