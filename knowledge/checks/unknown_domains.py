"""R003: domains are a closed list, so that the catalogue stays consistent."""

from collections.abc import Iterator

from engine import Message
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.domains is None:
        return  # already reported
    for skill in corpus.skills:
        domain = skill.record.domain
        if domain and domain not in corpus.domain_slugs:
            fix = did_you_mean(domain, corpus.domain_slugs, otherwise=Message("R003.fix"))
            yield Violation.of(skill.at("domain"), "R003", fix=fix, slug=domain)
