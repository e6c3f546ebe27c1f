"""What a person can show at the end of a phase: a project that proves its steps, or an ability."""

from collections.abc import Mapping, Sequence, Set

from msgspec import Struct

from engine.model import RoleSlug, Step


class Project(Struct, frozen=True):
    """A task that proves steps, and the roles that it is offered to."""

    slug: str
    title: str
    proves: tuple[Step, ...]
    roles: frozenset[RoleSlug] = frozenset()


class Outcomes(Struct, frozen=True):
    """What the content says about results: the projects, and for each step what one can then do."""

    projects: tuple[Project, ...] = ()
    abilities: Mapping[Step, str] = {}


NO_OUTCOMES = Outcomes()


def closing_projects(
    projects: Sequence[Project],
    stretches: Sequence[Sequence[Step]],
    *,
    role: RoleSlug,
    held: Set[Step] = frozenset(),
) -> tuple[Project | None, ...]:
    """The project that ends each stretch of a plan, or None where none does.

    A project ends a stretch when it proves one of its steps and everything else that it proves
    has been learnt by then. Those of the role come first, then those that prove more of the
    stretch, then more in all; no project is used twice.

    Args:
        projects: What there is.
        stretches: The steps of each phase, in study order.
        role: What is planned for.
        held: What the person can do already.

    Example:
        >>> from engine.model import SkillSlug
        >>> a, b, c = (Step(SkillSlug(slug), 1) for slug in "abc")
        >>> both, last = Project("both", "Both", (a, b)), Project("last", "Last", (c,))
        >>> found = closing_projects((both, last), ((a,), (b,), (c,)), role=RoleSlug("any"))
        >>> [project and project.slug for project in found]
        [None, 'both', 'last']
    """
    learnt = set(held)
    free = sorted(projects, key=lambda project: project.slug)
    chosen: list[Project | None] = []
    for stretch in stretches:
        learnt.update(stretch)
        steps = frozenset(stretch)
        ending = [one for one in free if learnt.issuperset(one.proves) and steps & set(one.proves)]
        best = max(ending, key=lambda one: _worth(one, steps, role), default=None)
        chosen.append(best)
        free = [one for one in free if one is not best]
    return tuple(chosen)


def _worth(project: Project, steps: Set[Step], role: RoleSlug) -> tuple[bool, int, int]:
    proved = sum(step in steps for step in project.proves)
    return role in project.roles, proved, len(project.proves)
