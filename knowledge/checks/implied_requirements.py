"""O005: a demand that another demand brings along is met for free, and counts twice in
readiness.
"""

from collections.abc import Iterator

from engine import Role, SkillGraph, Step
from knowledge.corpus import Corpus
from knowledge.filed import Filed
from knowledge.findings import Finding, note
from knowledge.records import RoleRecord


def check(corpus: Corpus) -> Iterator[Finding]:
    if corpus.graph is None:
        return
    for role in corpus.engine_roles:
        yield from _check_role(corpus.graph, role, corpus.role_by_slug[role.slug])


def _check_role(graph: SkillGraph, role: Role, filed: Filed[RoleRecord]) -> Iterator[Finding]:
    for variant, requirements in role.variants.items():
        steps = [
            Step(one.targets[0].skill, one.targets[0].level)
            for one in requirements
            if len(one.targets) == 1 and one.targets[0].skill in graph.skills
        ]
        above = {
            step: graph.closure([step]) - {step}
            for step in steps
            if step.level <= graph.skills[step.skill].top
        }
        for step in steps:
            other = next((o for o, implied in above.items() if step in implied), None)
            if other is not None:
                index = next(
                    i for i, r in enumerate(filed.record.requirements) if r.skill == step.skill
                )
                yield note(
                    filed.at("requirements", index, "skill"),
                    "O005",
                    f"for {variant}, {other} brings {step} along",
                    "ask for a higher level, or leave it out",
                )
