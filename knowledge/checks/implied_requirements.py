"""O005: a demand that another demand brings along is met for free, and counts twice in
readiness.
"""

from collections.abc import Iterator, Sequence

from engine import Requirement, Role, SkillGraph, SkillSlug, Step
from knowledge.corpus import Corpus
from knowledge.findings import Finding, note
from knowledge.reading.filed import Filed
from knowledge.reading.records import RoleRecord
from knowledge.references import step_in


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.graph is None:
        return
    for role in corpus.engine_roles:
        yield from _check_role(corpus.graph, role, corpus.role_by_slug[role.slug])


def _check_role(graph: SkillGraph, role: Role, filed: Filed[RoleRecord]) -> Iterator[Finding]:
    """Only where it holds in every variant; that a junior learns it on the way is usual."""
    implied: dict[SkillSlug, list[str | None]] = {}
    for requirements in role.variants.values():
        steps = _single_steps(graph, requirements)
        above = {step: graph.closure([step]) - {step} for step in steps}
        for step in steps:
            other = next((str(o) for o, below in above.items() if step in below), None)
            implied.setdefault(step.skill, []).append(other)
    for index, requirement in enumerate(filed.record.requirements):
        others = implied.get(SkillSlug(requirement.skill), [None])
        if None not in others:
            yield note(
                filed.at("requirements", index, "skill"),
                "O005",
                f"{', '.join(sorted({str(o) for o in others}))} bring {requirement.skill} along",
                "ask for a higher level, or leave it out",
            )


def _single_steps(graph: SkillGraph, requirements: Sequence[Requirement]) -> list[Step]:
    targets = [one.targets[0] for one in requirements if len(one.targets) == 1]
    steps = [step_in(graph, target.skill, target.level) for target in targets]
    return [step for step in steps if step is not None]
