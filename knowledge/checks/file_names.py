"""I008, I009: a file is named after its slug and lies in the folder of its domain, so that people
find it.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from knowledge.corpus import Corpus
from knowledge.findings import Edit, Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    for one in corpus.entries:
        path = PurePosixPath(one.path)
        if one.record.slug and path.stem != one.record.slug:
            yield error(
                one.at("slug"),
                "I008",
                f"the slug is {one.record.slug}, but the file is called {path.name}",
                f"call the file {one.record.slug}.yaml, or write slug: {path.stem}",
            )
    for table in corpus.rules:
        if table.record.name and PurePosixPath(table.path).stem != table.record.name:
            place = table.at("name")
            yield error(place, "I008", "the table is not named as its file", "rename one of them")
    yield from _check_folders(corpus)


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
