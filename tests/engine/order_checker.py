"""Study orders checked from the definitions alone: nothing of the engine but its values is used.

What a valid order is, and which is best, is worked out again from what the skills say:

* Every hard prerequisite of a step is met when the step comes, by what is given or stands before.
* A soft one counts where all needed steps can still be learnt with it and with those that count
  before it, by skill and level, then as written. One that counts is met like a hard one: an
  `any_of` by any one of its branches, held, skipped or learnt. An `all_of` says several things.
* The best order has the least Σ gain · (hours until the step is finished).
* Readiness is the weighted mean of credits: hours of the levels held over hours of the target;
  a choice counts the mean of its best credits.

Hours are taken in hundredths and gains in fractions of the largest, so that all sums are exact.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

from msgspec import Struct

from engine import AllOf, Need, Requirement, Skill, SkillSlug, Step, StepNeed, Strength

Skills = Mapping[SkillSlug, Skill]
Ways = tuple[int, ...]  # Sets of jobs as bits; any one of them will do.
_FINEST = 2**44


class World(Struct, frozen=True):
    """The needed steps as jobs 0, 1, …: what each waits for, its hours and its gain."""

    steps: tuple[Step, ...]
    waits: tuple[tuple[Ways, ...], ...]
    hours: tuple[int, ...]
    gains: tuple[int, ...]
    grain: float

    @property
    def all(self) -> int:
        """Every job."""
        return (1 << len(self.steps)) - 1

    def area(self, cost: int) -> float:
        """The area under the gains [points · h] of an order of that cost."""
        return (sum(self.hours) * sum(self.gains) - cost) * self.grain


def world_of(
    skills: Skills,
    needed: Collection[Step],
    given: Collection[Step],
    gains: Mapping[Step, float],
) -> World:
    """Read off the skills what every valid order of the needed steps has to respect."""
    steps = tuple(sorted(needed))
    bit = {step: 1 << job for job, step in enumerate(steps)}
    known = dict.fromkeys(given, 0) | bit
    waits: list[list[Ways]] = [[] for _ in steps]
    soft: list[tuple[int, Ways]] = []
    for job, step in enumerate(steps):
        if step.level > 1:
            waits[job].append(_ways(StepNeed(Step(step.skill, step.level - 1)), known))
        for prerequisite in skills[step.skill].levels[step.level - 1].requires:
            for need in _parts(prerequisite.need):
                if prerequisite.strength is Strength.HARD:
                    waits[job].append(_ways(need, known))
                else:
                    soft.append((job, _ways(need, known)))
    for job, ways in soft:
        waits[job].append(ways)
        if not _can_all_be_learnt(waits):
            waits[job].pop()
    most = max((gains.get(step, 0.0) for step in steps), default=0.0) or 1.0
    return World(
        steps,
        tuple(tuple(own) for own in waits),
        tuple(round(100 * _hours(skills, step)) for step in steps),
        tuple(round(gains.get(step, 0.0) / most * _FINEST) for step in steps),
        most / _FINEST / 100,
    )


def _hours(skills: Skills, step: Step) -> float:
    return skills[step.skill].levels[step.level - 1].hours.typical


def _parts(need: Need) -> list[Need]:
    if isinstance(need, AllOf):
        return [part for branch in need.of for part in _parts(branch)]
    return [need]


def _ways(need: Need, known: Mapping[Step, int]) -> Ways:
    """Every set of needed steps that meets the need; none when it names what is not learnt."""
    if isinstance(need, StepNeed):
        return (known[need.step],) if need.step in known else ()
    branches = [_ways(branch, known) for branch in need.of]
    if isinstance(need, AllOf):
        return tuple(_together(ways) for ways in product(*branches))
    return tuple(way for branch in branches for way in branch)


def _together(ways: Iterable[int]) -> int:
    found = 0
    for way in ways:
        found |= way
    return found


def is_open(waits: Iterable[Ways], done: int) -> bool:
    """Whether what a job waits for is met by what is done."""
    return all(any(not way & ~done for way in ways) for ways in waits)


def _can_all_be_learnt(waits: list[list[Ways]]) -> bool:
    done, before = 0, -1
    while done != before:
        before = done
        for job, own in enumerate(waits):
            if is_open(own, done):
                done |= 1 << job
    return done == (1 << len(waits)) - 1


def cost_of(world: World, order: Iterable[Step]) -> int | None:
    """Σ gain · (hours until the step is finished), or None for an order that is not valid."""
    job_of = {step: job for job, step in enumerate(world.steps)}
    done = elapsed = cost = 0
    for step in order:
        job = job_of[step]
        if done >> job & 1 or not is_open(world.waits[job], done):
            return None
        done |= 1 << job
        elapsed += world.hours[job]
        cost += elapsed * world.gains[job]
    return cost if done == world.all else None


def least_cost(world: World, *, most_sets: int = 200_000) -> int | None:
    """The least cost of any valid order, by dynamic programming over what can be done first.

    None where there are more such sets than that.
    """
    layer = {0: (0, 0)}
    for _ in world.steps:
        following: dict[int, tuple[int, int]] = {}
        for done, (cost, elapsed) in layer.items():
            for job, waits in enumerate(world.waits):
                if done >> job & 1 or not is_open(waits, done):
                    continue
                finished = elapsed + world.hours[job]
                raised = cost + finished * world.gains[job]
                reached = done | 1 << job
                if reached not in following or raised < following[reached][0]:
                    following[reached] = (raised, finished)
        most_sets -= len(following)
        if most_sets < 0:
            return None
        layer = following
    return min(cost for cost, _ in layer.values())


def readiness(
    skills: Skills, requirements: Sequence[Requirement], levels: Mapping[SkillSlug, int]
) -> float:
    """Readiness at these levels [0..100]."""
    total = earned = 0.0
    for requirement in requirements:
        held = sorted(
            _hours_up_to(skills, target.skill, min(levels.get(target.skill, 0), target.level))
            / _hours_up_to(skills, target.skill, target.level)
            for target in requirement.targets
        )
        total += requirement.weight
        earned += requirement.weight * sum(held[-requirement.choose :]) / requirement.choose
    return 100 * earned / total if total else 100.0


def _hours_up_to(skills: Skills, slug: SkillSlug, level: int) -> float:
    return sum(skills[slug].levels[number].hours.typical for number in range(level))
