"""The engine hands over codes; the catalogues have one pattern for each, and no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from wording import PATTERNS, REASONS, ROOT, patterns_in

from knowledge.messages.catalogue import placeholders


def emitted() -> Iterator[tuple[str, ast.Call, str]]:
    """Every `Message("code", …)` in the engine, with its code and its place."""
    for path in sorted((ROOT / "engine").rglob("*.py")):
        if path.name == "messages.py" and path.parent.name == "engine":
            continue  # Where `Message` itself is defined, with an example.
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message":
                code = node.args[0]
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert isinstance(code, ast.Constant), f"{place}: a code is written out"
                yield str(code.value), node, place


def params_of(call: ast.Call) -> frozenset[str] | None:
    """The parameters of a message, where they are written out beside its code."""
    if len(call.args) == 1:
        return frozenset()
    params = call.args[1]
    if not isinstance(params, ast.Dict):
        return None
    keys = [key.value for key in params.keys if isinstance(key, ast.Constant)]
    return frozenset(map(str, keys)) if len(keys) == len(params.keys) else None


def test_every_code_has_a_pattern_and_every_pattern_a_code() -> None:
    assert {code for code, _, _ in emitted()} == patterns_in(PATTERNS).keys() | patterns_in(REASONS)


def test_parameters_written_out_are_those_of_the_pattern() -> None:
    patterns = patterns_in(PATTERNS) | patterns_in(REASONS)
    checked = 0
    for code, call, place in emitted():
        params = params_of(call)
        if params is not None:
            assert params == placeholders(patterns[code]), f"{place}: {code}"
            checked += 1
    assert checked > 30


@pytest.mark.parametrize("path", [PATTERNS, REASONS], ids=["api", "knowledge"])
def test_patterns_are_sorted_by_code(path: Path) -> None:
    patterns = patterns_in(path)
    assert list(patterns) == sorted(patterns)


def test_no_sentence_stands_in_both_catalogues() -> None:
    assert patterns_in(PATTERNS).keys() & patterns_in(REASONS) == set()
