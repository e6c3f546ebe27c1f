"""Placement on simulated learners, beside random and half-split questions.

Every peer shares the engine's belief and differs only in which question it asks. Accuracy is
the share of all steps (or items) right in the most probable state after so many questions;
`right_by_relevance` counts each step by how much it matters to the role, as the engine does.
What the simulated learners are is said in `simulated_learners.py`.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from benchmarks.simulated_learners import (
    ABILITY,
    POPULATIONS,
    State,
    concept_graph,
    draw_learner,
    draw_student,
    self_ratings,
    untaken_options,
)
from benchmarks.timing import seconds
from engine import (
    Importance,
    Placement,
    PlacementBelief,
    PlacementOptions,
    Profile,
    Reply,
    Requirement,
    Role,
    RoleChoice,
    RoleSlug,
    SkillGraph,
    SkillSlug,
    Step,
    Target,
    Use,
    Variant,
    answer,
    begin_placement,
    believe,
    next_choice,
    next_question,
    placement_result,
    say_uses,
)
from engine.placement.space import StepSpace
from knowledge import BUNDLED_CONTENT, Library

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("CAREER_TEST_DATA", ROOT.parent / "shared" / "data"))
_STUDENTS = {
    "by_depth": ("low", "middle", "high"),
    "by_goals": ("goals",),
    "by_goals_forgetful": ("forgetful",),
    "wanderers": ("wanderer",),
}
Learners = Sequence[tuple[State, Profile]]
Asker = Callable[[PlacementBelief, np.random.Generator], Step]


def telling(belief: PlacementBelief, _: np.random.Generator) -> Step:
    """The engine's question."""
    question = next_question(belief)
    if question is None:
        msg = "the options of the benchmark never stops"
        raise RuntimeError(msg)
    return question.step


def half_split(belief: PlacementBelief, _: np.random.Generator) -> Step:
    """The step whose chance is nearest to a half."""
    openness = np.abs(belief.chances - 0.5)
    openness[[belief.space.index[s] for s in belief.placement.asked]] = 2.0
    return belief.space.steps[int(openness.argmin())]


def at_random(belief: PlacementBelief, chance: np.random.Generator) -> Step:
    """Any step not asked about yet."""
    left = [s for s in belief.space.steps if s not in belief.placement.asked]
    return left[int(chance.integers(len(left)))]


ASKERS: dict[str, Asker] = {"ours": telling, "half_split": half_split, "random": at_random}


class World:
    """A role over a graph, and how its learners are drawn."""

    def __init__(self, graph: SkillGraph, role: Role, variant: Variant) -> None:
        self.graph, self.role, self.variant = graph, role, variant
        begun = begin_placement(graph, role, variant, ratings={}, seed=0)
        self.space = StepSpace(graph, begun.steps)

    def begin(self, options: PlacementOptions, ratings: Profile, seed: int) -> Placement:
        """A placement in this world with nothing answered."""
        return begin_placement(
            self.graph, self.role, self.variant, ratings=ratings, seed=seed
        ).with_options(options)


def played(
    world: World, state: State, placement: Placement, asker: Asker, questions: int
) -> tuple[list[float], PlacementBelief]:
    """Accuracy after 0, 1, … questions, and the last belief; slips as often as the options says."""
    chance = np.random.Generator(np.random.PCG64(placement.seed + 77))
    right = []
    while True:
        belief = believe(world.graph, placement)
        right.append(float(((belief.chances > 0.5) == state).mean()))
        if len(right) > questions:
            return right, belief
        choice = next_choice(belief)
        if choice is not None:
            placement = say_uses(placement, uses_of(world, state, choice))
            continue
        step = asker(belief, chance)
        slips = bool(chance.random() < placement.options.slip)
        says_yes = bool(state[world.space.index[step]]) ^ slips
        placement = answer(placement, step, Reply.YES if says_yes else Reply.NO)


def uses_of(world: World, state: State, choice: RoleChoice) -> dict[SkillSlug, Use]:
    """Which of the options a learner uses: those they hold at any level."""
    held = {step.skill for step, is_held in zip(world.space.steps, state, strict=True) if is_held}
    return {skill: Use.YES if skill in held else Use.NO for skill in choice.options}


class Tried:
    """What came of one asker on some learners."""

    def __init__(self, world: World, learners: Learners, *, questions: int, noise: float) -> None:
        self.world, self.learners = world, learners
        self.questions, self.noise = questions, noise

    def curve(self, name: str) -> NDArray[np.float64]:
        """Mean accuracy by number of questions; random ones go on for twice as long."""
        options = PlacementOptions(self.noise, self.noise, most_questions=10_000, enough_right=1.0)
        length = self.questions * (2 if name == "random" else 1)
        self.beliefs, runs = [], []
        for seed, (state, ratings) in enumerate(self.learners):
            begun = self.world.begin(options, ratings, seed)
            right, belief = played(self.world, state, begun, ASKERS[name], length)
            runs.append(right)
            self.beliefs.append(belief)
        return np.asarray(np.mean(runs, axis=0))

    def by_relevance(self) -> float:
        """Mean accuracy after the last question, every step counted by its relevance."""
        shares = [
            np.average((belief.chances > 0.5) == state, weights=belief.relevance)
            for belief, (state, _) in zip(self.beliefs, self.learners, strict=True)
        ]
        return float(np.mean(shares))

    def interval(self) -> tuple[float, float]:
        """How often the interval on readiness held the truth, and the mean expected share right."""
        results = [placement_result(belief, self.world.role) for belief in self.beliefs]
        inside = []
        for result, belief, (state, _) in zip(results, self.beliefs, self.learners, strict=True):
            truth = _points(belief, self.world, state)
            inside.append(result.readiness.low <= truth <= result.readiness.high)
        return float(np.mean(inside)), float(np.mean([r.expected_right for r in results]))


def compared(
    world: World, learners: Learners, *, questions: int, noise: float, with_peers: bool
) -> dict[str, object]:
    """Ours, and where asked for its peers, on the same learners."""
    tried = Tried(world, learners, questions=questions, noise=noise)
    ours = tried.curve("ours")
    inside, expected = tried.interval()
    weighted = tried.by_relevance()
    curves = {"ours": ours}
    if with_peers:
        curves |= {name: tried.curve(name) for name in ("half_split", "random")}
    reached = float(ours[questions])
    return {
        "questions": questions,
        "learners": len(learners),
        "right_before_any": round(float(ours[0]), 4),
        "right": {name: round(float(curve[questions]), 4) for name, curve in curves.items()},
        "right_by_relevance": round(weighted, 4),
        "questions_to_95": {name: first_at(curve, 0.95) for name, curve in curves.items()},
        "questions_to_equal_ours": {n: first_at(c, reached) for n, c in curves.items()},
        "expected_right": round(expected, 4),
        "interval_90_holds_truth": round(inside, 3),
    }


def _points(belief: PlacementBelief, world: World, state: State) -> float:
    """Readiness of the true state, by the same arithmetic as the result's."""
    alone = PlacementBelief(belief.space, belief.placement, np.repeat(state[:, None], 2, axis=1))
    return placement_result(alone, world.role).readiness.placed


def first_at(curve: NDArray[np.float64], share: float) -> int | None:
    """The fewest questions at which the curve reaches the share; None within what was asked."""
    above = np.flatnonzero(curve >= share - 1e-12)
    return int(above[0]) if len(above) else None


def largest_role(library: Library) -> World:
    """The role and variant that stands on most skills."""
    worlds = [
        World(library.graph, role, variant)
        for role in library.roles.values()
        for variant in role.variants
    ]
    return max(worlds, key=lambda w: (len({s.skill for s in w.space.steps}), len(w.space)))


def content_role(each: int) -> dict[str, object]:
    """The content's largest role, every kind of learner, with and without self-ratings."""
    world = largest_role(Library.load(Path(os.environ.get("CONTENT", BUNDLED_CONTENT))))
    found: dict[str, object] = {
        "role": f"{world.role.slug} ({world.variant})",
        "skills": len({s.skill for s in world.space.steps}),
        "steps": len(world.space),
        "next_question_ms": question_ms(world),
    }
    begun = world.begin(PlacementOptions(), {}, 0)
    for name, population in POPULATIONS.items():
        for with_ratings in (False, True):
            chance = np.random.Generator(np.random.PCG64(11))
            learners = []
            for kind in ABILITY:
                for _ in range(each):
                    untaken = untaken_options(begun, chance)
                    state = draw_learner(world.space, kind, population, chance, untaken)
                    ratings = self_ratings(world.space, state, chance) if with_ratings else {}
                    learners.append((state, ratings))
            with_peers = name == "structured" and not with_ratings
            rows: dict[str, dict[str, object]] = {}
            for label, questions, noise in (("exact", 10, 0.0), ("slips_10_percent", 15, 0.1)):
                rows[label] = compared(
                    world, learners, questions=questions, noise=noise, with_peers=with_peers
                )
            found[f"{name}{'_with_self_ratings' if with_ratings else ''}"] = rows
    return found


def metacademy_world() -> World:
    """The published concepts; every one is a target."""
    published = json.loads((DATA / "prereq" / "metacademy.json").read_text(encoding="utf-8"))
    graph = concept_graph(published["nodes"], published["edges"])
    demands = tuple(
        Requirement(slug, (Target(slug, 1),), 1, 1, Importance.CORE) for slug in graph.skills
    )
    variant = Variant("all")
    return World(graph, Role(RoleSlug("metacademy"), "All", {variant: demands}), variant)


def metacademy(each: int) -> dict[str, object]:
    """392 concepts, 30 questions."""
    world = metacademy_world()
    found: dict[str, object] = {"steps": len(world.space), "next_question_ms": question_ms(world)}
    for name, kinds in _STUDENTS.items():
        chance = np.random.Generator(np.random.PCG64(12))
        states = [
            draw_student(world.space, kind, chance)
            for kind in kinds
            for _ in range(each * 3 // len(kinds))
        ]
        learners: Learners = [(state, {}) for state in states]
        with_peers = name in ("by_depth", "by_goals")
        found[name] = compared(world, learners, questions=30, noise=0.0, with_peers=with_peers)
    return found


def question_ms(world: World) -> dict[str, float]:
    """Median time from a stored placement with eight answers to the next question [ms]."""
    placement = world.begin(PlacementOptions(most_questions=99, enough_right=1.0), {}, 1)
    for i in range(8):
        step = telling(believe(world.graph, placement), np.random.Generator(np.random.PCG64(0)))
        placement = answer(placement, step, (Reply.YES, Reply.NO)[i % 2])
    others = [structs.replace(placement, seed=seed) for seed in range(15)]
    walls, processors = [], []
    for other in others:
        before = time.process_time()
        walls.append(seconds(partial(_from_stored, world.graph, other)))
        processors.append(time.process_time() - before)
    return {
        "wall": round(1e3 * float(np.median(walls)), 1),
        "processor": round(1e3 * float(np.median(processors)), 1),
        "wall_fastest": round(1e3 * min(walls), 1),
    }


def _from_stored(graph: SkillGraph, placement: Placement) -> object:
    return next_question(believe(graph, placement))


def main() -> None:
    """Print the figures as JSON; a number as argument says how many learners of each kind."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    start = time.perf_counter()
    figures: dict[str, object] = {
        "benchmark": "placement",
        "content": content_role(each),
        "metacademy": metacademy(each),
    }
    figures["seconds"] = round(time.perf_counter() - start)
    figures["processor_seconds"] = round(time.process_time())
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
