"""The engine's messages in English, as the API says them."""

import json
from functools import cache
from pathlib import Path

from engine import Derivation, Message
from knowledge import MessageCatalogue

ROOT = Path(__file__).resolve().parents[2]
PATTERNS = ROOT / "api" / "messages" / "en" / "engine.json"
REASONS = ROOT / "knowledge" / "messages" / "en" / "reasons.json"
"""What editors read as well."""


@cache
def english() -> MessageCatalogue:
    return MessageCatalogue("en", patterns_in(PATTERNS) | patterns_in(REASONS))


def patterns_in(path: Path) -> dict[str, str]:
    patterns: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return patterns


def say(message: Message) -> str:
    return english().format(message)


def outline(derivation: Derivation) -> str:
    """The lines of a derivation, indented under what they explain."""
    lines = [f"{'  ' * line.depth}{say(line.message)}" for line in derivation.outline]
    return "\n".join(lines)
