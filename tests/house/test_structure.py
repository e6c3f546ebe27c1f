"""The house keeps its own rules: where things stand, how large they are, what they are called."""

import ast
import importlib
import importlib.metadata
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("engine", "knowledge", "api")
FORBIDDEN_NAMES = {
    "answer", "base", "common", "core", "drawing", "helpers", "kept", "manager", "mends",
    "sentences", "shown", "things", "utils", "verdict", "wishes", "words",
}  # fmt: skip
"""They tell a stranger nothing about what a module decides."""
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def mentions(pattern: str, *, outside: set[str]) -> list[str]:
    """Where a pattern stands in code (not in docstrings' prose) outside the files allowed to."""
    found = []
    for path in MODULES:
        if short(path) in outside:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if re.search(pattern, line.split("#")[0]):
                found.append(f"{short(path)}:{number}: {line.strip()}")
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_imported_from_here_and_nobody_else_owns_its_name(room: str) -> None:
    module = importlib.import_module(room)
    assert module.__file__ is not None
    assert Path(module.__file__).is_relative_to(ROOT)
    owners = importlib.metadata.packages_distributions().get(room, [])
    assert [name for name in owners if name != "career-intelligence-platform"] == []


FACE = "engine/__init__.py"
"""A list of names without a line that does anything; `test_faces` holds each name to be used."""


def test_the_face_holds_names_only() -> None:
    lines = ast.parse((ROOT / FACE).read_text(encoding="utf-8")).body
    kinds = [type(line) for line in lines]
    assert set(kinds) == {ast.Expr, ast.ImportFrom, ast.Assign}
    assert (kinds.count(ast.Expr), kinds.count(ast.Assign)) == (1, 2)  # `__all__`, the version


LONGER = {FACE, "engine/ranking/requirement_arrays.py", "knowledge/texts.py"}
"""Files of more than 300 lines: lists of names, of records, and of one table's arithmetic."""


def test_no_module_is_longer_than_300_lines_and_most_are_short() -> None:
    lengths = {short(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: n for name, n in lengths.items() if n > 300 and name not in LONGER} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= 120


FEATURE_FILES = {"__init__", "routes", "schemas", "service", "repository", "views", "stored"}
"""What a feature of the API is made of, under the same names always."""
FLOORS = {"auth", "db", "http", "idempotency", "mail", "messages", "process"}
"""Rooms of the API that serve every feature, and have no such files."""
MOST_SPECIAL = 2


def test_a_feature_has_the_same_files_always_and_two_more_at_most() -> None:
    special: dict[str, list[str]] = {}
    for path in sorted((ROOT / "api").glob("*/*.py")):
        if path.parent.name not in FLOORS and path.stem not in FEATURE_FILES:
            special.setdefault(path.parent.name, []).append(path.stem)
    assert {room: names for room, names in special.items() if len(names) > MOST_SPECIAL} == {}
    assert {path.parent.name for path in (ROOT / "api").glob("*/__init__.py")} >= FLOORS


def test_no_function_is_longer_than_60_lines_and_few_than_40() -> None:
    lengths = {
        f"{short(path)}:{function.name}": _body_length(function)
        for path in MODULES
        for function in functions(path)
    }
    assert {name: n for name, n in lengths.items() if n > 60} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= 10


def _body_length(function: Function) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body or function.end_lineno is None:
        return 0
    return function.end_lineno - body[0].lineno + 1


def test_no_file_or_folder_is_called_something_that_says_nothing() -> None:
    names = {part.removesuffix(".py") for path in MODULES for part in Path(short(path)).parts}
    assert names & FORBIDDEN_NAMES == set()


def test_a_class_name_stands_in_one_file() -> None:
    files: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                files.setdefault(node.name.lstrip("_"), set()).add(short(path))
    assert {name: sorted(found) for name, found in files.items() if len(found) > 1} == {}


OLD_WORDS = (
    r"\b(mends?|mended|whoever|reckon|is away|circles?|stands? on|is kept|nobody|wish(es)?)\b"
)
"""Words of an earlier vocabulary, each with a plainer one in its place today."""


def test_every_text_uses_the_words_of_the_vocabulary() -> None:
    found = [
        f"{short(path)}:{line}: {text[:80]}"
        for path in MODULES
        for line, text in texts(path)
        if re.search(OLD_WORDS, text, re.IGNORECASE) and text != "nobody"  # The system's user.
    ]
    assert found == []


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The text constants of a module with their lines, docstrings among them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


UNBOUNDED = r"\bto_thread\b|\brun_in_executor\b|PoolExecutor|sync_to_thread=True"
"""Ways to a thread; most of them lead to one pool without a bound, which all would share."""


def test_work_goes_to_a_thread_through_a_bounded_executor_only() -> None:
    allowed = {
        "api/http/executor.py",
        "api/auth/passwords.py",  # A pool of its own, with few threads.
        "api/process/serving.py",  # Before the server has started.
    }
    assert mentions(UNBOUNDED, outside=allowed) == []
    assert {line.split(":")[0] for line in mentions(UNBOUNDED, outside=set())} == allowed


def test_only_the_graph_calls_networkx() -> None:
    assert (
        mentions(
            r"\bnx\.|\bnetworkx\b",
            outside={"engine/graph/skill_graph.py", "engine/graph/cycles.py"},
        )
        == []
    )


def test_only_the_session_commits() -> None:
    """The migrations' runner commits its own connection; every request goes by the session."""
    assert mentions(r"\.commit\(", outside={"api/db/pool.py", "api/db/migrate.py"}) == []


def test_only_the_doors_read_the_environment_and_the_clock() -> None:
    doors = {"api/__main__.py", "knowledge/__main__.py"}
    pattern = r"os\.environ|os\.getenv|datetime\.now|date\.today|time\.time\(|utcnow"
    assert mentions(pattern, outside=doors) == []


def test_imports_of_our_own_rooms_carry_no_other_name() -> None:
    pattern = r"^\s*(from|import) (engine|knowledge|api)\b.* as "
    assert mentions(pattern, outside=set()) == []


def test_no_import_stands_inside_a_function() -> None:
    inside = [
        f"{short(path)}:{node.lineno}"
        for path in MODULES
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_sql_stands_in_repositories() -> None:
    pattern = r"(?<!@)\b(select|insert|update|delete)\((?!\))"
    allowed = {
        short(path)
        for path in MODULES
        if path.name.endswith("repository.py") or short(path).startswith("api/db/")
    }
    found = mentions(pattern, outside=allowed)
    assert [line for line in found if line.startswith("api/")] == []


def test_every_name_on_the_engines_face_says_what_it_means() -> None:
    engine = importlib.import_module("engine")
    unexplained = [
        name
        for name in engine.__all__
        if callable(getattr(engine, name)) and not (getattr(engine, name).__doc__ or "").strip()
    ]
    assert unexplained == []


def test_nothing_that_is_kept_names_a_machine_or_a_registry() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    pattern = re.compile(r"/root/|/home/\w+/|registry\.npmjs|pypi\.org/simple|files\.pythonhosted")
    found = [
        name
        for name in tracked
        if name
        and not name.startswith("tests/house/")
        and (ROOT / name).is_file()
        and (ROOT / name).suffix in {".py", ".json", ".lock", ".toml", ".md", ".yml", ".ts", ".tsx"}
        and pattern.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
