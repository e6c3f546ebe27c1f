"""L005: a level that nobody asks for costs upkeep and appears in no roadmap."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, note


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.failed:
        return  # what could not be read may well use it
    asked: dict[str, int] = {}
    for need in corpus.needs:
        slug = corpus.current_skill.get(need.need.skill, need.need.skill)
        asked[slug] = max(asked.get(slug, 0), need.need.level)
    for target in corpus.targets:
        slug = corpus.current_skill.get(target.target.skill, target.target.skill)
        asked[slug] = max(asked.get(slug, 0), *target.levels.values(), 0)
    for skill in corpus.skills:
        highest = asked.get(skill.record.slug, 0)
        top = max(skill.record.levels, default=0)
        if 0 < highest < top:
            yield note(
                skill.at_key("levels", highest + 1),
                "L005",
                f"nothing asks for more than level {highest} of {skill.record.slug}",
                "ask for it where it is needed, or leave it out",
            )
