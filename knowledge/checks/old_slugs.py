"""R007: references use the slug of today; the old one works, but misleads whoever searches."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Edit, Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
    for mention in corpus.skill_mentions:
        now = corpus.current_skill.get(mention.slug)
        if now is not None:
            place = mention.place
            yield warning(
                place,
                "R007",
                f"{mention.slug} is called {now} now",
                f"write {now}",
                edit=Edit(place.line, place.column, mention.slug, now),
            )
