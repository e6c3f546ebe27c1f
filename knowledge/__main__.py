"""`python -m knowledge …`: the editor's commands. The only file here that asks for the day or for
chance.
"""

import argparse
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge.commands.check import CheckWish, run_check
from knowledge.formats import FORMATS
from knowledge.places import BUNDLED_CONTENT
from knowledge.record_types import ID_ALPHABET


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is 0 when all is well, 1 when content has errors, 2 for a slip."""
    wish = _parser().parse_args(arguments)
    if wish.command == "check":
        return run_check(
            CheckWish(
                content=wish.content,
                today=_today(),
                format=wish.format,
                include_notes=wish.notes,
                is_fixing=wish.fix,
                new_signs=_draw_signs,
            ),
            sys.stdout.write,
        )
    return 2


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _draw_signs() -> str:
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(8))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m knowledge", description="Look after the content."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="find every fault of the content")
    check.add_argument("--fix", action="store_true", help="make the safe mends")
    check.add_argument("--format", choices=sorted(FORMATS), default="text")
    check.add_argument("--notes", action="store_true", help="show what only informs as well")
    for command in (check,):
        command.add_argument(
            "--content", type=Path, default=BUNDLED_CONTENT, help="another content folder"
        )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
