"""Why a question is asked, and why a skill was placed at its level, as codes of messages."""

from collections.abc import Iterator, Sequence

from api.catalog.current import Knowledge
from api.messages.text import Text
from engine import (
    Answer,
    InferenceKind,
    InferredStep,
    Message,
    MessageParam,
    PlacedLevel,
    Question,
    Reply,
    Step,
    Use,
    step_message,
)

_SAID = (Use.YES, Use.NO)

MOST_NAMED = 3
"""So many steps are named in a sentence; the first ones matter most."""


def percent_of(chance: float) -> int:
    """A probability in per cent, for words: 100 stands for over 99, 0 for less than 1.

    What imagined learners agree on is never quite certain.

    Example:
        >>> percent_of(0.734), percent_of(0.995), percent_of(0.004)
        (73, 100, 0)
    """
    if chance > 0.99:
        return 100
    return 0 if chance < 0.01 else round(100 * chance)


def numbers(levels: Sequence[int]) -> dict[str, MessageParam]:
    """Levels as a sentence lists them, and how many they are."""
    return {"count": len(levels), "levels": tuple(str(level) for level in levels)}


def why_question(knowledge: Knowledge, question: Question) -> Text:
    """Why this is asked next."""
    percent = percent_of(question.chance)
    if not question.tells_about:
        return Text("placement.question.alone", percent=percent)
    steps = _named(knowledge, question.tells_about)
    return Text("placement.question.and-others", percent=percent, steps=steps)


def why_level(
    knowledge: Knowledge,
    placed: PlacedLevel,
    given: Sequence[Answer],
    inferred: Sequence[InferredStep],
    use: Use | None = None,
) -> Text:
    """Why a skill was placed at its level.

    Args:
        given: The answers about this skill, lowest level first.
        inferred: Its steps that were not asked about, lowest first.
        use: Whether the person says that they use it; None where that was not asked.
    """
    used = [Message("placement.because.used", {"use": use.value})] if use in _SAID else []
    said = [*used, *_answered(given)]
    return Text.of(_joined([*said, *_not_asked(knowledge, placed, given, inferred)]))


def _answered(given: Sequence[Answer]) -> Iterator[Message]:
    """What the person answered about this skill."""
    said = tuple(_reply(answer) for answer in given if answer.reply is not Reply.SKIP)
    skipped = [answer.step.level for answer in given if answer.reply is Reply.SKIP]
    if said:
        yield Message("placement.because.said", {"replies": said})
    if skipped:
        yield Message("placement.because.skipped", numbers(skipped))


def _not_asked(
    knowledge: Knowledge,
    placed: PlacedLevel,
    given: Sequence[Answer],
    inferred: Sequence[InferredStep],
) -> Iterator[Message]:
    """Why the level placed and not the next one, where neither was asked about."""
    held = [entry for entry in inferred if entry.is_known and entry.step.level <= placed.level]
    above = [entry for entry in inferred if not entry.is_known]
    if held and above and not (given or held[-1].because or above[0].because):
        levels = {"level": held[-1].step.level, "next": above[0].step.level}
        yield Message("placement.because.assumed-up-to", levels)
        return
    if held and not _follows_from_own_skill(held[-1]):
        yield _because_held(knowledge, held[-1], held[-1].step.level if given else 0)
    if above and not _follows_from_own_skill(above[0]):
        yield _because_above(knowledge, above[0], above[0].step.level if given or held else 0)


def _reply(answer: Answer) -> Message:
    values = {"reply": answer.reply.value, "level": answer.step.level}
    return Message("placement.because.reply", values)


def _follows_from_own_skill(inferred: InferredStep) -> bool:
    """Whether an answer about another level of the same skill says it already."""
    return any(step.skill == inferred.step.skill for step in inferred.because)


def _because_held(knowledge: Knowledge, inferred: InferredStep, level: int) -> Message:
    """Why the level counts as known; level 0 speaks of the whole skill."""
    if inferred.kind is InferenceKind.PREREQUISITE_OF_KNOWN:
        steps = _named(knowledge, inferred.because)
        return Message("placement.because.follows", {"level": level, "steps": steps})
    return Message("placement.because.assumed", {"level": level})


def _because_above(knowledge: Knowledge, inferred: InferredStep, level: int) -> Message:
    """Why the level counts as unknown; level 0 speaks of the whole skill."""
    if inferred.kind is InferenceKind.BUILDS_ON_UNKNOWN:
        steps = _named(knowledge, inferred.because)
        return Message("placement.because.requires", {"level": level, "steps": steps})
    return Message("placement.because.not-assumed", {"level": level})


def _joined(sentences: Sequence[Message]) -> Message:
    """Sentences one after the other; there is at least one."""
    first, *others = sentences
    if not others:
        return first
    return Message("placement.because.two", {"first": first, "rest": _joined(others)})


def _named(knowledge: Knowledge, steps: Sequence[Step]) -> tuple[Message, ...]:
    """The first few steps; they speak for all."""
    return tuple(step_message(knowledge.graph, step) for step in steps[:MOST_NAMED])
