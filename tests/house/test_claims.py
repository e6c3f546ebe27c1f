"""What the product promises stands in `docs/claims.md` with its evidence, and nothing else does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MESSAGES = json.loads((ROOT / "frontend/src/messages/en.json").read_text(encoding="utf-8"))
QUOTES = re.findall(r"^> (.+)$", PAGE, re.MULTILINE)
PROMISING = re.compile(
    r"\b(prove[dns]?|probability|never|every|nothing else)\b|out of 10|\d ?%", re.I
)


def messages_in(tree: object) -> Iterator[str]:
    """Every message of the browser app."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from messages_in(value)
    else:
        yield str(tree)


def prose_of(markdown: str) -> str:
    """The text without code, tables and headings, on one line."""
    without_code = re.sub(r"```.*?```", " ", markdown, flags=re.DOTALL)
    lines = [line for line in without_code.splitlines() if not line.startswith(("|", "#"))]
    return " ".join(" ".join(lines).split())


PROSE = prose_of(README)
SAID = [*messages_in(MESSAGES), PROSE]


@pytest.mark.parametrize("quote", QUOTES)
def test_what_the_page_quotes_is_said(quote: str) -> None:
    assert any(quote in said for said in SAID)


def test_what_the_readme_promises_is_on_the_page() -> None:
    promises = [one for one in re.split(r"(?<=[.:]) ", PROSE) if PROMISING.search(one)]
    assert len(promises) >= 4
    assert [one for one in promises if not any(part in one for part in QUOTES)] == []


def test_what_the_browser_app_calls_proved_or_likely_is_on_the_page() -> None:
    calls = re.compile(r"\bprove[dn]\b|probability|out of 10\b", re.IGNORECASE)
    promises = [
        one
        for one in messages_in(MESSAGES)
        if len(one) > 30 and calls.search(one) and "{text}" not in one
    ]
    assert len(promises) >= 5
    assert sorted(set(promises) - set(QUOTES)) == []


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|docs)/[^`]+)`", PAGE))))
def test_the_evidence_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("module", sorted(set(re.findall(r"-m (benchmarks\.\w+)", PAGE))))
def test_what_repeats_it_exists(module: str) -> None:
    assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
