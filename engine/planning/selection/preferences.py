"""What an editor recommends where a role leaves a choice, as hours added to other options.

A plan counts its own hours and, for each option that meets a choice, the hours that its place
in the order of preference adds. What the person holds, pins or learns in any case adds nothing, so
that a plan never leads away from what they have.
"""

from collections.abc import Mapping

from engine.model import Requirement, SkillSlug, Step, Target

PREFERENCE_HOURS = 25.0
"""What an option must save for each place further down an order of preference [h].

About two and a half weeks at ten hours a week: enough that the market's order decides between
options of similar length, and too little to send a person through a language twice as long. It
is a multiple of the half hours that content counts in, so that ties stay apart from differences.
"""


def by_preference(requirement: Requirement) -> tuple[Target, ...]:
    """The targets of a requirement, the preferred ones first, otherwise as written."""
    rank = {skill: place for place, skill in enumerate(requirement.prefer)}
    last = len(rank)
    return tuple(sorted(requirement.targets, key=lambda target: rank.get(target.skill, last)))


def surcharges_of(
    requirement: Requirement,
    *,
    given: frozenset[Step],
    pins: frozenset[SkillSlug],
    required: frozenset[Step],
) -> Mapping[Step, float]:
    """What each option of a choice adds when it meets the choice [h]; options that add nothing
    are left out.

    Args:
        requirement: The choice.
        given: What is held or skipped; one level of a skill is enough.
        pins: The skills that the person insists on.
        required: What every plan learns.

    Example:
        >>> from engine.model import Importance
        >>> zig, ada, c = (Target(SkillSlug(slug), 2) for slug in ("zig", "ada", "c"))
        >>> order = (c.skill, ada.skill, zig.skill)
        >>> choice = Requirement("x", (zig, ada, c), 1, 1, Importance.CORE, prefer=order)
        >>> nothing = frozenset()
        >>> found = surcharges_of(choice, given=nothing, pins=nothing, required=nothing)
        >>> {str(step): hours for step, hours in found.items()}
        {'ada:2': 25.0, 'zig:2': 50.0}
    """
    if not requirement.prefer or not requirement.is_choice:
        return {}
    free = pins | {target.skill for target in requirement.targets if target.step in required}
    return {
        target.step: PREFERENCE_HOURS * place
        for place, target in enumerate(by_preference(requirement))
        if place and target.skill not in free and not _is_begun(target, given)
    }


def _is_begun(target: Target, given: frozenset[Step]) -> bool:
    return any(Step(target.skill, level) in given for level in range(1, target.level + 1))
