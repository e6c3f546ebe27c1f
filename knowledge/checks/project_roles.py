"""P003: a project is for roles that require something it proves; in others it proves nothing."""

from collections.abc import Iterator

from knowledge.corpus import Corpus, target_references_in
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    required = {
        slug: {
            corpus.current_skill.get(one.target.skill, one.target.skill)
            for one in target_references_in(role)
        }
        for slug, role in corpus.role_by_slug.items()
    }
    for project in corpus.projects:
        proves = project.record.proves
        proved = {corpus.current_skill.get(one.skill, one.skill) for one in proves}
        for index, named in enumerate(project.record.roles):
            slug = corpus.current_role.get(named, named)
            if proved and slug in required and not proved & required[slug]:
                yield Violation.of(project.at("roles", index), "P003", role=slug)
