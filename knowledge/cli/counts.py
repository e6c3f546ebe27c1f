"""`counts`: how much content there is, and with --totals what it adds up to."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from knowledge.cli.formats import as_errors, say
from knowledge.cli.totals import (
    Counts,
    LevelHours,
    RoleTotal,
    count,
    total_levels,
    total_roles,
)
from knowledge.gate import BrokenKnowledgeError
from knowledge.library import Library

BEGIN = "<!-- begin: python -m knowledge counts --totals -->"
END = "<!-- end -->"


class CountsOptions(Struct, frozen=True):
    """What to print and how; `into` is a page whose marked part is replaced."""

    content: Path
    format: str
    with_totals: bool
    into: Path | None = None


class Figures(Struct, frozen=True):
    """The counts of the content, and its totals if requested."""

    version: str
    counts: Counts
    roles: tuple[RoleTotal, ...] = ()
    levels: tuple[LevelHours, ...] = ()


def run_counts(options: CountsOptions, write: Callable[[str], object]) -> int:
    """Print the figures; returns 1 when the content has errors, 2 when the page has no marks."""
    try:
        figures = figures_of(Library.load(options.content), with_totals=options.with_totals)
    except BrokenKnowledgeError as broken:
        write(as_errors(broken.findings, options.content))
        return 1
    if options.into is None:
        write(FIGURE_FORMATS[options.format](figures))
        return 0
    page = options.into.read_text(encoding="utf-8") if options.into.is_file() else ""
    if BEGIN not in page or END not in page:
        write(say("counts.no-marks", path=str(options.into), begin=BEGIN, end=END) + "\n")
        return 2
    options.into.write_text(put_between(page, as_markdown(figures)), encoding="utf-8", newline="\n")
    write(say("counts.written", path=str(options.into)) + "\n")
    return 0


def figures_of(library: Library, *, with_totals: bool) -> Figures:
    """The counts of a library, and its totals if requested."""
    return Figures(
        version=library.version,
        counts=count(library),
        roles=total_roles(library) if with_totals else (),
        levels=total_levels(library) if with_totals else (),
    )


def put_between(page: str, text: str, *, begin: str = BEGIN) -> str:
    """The page with `text` between its marks."""
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(END)
    return f"{before}{begin}\n{text}{END}{after}"


def as_text_figures(figures: Figures) -> str:
    """One line per figure, in columns."""
    tables: list[list[Row]] = [_counted_rows(figures)]
    if figures.roles:
        roles = [_head("role", _ROLE_COLUMNS), *_role_rows(figures)]
        tables += [roles, [_head("level", _LEVEL_COLUMNS), *_level_rows(figures)]]
    return "\n".join(_columns(rows) for rows in tables)


def as_json(figures: Figures) -> str:
    """One object with the fields of the figures."""
    return msgspec.json.format(msgspec.json.encode(figures), indent=2).decode() + "\n"


def as_markdown(figures: Figures) -> str:
    """Tables for a page."""
    tables = [_table(_head("table", ("item", "count")), _counted_rows(figures))]
    if figures.roles:
        tables.append(f"### {say('counts.roles-title')}\n")
        tables.append(_table(_head("role", _ROLE_COLUMNS), _role_rows(figures)))
        tables.append(f"### {say('counts.levels-title')}\n")
        tables.append(_table(_head("level", _LEVEL_COLUMNS), _level_rows(figures)))
    return "\n".join(tables)


FIGURE_FORMATS: dict[str, Callable[[Figures], str]] = {
    "text": as_text_figures,
    "json": as_json,
    "markdown": as_markdown,
}

Row = tuple[str, ...]
_ROLE_COLUMNS = ("role", "variant", "requirements", "steps", "low", "typical", "high")
_LEVEL_COLUMNS = ("domain", "level", "skills", "lower-quartile", "median", "upper-quartile")


def _head(table: str, columns: Sequence[str]) -> Row:
    return tuple(say(f"counts.{table}.{column}") for column in columns)


def _numbers(counts: Counts) -> dict[str, int]:
    """Each figure by its name, in the order in which they are printed."""
    return {
        "roles": counts.roles,
        "variants": counts.variants,
        "requirements": counts.requirements,
        "choices": counts.choices,
        "skills": counts.skills,
        "steps": counts.steps,
        "can-do": counts.can_do,
        "hard-edges": counts.edges.hard,
        "soft-edges": counts.edges.soft,
        "any-of-edges": counts.edges.any_of,
        "any-of-groups": counts.edges.any_of_groups,
        "resources": counts.resources,
        "projects": counts.projects.projects,
        "junior-core-steps": counts.projects.junior_core_steps,
        "junior-core-steps-proved": counts.projects.junior_core_steps_proved,
        "core-levels": counts.teaching.core_levels,
        "core-levels-provable": counts.teaching.core_levels_provable,
        "first-levels": counts.teaching.first_levels,
        "first-levels-with-free-course": counts.teaching.with_free_course,
        "first-levels-with-two-kinds": counts.teaching.with_two_kinds,
        "skills-to-esco": counts.mappings.skills_to_esco,
        "roles-to-esco": counts.mappings.roles_to_esco,
        "roles-to-onet": counts.mappings.roles_to_onet,
    }


def _counted_rows(figures: Figures) -> list[Row]:
    numbers = _numbers(figures.counts)
    return [(say(f"counts.figure.{name}"), f"{number:,}") for name, number in numbers.items()]


def _role_rows(figures: Figures) -> list[Row]:
    return [
        (one.role, one.variant, f"{one.requirements}", f"{one.steps}", *_hours_of(one))
        for one in figures.roles
    ]


def _hours_of(total: RoleTotal) -> Row:
    return tuple(
        f"{hours:,.0f}" for hours in (total.hours.low, total.hours.typical, total.hours.high)
    )


def _level_rows(figures: Figures) -> list[Row]:
    return [
        (one.domain, f"{one.level}", f"{one.skills}", *map(_rounded, _quartiles(one)))
        for one in figures.levels
    ]


def _quartiles(level: LevelHours) -> tuple[float, float, float]:
    return level.lower_quartile, level.median, level.upper_quartile


def _rounded(hours: float) -> str:
    return f"{round(hours, 1):g}"


def _table(head: Row, rows: Iterable[Row]) -> str:
    """A Markdown table; numbers are aligned to the right."""
    rows = list(rows)
    is_number = [
        all(row[column].replace(",", "").replace(".", "").isdigit() for row in rows)
        for column in range(len(head))
    ]
    rule = ["--:" if number else "---" for number in is_number]
    lines = [" | ".join(row) for row in (head, tuple(rule), *rows)]
    return "".join(f"| {line} |\n" for line in lines)


def _columns(rows: Sequence[Row]) -> str:
    """Rows in columns of equal width, the first aligned left, the others right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = (
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)
