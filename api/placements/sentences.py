"""Placements in words: why this question, and why a skill was placed where it was."""

from collections.abc import Sequence

from api.catalog.current import Knowledge
from api.http.sentences import listed
from api.messages.text import Text
from engine import (
    Answer,
    InferenceKind,
    InferredStep,
    PlacedLevel,
    Question,
    Reply,
    Step,
    step_message,
)

_SAID = {
    Reply.YES: "yes to",
    Reply.PARTLY: "partly to",
    Reply.NO: "no to",
    Reply.SKIP: "nothing to",
}
_MOST_NAMED = 3


def percent(chance: float) -> str:
    """A probability in words; what imagined learners agree on is never quite certain.

    Example:
        >>> percent(0.734), percent(1.0), percent(0.0)
        ('73 %', 'over 99 %', 'under 1 %')
    """
    if chance > 0.99:
        return "over 99 %"
    return "under 1 %" if chance < 0.01 else f"{round(100 * chance)} %"


def level_words(knowledge: Knowledge, level: int) -> str:
    """A level by number and name; 0 is none."""
    return f"level {level} ({knowledge.level_names[level]})" if level else "none"


def why_question(knowledge: Knowledge, question: Question) -> str:
    """Why this is asked next."""
    chance = percent(question.chance)
    told = _named(knowledge, question.tells_about)
    text = f"This settles most of what is still open: so far it is {chance} likely that you can"
    return f"{text}, and your answer also tells about {told}." if told else f"{text}."


def why_level(
    knowledge: Knowledge,
    placed: PlacedLevel,
    given: Sequence[Answer],
    spared: Sequence[InferredStep],
) -> str:
    """Why a skill was placed at its level.

    Args:
        given: The answers about this skill.
        spared: Its steps that were not asked about, lowest first.
    """
    sentences = []
    if given:
        by_level = sorted(given, key=lambda answer: answer.step.level)
        said = [f"{_SAID[answer.reply]} level {answer.step.level}" for answer in by_level]
        sentences.append(f"You said {listed(said)}.")
    held = [entry for entry in spared if entry.is_known and entry.step.level <= placed.level]
    above = [entry for entry in spared if not entry.is_known]
    if held and not _is_said(held[-1]):
        subject = f"Level {held[-1].step.level} was not asked" if given else "Not asked"
        sentences.append(f"{subject}{_because_held(knowledge, held[-1])}.")
    if above and not _is_said(above[0]):
        is_first = not given and not held
        subject = "Not asked" if is_first else f"Level {above[0].step.level} was not asked"
        sentences.append(f"{subject}{_because_above(knowledge, above[0])}.")
    return " ".join(sentences)


def _is_said(spared: InferredStep) -> bool:
    """Whether an answer about another level of the same skill says it already."""
    return any(step.skill == spared.step.skill for step in spared.because)


def _because_held(knowledge: Knowledge, spared: InferredStep) -> str:
    if spared.kind is InferenceKind.PREREQUISITE_OF_KNOWN:
        return f", because you know {_named(knowledge, spared.because)}"
    return f": so far it is {percent(spared.chance)} likely that you can"


def _because_above(knowledge: Knowledge, spared: InferredStep) -> str:
    if spared.kind is InferenceKind.BUILDS_ON_UNKNOWN:
        named = _named(knowledge, spared.because)
        return f", because it stands on {named}, which you do not know yet"
    return f": so far it is only {percent(spared.chance)} likely that you can"


def _named(knowledge: Knowledge, steps: Sequence[Step]) -> str:
    """The steps that settle it; the first few speak for all."""
    if len(steps) == 1:
        return Text.of(step_message(knowledge.graph, steps[0])).say()
    return listed(
        [
            f"{knowledge.skill_ref(step.skill).title} (level {step.level})"
            for step in steps[:_MOST_NAMED]
        ]
    )
