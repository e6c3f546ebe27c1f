"""Placement: a short adaptive assessment; this file keeps what is asked and what was answered.

A placement is a value: what it asks about, the options, the seed, the ratings it
began with and the answers, sorted. Everything else is worked out again from it,
so answers can be changed or taken back, and equal placements give equal bytes.
"""

from collections.abc import Mapping
from enum import StrEnum
from math import log

from msgspec import Struct, structs

from engine.errors import UnknownLevelError, UnknownSkillError
from engine.graph.skill_graph import SkillGraph
from engine.model import Profile, Rating, RatingSource, Role, RoleSlug, SkillSlug, Step, Variant
from engine.placement.relevance import Wanted, wanted_of
from engine.readiness.formula import requirements_of


class Reply(StrEnum):
    """What a person says to "can you …?"; a skipped question says nothing."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    SKIP = "skip"


class Answer(Struct, frozen=True, order=True):
    """The reply to one step's question."""

    step: Step
    reply: Reply


class PlacementOptions(Struct, frozen=True):
    """How sure a placement shall be, and what it takes replies for.

    Attributes:
        slip: How often who knows a step does not say yes, in [0, 0.5); 0 takes replies as exact.
        guess: How often who does not know a step says yes, in [0, 0.5).
        most_questions: The cap; skipped questions do not count.
        enough_right: Expected share of what matters placed right at which it stops, in (0, 1].
        coverage: How often the interval on readiness shall hold the truth, in (0, 1).
        learners: How many learners are imagined; more is slower and steadier.
    """

    slip: float = 0.1
    guess: float = 0.1
    most_questions: int = 15
    enough_right: float = 0.95
    coverage: float = 0.9
    learners: int = 512


DEFAULT_PLACEMENT_OPTIONS = PlacementOptions()


class Placement(Struct, frozen=True):
    """What is asked about and what was answered; all that are several are sorted.

    `wanted` are the role's targets among `steps`, for what matters more and what less.
    """

    role: RoleSlug
    variant: Variant
    seed: int
    options: PlacementOptions
    steps: tuple[Step, ...]
    ratings: tuple[tuple[SkillSlug, Rating], ...]
    wanted: Wanted
    answers: tuple[Answer, ...] = ()

    def with_options(self, options: PlacementOptions) -> "Placement":
        """The same placement under other options; what it asks about does not depend on them."""
        return structs.replace(self, options=options)

    @property
    def asked(self) -> frozenset[Step]:
        """Every step that has a reply, skipped ones among them."""
        return frozenset(answer.step for answer in self.answers)

    @property
    def told(self) -> Mapping[Step, Reply]:
        """The replies that say something."""
        return {a.step: a.reply for a in self.answers if a.reply is not Reply.SKIP}


def begin_placement(
    graph: SkillGraph,
    role: Role,
    variant: Variant,
    *,
    ratings: Profile,
    seed: int,
) -> Placement:
    """Begin with nothing answered, under the default options (see `Placement.with_options`).

    Asked about are the role's targets in this variant, of choices all of them, and
    every step that some way to them goes through.

    Args:
        ratings: What is said or evidenced so far; a weak hint, never a fact.
        seed: All chance comes from it; 0 or more.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError, UnknownLevelError: A rating that the graph does not know.
    """
    for skill, rating in ratings.items():
        graph.check_level(skill, rating.level)
    requirements = requirements_of(role, variant)
    targets = [t.step for r in requirements for t in r.targets]
    steps = tuple(sorted(graph.reach(targets, given=frozenset())))
    about = {step.skill for step in steps}
    hints = tuple(sorted((s, r) for s, r in ratings.items() if s in about))
    options = DEFAULT_PLACEMENT_OPTIONS
    return Placement(role.slug, variant, seed, options, steps, hints, wanted_of(requirements))


def answer(placement: Placement, step: Step, reply: Reply) -> Placement:
    """Keep a reply; one given before is replaced, as if this had been given at first.

    Raises:
        UnknownSkillError: The placement does not ask about the skill.
        UnknownLevelError: It does not ask about this level of it.
    """
    if step not in placement.steps:
        levels = [s.level for s in placement.steps if s.skill == step.skill]
        if not levels:
            raise UnknownSkillError(step.skill)
        raise UnknownLevelError(step.skill, step.level, max(levels))
    others = take_back(placement, step).answers
    return structs.replace(placement, answers=tuple(sorted((*others, Answer(step, reply)))))


def take_back(placement: Placement, step: Step) -> Placement:
    """Forget the reply to a step, as if it had never been given."""
    kept = tuple(given for given in placement.answers if given.step != step)
    return structs.replace(placement, answers=kept)


_HINTS = {
    RatingSource.SELF: 0.8,
    RatingSource.IMPORT: 0.8,
    RatingSource.SPLIT: 0.4,
    RatingSource.EVIDENCE: 1.5,
    RatingSource.PLACEMENT: 2.0,
    RatingSource.ROADMAP: 2.0,
}
"""How much each level that a rating is off tells against it [log odds]."""

_SURE = 30.0
"""The pull of a reply taken as exact [log odds]."""


def pulls_of(placement: Placement) -> dict[Step, float]:
    """Towards known (above 0) or unknown: the log likelihood ratio of all that was said of a step.

    "Partly" speaks half as loud as "no" against the step, and half as loud as
    "yes" for the level below.
    """
    pulls = dict.fromkeys(placement.steps, 0.0)
    for skill, rating in placement.ratings:
        hint = _HINTS.get(rating.source, 0.0) * rating.confidence
        for step in placement.steps:
            if step.skill == skill:
                pulls[step] += hint if step.level <= rating.level else -hint
    yes, no = reply_pulls(placement.options)
    for step, reply in placement.told.items():
        if reply is Reply.YES:
            pulls[step] += yes
        elif reply is Reply.NO:
            pulls[step] += no
        else:
            pulls[step] += no / 2
            below = Step(step.skill, step.level - 1)
            if below in pulls:
                pulls[below] += yes / 2
    return pulls


def reply_pulls(options: PlacementOptions) -> tuple[float, float]:
    """The log likelihood ratios of a yes and of a no."""
    slip, guess = options.slip, options.guess
    yes = log((1 - slip) / guess) if guess > 0 else _SURE
    no = log(slip / (1 - guess)) if slip > 0 else -_SURE
    return min(yes, _SURE), max(no, -_SURE)
