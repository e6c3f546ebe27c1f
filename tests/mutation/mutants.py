"""Mutants: one small change each to the source of a module, as mutmut's operators make them.

A file is drawn with a chance in proportion to its code, then a mutant of it: to list all mutants
of a room would take longer than to run a sample. Unlike mutmut itself this changes decorated
functions too (properties, cached functions): a mutant is written into a copy of the file.
"""

import ast
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from functools import lru_cache
from pathlib import Path
from random import Random

import libcst as cst
from libcst.metadata import MetadataWrapper
from msgspec import Struct
from mutmut.mutation.file_mutation import Mutation, MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import get_ignored_lines

_LEFT_ALONE = ("staticmethod", "classmethod")  # What mutmut looks into without our help.


class Mutant(Struct, frozen=True):
    """A file with one change, in the lines `first` to `last`; `change` is what was and what is."""

    path: str
    function: str
    first: int
    last: int
    change: str
    source: str

    @property
    def name(self) -> str:
        """Where it is and what it does, in one line."""
        return f"{self.path}:{self.first} {self.function}: {self.change}"


class _Visitor(MutationVisitor):
    """Looks into decorated functions as well."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            node = node.with_changes(decorators=())
        return super()._skip_node_and_children(node)


def draw_mutants(
    root: Path, folders: Sequence[str], *, count: int, seed: int
) -> tuple[Mutant, ...]:
    """So many different mutants of the folders' modules; the same for the same seed and sources."""
    chance = Random(seed)
    paths = sorted(path for folder in folders for path in (root / folder).rglob("*.py"))
    weights = [_weight(path.read_text(encoding="utf-8")) for path in paths]
    found: dict[str, Mutant] = {}
    for _ in range(20 * count):
        if len(found) == count:
            break
        (path,) = chance.choices(paths, weights)
        module, mutations = _mutations(path)
        if mutations:
            mutant = _mutant(root, path, module, chance.choice(mutations))
            found.setdefault(f"{mutant.path}\n{mutant.source}", mutant)
    return tuple(sorted(found.values(), key=lambda mutant: (mutant.path, mutant.name)))


def _weight(source: str) -> int:
    """The expressions in functions: about as many mutants there are."""
    return sum(
        isinstance(node, ast.expr)
        for function in _functions(ast.parse(source))
        for node in ast.walk(function)
    )


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node)


@lru_cache(maxsize=256)
def _mutations(path: Path) -> tuple[cst.Module, list[Mutation]]:
    source = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source))
    ignored = get_ignored_lines(str(path), source, wrapper)
    visitor = _Visitor(mutation_operators, ignored)
    module = wrapper.visit(visitor)
    inside = [
        mutation
        for mutation in visitor.mutations
        if isinstance(mutation.contained_by_top_level_function, cst.FunctionDef)
    ]
    return module, inside


def _mutant(root: Path, path: Path, module: cst.Module, mutation: Mutation) -> Mutant:
    mutated = deep_replace(module, mutation.original_node, mutation.mutated_node)
    if not isinstance(mutated, cst.Module):
        raise TypeError(path)
    before, after = module.code.splitlines(), mutated.code.splitlines()
    changed = [line for line in unified_diff(before, after, n=0) if line[:3] not in ("---", "+++")]
    line = int(changed[0].split()[1].lstrip("-").split(",")[0])
    taken = " ".join(text[1:].strip() for text in changed if text.startswith("-"))
    given = " ".join(text[1:].strip() for text in changed if text.startswith("+"))
    tree = ast.parse(module.code)
    first, last = _statement_at(tree, line)
    return Mutant(
        path=path.relative_to(root).as_posix(),
        function=_function_at(tree, line),
        first=first,
        last=last,
        change=f"{taken} → {given}",
        source=mutated.code,
    )


def _statement_at(tree: ast.Module, line: int) -> tuple[int, int]:
    """The lines of the statement around a line; of one with a body those before it.

    What runs when a module is loaded, such as a default, no test reaches: the whole function does.
    """
    first, last = line, line
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or isinstance(node, ast.ClassDef):
            continue
        body = getattr(node, "body", None)
        end = body[0].lineno - 1 if body else node.end_lineno or node.lineno
        if node.lineno <= line <= max(end, node.lineno):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            first, last = node.lineno, (node.end_lineno or line) if is_function else max(end, line)
    return first, last


def _function_at(tree: ast.Module, line: int) -> str:
    """The function or method around a line."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            if start <= line <= (node.end_lineno or start):
                names.append(node.name)
    return ".".join(names[:2])
