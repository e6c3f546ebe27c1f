"""R002: every resource that is named exists; otherwise learners get a dead entry."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from knowledge.closest import did_you_mean
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    known = corpus.resource_by_slug
    renamed = {PurePosixPath(one.path).stem for one in corpus.resources}  # their slug is reported
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, slug in enumerate(level.resources):
                is_told = ("resource", slug) in corpus.failed or slug in renamed
                if (
                    slug
                    and slug not in known
                    and slug not in corpus.current_resource
                    and not is_told
                ):
                    yield error(
                        skill.at("levels", number, "resources", index),
                        "R002",
                        f"there is no resource {slug}",
                        did_you_mean(slug, known, otherwise=f"write resources/{slug}.yaml first"),
                    )
