"""X001, X004: a code has the form of its system and names the pinned release, so that importers
can trust it.
"""

import re
from collections.abc import Iterator

from engine import Message
from knowledge.corpus import Corpus
from knowledge.findings import Violation

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ESCO = re.compile(rf"http://data\.europa\.eu/esco/(skill|occupation)/({_UUID}|[A-Z]?[0-9.]+)")
_ONET = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_FORMS = {"esco": _ESCO, "onet_soc": _ONET}
_FIXES = {"esco": Message("X001.fix.esco"), "onet_soc": Message("X001.fix.onet")}
_SOURCES = {"esco": "ESCO", "onet_soc": "O*NET"}


def check(corpus: Corpus) -> Iterator[Violation]:
    sources = corpus.manifest.record.sources if corpus.manifest else ()
    pinned = {source.name: source.version for source in sources}
    for one in corpus.titled:
        for index, mapping in enumerate(one.record.mappings):
            source, ref = _SOURCES[mapping.system], mapping.ref
            if ref and not _FORMS[mapping.system].fullmatch(ref):
                place, fix = one.at("mappings", index, "ref"), _FIXES[mapping.system]
                yield Violation.of(place, "X001", fix=fix, ref=ref, system=source)
            version = pinned.get(source, mapping.version)
            if mapping.version and mapping.version != version:
                place = one.at("mappings", index, "version")
                yield Violation.of(place, "X004", system=source, version=version)
