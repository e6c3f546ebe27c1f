"""R006: what is live may not stand on a draft, because drafts are not published."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    drafts = {one.record.slug for one in corpus.skills if one.record.status == "draft"}
    for mention in corpus.skill_mentions if drafts else ():
        if mention.slug in drafts and mention.owner.record.status != "draft":
            yield error(
                mention.place,
                "R006",
                f"{mention.slug} is a draft, and this is not",
                f"finish {mention.slug} and make it active, or take it out here",
            )
