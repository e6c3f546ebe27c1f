"""A001: the engine asks tables by name; each must be there, once, unless it is optional, and no
other can be asked.
"""

from collections.abc import Iterator

from engine import OPTIONAL_TABLES, SourceRef
from knowledge.closest import did_you_mean
from knowledge.compile_rules import TABLE_NAMES
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for table in corpus.rules:
        name, place = table.record.name, table.at("name")
        if name and name not in TABLE_NAMES:
            mend = did_you_mean(
                name, TABLE_NAMES, otherwise=f"the tables are {', '.join(TABLE_NAMES)}"
            )
            yield error(place, "A001", f"nothing asks a table {name}", mend)
        elif name in first:
            yield error(place, "A001", f"{first[name]} is this table already", "merge the two")
        first.setdefault(name, table.path)
    for name in (name for name in TABLE_NAMES if name not in OPTIONAL_TABLES):
        place = SourceRef(f"rules/{name}.yaml", 1, 1)
        is_there = any(table.path == place.path for table in corpus.rules)
        if name not in first and not is_there and ("rules", name) not in corpus.failed:
            yield error(place, "A001", f"the table {name} is missing", "write it")
