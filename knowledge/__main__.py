"""`python -m knowledge …`: the editor's commands.

The only file of this room that asks for the day or for chance.
"""

import argparse
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge.artifact import UnreadableArtifactError, released_by
from knowledge.cli.check import CheckOptions, run_check
from knowledge.cli.counts import FIGURE_FORMATS, CountsOptions, run_counts
from knowledge.cli.formats import FORMATS
from knowledge.cli.new import NewOptions, run_new
from knowledge.cli.preview import PreviewOptions, run_preview
from knowledge.cli.schema import run_schema
from knowledge.places import BUNDLED_CONTENT, BUNDLED_SCHEMAS
from knowledge.reading.record_types import ID_ALPHABET


def main(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        0 when all is well, 1 when the content has errors, 2 when the command has.
    """
    wish = _parser().parse_args(arguments)
    commands = {
        "check": _check,
        "schema": _schema,
        "preview": _preview,
        "new": _new,
        "counts": _counts,
    }
    return commands[wish.command](wish)


def _check(wish: argparse.Namespace) -> int:
    try:
        released = released_by(wish.since.read_bytes()) if wish.since else ()
    except (OSError, UnreadableArtifactError) as error:
        sys.stderr.write(f"--since {wish.since}: {error}\n")
        return 2
    is_bundled = wish.content.resolve() == BUNDLED_CONTENT
    return run_check(
        CheckOptions(
            content=wish.content,
            schemas=BUNDLED_SCHEMAS if is_bundled else None,
            today=_today(),
            format=wish.format,
            include_notes=wish.notes,
            is_fixing=wish.fix,
            new_signs=_draw_signs,
            released=released,
        ),
        sys.stdout.write,
    )


def _schema(wish: argparse.Namespace) -> int:
    return run_schema(wish.schemas, is_checking=wish.check, write=sys.stdout.write)


def _preview(wish: argparse.Namespace) -> int:
    preview = PreviewOptions(wish.content, wish.role, wish.variant, wish.profile, wish.hours)
    return run_preview(preview, sys.stdout.write)


def _new(wish: argparse.Namespace) -> int:
    new = NewOptions(wish.content, wish.kind, wish.slug, wish.domain, _draw_signs(), _today())
    return run_new(new, sys.stdout.write)


def _counts(wish: argparse.Namespace) -> int:
    counts = CountsOptions(wish.content, wish.format, wish.totals, wish.into)
    return run_counts(counts, sys.stdout.write)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _draw_signs() -> str:
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(8))


def _hours_per_week(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 100:
        problem = "must be a number above 0 and at most 100"
        raise argparse.ArgumentTypeError(problem)
    return hours


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m knowledge", description="Look after the content."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="find every fault of the content")
    check.add_argument("--fix", action="store_true", help="make the safe mends")
    check.add_argument("--format", choices=sorted(FORMATS), default="text")
    check.add_argument("--notes", action="store_true", help="show what only informs as well")
    check.add_argument("--since", type=Path, help="the artifact of the last release")
    schema = commands.add_parser("schema", help="write the JSON Schemas of the content files")
    schema.add_argument("--check", action="store_true", help="only say whether they are stale")
    schema.add_argument("--schemas", type=Path, default=BUNDLED_SCHEMAS)
    preview = commands.add_parser("preview", help="show a role's roadmap in the terminal")
    preview.add_argument("role")
    preview.add_argument("--variant", help="junior, mid or senior; the first by default")
    preview.add_argument("--profile", type=Path, help="a file with a line per skill: sql: 2")
    preview.add_argument("--hours", type=_hours_per_week, default=10.0, help="hours a week")
    new = commands.add_parser("new", help="begin a skill or a role")
    new.add_argument("kind", choices=("skill", "role"))
    new.add_argument("slug")
    new.add_argument("--domain", help="of a skill")
    counts = commands.add_parser("counts", help="count what there is, and add up hours")
    counts.add_argument("--totals", action="store_true", help="hours per role, domain and level")
    counts.add_argument("--format", choices=sorted(FIGURE_FORMATS), default="text")
    counts.add_argument("--into", type=Path, help="a page whose marked part to write anew")
    for command in (check, preview, new, counts):
        command.add_argument("--content", type=Path, default=BUNDLED_CONTENT)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
