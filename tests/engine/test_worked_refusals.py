"""What refusals say and carry, and how one reason for a roadmap item is explained."""

from functools import partial

import pytest
from builders import JUNIOR, graph, skill, step, steps

from engine import Message, RoleSlug, SkillSlug, SourceRef, Step, Variant
from engine import errors as refusals
from engine.explanation.explanations import FactKind, explain_reason
from engine.model import NOWHERE
from engine.planning.reasons import Reason, ReasonKind

A, B = SkillSlug("a"), SkillSlug("b")
TESTER, COOK = RoleSlug("tester"), RoleSlug("cook")
SENIOR = Variant("senior")


@pytest.mark.parametrize(
    ("refusal", "said", "carried"),
    [
        (partial(refusals.UnknownSkillError, A), "there is no skill 'a'", {"skill": A}),
        (partial(refusals.UnknownRoleError, COOK), "there is no role 'cook'", {"role": COOK}),
        (
            partial(refusals.UnknownVariantError, COOK, SENIOR, [JUNIOR, Variant("lead")]),
            "role 'cook' has no variant 'senior', only junior, lead",
            {"role": COOK, "variant": SENIOR, "known": (JUNIOR, Variant("lead"))},
        ),
        (
            partial(refusals.UnknownLevelError, A, 4, 2),
            "skill 'a' has levels 0 to 2, not 4",
            {"skill": A, "level": 4, "top": 2},
        ),
        (
            partial(refusals.UnattainableError, steps("b", "a")),
            "2 steps cannot be reached, first a:1",
            {"steps": steps("a", "b")},
        ),
        (
            partial(refusals.NoPlanError, step("a")),
            "a:1 cannot be learnt from these steps",
            {"step": step("a")},
        ),
        (partial(refusals.PinConflictError, A), "'a' is not a choice in this role", {"pin": A}),
        (
            partial(refusals.PinsContradictError, "One", 1, [B, A]),
            "'One' takes 1, but a, b are pinned",
            {"label": "One", "choose": 1, "pins": (A, B)},
        ),
        (
            partial(refusals.NoWayError, [B, A]),
            "no set of steps meets these targets by way of a, b",
            {"pins": (A, B)},
        ),
        (partial(refusals.NoWayError, []), "no set of steps meets these targets", {"pins": ()}),
        (
            partial(refusals.BudgetTooSmallError, 3.0, 4.5, [B, A]),
            "3 h are too few for a, b, which takes 4.5 h",
            {"hours": 3.0, "least": 4.5, "pins": (A, B)},
        ),
        (
            partial(refusals.TargetOutOfReachError, 90.0, 75.5),
            "readiness 90 is out of reach: the most is 75.5",
            {"points": 90.0, "most": 75.5},
        ),
        (
            partial(refusals.NotComparableError, TESTER, JUNIOR, COOK, SENIOR),
            "tester (junior) cannot be compared with cook (senior)",
            {"role": TESTER, "variant": JUNIOR, "other_role": COOK, "other_variant": SENIOR},
        ),
        (
            partial(refusals.UnknownConclusionError, "gap:x", ["band"]),
            "the analysis has no conclusion 'gap:x'",
            {"conclusion": "gap:x", "known": ("band",)},
        ),
        (
            partial(refusals.MissingTableError, "gaps"),
            "the rules hold no table 'gaps'",
            {"table": "gaps"},
        ),
        (
            partial(refusals.NoRuleFiredError, "gaps", {"credit": 1}),
            "no rule of 'gaps' holds for {'credit': 1}",
            {"table": "gaps", "facts": {"credit": 1}},
        ),
        (
            partial(refusals.RulesOverlapError, "gaps", ["one", "two"]),
            "rules one, two of 'gaps' hold at once",
            {"table": "gaps", "rules": ("one", "two")},
        ),
    ],
    ids=lambda value: value.func.__name__ if isinstance(value, partial) else "",
)
def test_a_refusal_says_and_carries_what_it_is_about(
    refusal: "partial[refusals.EngineError]", said: str, carried: dict[str, object]
) -> None:
    error = refusal()
    assert str(error) == said
    assert {name: getattr(error, name) for name in carried} == carried


WORLD = graph(skill("sql", 5, 5))
PLACE = SourceRef("role", 7, 3)
SQL_2 = Message("step", {"skill": "Sql", "level": 2})


@pytest.mark.parametrize(
    ("kind", "later", "why", "message"),
    [
        (ReasonKind.REQUIREMENT, None, "Sql", Message("reason.requirement")),
        (
            ReasonKind.CHOICE,
            None,
            "A language",
            Message("reason.choice", {"choice": "A language"}),
        ),
        (ReasonKind.CHOICE, None, "", Message("reason.choice_without_name")),
        (ReasonKind.LADDER, step("sql:2"), "", Message("reason.ladder", {"step": SQL_2})),
        (
            ReasonKind.PREREQUISITE,
            step("sql:2"),
            "joins",
            Message("reason.prerequisite", {"step": SQL_2, "why": "joins"}),
        ),
        (
            ReasonKind.ALTERNATIVE,
            step("sql:2"),
            "joins",
            Message("reason.alternative", {"step": SQL_2, "why": "joins"}),
        ),
    ],
)
def test_a_reason_names_the_later_step_or_the_choice(
    kind: ReasonKind, later: Step | None, why: str, message: Message
) -> None:
    found = explain_reason(WORLD, Reason(kind, PLACE, None, later, why))
    assert found.kind is (FactKind.REQUIREMENT if later is None else FactKind.PREREQUISITE)
    assert (found.message, found.source) == (message, PLACE)
    assert explain_reason(WORLD, Reason(kind, NOWHERE, None, later, why)).source is None
