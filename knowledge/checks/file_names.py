"""I008, I009: a file is named after its slug and lies in the folder of its domain, so that people
find it.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from knowledge.corpus import Corpus
from knowledge.findings import Edit, Finding, error
from knowledge.reading.filed import is_misnamed
from knowledge.reading.record_types import is_slug


def check(corpus: Corpus) -> Iterator[Finding]:
    homes: dict[tuple[str, str], bool] = defaultdict(bool)
    for one in corpus.entries:
        homes[one.record.kind, one.record.slug] |= not is_misnamed(one)
    for one in corpus.entries:
        path = PurePosixPath(one.path)
        if one.record.slug and path.stem != one.record.slug:
            yield error(
                one.at("slug"),
                "I008",
                f"the slug is {one.record.slug}, but the file is called {path.name}",
                _mend(one.record.slug, path.stem, is_copy=homes[one.record.kind, one.record.slug]),
            )
    for table in corpus.rules:
        if table.record.name and PurePosixPath(table.path).stem != table.record.name:
            place = table.at("name")
            yield error(place, "I008", "the table is not named as its file", "rename one of them")
    yield from _check_folders(corpus)


def _mend(slug: str, stem: str, *, is_copy: bool) -> str:
    if is_copy:
        return "delete the copy, or give it a slug of its own and call the file so"
    if not is_slug(stem):
        return f"call the file {slug}.yaml"
    return f"write slug: {stem}, or call the file {slug}.yaml and add former_slugs: [{stem}]"


def _check_folders(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        folder = PurePosixPath(skill.path).parent.name
        domain = skill.record.domain
        if domain in corpus.domain_slugs and domain != folder:
            place = skill.at("domain")
            yield error(
                place,
                "I009",
                f"the domain is {domain}, but the file lies in {folder}/",
                f"move the file to skills/{domain}/, or write domain: {folder}",
                edit=Edit(place.line, place.column, domain, folder)
                if folder in corpus.domain_slugs
                else None,
            )
