"""X001, X004: a code has the form of its system and names the pinned release, so that importers
can trust it.
"""

import re
from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error, warning

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ESCO = re.compile(rf"http://data\.europa\.eu/esco/(skill|occupation)/({_UUID}|[A-Z]?[0-9.]+)")
_ONET = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_FORMS = {"esco": _ESCO, "onet_soc": _ONET}
_MENDS = {
    "esco": "copy the concept's address, http://data.europa.eu/esco/skill/ and a UUID",
    "onet_soc": "write it as 15-2051.00",
}
_SOURCES = {"esco": "ESCO", "onet_soc": "O*NET"}


def check(corpus: Corpus) -> Iterator[Finding]:
    sources = corpus.manifest.record.sources if corpus.manifest else ()
    pinned = {source.name: source.version for source in sources}
    for one in corpus.titled:
        for index, mapping in enumerate(one.record.mappings):
            if mapping.ref and not _FORMS[mapping.system].fullmatch(mapping.ref):
                place = one.at("mappings", index, "ref")
                message = f"{mapping.ref} is no code of {_SOURCES[mapping.system]}"
                yield error(place, "X001", message, _MENDS[mapping.system])
            version = pinned.get(_SOURCES[mapping.system], mapping.version)
            if mapping.version and mapping.version != version:
                place = one.at("mappings", index, "version")
                message = f"the manifest pins {_SOURCES[mapping.system]} {version}"
                yield warning(place, "X004", message, f'check the code and write "{version}"')
