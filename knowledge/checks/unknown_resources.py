"""R002: every resource that is named exists; otherwise learners get a dead entry."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine import Message
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    known = corpus.resource_by_slug
    renamed = {PurePosixPath(one.path).stem for one in corpus.resources}  # their slug is reported
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, slug in enumerate(level.resources):
                is_reported = ("resource", slug) in corpus.failed or slug in renamed
                is_known = slug in known or slug in corpus.current_resource
                if slug and not is_known and not is_reported:
                    place = skill.at("levels", number, "resources", index)
                    otherwise = Message("R002.fix", {"slug": slug})
                    fix = did_you_mean(slug, known, otherwise=otherwise)
                    yield Violation.of(place, "R002", fix=fix, slug=slug)
