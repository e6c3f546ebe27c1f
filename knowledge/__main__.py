"""`python -m knowledge …`: the editors' commands.

The only module of this room that reads the clock or draws random values.
"""

import argparse
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge.artifact import UnreadableArtifactError, released_by
from knowledge.cli.bridges import BridgesOptions, run_bridges
from knowledge.cli.check import CheckOptions, run_check
from knowledge.cli.counts import FIGURE_FORMATS, CountsOptions, run_counts
from knowledge.cli.formats import FORMATS, say
from knowledge.cli.new import NewOptions, run_new
from knowledge.cli.preferences import PreferencesOptions, run_preferences
from knowledge.cli.preview import PreviewOptions, run_preview
from knowledge.cli.schema import run_schema
from knowledge.corpus import BUNDLED_CONTENT
from knowledge.reading.value_types import ID_ALPHABET
from knowledge.schemas import BUNDLED_SCHEMAS


def main(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        0 on success, 1 when the content has errors, 2 when the command line has.
    """
    options = _parser().parse_args(arguments)
    commands = {
        "check": _check,
        "schema": _schema,
        "preview": _preview,
        "new": _new,
        "counts": _counts,
        "bridges": _bridges,
        "preferences": _preferences,
    }
    return commands[options.command](options)


def _check(options: argparse.Namespace) -> int:
    try:
        released = released_by(options.since.read_bytes()) if options.since else ()
    except (OSError, UnreadableArtifactError) as error:
        message = say("check.unreadable-release", path=str(options.since), reason=str(error))
        sys.stderr.write(message + "\n")
        return 2
    is_bundled = options.content.resolve() == BUNDLED_CONTENT
    return run_check(
        CheckOptions(
            content=options.content,
            schemas=BUNDLED_SCHEMAS if is_bundled else None,
            today=_today(),
            format=options.format,
            include_notes=options.notes,
            is_fixing=options.fix,
            random_part=_random_part,
            released=released,
        ),
        sys.stdout.write,
    )


def _schema(options: argparse.Namespace) -> int:
    return run_schema(options.schemas, is_checking=options.check, write=sys.stdout.write)


def _preview(options: argparse.Namespace) -> int:
    preview = PreviewOptions(
        options.content, options.role, options.variant, options.profile, options.hours
    )
    return run_preview(preview, sys.stdout.write)


def _new(options: argparse.Namespace) -> int:
    new = NewOptions(
        options.content, options.kind, options.slug, options.domain, _random_part(), _today()
    )
    return run_new(new, sys.stdout.write)


def _counts(options: argparse.Namespace) -> int:
    counts = CountsOptions(options.content, options.format, options.totals, options.into)
    return run_counts(counts, sys.stdout.write)


def _bridges(options: argparse.Namespace) -> int:
    bridges = BridgesOptions(options.content, options.listed, options.into)
    return run_bridges(bridges, sys.stdout.write)


def _preferences(options: argparse.Namespace) -> int:
    preferences = PreferencesOptions(options.content, options.into, options.check)
    return run_preferences(preferences, sys.stdout.write)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _random_part() -> str:
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(8))


def _hours_per_week(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 100:
        raise argparse.ArgumentTypeError(say("usage.hours-range"))
    return hours


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=say("usage.program"))
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help=say("usage.check"))
    check.add_argument("--fix", action="store_true", help=say("usage.check-fix"))
    format_help = say("usage.format")
    check.add_argument("--format", choices=sorted(FORMATS), default="text", help=format_help)
    check.add_argument("--notes", action="store_true", help=say("usage.check-notes"))
    check.add_argument("--since", type=Path, help=say("usage.check-since"))
    schema = commands.add_parser("schema", help=say("usage.schema"))
    schema.add_argument("--check", action="store_true", help=say("usage.schema-check"))
    schemas_help = say("usage.schema-folder")
    schema.add_argument("--schemas", type=Path, default=BUNDLED_SCHEMAS, help=schemas_help)
    preview = commands.add_parser("preview", help=say("usage.preview"))
    preview.add_argument("role", help=say("usage.preview-role"))
    preview.add_argument("--variant", help=say("usage.preview-variant"))
    preview.add_argument("--profile", type=Path, help=say("usage.preview-profile"))
    hours_help = say("usage.preview-hours")
    preview.add_argument("--hours", type=_hours_per_week, default=10.0, help=hours_help)
    new = commands.add_parser("new", help=say("usage.new"))
    new.add_argument("kind", choices=("skill", "role", "project"), help=say("usage.new-kind"))
    new.add_argument("slug", help=say("usage.new-slug"))
    new.add_argument("--domain", help=say("usage.new-domain"))
    counts = commands.add_parser("counts", help=say("usage.counts"))
    counts.add_argument("--totals", action="store_true", help=say("usage.counts-totals"))
    formats = sorted(FIGURE_FORMATS)
    counts.add_argument("--format", choices=formats, default="text", help=format_help)
    counts.add_argument("--into", type=Path, help=say("usage.counts-into"))
    bridges = commands.add_parser("bridges", help=say("usage.bridges"))
    listed = Path("docs/bridges.yaml")
    bridges.add_argument("--listed", type=Path, default=listed, help=say("usage.bridges-listed"))
    page = Path("docs/bridges.md")
    bridges.add_argument("--into", type=Path, default=page, help=say("usage.bridges-into"))
    preferences = commands.add_parser("preferences", help=say("usage.preferences"))
    preferences.add_argument("--check", action="store_true", help=say("usage.preferences-check"))
    page = Path("docs/preferences.md")
    preferences.add_argument("--into", type=Path, default=page, help=say("usage.preferences-into"))
    for command in (check, preview, new, counts, bridges, preferences):
        content_help = say("usage.content")
        command.add_argument("--content", type=Path, default=BUNDLED_CONTENT, help=content_help)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
