"""The export of the response statistics, for what is fitted from them offline."""

import asyncio
import sys
from argparse import ArgumentParser, ArgumentTypeError

from api.catalog.current import Knowledge
from api.db.pool import Database
from api.http.encoding import encode
from api.process.invocation import Invocation
from api.process.serving import prepared_database
from api.statistics.repository import BATCH, LIST_CELLS, CellFound
from api.statistics.schemas import ResponsesView
from api.statistics.views import responses_view
from knowledge import BUNDLED_CONTENT, Library


def print_responses(invocation: Invocation) -> int:
    """Print the settled counts as JSON, or how many there are as text."""
    options = _parser().parse_args(invocation.arguments)
    library = Library.load(invocation.settings.content or BUNDLED_CONTENT)
    with prepared_database(invocation) as database:
        cells = asyncio.run(_read(database.address))
    found = responses_view(Knowledge(library), cells, options.min)
    said = encode(found) + b"\n" if options.format == "json" else _said(found).encode()
    sys.stdout.buffer.write(said)
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m api responses")
    parser.add_argument("--min", type=_least, default=BATCH, help="contributions to a cell")
    parser.add_argument("--format", choices=("json", "text"), default="json")
    return parser


def _least(text: str) -> int:
    if not text.isdecimal() or int(text) < BATCH:
        problem = f"at least {BATCH}, so that no count is about fewer people"
        raise ArgumentTypeError(problem)
    return int(text)


async def _read(address: str) -> list[CellFound]:
    database = Database(address, connections=1)
    await database.open()
    try:
        async with database.statement() as session:
            return await session.all(LIST_CELLS)
    finally:
        await database.close()


def _said(found: ResponsesView) -> str:
    lines = [
        f"{one.knowledge_version}: {len(one.steps)} steps, {len(one.pairs)} pairs, "
        f"{len(one.hours)} steps with hours; left out, with fewer than "
        f"{found.least_contributions} contributions: {one.left_out.steps} steps, "
        f"{one.left_out.pairs} pairs, {one.left_out.hours} steps with hours; "
        f"no longer in the content: {one.left_out.gone}\n"
        for one in found.contents
    ]
    return "".join(lines) or "Nothing has been counted.\n"
