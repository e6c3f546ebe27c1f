"""Files are read by YAML 1.2, with the place of everything, and nothing in them can hurt."""

import os
import socket
import threading
from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from small_content import GIT_PATH, findings_of, whole_content, write_content

from knowledge.reading.document import INVALID, read_document
from knowledge.reading.scalars import read_scalar
from knowledge.reading.screening import MAX_BYTES

BOUND = 5.0
"""No file may take longer than this to be refused [s]."""

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "m0: &m0 {k: 1}\n" + "".join(
    f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 25)
)
BOMBS = {
    "60 kB of brackets": "[" * 60_000,
    "60 kB of braces": "{" * 60_000,
    "brackets closed inside quotes": '[ "]" , ' * 8_000,
    "a billion laughs": LAUGHS,
    "merge keys": MERGES,
    "an alias inside itself": "a: &a [*a]\n",
    "60 kB of dashes": "- " * 30_000,
    "60 kB of questions": "? " * 30_000,
    "blocks in blocks": "".join(" " * n + "a:\n" for n in range(300)),
    "lists in lists": "".join(" " * (16 * n) + "- " * 8 + "\n" for n in range(60)),
    "a huge file": "a: b\n" * 100_000,
    "a huge text": "a: " + "x" * 200_000,
    "many tags": "%TAG !a! b\n" * 20_000,
    "many anchors": "".join(f"k{n}: &a{n} 1\n" for n in range(12_000)),
    "many keys alike": "a: 1\n" * 40_000,
    "a long key": "x" * 200_000 + ": 1",
    "colons": ":" * 200_000,
    "quotes": '"' * 200_001,
    "tabs": "\t" * 200_000,
    "carriage returns": "\r" * 200_000,
    "NUL": "a: b\n" + "\x00" * 1_000,
    "comments": "#" * 200_000,
    "pipes": "a: |\n" + " x" * 100_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_bounded_time(name: str) -> None:
    began = process_time()
    document = read_document("bomb.yaml", BOMBS[name].encode())
    assert process_time() - began < BOUND
    assert document.violations
    assert all(one.place.line >= 1 and one.place.column >= 1 for one in document.violations)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_among_good_files_spoils_none_of_them(name: str, tmp_path: Path) -> None:
    files = whole_content() | {"skills/tools/bomb.yaml": BOMBS[name]}
    found = findings_of(tmp_path, files)
    assert {one.path for one in found} == {"skills/tools/bomb.yaml"}


def test_the_deepest_text_that_is_parsed_fits_a_small_stack() -> None:
    deep = "".join(" " * n + "a:\n" for n in range(95)) + " " * 95 + "b: " + "[" * 399 + "]" * 399
    found: list[str] = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(
            target=lambda: found.extend(
                one.code for one in read_document("deep.yaml", deep.encode()).violations
            )
        )
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert found == ["S008"]


def test_bytes_that_are_no_text_are_refused() -> None:
    for content in (bytes(range(256)) * 100, b"\xff\xfea\x00", b"\xed\xa0\x80", b""):
        assert read_document("binary.yaml", content).value is INVALID


def test_a_file_of_the_greatest_size_is_still_read() -> None:
    line = b"a1234567: 1234567890123456789012345\n"
    lines = [line.replace(b"1234567:", b"%07d:" % n) for n in range(MAX_BYTES // len(line))]
    document = read_document("large.yaml", b"".join(lines))
    assert isinstance(document.value, dict)
    assert len(document.value) == len(lines)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("null", None),
        ("~", None),
        ("true", True),
        ("False", False),
        ("tRUE", "tRUE"),
        ("10", 10),
        ("-3", -3),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".5", 0.5),
        (".inf", float("inf")),
        ("1.0.0", "1.0.0"),
        ("2026-11-22", "2026-11-22"),
        ("+", "+"),
        ("", None),
    ],
)
def test_plain_scalars_are_read_by_yaml_1_2(text: str, value: object) -> None:
    found = read_scalar(text)
    assert found == value
    assert type(found) is type(value)


def test_a_link_out_of_the_content_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("kind: skill\n", encoding="utf-8")
    content = write_content(tmp_path / "content", whole_content())
    (content / "skills/tools/leak.yaml").symlink_to(outside)
    (content / "skills/tools/nowhere.yaml").symlink_to(tmp_path / "missing")
    (content / "skills/tools/cycle.yaml").symlink_to(content / "skills/tools/cycle.yaml")
    (content / "skills/loop").symlink_to(content / "skills", target_is_directory=True)
    found = findings_of(content, {})
    assert {(one.path, one.code) for one in found} == {
        ("skills/tools/leak.yaml", "S009"),
        ("skills/tools/nowhere.yaml", "S009"),
        ("skills/tools/cycle.yaml", "S009"),
        ("skills/loop", "S009"),
    }


def test_pipes_and_sockets_among_the_files_are_refused_without_waiting(tmp_path: Path) -> None:
    content = write_content(tmp_path, whole_content())
    os.mkfifo(content / "roles/pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(content / "roles")
        try:
            listener.bind("socket.yaml")
        finally:
            os.chdir(here)
        found = findings_of(content, {})
    assert [(one.path, one.code) for one in found] == [
        ("roles/pipe.yaml", "S009"),
        ("roles/socket.yaml", "S009"),
    ]


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    missing = {one.path for one in findings_of(tmp_path, {}) if one.code in ("S009", "A001")}
    assert {"manifest.yaml", "scale.yaml", "domains.yaml", "redirects.yaml"} <= missing


def test_several_faults_of_syntax_in_one_file_are_all_found(tmp_path: Path) -> None:
    files = whole_content()
    files[GIT_PATH] = (
        files[GIT_PATH]
        .replace("title: Git\n", "title: Git\r\n")
        .replace("[version control]", "[on, \tvcs]")
        .replace("domain: tools", "domain: tools\ndomain: data")
        .replace("of a text", "of a \udcfftext")
        .replace("[pro-git]", "&here [pro-git]")
    )
    codes = {one.code for one in findings_of(tmp_path, files)}
    assert codes == {"S002", "S003", "S004", "S005", "S006", "S007"}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
VALUES = st.recursive(
    st.integers() | st.booleans() | WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=5), st.booleans())
def test_every_place_is_where_the_parser_of_record_puts_it(
    value: dict[str, object], is_flow: bool
) -> None:
    text = yaml.safe_dump(value, default_flow_style=is_flow, allow_unicode=True, width=60)
    document = read_document("some.yaml", text.encode())
    if document.value is INVALID:
        assert document.violations
        return
    marks: dict[tuple[object, ...], tuple[int, int]] = {}
    _collect(yaml.compose(text, Loader=yaml.SafeLoader), (), marks)
    assert {tuple(map(str, path)): spot for path, spot in document.positions.items()} == marks


def _collect(
    node: yaml.Node | None,
    path: tuple[object, ...],
    marks: dict[tuple[object, ...], tuple[int, int]],
) -> None:
    assert node is not None
    assert node.start_mark is not None
    marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, part in node.value:
            _collect(part, (*path, str(read_key(key))), marks)
    elif isinstance(node, yaml.SequenceNode):
        for index, part in enumerate(node.value):
            _collect(part, (*path, str(index)), marks)


def read_key(node: yaml.ScalarNode) -> str | int:
    value = read_scalar(node.value)
    is_number = isinstance(value, int) and not isinstance(value, bool) and not node.style
    return value if is_number and isinstance(value, int) else str(node.value)


@given(st.dictionaries(WORDS.filter(bool), WORDS, min_size=1, max_size=6))
def test_a_quoted_text_is_exactly_at_its_position(texts: Mapping[str, str]) -> None:
    lines = [
        f'"{_escaped(key)}":{" " * (number % 3 + 1)}"{_escaped(text)}"'
        for number, (key, text) in enumerate(texts.items())
    ]
    document = read_document("some.yaml", "\n".join(lines).encode())
    for key, text in texts.items():
        line, column = document.positions[(key,)]
        assert lines[line - 1][column - 1 :] == f'"{_escaped(text)}"'
        key_line, key_column = document.key_positions[(key,)]
        assert lines[key_line - 1][key_column - 1 :].startswith(f'"{_escaped(key)}"')


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
