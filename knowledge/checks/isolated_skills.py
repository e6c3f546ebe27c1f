"""G008, R011: a skill that nothing needs and no role asks for is never part of any answer."""

from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.failed:
        return  # what could not be read may well use it
    used = {m.need.skill for m in corpus.needs}
    used |= {m.target.skill for m in corpus.targets}
    used |= {corpus.current_skill.get(slug, slug) for slug in used}
    for skill in corpus.skills:
        record = skill.record
        if record.slug in used or record.status != "active":
            continue
        is_isolated = not any(level.requires for level in record.levels.values())
        yield warning(
            skill.at("slug"),
            "G008" if is_isolated else "R011",
            f"no role and no other skill asks for {record.slug}"
            + (", and it stands on nothing" if is_isolated else ""),
            "ask for it where it is needed, or make it a draft",
        )
