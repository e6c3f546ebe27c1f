"""What a beginner would learn for each role, as the checks look at it."""

from collections.abc import Sequence

from engine import PlanOptions, PlanQuery, Role, Selection, SkillGraph, Step, Variant
from knowledge.corpus.references import step_in

_ANY_PACE = PlanOptions(hours_per_week=10.0)
"""Neither the choice of steps nor their order depends on the pace."""


class RolePlans:
    """Plans from nothing, without phases."""

    def __init__(self, graph: SkillGraph | None) -> None:
        """Bind a graph; without one there are no plans."""
        self._graph = graph

    def selection(self, role: Role, variant: Variant) -> Selection:
        """What a variant takes and how its choices are settled; nothing while it has no plan."""
        query = self._query(role, variant)
        return Selection((), ()) if query is None else query.select().selection

    def order(self, role: Role, variant: Variant) -> Sequence[Step]:
        """The steps of a variant in study order; nothing while it cannot be planned."""
        query = self._query(role, variant)
        return () if query is None else query.order(query.select().selection).steps

    def _query(self, role: Role, variant: Variant) -> PlanQuery | None:
        graph = self._graph
        if graph is None or variant not in role.variants:
            return None
        targets = [target for one in role.variants[variant] for target in one.targets]
        if any(step_in(graph, target.skill, target.level) is None for target in targets):
            return None
        return PlanQuery.of(graph, role, variant=variant, profile={}, options=_ANY_PACE)
