"""A001: the engine looks tables up by name; each must exist once, unless it is optional, and no
other is used.
"""

from collections.abc import Iterator

from engine import OPTIONAL_TABLES, Message, SourceRef
from knowledge.compile import TABLE_NAMES
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation

_KNOWN_TABLES = Message("A001.fix.tables", {"tables": TABLE_NAMES})


def check(corpus: Corpus) -> Iterator[Violation]:
    first: dict[str, str] = {}
    for table in corpus.rules:
        name, place = table.record.name, table.at("name")
        if name and name not in TABLE_NAMES:
            fix = did_you_mean(name, TABLE_NAMES, otherwise=_KNOWN_TABLES)
            yield Violation.of(place, "A001.unknown", fix=fix, table=name)
        elif name in first:
            yield Violation.of(place, "A001.duplicate", path=first[name])
        first.setdefault(name, table.path)
    for name in (name for name in TABLE_NAMES if name not in OPTIONAL_TABLES):
        place = SourceRef(f"rules/{name}.yaml", 1, 1)
        exists = any(table.path == place.path for table in corpus.rules)
        if name not in first and not exists and ("rules", name) not in corpus.failed:
            yield Violation.of(place, "A001.missing", table=name)
