"""O005: a requirement that another one implies is met for free, and counts twice in readiness."""

from collections.abc import Iterator, Sequence

from engine import Requirement, Role, SkillGraph, SkillSlug, Step
from knowledge.corpus import Corpus, step_in
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.records import RoleRecord


def check(corpus: Corpus) -> Iterator[Violation]:
    if corpus.graph is None:
        return
    for role in corpus.engine_roles:
        yield from _check_role(corpus.graph, role, corpus.role_by_slug[role.slug])


def _check_role(graph: SkillGraph, role: Role, located: Located[RoleRecord]) -> Iterator[Violation]:
    """Only where it is implied in every variant; that a junior learns it on the way is usual."""
    implied: dict[SkillSlug, list[str | None]] = {}
    for requirements in role.variants.values():
        steps = _single_steps(graph, requirements)
        above = {step: graph.closure([step]) - {step} for step in steps}
        for step in steps:
            other = next((str(o) for o, below in above.items() if step in below), None)
            implied.setdefault(step.skill, []).append(other)
    for index, requirement in enumerate(located.record.requirements):
        others = implied.get(SkillSlug(requirement.skill), [None])
        if None not in others:
            place = located.at("requirements", index, "skill")
            steps_above = tuple(sorted({str(other) for other in others}))
            yield Violation.of(
                place, "O005", n=len(steps_above), steps=steps_above, skill=requirement.skill
            )


def _single_steps(graph: SkillGraph, requirements: Sequence[Requirement]) -> list[Step]:
    targets = [one.targets[0] for one in requirements if len(one.targets) == 1]
    steps = [step_in(graph, target.skill, target.level) for target in targets]
    return [step for step in steps if step is not None]
