"""Every code that the gate reports, with its severity, its title and the check that finds it.

A new check is registered here; its tests are in tests/knowledge. A published code never changes
its meaning.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

from engine import Message
from knowledge.checks import (
    can_do_verbs,
    changed_choices,
    core_share,
    dates,
    defining_requirements,
    defining_share,
    deprecated_references,
    draft_references,
    duplicate_ids,
    duplicate_slugs,
    edges_without_why,
    exact_mappings,
    falling_variants,
    file_names,
    former_slugs,
    free_courses,
    hours_order,
    hours_outliers,
    implied_branches,
    implied_edges,
    implied_requirements,
    isolated_skills,
    late_languages,
    level_gaps,
    link_forms,
    mapping_codes,
    measured_edges,
    measured_hours,
    measured_steps,
    measured_versions,
    old_slugs,
    overdue_reviews,
    placeholder_texts,
    preferred_options,
    project_roles,
    redirects,
    released_ids,
    repeated_can_do,
    repeated_proofs,
    repeated_references,
    repeated_requirements,
    resource_facts,
    role_totals,
    rubric_sizes,
    rule_facts,
    rule_names,
    rule_tests,
    rule_values,
    self_references,
    shared_aliases,
    short_titles,
    similar_titles,
    single_branches,
    soft_against_hard,
    targets_above_top,
    text_lengths,
    too_many_ways,
    unasked_skills,
    unattainable_steps,
    unearned_bands,
    unknown_domains,
    unknown_groups,
    unknown_levels,
    unknown_slugs,
    unproved_core_levels,
    unrequired_levels,
    unused_resources,
    variants,
)
from knowledge.corpus import Corpus
from knowledge.findings import Severity, Violation

CheckFunction: TypeAlias = Callable[[Corpus], Iterator[Violation]]

GROUPS = "SFIRGLETOPXUVAM"
"""The letters of codes in order: syntax, fields, identity, references, graph, levels, effort,
teaching, roles, projects, mappings, links, review, rules, measured numbers.
"""

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Check(Struct, frozen=True):
    """One rule of the gate.

    `run` is None where the rule is checked while files are read. `exceptions` gives the
    severity of single variants of the message that differs from that of the rule. A check that
    `needs_plans` takes seconds; it is left out while content is only loaded, and is no error.
    """

    code: str
    severity: Severity
    run: CheckFunction | None = None
    exceptions: Mapping[str, Severity] = MappingProxyType({})
    needs_plans: bool = False

    @property
    def title(self) -> Message:
        """The rule in one sentence."""
        return Message(f"{self.code}.title")


REGISTRY: tuple[Check, ...] = (
    Check("S001", _ERROR),
    Check("S002", _ERROR),
    Check("S003", _ERROR),
    Check("S004", _ERROR),
    Check("S005", _ERROR),
    Check("S006", _ERROR),
    Check("S007", _ERROR),
    Check("S008", _ERROR),
    Check("S009", _ERROR, exceptions={"out-of-place": _WARNING}),
    Check("S010", _WARNING),
    Check("S011", _WARNING),
    Check("S012", _WARNING),
    Check("F001", _ERROR),
    Check("F002", _ERROR),
    Check("F003", _ERROR),
    Check("F004", _ERROR),
    Check("F005", _ERROR),
    Check("F006", _ERROR),
    Check("F007", _WARNING, text_lengths.check),
    Check("F008", _WARNING, text_lengths.check),
    Check("F009", _ERROR, dates.check),
    Check("F010", _ERROR, resource_facts.check),
    Check("F011", _ERROR),
    Check("F012", _WARNING, placeholder_texts.check),
    Check("F013", _ERROR, short_titles.check),
    Check("I001", _ERROR, duplicate_ids.check),
    Check("I002", _ERROR, duplicate_slugs.check),
    Check("I003", _ERROR, former_slugs.check),
    Check("I004", _ERROR),
    Check("I005", _ERROR, released_ids.check),
    Check("I006", _ERROR, duplicate_ids.check),
    Check("I007", _ERROR, released_ids.check),
    Check("I008", _ERROR, file_names.check),
    Check("I009", _ERROR, file_names.check),
    Check("I010", _ERROR, released_ids.check),
    Check("I011", _WARNING, similar_titles.check),
    Check("I012", _ERROR, redirects.check),
    Check("I013", _ERROR, redirects.check),
    Check("I014", _ERROR, redirects.check),
    Check("I015", _WARNING, shared_aliases.check),
    Check("I016", _WARNING, shared_aliases.check),
    Check("I017", _ERROR, short_titles.check),
    Check("R001", _ERROR, unknown_slugs.check_skills),
    Check("R002", _ERROR, unknown_slugs.check_resources),
    Check("R003", _ERROR, unknown_domains.check),
    Check("R004", _ERROR, unknown_levels.check),
    Check("R005", _WARNING, deprecated_references.check),
    Check("R006", _ERROR, draft_references.check),
    Check("R007", _WARNING, old_slugs.check),
    Check("R008", _ERROR, self_references.check),
    Check("R009", _ERROR, repeated_references.check),
    Check("R010", _WARNING, unused_resources.check),
    Check("R011", _WARNING, isolated_skills.check),
    Check("R012", _ERROR, unknown_slugs.check_roles),
    Check("R013", _ERROR, unknown_groups.check),
    Check("R014", _ERROR, unknown_groups.check),
    Check("G001", _ERROR, unattainable_steps.check),
    Check("G002", _WARNING, implied_branches.check),
    Check("G003", _NOTE, implied_edges.check),
    Check("G004", _WARNING, edges_without_why.check),
    Check("G006", _ERROR, single_branches.check),
    Check("G007", _WARNING, soft_against_hard.check),
    Check("G008", _WARNING, isolated_skills.check),
    Check("G009", _ERROR, too_many_ways.check),
    Check("L001", _ERROR, level_gaps.check),
    Check("L002", _ERROR),
    Check("L003", _WARNING, can_do_verbs.check),
    Check("L004", _WARNING, repeated_can_do.check),
    Check("L005", _NOTE, unrequired_levels.check),
    Check("L006", _ERROR, level_gaps.check),
    Check("E001", _ERROR, hours_order.check),
    Check("E002", _WARNING, hours_outliers.check),
    Check("E003", _WARNING, role_totals.check),
    Check("T001", _ERROR, unearned_bands.check),
    Check("T002", _ERROR, defining_share.check),
    Check("T003", _WARNING, late_languages.check, needs_plans=True),
    Check("T004", _WARNING, changed_choices.check, needs_plans=True),
    Check("T005", _WARNING, free_courses.check),
    Check("T006", _WARNING, unproved_core_levels.check),
    Check("T007", _WARNING, unasked_skills.check),
    Check("O001", _ERROR, targets_above_top.check),
    Check("O002", _ERROR, repeated_requirements.check),
    Check("O003", _WARNING, falling_variants.check),
    Check("O004", _NOTE, core_share.check),
    Check("O005", _NOTE, implied_requirements.check),
    Check("O006", _ERROR, variants.check),
    Check("O007", _ERROR, preferred_options.check, exceptions={"former": _WARNING}),
    Check("O008", _ERROR, preferred_options.check),
    Check("O009", _ERROR, defining_requirements.check),
    Check("P001", _ERROR, rubric_sizes.check),
    Check("P002", _ERROR, repeated_proofs.check),
    Check("P003", _WARNING, project_roles.check),
    Check("X001", _ERROR, mapping_codes.check),
    Check("X003", _ERROR, exact_mappings.check),
    Check("X004", _WARNING, mapping_codes.check),
    Check("U001", _ERROR, link_forms.check),
    Check("U002", _WARNING, link_forms.check),
    Check("V001", _NOTE, overdue_reviews.check),
    Check("A001", _ERROR, rule_names.check),
    Check("A002", _ERROR, rule_facts.check),
    Check("A003", _ERROR, rule_facts.check),
    Check("A004", _WARNING, rule_tests.check),
    Check("A005", _ERROR, rule_tests.check),
    Check("A006", _ERROR, rule_tests.check),
    Check("A007", _ERROR, rule_values.check),
    Check("M001", _ERROR, measured_steps.check, exceptions={"former": _WARNING}),
    Check("M002", _ERROR, measured_edges.check),
    Check("M003", _ERROR, measured_steps.check),
    Check("M004", _ERROR, measured_hours.check),
    Check("M005", _NOTE, measured_hours.check),
    Check("M006", _ERROR, measured_versions.check, exceptions={"stale": _WARNING}),
)
CHECK_BY_CODE: Mapping[str, Check] = {check.code: check for check in REGISTRY}
CHECKS: tuple[CheckFunction, ...] = tuple(
    dict.fromkeys(check.run for check in REGISTRY if check.run is not None)
)
"""Every check of the corpus, once."""
QUICK_CHECKS: tuple[CheckFunction, ...] = tuple(
    dict.fromkeys(
        check.run for check in REGISTRY if check.run is not None and not check.needs_plans
    )
)
"""Those that need no plan: all the errors, and what can be seen without a plan."""


def severity_of(violation: Violation) -> Severity:
    """The severity of the rule that is violated."""
    check = CHECK_BY_CODE[violation.code]
    return check.exceptions.get(violation.variant, check.severity)
