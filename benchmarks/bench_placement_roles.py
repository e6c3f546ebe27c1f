"""Places simulated people for roles of the content: how right it is before and after acceptance.

`python -m benchmarks.bench_placement_roles [people] [seed]` prints JSON: for every kind of person
(`simulated_people.py`) how far readiness as placed, and as analysed after acceptance, is from the
truth [points], how often the interval holds it, the share of used options that are found, levels
written that are too high, levels written at or above a "no", and questions asked.
"""

import json
import sys
import time
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from benchmarks.simulated_people import KINDS, SimulatedPerson, draw_person
from engine import (
    Placement,
    PlacementResult,
    Profile,
    Rating,
    Reply,
    Use,
    Worked,
    Workforce,
    analyze,
    answer,
    begin_placement,
    believe,
    hold,
    next_choice,
    next_question,
    placement_result,
    say_uses,
    workforce_of,
)
from knowledge import BUNDLED_CONTENT, Library


class Outcome(Struct, frozen=True):
    """What came of one person's placement."""

    truth: float
    placed: float
    kept: float
    is_inside: bool
    width: float
    found: int
    options: int
    written: int
    false: int
    overruled: int
    unasked: int
    questions: int
    milliseconds: float
    ready: tuple[bool, bool]


def placed_person(
    library: Library,
    person: SimulatedPerson,
    seed: int,
    *,
    workforce: Workforce | None,
    with_role: bool,
) -> Outcome:
    """Play a placement to its end, accept it, and analyse what is in the profile then."""
    chance = np.random.Generator(np.random.PCG64([seed, 5]))
    graph = library.graph
    worked = Worked(person.worked[0], person.years) if with_role and person.worked else None
    placement = begin_placement(
        graph, person.role, person.variant, ratings={}, seed=seed, worked=worked
    )
    times = []
    while True:
        start = time.perf_counter()
        belief = believe(graph, placement, workforce=workforce)
        choice, question = next_choice(belief), next_question(belief)
        times.append(time.perf_counter() - start)
        if choice is not None:
            uses = person.uses(choice.options)
            said = {o: Use.YES if o in uses else Use.NO for o in choice.options}
            placement = say_uses(placement, said)
            continue
        if question is None:
            break
        says = Reply.YES if person.says_yes(question.step, chance) else Reply.NO
        placement = answer(placement, question.step, says)
    result = placement_result(belief, person.role)
    return _outcome(library, person, result, placement, times)


def _outcome(
    library: Library,
    person: SimulatedPerson,
    result: PlacementResult,
    placement: Placement,
    times: Sequence[float],
) -> Outcome:
    profile = result.acceptance.profile({})
    levels = person.levels()
    truth = _points(library, person, {s: Rating(level) for s, level in levels.items()})
    kept = _points(library, person, profile)
    options = {
        t.skill for r in person.role.variants[person.variant] if r.is_choice for t in r.targets
    }
    held = hold(library.graph, profile).levels
    used = options & person.used
    noes = {s for s, reply in placement.told.items() if reply is Reply.NO}
    asked = {s.skill for s in placement.told} | placement.used
    written = {skill: rating.level for skill, rating in profile.items()}
    readiness = result.readiness
    return Outcome(
        truth=truth[0],
        placed=readiness.placed,
        kept=kept[0],
        is_inside=readiness.low <= truth[0] <= readiness.high,
        width=readiness.high - readiness.low,
        found=sum(held.get(skill, 0) > 0 for skill in used),
        options=len(used),
        written=len(written),
        false=sum(level > levels.get(skill, 0) for skill, level in written.items()),
        overruled=sum(step.level <= written.get(step.skill, 0) for step in noes),
        unasked=sum(skill in options - asked for skill in written),
        questions=placement.question_count,
        milliseconds=1e3 * float(np.median(times)),
        ready=(truth[1], kept[1]),
    )


def _points(library: Library, person: SimulatedPerson, profile: Profile) -> tuple[float, bool]:
    found = analyze(
        library.graph, person.role, variant=person.variant, profile=profile, rules=library.rules
    ).readiness
    return found.points, found.band is not None and found.band.slug == "ready"


def summed(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """The figures of many people of one kind."""
    placed = np.array([abs(o.placed - o.truth) for o in outcomes])
    kept = np.array([abs(o.kept - o.truth) for o in outcomes])

    def mean(values: Sequence[float] | NDArray[np.float64]) -> float:
        return round(float(np.mean(values)), 2)

    options = sum(o.options for o in outcomes)
    return {
        "people": len(outcomes),
        "truth": mean([o.truth for o in outcomes]),
        "placed": mean([o.placed for o in outcomes]),
        "kept": mean([o.kept for o in outcomes]),
        "error_placed": {"mean": mean(placed), "p90": round(float(np.quantile(placed, 0.9)), 1)},
        "error_kept": {"mean": mean(kept), "p90": round(float(np.quantile(kept, 0.9)), 1)},
        "interval_holds": mean([o.is_inside for o in outcomes]),
        "interval_width": mean([o.width for o in outcomes]),
        "options_found": round(sum(o.found for o in outcomes) / options, 3) if options else None,
        "levels_written": mean([o.written for o in outcomes]),
        "levels_too_high": mean([o.false for o in outcomes]),
        "levels_at_or_above_a_no": sum(o.overruled for o in outcomes),
        "options_written_unasked": sum(o.unasked for o in outcomes),
        "questions": mean([o.questions for o in outcomes]),
        "milliseconds": mean([o.milliseconds for o in outcomes]),
        "ready_really_and_kept": [
            sum(o.ready[0] for o in outcomes),
            sum(o.ready[1] for o in outcomes),
        ],
    }


def main() -> None:
    """Print the figures as JSON; how many people of each kind, and the seed, as arguments."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    kinds = sys.argv[3].split(",") if len(sys.argv) > 3 else KINDS
    library = Library.load(BUNDLED_CONTENT)
    workforce = workforce_of(library.graph, library.roles.values())
    figures: dict[str, object] = {"benchmark": "placement_roles", "seed": seed}
    with_role = "role" in sys.argv
    for kind in kinds:
        chance = np.random.Generator(np.random.PCG64([seed, KINDS.index(kind)]))
        drawn = [draw_person(kind, library.graph, library.roles, chance) for _ in range(people)]
        figures[kind] = summed(
            [
                placed_person(library, person, number, workforce=workforce, with_role=with_role)
                for number, person in enumerate(drawn)
            ]
        )
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
