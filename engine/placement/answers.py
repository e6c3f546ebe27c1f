"""Placement: a short adaptive assessment; this file keeps what is asked and what was answered.

A placement is a value: what it asks about, the options, the seed, the ratings it
began with and the answers, sorted. Everything else is worked out again from it,
so answers can be changed or taken back, and equal placements give equal bytes.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, structs

from engine.errors import UnknownLevelError, UnknownSkillError
from engine.graph.skill_graph import SkillGraph
from engine.model import Profile, Rating, Role, RoleSlug, SkillSlug, Step, Variant
from engine.placement.relevance import Wanted, wanted_of
from engine.placement.roles import (
    ImaginedRole,
    RoleChoice,
    Use,
    Worked,
    choices_of,
    held_roles,
    optional_skills,
)
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
        slip: How often who knows a step does not say yes, in [0, 0.4], before any reply; the
            replies may move it from a third of that to twice that. 0 takes replies as exact.
        guess: How often who does not know a step says yes, likewise.
        most_questions: The cap; skipped questions do not count.
        enough_right: Expected share of what matters placed right at which it stops, in (0, 1].
        coverage: How often the interval on readiness shall hold the truth, in (0, 1).
        learners: How many learners are imagined; more is slower and steadier.
    """

    slip: float = 0.1
    guess: float = 0.1
    most_questions: int = 15
    enough_right: float = 0.97
    coverage: float = 0.9
    learners: int = 512


DEFAULT_PLACEMENT_OPTIONS = PlacementOptions()


class Placement(Struct, frozen=True):
    """What is asked about and what was answered; all that are several are sorted.

    Attributes:
        wanted: The role's targets among `steps`, for what matters more and what less.
        choices: What is asked as one question each: "which of these do you use?".
        optional: Skills that the role can be met without; never written unless asked about.
        roles: Roles whose holders are among the imagined learners.
        uses: What was said of the options of choices.
    """

    role: RoleSlug
    variant: Variant
    seed: int
    options: PlacementOptions
    steps: tuple[Step, ...]
    ratings: tuple[tuple[SkillSlug, Rating], ...]
    wanted: Wanted
    answers: tuple[Answer, ...] = ()
    choices: tuple[RoleChoice, ...] = ()
    optional: tuple[SkillSlug, ...] = ()
    roles: tuple[ImaginedRole, ...] = ()
    uses: tuple[tuple[SkillSlug, Use], ...] = ()

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

    @property
    def used(self) -> frozenset[SkillSlug]:
        """The options that the person says they use."""
        return frozenset(skill for skill, use in self.uses if use is Use.YES)

    @property
    def unused(self) -> frozenset[SkillSlug]:
        """The options that the person says they do not use."""
        return frozenset(skill for skill, use in self.uses if use is Use.NO)

    @property
    def denied(self) -> Mapping[SkillSlug, int]:
        """The lowest level of each skill that the person denied with a no."""
        found: dict[SkillSlug, int] = {}
        for step, reply in self.told.items():
            if reply is Reply.NO:
                found[step.skill] = min(step.level, found.get(step.skill, step.level))
        return found

    @property
    def unasked_options(self) -> frozenset[SkillSlug]:
        """Options of choices, and other skills that the role can be met without, of which no
        answer speaks; that an option is not used is no answer about what the person can do.
        """
        told = {step.skill for step in self.told}
        return (self.choice_options | frozenset(self.optional)) - told - self.used

    @property
    def choice_options(self) -> frozenset[SkillSlug]:
        """Every option of every choice."""
        return frozenset(skill for choice in self.choices for skill in choice.options)

    @property
    def open_choices(self) -> tuple[RoleChoice, ...]:
        """Choices with an option of which nothing was said yet, not even that it is skipped."""
        said = {*dict(self.uses), *(answer.step.skill for answer in self.answers)}
        return tuple(c for c in self.choices if any(skill not in said for skill in c.options))

    @property
    def told_choices(self) -> int:
        """How many choices were answered, none of their options skipped."""
        said = self.used | self.unused
        return sum(said.issuperset(choice.options) for choice in self.choices)

    @property
    def question_count(self) -> int:
        """How many questions were answered; a choice is one question."""
        return self.told_choices + len(self.told)


def begin_placement(  # noqa: PLR0913 (one value each, all of them named)
    graph: SkillGraph,
    role: Role,
    variant: Variant,
    *,
    ratings: Profile,
    seed: int,
    worked: Worked | None = None,
) -> Placement:
    """Begin with nothing answered, under the default options (see `Placement.with_options`).

    Asked about are the role's targets in this variant, of choices all of them, and
    every step that some way to them goes through.

    Args:
        ratings: What is said or evidenced so far; a weak hint, never a fact.
        seed: All chance comes from it; 0 or more.
        worked: What the person works or worked as; a hint that the answers outweigh.

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
    return Placement(
        role=role.slug,
        variant=variant,
        seed=seed,
        options=DEFAULT_PLACEMENT_OPTIONS,
        steps=steps,
        ratings=tuple(sorted((s, r) for s, r in ratings.items() if s in about)),
        wanted=wanted_of(requirements),
        choices=choices_of(requirements),
        optional=tuple(sorted(optional_skills(graph, requirements, about))),
        roles=held_roles(role, variant, worked),
    )


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


def say_uses(placement: Placement, uses: Mapping[SkillSlug, Use | None]) -> Placement:
    """Keep which options of choices the person uses; None takes back what was said of one.

    Raises:
        UnknownSkillError: It is no option of a choice that the placement asks about.
    """
    options = placement.choice_options
    for skill in uses:
        if skill not in options:
            raise UnknownSkillError(skill)
    said = {**dict(placement.uses), **uses}
    kept = sorted((skill, use) for skill, use in said.items() if use is not None)
    return structs.replace(placement, uses=tuple(kept))
