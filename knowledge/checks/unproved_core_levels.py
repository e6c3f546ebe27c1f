"""T006: what is core to a role can be shown: a project proves it, or the level says what would."""

from collections.abc import Iterator

from engine import Importance, Role, SkillSlug, Step
from knowledge.corpus import Corpus
from knowledge.findings import Violation


def check(corpus: Corpus) -> Iterator[Violation]:
    current = corpus.current_skill
    proved = {
        Step(SkillSlug(current.get(one.proved.skill, one.proved.skill)), one.proved.level)
        for one in corpus.proof_references
        if one.owner.record.status != "draft"
    }
    for step, role in sorted(_core_steps(corpus).items()):
        skill = corpus.skill_by_slug.get(step.skill)
        level = skill.record.levels.get(step.level) if skill is not None else None
        if skill is None or level is None or level.evidence or step in proved:
            continue
        place = skill.at_key("levels", step.level)
        yield Violation.of(place, "T006", slug=step.skill, level=step.level, role=role)


def _core_steps(corpus: Corpus) -> dict[Step, str]:
    """Every step that a core requirement names, with the first role by slug that names it."""
    found: dict[Step, str] = {}
    for role in sorted(corpus.engine_roles, key=lambda one: one.slug):
        for step in _core_steps_of(role):
            found.setdefault(step, role.slug)
    return found


def _core_steps_of(role: Role) -> Iterator[Step]:
    for requirements in role.variants.values():
        for one in requirements:
            if one.importance is Importance.CORE:
                yield from (target.step for target in one.targets)
