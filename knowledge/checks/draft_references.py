"""R006: what is live may not stand on a draft, because drafts are not published."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.edges import SkillMention, needs_of, targets_of
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    drafts = {one.record.slug for one in corpus.skills if one.record.status == "draft"}
    for mention in _live_mentions(corpus) if drafts else ():
        if mention.slug in drafts:
            yield error(
                mention.place,
                "R006",
                f"{mention.slug} is a draft, and this is not",
                f"finish {mention.slug} and make it active, or take it out here",
            )


def _live_mentions(corpus: Corpus) -> Iterator[SkillMention]:
    for skill in corpus.skills:
        if skill.record.status != "draft":
            yield from (SkillMention(m.need.skill, m.place) for m in needs_of(skill))
    for role in corpus.roles:
        if role.record.status != "draft":
            yield from (SkillMention(m.target.skill, m.place) for m in targets_of(role))
