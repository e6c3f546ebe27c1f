"""I012, I013, I014: a redirect leads in one go to something that lives; chains rot and loops
never end.
"""

from collections.abc import Iterator, Mapping

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.records import RedirectRecord

_TARGETS = {"moved": (1, 1), "merged": (1, 1), "split": (2, 20), "retired": (0, 0)}


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.redirects is None:
        return
    redirects = corpus.redirects.record.redirects
    by_slug: dict[tuple[str, str], RedirectRecord] = {(one.of, one.slug): one for one in redirects}
    for index, one in enumerate(redirects):
        place = corpus.redirects.at("redirects", index)
        least, most = _TARGETS[one.change]
        if not least <= len(one.to) <= most:
            count = f"exactly {least}" if least == most else f"at least {least}"
            yield error(place, "I014", f"{one.change} leads to {count} slugs", "mend `to`")
        if one.slug in _living(corpus, one.of):
            message = f"{one.of} {one.slug} is redirected, but it is still there"
            yield error(place, "I014", message, "take the redirect out or retire the file")
        for target_index, target in enumerate(one.to):
            spot = corpus.redirects.at("redirects", index, "to", target_index)
            if (one.of, target) in by_slug:
                is_loop = _loops(by_slug, one, target)
                yield error(
                    spot,
                    "I013" if is_loop else "I012",
                    f"{target} is redirected itself" + (", back to here" if is_loop else ""),
                    "lead straight to where it ends",
                )
            elif target not in _living(corpus, one.of) and (one.of, target) not in corpus.failed:
                yield error(spot, "I014", f"there is no {one.of} {target}", "name one that lives")


def _living(corpus: Corpus, kind: str) -> Mapping[str, object]:
    if kind == "skill":
        return corpus.skill_by_slug
    return corpus.role_by_slug if kind == "role" else corpus.resource_by_slug


def _loops(
    by_slug: Mapping[tuple[str, str], RedirectRecord], start: RedirectRecord, target: str
) -> bool:
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
