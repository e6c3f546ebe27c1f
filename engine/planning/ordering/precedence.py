"""Which needed step must come before which, compiled to bit sets.

Most clauses leave one way to satisfy them, so that its steps come before in
every valid order. Where several ways are open, whichever is complete first
will do: those stay as choices.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from engine.errors import NoPlanError
from engine.graph.bit_sets import members, union
from engine.graph.clauses import Clause
from engine.graph.skill_graph import SkillGraph
from engine.model import Step
from engine.planning.ordering.sidney import JobSet

Ways = tuple[JobSet, ...]


class Choice(Struct, frozen=True):
    """A step that waits for any one of several groups of steps."""

    job: int
    ways: Ways


class Precedence(Struct, frozen=True):
    """What every valid order respects: `before` is transitive, and each choice has a way before it.

    Job j is `steps[j]`; steps are sorted. `clauses` are the hard ones of each job.
    `fallback` settles every choice, each by the way that comes within reach first.
    """

    steps: tuple[Step, ...]
    clauses: tuple[tuple[Ways, ...], ...]
    before: tuple[JobSet, ...]
    choices: tuple[Choice, ...]
    fallback: tuple[JobSet, ...]

    @classmethod
    def of(
        cls, graph: SkillGraph, needed: Collection[Step], *, given: frozenset[Step]
    ) -> "Precedence":
        """Compile the clauses of the needed steps, hard ones and the soft ones that fit.

        A soft prerequisite is taken in where it makes no cycle with the fallback
        and the soft ones taken in before it, steps in the order of their slugs.

        Raises:
            NoPlanError: The needed steps cannot be learnt from what is given.
        """
        steps = tuple(sorted(needed))
        place = {step: job for job, step in enumerate(steps)}
        clauses = tuple(
            tuple([_ways(clause, place, given) for clause in graph.hard_clauses(step)])
            for step in steps
        )
        rounds = _fixpoint(steps, clauses)
        required = [0] * len(steps)
        fallback = [0] * len(steps)
        for job in sorted(range(len(steps)), key=lambda job: rounds[job]):
            for ways in clauses[job]:
                if len(ways) == 1:
                    fallback[job] |= _with_needs(fallback, ways[0])
                    required[job] |= _with_needs(required, ways[0])
                else:
                    first = min(ways, key=lambda way: _last(way, rounds))
                    fallback[job] |= _with_needs(fallback, first)
        for job, soft in _soft_pairs(graph, steps, place):
            if job != soft and not fallback[soft] >> job & 1:
                _add(fallback, job, 1 << soft)
                _add(required, job, 1 << soft)
        choices = [Choice(job, w) for job, own in enumerate(clauses) for w in own if len(w) > 1]
        still_open = _settle(required, choices)
        return cls(steps, clauses, tuple(required), still_open, tuple(fallback))

    def prerequisites(self, order: Sequence[Step]) -> dict[Step, tuple[Step, ...]]:
        """For each step the steps of the order it needs; of several ways the one done first."""
        steps = self.steps
        position = {step: at for at, step in enumerate(order)}
        done = [position[step] for step in steps]
        prerequisites = {}
        for step, clauses in zip(steps, self.clauses, strict=True):
            needed = union(
                ways[0] if len(ways) == 1 else min(ways, key=lambda way: _last(way, done))
                for ways in clauses
            )
            prerequisites[step] = tuple([steps[job] for job in members(needed)])
        return prerequisites


def _ways(clause: Clause, place: Mapping[Step, int], given: frozenset[Step]) -> Ways:
    """What of each alternative is still to be learnt; one empty way when nothing is."""
    ways = []
    for alternative in clause.alternatives:
        way = 0
        for step in alternative:
            if step in place:
                way |= 1 << place[step]
            elif step not in given:
                break
        else:
            if not way:
                return (0,)
            ways.append(way)
    return tuple(ways)


def _fixpoint(steps: Sequence[Step], clauses: Sequence[Sequence[Ways]]) -> list[int]:
    """The round in which each job comes within reach, when every round takes all it can."""
    must = [union(ways[0] for ways in own if len(ways) == 1) for own in clauses]
    open_ = [[ways for ways in own if len(ways) != 1] for own in clauses]
    rounds = [0] * len(steps)
    waiting = list(range(len(steps)))
    done = number = 0
    while waiting:
        number += 1
        now = [
            job
            for job in waiting
            if not must[job] & ~done
            and all(any(not way & ~done for way in ways) for ways in open_[job])
        ]
        if not now:
            raise NoPlanError(steps[waiting[0]])
        for job in now:
            rounds[job] = number
            done |= 1 << job
        waiting = [job for job in waiting if not rounds[job]]
    return rounds


def _last(way: JobSet, when: Sequence[int]) -> tuple[int, list[int]]:
    """When the last job of the way is done; between equals the way with the smaller jobs."""
    inside = members(way)
    return max((when[job] for job in inside), default=-1), inside


def _add(before: list[JobSet], job: int, earlier: JobSet) -> None:
    """Let these jobs come before that one, and before all that follows it."""
    for other in members(earlier):
        earlier |= before[other]
    if earlier & ~before[job]:
        before[job] |= earlier
        bit = 1 << job
        for later in [at for at, its in enumerate(before) if its & bit]:
            before[later] |= earlier


def settlements(
    before: Sequence[JobSet], choices: Sequence[Choice], choice: Choice
) -> list[tuple[tuple[JobSet, ...], tuple[Choice, ...]]]:
    """What holds, and which choices stay open, when each way of the choice is the first done.

    Every order that respects `before` and the choices respects one of the results.
    """
    found = []
    for way in choice.ways:
        changed = list(before)
        followers = [choice.job]
        followers += [o.bit_length() - 1 for o in choice.ways if o != way and not o & (o - 1)]
        if all(_add_unless_cycle(changed, follower, way) for follower in followers):
            still_open = _settle(changed, choices)
            found.append((tuple(changed), still_open))
    return found


def bound_by(
    precedence: Precedence, prerequisites: Mapping[int, Iterable[int]]
) -> tuple[JobSet, ...]:
    """What comes before each job when every choice is settled as a valid order settled it."""
    before = list(precedence.before)
    for job in sorted(prerequisites):
        for earlier in prerequisites[job]:
            _add(before, job, 1 << earlier)
    return tuple(before)


def _add_unless_cycle(before: list[JobSet], job: int, way: JobSet) -> bool:
    if not _may_come_first(before, job, way):
        return False
    _add(before, job, way)
    return True


def _soft_pairs(
    graph: SkillGraph, steps: Sequence[Step], place: Mapping[Step, int]
) -> list[tuple[int, int]]:
    return [
        (job, place[soft])
        for job, step in enumerate(steps)
        for clause in graph.soft_clauses(step)
        for alternative in clause.alternatives
        for soft in alternative
        if soft in place
    ]


def _settle(required: list[JobSet], choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices that stay open; what all ways of one share is made required."""
    is_settled = False
    while not is_settled:
        is_settled = True
        still_open = []
        for choice in choices:
            ways = tuple(way for way in choice.ways if _may_come_first(required, choice.job, way))
            if any(not way & ~required[choice.job] for way in ways):
                continue
            shared = -1 if ways else 0
            for way in ways:
                shared &= _with_needs(required, way)
            if shared & ~required[choice.job]:
                _add(required, choice.job, shared)
                is_settled = False
            if len(ways) != 1:
                still_open.append(Choice(choice.job, ways))
        choices = still_open
    return tuple(choices)


def _may_come_first(required: Sequence[JobSet], job: int, way: JobSet) -> bool:
    return not any(other == job or required[other] >> job & 1 for other in members(way))


def _with_needs(required: Sequence[JobSet], way: JobSet) -> JobSet:
    closed = way
    for other in members(way):
        closed |= required[other]
    return closed
