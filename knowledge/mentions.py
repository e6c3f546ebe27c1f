"""Every place in a corpus where a skill is named by its slug."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.edges import SkillMention, needs_of, replacements_of, targets_of


def skill_mentions(corpus: Corpus) -> Iterator[SkillMention]:
    """Prerequisites, replacements, demands of roles and targets of redirects."""
    for skill in corpus.skills:
        yield from (SkillMention(m.need.skill, m.place) for m in needs_of(skill))
        yield from replacements_of(skill)
    for role in corpus.roles:
        yield from (SkillMention(m.target.skill, m.place) for m in targets_of(role))
