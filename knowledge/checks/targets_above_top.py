"""O001: a role asks for levels that its skills have; nobody could ever reach the others."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.filed import has_odd_levels
from knowledge.references import TargetMention


def check(corpus: Corpus) -> Iterator[Finding]:
    for mention in corpus.targets:
        slug = mention.target.skill
        skill = corpus.skill_by_slug.get(corpus.current_skill.get(slug, slug))
        top = max(skill.record.levels, default=0) if skill else 0
        if skill and top and not has_odd_levels(skill):
            yield from _check_target(mention, top)


def _check_target(mention: TargetMention, top: int) -> Iterator[Finding]:
    level = mention.target.level
    asked = {(): level} if isinstance(level, int) else {(name,): n for name, n in level.items()}
    for key, number in asked.items():
        if number > top:
            yield error(
                mention.owner.at(*mention.path, "level", *key),
                "O001",
                f"{mention.target.skill} has levels 1 to {top}, not {number}",
                f"ask for at most {top}",
            )
