"""I008, I009: a file is named after its slug and is in the folder of its domain, so that people
find it.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from engine import Message
from knowledge.corpus import Corpus
from knowledge.findings import Edit, Violation
from knowledge.reading.located import is_misnamed
from knowledge.reading.value_types import is_slug


def check(corpus: Corpus) -> Iterator[Violation]:
    homes: dict[tuple[str, str], bool] = defaultdict(bool)
    for one in corpus.entries:
        homes[one.record.kind, one.record.slug] |= not is_misnamed(one)
    for one in corpus.entries:
        path, slug = PurePosixPath(one.path), one.record.slug
        if slug and path.stem != slug:
            fix = _fix(slug, path.stem, is_copy=homes[one.record.kind, slug])
            yield Violation.of(one.at("slug"), "I008.slug", fix=fix, slug=slug, file=path.name)
    for table in corpus.rules:
        if table.record.name and PurePosixPath(table.path).stem != table.record.name:
            yield Violation.of(table.at("name"), "I008.table", name=table.record.name)
    yield from _check_folders(corpus)


def _fix(slug: str, stem: str, *, is_copy: bool) -> Message:
    if is_copy:
        return Message("I008.fix.copy")
    if not is_slug(stem):
        return Message("I008.fix.rename", {"slug": slug})
    return Message("I008.fix.slug", {"slug": slug, "stem": stem})


def _check_folders(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        folder = PurePosixPath(skill.path).parent.name
        domain, place = skill.record.domain, skill.at("domain")
        if domain in corpus.domain_slugs and domain != folder:
            edit = Edit(place.line, place.column, domain, folder)
            is_domain = folder in corpus.domain_slugs
            yield Violation.of(
                place, "I009", edit=edit if is_domain else None, domain=domain, folder=folder
            )
