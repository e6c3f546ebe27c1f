"""M002: a measured prerequisite is one that the content states; of others a placement knows nothing
and could not use how far they can be relied on.
"""

from collections.abc import Iterator

from engine import SkillSlug, Step
from knowledge.corpus import Corpus, step_in
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    measured, graph = corpus.measured, corpus.graph
    if measured is None or measured.record.edges is None or graph is None:
        return
    current = corpus.current_skill
    for index, one in enumerate(measured.record.edges.steps):
        slug = current.get(one.skill, one.skill)
        needed = Step(SkillSlug(current.get(one.needs.skill, one.needs.skill)), one.needs.level)
        step = step_in(graph, slug, one.level)
        if step is None or step_in(graph, needed.skill, needed.level) is None:
            continue  # already reported
        if needed.skill == step.skill or needed not in graph.required_steps(step):
            yield Violation.of(
                measured.at("edges", "steps", index, "needs"),
                "M002",
                skill=one.skill,
                level=one.level,
                needs=one.needs.skill,
                needed=one.needs.level,
            )
