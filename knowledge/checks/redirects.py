"""I012, I013, I014: a redirect leads straight to something that exists; chains rot and loops
never end.
"""

from collections.abc import Iterator, Mapping

from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.redirect_records import RedirectRecord

_BySlug = Mapping[tuple[str, str], RedirectRecord]
_TARGETS = {"moved": (1, 1), "merged": (1, 1), "split": (2, 20), "retired": (0, 0)}


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.redirects is None:
        return
    redirects = corpus.redirects.record.redirects
    by_slug: _BySlug = {
        (one.of, slug): one for one in redirects for slug in (*one.former_slugs, one.slug)
    }
    for index, one in enumerate(redirects):
        place = corpus.redirects.at("redirects", index)
        least, most = _TARGETS[one.change]
        if not least <= len(one.to) <= most:
            message = "I014.exact-count" if least == most else "I014.least-count"
            yield Violation.of(place, message, change=one.change, n=least)
        for slug in (one.slug, *one.former_slugs):
            if slug in _entries_of(corpus, one.of):
                yield Violation.of(place, "I014.exists", kind=one.of, slug=slug)
        for target_index, target in enumerate(one.to):
            target_place = corpus.redirects.at("redirects", index, "to", target_index)
            if (one.of, target) in by_slug:
                message = "I013" if _is_loop(by_slug, one, target) else "I012"
                yield Violation.of(target_place, message, slug=target)
                continue
            is_reported = (one.of, target) in corpus.failed
            if target not in _entries_of(corpus, one.of) and not is_reported:
                yield Violation.of(target_place, "I014.unknown", kind=one.of, slug=target)


def _entries_of(corpus: Corpus, kind: str) -> Mapping[str, object]:
    entries: dict[str, Mapping[str, object]] = {
        "skill": corpus.skill_by_slug,
        "role": corpus.role_by_slug,
        "resource": corpus.resource_by_slug,
        "project": corpus.project_by_slug,
    }
    return entries[kind]


def _is_loop(by_slug: _BySlug, start: RedirectRecord, target: str) -> bool:
    seen: set[str] = set()
    stack = [target]
    while stack:
        slug = stack.pop()
        if slug == start.slug:
            return True
        if slug not in seen and (start.of, slug) in by_slug:
            seen.add(slug)
            stack.extend(by_slug[(start.of, slug)].to)
    return False
