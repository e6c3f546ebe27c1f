"""`preferences`: who says what defines each role and which options it prefers, as a page."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from knowledge.cli.counts import END, put_between
from knowledge.cli.formats import as_errors, say
from knowledge.corpus import Corpus
from knowledge.findings import count_errors
from knowledge.gate import check_folder
from knowledge.reading.records import RequirementRecord, RoleRecord

BEGIN = "<!-- begin: python -m knowledge preferences -->"
UNSOURCED = "editors' judgement"
COLUMNS = (
    "preferences.column.role",
    "preferences.column.requirement",
    "preferences.column.defining",
    "preferences.column.order",
    "preferences.column.source",
    "preferences.column.seen-on",
    "preferences.column.why",
)


class PreferencesOptions(Struct, frozen=True):
    """The content, and the page whose marked part is replaced, or compared when checking."""

    content: Path
    into: Path
    is_checking: bool = False


class Preference(Struct, frozen=True):
    """A requirement that defines a role or orders its options, and who says so.

    Without a reason of its own it rests on the sources and the day of the role's review. A role
    without a review rests on the editors' judgement alone, and no day is known.
    """

    role: str
    requirement: str
    is_defining: bool
    order: tuple[str, ...]
    sources: tuple[str, ...]
    seen_on: str
    why: str


def run_preferences(options: PreferencesOptions, write: Callable[[str], object]) -> int:
    """Rewrite or compare the page.

    Returns:
        0 on success, 1 when the content has errors or the page is out of date, 2 when the page
        has no marks.
    """
    checked = check_folder(options.content)
    if count_errors(checked.findings):
        write(as_errors(checked.findings, options.content))
        return 1
    path = str(options.into)
    page = options.into.read_text(encoding="utf-8") if options.into.is_file() else ""
    if BEGIN not in page or END not in page:
        write(say("counts.no-marks", path=path, begin=BEGIN, end=END) + "\n")
        return 2
    wanted = put_between(page, as_table(checked.corpus), begin=BEGIN)
    if options.is_checking:
        is_current = wanted == page
        write(say("preferences.current" if is_current else "preferences.stale", path=path) + "\n")
        return 0 if is_current else 1
    options.into.write_text(wanted, encoding="utf-8", newline="\n")
    write(say("counts.written", path=path) + "\n")
    return 0


def preferences_of(corpus: Corpus) -> Iterator[Preference]:
    """What defines the roles and what they prefer, in the order of their slugs and files."""
    for role in sorted(corpus.roles, key=lambda one: one.record.slug):
        for requirement in role.record.requirements:
            if requirement.defining or requirement.prefer:
                yield _preference(corpus, role.record, requirement)


def as_table(corpus: Corpus) -> str:
    """A table in Markdown."""
    head = _line(tuple(say(name) for name in COLUMNS))
    rows = [_line(_cells(one)) for one in preferences_of(corpus)]
    return "\n".join([head, _line(("---",) * len(COLUMNS)), *rows]) + "\n"


def _preference(corpus: Corpus, role: RoleRecord, requirement: RequirementRecord) -> Preference:
    reason, review = requirement.because, role.review
    reviewed = ((UNSOURCED,), "") if review is None else (review.sources, review.reviewed_on)
    sources, seen_on = reviewed if reason is None else ((reason.source,), reason.seen_on)
    return Preference(
        role=role.title,
        requirement=requirement.label or _title(corpus, requirement.skill),
        is_defining=requirement.defining,
        order=tuple(_title(corpus, slug) for slug in requirement.prefer),
        sources=sources,
        seen_on=seen_on,
        why="" if reason is None else reason.why,
    )


def _title(corpus: Corpus, slug: str) -> str:
    found = corpus.skill_by_slug.get(corpus.current_skill.get(slug, slug))
    return slug if found is None else found.record.title


def _cells(one: Preference) -> tuple[str, ...]:
    return (
        one.role,
        one.requirement,
        say("preferences.defining") if one.is_defining else "",
        ", ".join(one.order),
        " ".join(f"<{source}>" if "://" in source else source for source in one.sources),
        one.seen_on,
        one.why,
    )


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
