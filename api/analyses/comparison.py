"""Compares two analyses of a person, and says who or what changed the readiness."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from api.analyses.repository import StoredAnalysis
from api.analyses.schemas import ComparisonView, GapChangeView
from api.analyses.stored import NewAnalysis, StoredInputs, read_stored_result
from api.analyses.views import analyze_profile, requirement_label
from api.catalog.current import Knowledge
from engine import (
    Analysis,
    AnalysisOutcome,
    GapClass,
    GapOutcome,
    NotComparableError,
    Profile,
    RoleSlug,
    Variant,
    compare,
)

CHOICE = "choose:"
BETWEEN = "|"
_BETTER = (GapClass.WEAK, GapClass.STRONG)


class AlignedRequirements(Struct, frozen=True):
    """Groups of requirements of two analyses, each of them compared as one.

    Attributes:
        group: The key of a requirement in either analysis → the key of its group.
        labels: The key of a group → its label.
    """

    group: Mapping[str, str]
    labels: Mapping[str, str]

    @classmethod
    def of(
        cls, before: Mapping[str, str], after: Mapping[str, str], *, knowledge: Knowledge
    ) -> "AlignedRequirements":
        """Align the requirements of two analyses.

        A group goes by the keys and labels it has in the later analysis, if it has any there.

        Args:
            before: Key → label in the earlier analysis.
            after: Key → label in the later one.
            knowledge: Follows the slugs that changed.
        """
        groups = _groups([*before, *after], knowledge)
        groups += [
            {*old, *new}
            for old in groups
            for new in groups
            if _is_same_choice(old, new, before, after)
        ]
        group: dict[str, str] = {}
        labels: dict[str, str] = {}
        for members in groups:
            side = after if any(key in after for key in members) else before
            named = sorted(key for key in members if key in side)
            name = BETWEEN.join(named)
            group |= dict.fromkeys(members, name)
            labels[name] = ", ".join(side[key] for key in named)
        return cls(group, labels)

    def merged(self, gaps: Mapping[str, GapOutcome]) -> dict[str, GapOutcome]:
        """One outcome for each group: the points of all, and the class that is furthest behind."""
        found: dict[str, GapOutcome] = {}
        for key, outcome in gaps.items():
            name = self.group[key]
            other = found.get(name, outcome)
            points = outcome.points + (found[name].points if name in found else 0.0)
            found[name] = GapOutcome(min(outcome.gap_class, other.gap_class, key=_rank), points)
        return found


def _rank(gap_class: GapClass) -> int:
    return _BETTER.index(gap_class) if gap_class in _BETTER else -1


def _groups(keys: Iterable[str], knowledge: Knowledge) -> list[set[str]]:
    """Keys of single skills that have a skill of today in common, and equal choices."""
    groups: list[tuple[set[str], set[str]]] = []
    for key in keys:
        skills = _skills_of(key, knowledge)
        joined = [one for one in groups if one[0] & skills]
        members = {key}.union(*(one[1] for one in joined))
        parts = skills.union(*(one[0] for one in joined))
        groups = [one for one in groups if one not in joined] + [(parts, members)]
    return [members for _, members in groups]


def _skills_of(key: str, knowledge: Knowledge) -> set[str]:
    """The skills of today that a key names; a choice is one thing by itself."""
    slugs = key.removeprefix(CHOICE).split(BETWEEN)
    present = {one for slug in slugs for one in knowledge.skills_named((slug,)) or (slug,)}
    return {CHOICE + BETWEEN.join(sorted(present))} if key.startswith(CHOICE) else {*present}


def _is_same_choice(
    old: set[str], new: set[str], before: Mapping[str, str], after: Mapping[str, str]
) -> bool:
    """Whether a choice of the earlier analysis goes on as one of the later, with other options."""
    is_gone = not any(key in after for key in old)
    is_new = not any(key in before for key in new)
    choices = all(key.startswith(CHOICE) for key in (*old, *new))
    return is_gone and is_new and choices and {before[k] for k in old} == {after[k] for k in new}


class ComparedAnalysis(Struct, frozen=True):
    """One side of a comparison; `labels` names its requirements by key."""

    role_id: str
    knowledge_version: str
    knowledge_hash: str
    inputs: StoredInputs
    outcome: AnalysisOutcome
    labels: dict[str, str]

    @classmethod
    def of_stored(cls, stored: StoredAnalysis) -> "ComparedAnalysis":
        """A stored analysis."""
        result = read_stored_result(stored.result)
        return cls(
            stored.role_id,
            stored.knowledge_version,
            stored.knowledge_hash,
            StoredInputs.read(stored.inputs),
            AnalysisOutcome(
                role=RoleSlug(result.role.slug),
                variant=Variant(result.variant),
                points=result.readiness.points,
                gaps={g.key: GapOutcome(GapClass(g.gap_class), g.points) for g in result.gaps},
            ),
            {gap.key: gap.label for gap in result.gaps},
        )

    def for_variant(self, knowledge: Knowledge, analysis: Analysis) -> "ComparedAnalysis":
        """The same ratings on the same day for the role and variant of a later analysis.

        They are analysed under the content of that one, so nothing is left to the content.
        """
        profile = self.inputs.counted(knowledge, self.inputs.today)
        found = analyze_profile(knowledge, analysis.role, variant=analysis.variant, profile=profile)
        labels = {
            gap.requirement.key: requirement_label(knowledge, gap.requirement) for gap in found.gaps
        }
        return ComparedAnalysis(
            self.role_id,
            knowledge.version,
            knowledge.hash,
            self.inputs,
            AnalysisOutcome.of(found),
            labels,
        )

    @classmethod
    def of_new(cls, new: NewAnalysis) -> "ComparedAnalysis":
        """An analysis that was just made."""
        knowledge, analysis = new.knowledge, new.analysis
        requirements = [gap.requirement for gap in analysis.gaps]
        return cls(
            knowledge.role_id(analysis.role),
            knowledge.version,
            knowledge.hash,
            new.inputs,
            AnalysisOutcome.of(analysis),
            {each.key: requirement_label(knowledge, each) for each in requirements},
        )


def compare_analyses(
    before: ComparedAnalysis, after: ComparedAnalysis, *, knowledge: Knowledge
) -> ComparisonView:
    """Attribute the difference between two analyses.

    Args:
        before: The earlier analysis.
        after: The later one.
        knowledge: The knowledge of the later one.

    Raises:
        NotComparableError: They are of different roles or variants.
    """
    earlier, later = before.outcome, after.outcome
    roles = [knowledge.role_of_id(side.role_id) or side.role_id for side in (before, after)]
    if roles[0] != roles[1]:
        raise NotComparableError(earlier.role, earlier.variant, later.role, later.variant)
    renewed, aged = _points_between(before, after, knowledge=knowledge)
    aligned = AlignedRequirements.of(before.labels, after.labels, knowledge=knowledge)
    found = compare(
        replace(earlier, role=later.role, gaps=aligned.merged(earlier.gaps)),
        replace(later, gaps=aligned.merged(later.gaps)),
        renewed=renewed,
        aged=aged,
    )
    return ComparisonView(
        before=found.before,
        after=found.after,
        by_person=found.by_person,
        by_time=found.by_time,
        by_content=found.by_content,
        changes=[
            GapChangeView(
                key=change.key,
                label=aligned.labels[change.key],
                before=None if change.before is None else change.before.value,
                after=None if change.after is None else change.after.value,
                points=change.points,
            )
            for change in found.changes
        ],
        knowledge_version=after.knowledge_version,
    )


def _points_between(
    before: ComparedAnalysis, after: ComparedAnalysis, *, knowledge: Knowledge
) -> tuple[float, float]:
    """Readiness of the earlier profile under the later content: on the earlier and the later day.

    Only what differs is analysed again.
    """
    then, now = (before.inputs.counted(knowledge, side.inputs.today) for side in (before, after))

    def points_of(profile: Profile) -> float:
        role, variant = after.outcome.role, before.outcome.variant
        found = analyze_profile(knowledge, role, variant=variant, profile=profile)
        return found.readiness.points

    is_renewed = before.knowledge_hash != after.knowledge_hash
    renewed = points_of(then) if is_renewed else before.outcome.points
    return renewed, points_of(now) if now != then else renewed
