"""R003: domains are a closed list, so that the catalogue keeps one shape."""

from collections.abc import Iterator

from knowledge.closest import did_you_mean
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.domains is None:
        return  # its fault is reported
    for skill in corpus.skills:
        domain = skill.record.domain
        if domain and domain not in corpus.domain_slugs:
            mend = did_you_mean(domain, corpus.domain_slugs, otherwise="choose one of domains.yaml")
            yield error(skill.at("domain"), "R003", f"there is no domain {domain}", mend)
