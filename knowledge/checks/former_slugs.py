"""I003: a former slug leads to one place only, or old addresses and old analyses would go
astray.
"""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    for filed in (corpus.skills, corpus.roles, corpus.resources):
        now = {one.record.slug: one.path for one in filed}
        former: dict[str, str] = {}
        for one in filed:
            for index, old in enumerate(one.record.former_slugs):
                taken_by = now.get(old) or former.get(old)
                if old and taken_by:
                    yield error(
                        one.at("former_slugs", index),
                        "I003",
                        f"the former slug {old} belongs to {taken_by} already",
                        "an old slug may lead to one place only: take it out here or there",
                    )
                former.setdefault(old, one.path)
