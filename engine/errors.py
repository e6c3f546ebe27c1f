"""Everything the engine refuses, as values: each error carries the data its text is made from.

EngineError
├── UnknownSkillError(skill)
├── UnknownRoleError(role)
├── UnknownVariantError(role, variant)
├── UnknownLevelError(skill, level, top)
├── UnattainableError(steps)
├── NoPlanError(step)
├── InfeasiblePlanError                     each with the nearest options that can be met
│   ├── PinConflictError(pin)
│   ├── PinsContradictError(label, choose, pins)
│   ├── NoWayError(pins)
│   ├── BudgetTooSmallError(hours, least, pins)
│   └── TargetOutOfReachError(points, most)
├── NotComparableError(role, variant, other_role, other_variant)
├── UnknownConclusionError(conclusion, known)
├── MissingTableError(table)
├── NoRuleFiredError(table, facts)
└── RulesOverlapError(table, rules)
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from engine.limits import Limit
from engine.model import RoleSlug, SkillSlug, Step, Variant


class EngineError(Exception):
    """Something was requested that cannot be computed as requested."""


class UnknownSkillError(EngineError):
    """A skill that the graph does not hold."""

    def __init__(self, skill: SkillSlug) -> None:
        self.skill = skill
        super().__init__(f"there is no skill {skill!r}")


class UnknownRoleError(EngineError):
    """A role that the knowledge does not hold."""

    def __init__(self, role: RoleSlug) -> None:
        self.role = role
        super().__init__(f"there is no role {role!r}")


class UnknownVariantError(EngineError):
    """A seniority the role does not come in; `known` lists those it does."""

    def __init__(self, role: RoleSlug, variant: Variant, known: Sequence[Variant]) -> None:
        self.role = role
        self.variant = variant
        self.known = tuple(known)
        super().__init__(f"role {role!r} has no variant {variant!r}, only {', '.join(known)}")


class UnknownLevelError(EngineError):
    """A level outside 0..top of the skill."""

    def __init__(self, skill: SkillSlug, level: int, top: int) -> None:
        self.skill = skill
        self.level = level
        self.top = top
        super().__init__(f"skill {skill!r} has levels 0 to {top}, not {level}")


class UnattainableError(EngineError):
    """Steps that cannot be reached from nothing; the checks of the content refuse them."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(sorted(steps))
        super().__init__(f"{len(self.steps)} steps cannot be reached, first {self.steps[0]}")


class NoPlanError(EngineError):
    """Steps that cannot be learnt from what is given; `step` is the first that is out of reach."""

    def __init__(self, step: Step) -> None:
        self.step = step
        super().__init__(f"{step} cannot be learnt from these steps")


class NearestPlan(Struct, frozen=True):
    """The nearest options that can be met: the pins left, and the limit where there was one."""

    pins: tuple[SkillSlug, ...]
    limit: Limit | None


class InfeasiblePlanError(EngineError):
    """Options that no plan meets; `nearest` are some that can be met, once they were looked for."""

    nearest: NearestPlan | None = None


class PinConflictError(InfeasiblePlanError):
    """A pinned skill that is no branch of any alternative open for the role."""

    def __init__(self, pin: SkillSlug) -> None:
        self.pin = pin
        super().__init__(f"{pin!r} is not a choice in this role")


class PinsContradictError(InfeasiblePlanError):
    """More pins than a choice has places for."""

    def __init__(self, label: str, choose: int, pins: Sequence[SkillSlug]) -> None:
        self.label = label
        self.choose = choose
        self.pins = tuple(sorted(pins))
        super().__init__(f"{label!r} takes {choose}, but {', '.join(self.pins)} are pinned")


class NoWayError(InfeasiblePlanError):
    """The targets cannot be reached by way of these pins, or not at all where there are none."""

    def __init__(self, pins: Iterable[SkillSlug]) -> None:
        self.pins = tuple(sorted(pins))
        by_way = f" by way of {', '.join(self.pins)}" if self.pins else ""
        super().__init__(f"no set of steps meets these targets{by_way}")


class BudgetTooSmallError(InfeasiblePlanError):
    """Fewer hours than what is insisted on takes [h]; `least` is the shortest plan found for it."""

    def __init__(self, hours: float, least: float, pins: Iterable[SkillSlug]) -> None:
        self.hours = hours
        self.least = least
        self.pins = tuple(sorted(pins))
        super().__init__(
            f"{hours:g} h are too few for {', '.join(self.pins)}, which takes {least:g} h"
        )


class TargetOutOfReachError(InfeasiblePlanError):
    """A readiness that nothing leads to, however long it is learnt; `most` is the greatest."""

    def __init__(self, points: float, most: float) -> None:
        self.points = points
        self.most = most
        super().__init__(f"readiness {points:g} is out of reach: the most is {most:g}")


class NotComparableError(EngineError):
    """Two analyses of different roles or variants."""

    def __init__(
        self, role: RoleSlug, variant: Variant, other_role: RoleSlug, other_variant: Variant
    ) -> None:
        self.role = role
        self.variant = variant
        self.other_role = other_role
        self.other_variant = other_variant
        super().__init__(
            f"{role} ({variant}) cannot be compared with {other_role} ({other_variant})"
        )


class UnknownConclusionError(EngineError):
    """A conclusion that an analysis does not have; `known` lists those it has."""

    def __init__(self, conclusion: str, known: Sequence[str]) -> None:
        self.conclusion = conclusion
        self.known = tuple(known)
        super().__init__(f"the analysis has no conclusion {conclusion!r}")


class MissingTableError(EngineError):
    """The knowledge brings no rule table of this name."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(f"the rules hold no table {table!r}")


class NoRuleFiredError(EngineError):
    """A table that must decide left these facts without a decision."""

    def __init__(self, table: str, facts: Mapping[str, bool | int | float | str]) -> None:
        self.table = table
        self.facts = dict(facts)
        super().__init__(f"no rule of {table!r} holds for {self.facts}")


class RulesOverlapError(EngineError):
    """Under `unique`, several rules hold for the same facts."""

    def __init__(self, table: str, rules: Sequence[str]) -> None:
        self.table = table
        self.rules = tuple(rules)
        super().__init__(f"rules {', '.join(self.rules)} of {table!r} hold at once")
