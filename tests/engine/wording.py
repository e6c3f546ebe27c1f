"""The engine's messages in English, as the API says them."""

import json
from functools import cache
from pathlib import Path

from engine import Derivation, Message
from knowledge import MessageCatalogue

PATTERNS = Path(__file__).resolve().parents[2] / "api" / "messages" / "en" / "engine.json"


@cache
def english() -> MessageCatalogue:
    return MessageCatalogue("en", json.loads(PATTERNS.read_text(encoding="utf-8")))


def say(message: Message) -> str:
    return english().format(message)


def outline(derivation: Derivation) -> str:
    """The lines of a derivation, indented under what they explain."""
    lines = [f"{'  ' * line.depth}{say(line.message)}" for line in derivation.outline]
    return "\n".join(lines)
