"""Placements in words: why this question, and why a skill was placed where it was."""

from collections.abc import Sequence

from api.catalog.current import Knowledge
from engine import (
    Answer,
    PlacedLevel,
    Question,
    Reply,
    Spared,
    SparedBecause,
    Step,
    step_title,
)

_SAID = {
    Reply.YES: "yes to",
    Reply.PARTLY: "partly to",
    Reply.NO: "no to",
    Reply.SKIP: "nothing to",
}
_MOST_NAMED = 3


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them.

    Example:
        >>> listed(["Git", "SQL", "R"])
        'Git, SQL and R'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def level_words(knowledge: Knowledge, level: int) -> str:
    """A level by number and name; 0 is none."""
    return f"level {level} ({knowledge.level_names[level]})" if level else "none yet"


def why_question(knowledge: Knowledge, question: Question) -> str:
    """Why this is asked next."""
    percent = round(100 * question.chance)
    told = [step_title(knowledge.graph, step) for step in question.tells_about[:_MOST_NAMED]]
    text = f"Of all questions left this one settles most: you know it with {percent} % probability"
    return f"{text}, and the answer also tells about {listed(told)}." if told else f"{text}."


def why_level(
    knowledge: Knowledge, placed: PlacedLevel, given: Sequence[Answer], spared: Sequence[Spared]
) -> str:
    """Why a skill was placed at its level.

    Args:
        given: The answers about this skill.
        spared: Its steps that were not asked about.
    """
    sentences = []
    if given:
        said = [f"{_SAID[a.reply]} level {a.step.level}" for a in _by_level(given)]
        sentences.append(f"You said {listed(said)}.")
    held = [s for s in spared if s.is_known and s.step.level <= placed.level]
    open_ = [s for s in spared if not s.is_known and s.step.level > placed.level]
    if held:
        sentences.append(_held(knowledge, held[-1], has_answers=bool(given)))
    if open_:
        sentences.append(_not_held(knowledge, open_[0], has_answers=bool(given)))
    return " ".join(sentences)


def _by_level(given: Sequence[Answer]) -> list[Answer]:
    return sorted(given, key=lambda answer: answer.step.level)


def _subject(step: Step, *, has_answers: bool) -> str:
    return f"Level {step.level} was not asked" if has_answers else "Not asked"


def _held(knowledge: Knowledge, spared: Spared, *, has_answers: bool) -> str:
    subject = _subject(spared.step, has_answers=has_answers)
    if spared.kind is SparedBecause.STANDS_UNDER:
        return f"{subject}, because you know {_named(knowledge, spared.because)}."
    return f"{subject}: your other answers make it likely ({round(100 * spared.chance)} %)."


def _not_held(knowledge: Knowledge, spared: Spared, *, has_answers: bool) -> str:
    subject = _subject(spared.step, has_answers=has_answers)
    if spared.kind is SparedBecause.STANDS_ON:
        named = _named(knowledge, spared.because)
        return f"{subject}, because it stands on {named}, which you do not know yet."
    return f"{subject}: your other answers make it unlikely ({round(100 * spared.chance)} %)."


def _named(knowledge: Knowledge, steps: Sequence[Step]) -> str:
    """The steps that settle it; the first few speak for all."""
    return listed([step_title(knowledge.graph, step) for step in steps[:_MOST_NAMED]])
