"""What editors read about each planted fault: the said_*.yaml files beside the tests, read by hand.

To bring them up to date: PYTHONPATH=.:tests:tests/knowledge python -m write_said; read the changes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from textwrap import indent

import yaml

from knowledge.cli.formats import as_text
from knowledge.findings import Finding

HERE = Path(__file__).resolve().parent


def shown(found: Iterable[Finding]) -> str:
    """The findings as `check` prints them, each with the edit that repairs it."""
    return "".join(line for one in found for line in _lines_of(one))


def _lines_of(one: Finding) -> Iterator[str]:
    """What is printed without the line that counts, and the edit."""
    for line in as_text([one], "").splitlines()[:-1]:
        yield f"{line}\n"
    if one.edit is not None:
        edit = one.edit
        yield f"    edit: {edit.line}:{edit.column} {edit.old!r} → {edit.new!r}\n"


@cache
def said_in(name: str) -> Mapping[str, str]:
    """Title of a fault → the findings that it causes, as they are printed."""
    loaded = yaml.safe_load(_path_of(name).read_text(encoding="utf-8"))
    return {str(title): str(text) for title, text in loaded.items()}


def write_said(name: str, texts: Mapping[str, str]) -> None:
    """Write what is said now."""
    entries = [
        f"{json.dumps(title, ensure_ascii=False)}: |\n{indent(text, '  ')}"
        for title, text in texts.items()
    ]
    _path_of(name).write_text("".join(entries), encoding="utf-8", newline="\n")


def _path_of(name: str) -> Path:
    return HERE / f"said_{name}.yaml"
