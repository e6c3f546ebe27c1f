"""The message catalogue: complete in every language, nothing unused, and the parameters fit."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from inspect import getsource
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import pytest
from msgspec import Meta, inspect

from api.http.language import negotiate
from api.http.problems.table import TABLE
from api.messages.requirements import KINDS, accepts, alternatives, fitting, requirement, type_fault
from api.messages.text import LANGUAGES, Text, catalogue
from engine import Message, MessageParam
from knowledge.messages.catalogue import placeholders

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "api" / "messages"
MAKERS = {"Text", "Message"}
DYNAMIC = ("problem.",)
"""Codes that follow from the rows of a table, which the tests below hold against it."""


class Use:
    """One place in the code that names a message, with the parameters given there."""

    def __init__(self, code: str, params: frozenset[str] | None, place: str) -> None:
        self.code = code
        self.params = params
        self.place = place


def uses() -> list[Use]:
    """Every `Text("code", …)` and `Message("code", {…})` of the API and the engine."""
    found: list[Use] = []
    for room in ("api", "engine"):
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    found.extend(_use(node, f"{path.relative_to(ROOT)}:{node.lineno}"))
    return found


def _use(node: ast.Call, place: str) -> Iterator[Use]:
    assert isinstance(node.func, ast.Name)
    if node.func.id not in MAKERS or not node.args:
        return
    codes = [
        one.value
        for one in ast.walk(node.args[0])
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    if isinstance(node.args[0], ast.JoinedStr):
        return
    for code in codes:
        if "." in code:
            yield Use(code, _params(node), place)


def _params(node: ast.Call) -> frozenset[str] | None:
    """The names of the parameters where they can be seen; None where they cannot."""
    assert isinstance(node.func, ast.Name)
    if node.func.id == "Text":
        names = [keyword.arg for keyword in node.keywords]
        return None if None in names else frozenset(name for name in names if name)
    if len(node.args) < 2:
        return frozenset()
    keys = node.args[1].keys if isinstance(node.args[1], ast.Dict) else [None]
    literal = [str(key.value) for key in keys if isinstance(key, ast.Constant)]
    return frozenset(literal) if len(literal) == len(keys) else None


def words() -> set[str]:
    """Every text constant of the API and the engine: codes may stand in tables of them."""
    found: set[str] = set()
    for room in ("api", "engine"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def patterns(language: str) -> dict[str, str]:
    return catalogue(language).patterns


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_the_code_names_has_a_pattern(language: str) -> None:
    missing = {use.place: use.code for use in uses() if use.code not in patterns(language)}
    assert missing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_is_used(language: str) -> None:
    named = words() | {code for row in TABLE.values() for code in row.codes}
    assert set(patterns(language)) - named == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_table_of_problems_has_its_sentences(language: str) -> None:
    codes = {code for row in TABLE.values() for code in row.codes}
    assert codes - set(patterns(language)) == set()


def test_every_placeholder_is_given_where_that_can_be_seen() -> None:
    wrong = [
        f"{use.place}: {use.code} lacks {missing}"
        for use in uses()
        if use.params is not None and use.code in patterns(LANGUAGES[0])
        if (missing := placeholders(patterns(LANGUAGES[0])[use.code]) - use.params)
    ]
    assert wrong == []


def test_every_language_has_the_same_codes_and_placeholders() -> None:
    first = {code: placeholders(text) for code, text in patterns(LANGUAGES[0]).items()}
    for language in LANGUAGES:
        assert {code: placeholders(text) for code, text in patterns(language).items()} == first


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.json")), ids=lambda file: file.name)
def test_a_catalogue_file_is_sorted_and_indented_by_two(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = json.loads(text)
    assert text == json.dumps(dict(sorted(found.items())), indent=2, ensure_ascii=False) + "\n"


TECHNICAL = ("api/__main__.py", "api/process/", "api/db/", "api/http/docs_page.py",
             "api/http/documentation/", "api/http/metrics.py",
             "api/health/measures.py")  # fmt: skip
"""Where English is for operators and programmers: usage, documentation, units."""
APART = {"__init__", "compile", "warning", "error"}
"""Calls whose text is for a log or a pattern: errors as text, regular expressions, log lines."""
SENTENCE = re.compile(r"(?s)(?=.*[a-z] [a-z])(?:.*?\b\w\w+\b){3}")
NOT_SAID = {"the password of no account"}
"""Words that no person reads."""


def sentences(path: Path) -> Iterator[str]:
    """Text of three words and more, apart from docstrings, descriptions, logs and patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            apart.add(node.value)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in APART:
            apart |= set(ast.walk(node))
        if isinstance(node, ast.keyword) and node.arg in {"description", "examples"}:
            apart |= set(ast.walk(node))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in apart else None
        if isinstance(text, str) and SENTENCE.search(text):
            yield text


def test_no_sentence_is_made_outside_of_the_catalogue() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): made
        for path in sorted((ROOT / "api").rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(TECHNICAL)
        if (made := [text for text in sentences(path) if text not in NOT_SAID])
    }
    assert found == {}


def test_no_sentence_uses_a_word_that_has_a_plainer_one() -> None:
    mannered = ("whoever", "nobody", "reckon", "mend", "kept", "away", "stands on", "circle")
    found = {
        code: text
        for code, text in patterns("en").items()
        if any(word in text.lower().split() or f" {word} " in text.lower() for word in mannered)
    }
    assert found == {}


def test_a_refusal_is_described_with_every_value_its_sentences_need() -> None:
    for error in examples():
        row = TABLE[type(error)]
        for code in row.codes:
            assert Text.of(Message(code, row.read(error).params)).say()


def examples() -> list[Exception]:
    """One error of each kind in the table."""
    return [_example(kind) for kind in TABLE]


def _example(kind: type[Exception]) -> Exception:
    """An error of this kind that holds some value under each of its names."""
    error = kind.__new__(kind)
    for node in ast.walk(ast.parse(getsource(kind))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            setattr(error, node.attr, SAMPLES.get(node.attr, node.attr))
    return error


SAMPLES: dict[str, object] = {
    "levels": (1, 2), "known": ("junior",), "pins": ("sql",), "names": ("a", "b"), "choose": 1,
    "hours": 3.0, "least": 4.0, "points": 95.0, "most": 90.0, "limit": 5, "retry_after": 2,
    "deadline": 15.0, "top": 3, "steps": ("sql:1",), "faults": (), "nearest": None,
    "minutes": 30, "until": date(2027, 3, 1), "today": date(2027, 3, 2),
    "reason": Message("problem.malformed-body.reason.nul"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Annotated[int, Meta(ge=1)], 0, "must be a whole number of 1 or more"),
        (Annotated[int, Meta(le=100_000)], 100_001, "must be a whole number of 100,000 or less"),
        (Annotated[int, Meta(ge=0, le=5)], 6, "must be a whole number from 0 to 5"),
        (Annotated[float, Meta(gt=0)], 0, "must be a number above 0"),
        (Annotated[float, Meta(lt=1)], 1.0, "must be a number below 1"),
        (float, float("inf"), "must be a number with fewer digits"),
        (Annotated[str, Meta(min_length=1)], "", "must have 1 character or more"),
        (Annotated[str, Meta(max_length=2)], "abc", "must have 2 characters or fewer"),
        (Annotated[str, Meta(pattern="^a$")], "b", "is not valid"),
        (Annotated[dict[str, int], Meta(min_length=1)], {}, "must have 1 entry or more"),
        (Annotated[list[int], Meta(max_length=8)], [1] * 9, "must have 8 entries or fewer"),
        (int, "1", "must be a whole number, not text"),
        (int, 1.5, "must be a whole number"),
        (int | None, True, "must be a whole number or null, not true or false"),
        (Literal["no", "yes"], "perhaps", "must be one of: no, yes"),
        (Literal["no", "yes"], 1, "must be one of: no, yes"),
        (date, "2030-02-31", "must be a date such as 2027-03-01"),
        (UUID, "x", "must be an id such as 0197c1f0-7b3e-7c51-9d4a-2f60a1b5c8e3"),
    ],
)
def test_what_is_required_is_put_into_words(kind: object, value: object, said: str) -> None:
    kinds = alternatives(inspect.type_info(kind))
    chosen = fitting(kinds, value)
    assert chosen is None or not accepts(chosen.kind, value)
    text = type_fault(kinds, value) if chosen is None else requirement(chosen.kind, value)
    assert text.say() == said


def test_every_kind_of_value_has_a_name() -> None:
    assert {kind: Text.of(message).say() for kind, message in KINDS.items()}["int"] == (
        "a whole number"
    )


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"), ("de", "de"), ("de-AT", "de"), ("DE-de, en;q=0.9", "de"),
        ("fr, de;q=0.2, en;q=0.8", "en"), ("de;q=0, en;q=0.1", "en"), ("fr", "en"), ("*", "en"),
        ("en;q=2", "en"), ("de;q=x", "en"), (";;,,q=", "en"), ("x" * 10_000, "en"),
        ("de," * 5_000, "en"),
    ],
)  # fmt: skip
def test_the_best_language_is_chosen_of_those_there_are(header: str, language: str) -> None:
    assert negotiate(header, ("en", "de")) == language


def test_a_list_of_parameters_is_a_message_parameter() -> None:
    names: MessageParam = ("`a`", "`b`")
    assert "`a` and `b`" in Text("problem.limits-contradict.detail", names=names).say()
