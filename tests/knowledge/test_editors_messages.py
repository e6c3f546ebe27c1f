"""Every sentence for editors is in the catalogue, with the parameters that the code gives it."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import knowledge
from engine import Message
from knowledge.checks.registry import REGISTRY
from knowledge.messages.catalogue import (
    MessageCatalogue,
    MessagePatternError,
    UnknownMessageError,
    messages_for_editors,
    placeholders,
    reasons_file,
)

ROOM = Path(knowledge.__file__ or "").parent
PATTERNS = messages_for_editors().patterns
CODE = re.compile(r"[A-Z][0-9]{3}(\.[a-z0-9-]+)*|[a-z]+(-[a-z]+)*(\.[a-z0-9_-]+)*")
FINDING = re.compile(r"[A-Z][0-9]{3}(\.[a-z0-9-]+)*")
NOT_A_PARAMETER = {"fix", "edit"}
BY_NAME = {
    *("counts.figure.", "counts.role.", "counts.level.", "counts.table."),
    "preferences.column.",
}
"""Families of messages whose codes are put together from the name of a figure or a column."""


def _trees(room: Path = ROOM) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(room.rglob("*.py")):
        yield path.relative_to(room).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _literals(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def _calls() -> Iterator[tuple[str, ast.Call, set[str]]]:
    """Every call that makes a message, with the codes that it may make it of."""
    for name, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (_is_violation(node) or _is_message(node)):
                plain = [arg for arg in node.args if isinstance(arg, ast.Constant | ast.IfExp)]
                codes = {code for arg in plain for code in _literals(arg) if CODE.fullmatch(code)}
                if codes:
                    yield f"{name}:{node.lineno}", node, codes


def _is_violation(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and any(
        FINDING.fullmatch(code) for arg in call.args for code in _literals(arg)
    )


def _is_message(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in {"Message", "say"}


def _keywords(call: ast.Call) -> set[str]:
    return {word.arg for word in call.keywords if word.arg is not None}


def test_every_message_that_the_code_makes_is_in_the_catalogue() -> None:
    made = {(where, code) for where, _, codes in _calls() for code in codes}
    made |= {
        (where, f"{code}.fix")
        for where, call, codes in _calls()
        if _is_violation(call) and "fix" not in _keywords(call)
        for code in codes
    }
    assert sorted((where, code) for where, code in made if code not in PATTERNS) == []
    assert len(made) > 300


def test_every_code_of_a_finding_in_the_code_is_a_message_or_a_registered_rule() -> None:
    registered = {check.code for check in REGISTRY}
    found = {
        (name, code)
        for name, tree in _trees()
        for code in _literals(tree)
        if FINDING.fullmatch(code) and code not in PATTERNS.keys() | registered
    }
    assert sorted(found) == []


def _of_rules() -> set[str]:
    return {f"{check.code}.title" for check in REGISTRY}


def test_every_rule_has_a_title_and_says_what_is_wrong_and_how_to_fix_it() -> None:
    for check in REGISTRY:
        assert check.title.code in PATTERNS
        own = {code for code in PATTERNS if code.startswith(check.code)} - {check.title.code}
        assert any(".fix" not in code for code in own), check.code


def test_no_message_of_the_catalogue_is_unused() -> None:
    used = _of_rules()
    for _, tree in (*_trees(), *_trees(ROOM.parent / "engine" / "explanation")):
        used |= _literals(tree) & PATTERNS.keys()
    used |= {f"{code}.fix" for code in used}
    families = tuple(BY_NAME)
    assert [c for c in sorted(PATTERNS.keys() - used) if not c.startswith(families)] == []


def test_every_call_gives_exactly_the_parameters_that_its_messages_name() -> None:
    wrong = []
    for where, call, codes in _calls():
        if any(word.arg is None for word in call.keywords):
            continue  # handed on by a wrapper
        given = _keywords(call) - (NOT_A_PARAMETER if _is_violation(call) else set())
        if isinstance(call.func, ast.Name) and call.func.id == "Message":
            given = _keys_of(call)
        for code in codes:
            named = set(placeholders(PATTERNS[code]))
            if _is_violation(call) and "fix" not in _keywords(call):
                named |= placeholders(PATTERNS[f"{code}.fix"])
            if named != given:
                wrong.append((where, code, sorted(named ^ given)))
    assert wrong == []


def _keys_of(call: ast.Call) -> set[str]:
    """The keys of the literal parameters of a message."""
    if len(call.args) < 2:
        return set()
    assert isinstance(call.args[1], ast.Dict), ast.unparse(call)
    return {str(key.value) for key in call.args[1].keys if isinstance(key, ast.Constant)}


def test_the_messages_are_sorted_and_their_codes_are_plain() -> None:
    for file in (files("knowledge.messages") / "en").iterdir():
        text = file.read_text(encoding="utf-8")
        codes = re.findall(r'^  "([^"]+)":', text, re.MULTILINE)
        assert codes == sorted(codes)
        assert [code for code in codes if not CODE.fullmatch(code)] == []


def test_messages_are_sentences_without_a_full_stop_and_with_a_capital() -> None:
    odd = [
        code
        for code, text in PATTERNS.items()
        if FINDING.fullmatch(code)
        and code not in {"A006.comparison", "A006.no-rule", "A006.not-given"}
        and (text.endswith(".") or not re.match(r"[A-Z`{“.]", text))
    ]
    assert odd == []


def test_an_unknown_message_and_a_missing_parameter_are_errors() -> None:
    with pytest.raises(UnknownMessageError):
        messages_for_editors().format(Message("Z999"))
    with pytest.raises(KeyError):
        messages_for_editors().format(Message("R001"))


@pytest.mark.parametrize(
    ("pattern", "params", "words"),
    [
        ("{n, plural, one {# step} other {# steps}}", {"n": 1}, "1 step"),
        ("{n, plural, one {# step} other {# steps}}", {"n": 1_200}, "1,200 steps"),
        ("{n, plural, =0 {none} other {#}}", {"n": 0}, "none"),
        ("{kind, select, skill {a skill} other {a thing}}", {"kind": "role"}, "a thing"),
        ("{names}", {"names": ("a", "b", "c")}, "a, b, and c"),
        ("{hours} h", {"hours": 2.5}, "2.5 h"),
        ("write '{themes}'", {}, "write {themes}"),
    ],
)
def test_patterns_follow_icu_message_syntax(
    pattern: str, params: dict[str, object], words: str
) -> None:
    catalogue = MessageCatalogue("en", {"code": pattern})
    assert catalogue.format(Message("code", params)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize("pattern", ["{", "{n, plural, offset:1 other {#}}", "{d, date, short}"])
def test_a_pattern_that_cannot_be_formatted_is_refused_when_it_is_read(pattern: str) -> None:
    with pytest.raises(MessagePatternError):
        MessageCatalogue("en", {"code": pattern})


def test_reasons_can_be_told_by_another_catalogue_in_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "own.json").write_text('{"own": "Own"}', encoding="utf-8")
    other = MessageCatalogue.load(tmp_path, shared=reasons_file())
    assert other.format(Message("reason.requirement")) == "The role requires it."
    assert other.format(Message("own")) == "Own"
    assert {c: text for c, text in other.patterns.items() if c != "own"}.items() <= PATTERNS.items()


def test_a_code_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for name in ("one.json", "two.json"):
        (tmp_path / "en" / name).write_text('{"code": "words"}', encoding="utf-8")
    with pytest.raises(MessagePatternError, match=re.escape("two.json")):
        MessageCatalogue.load(tmp_path)
