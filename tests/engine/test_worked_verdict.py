"""The facts of a verdict by hand: what bands and advice are decided on, and by what names.

Of a weight of 9 counted: git 2 (core), sql:2 4 (core, defining), one of python and r:2 2 (core),
docker 1 (supporting); css is a bonus. git is denied; sql 1 of 2 is 6 of 16 hours; r 1 of 2 is 2 of
10 hours; docker is held without git.
"""

import pytest
from builders import JUNIOR, asks, profile, role, rules_with
from msgspec.structs import replace
from worked_world import WORLD, analysed

from engine import (
    Compare,
    DerivationContext,
    HitPolicy,
    Importance,
    Operator,
    Provenance,
    Rule,
    RuleBook,
    TableName,
    derive,
)
from engine.readiness.bands import BandFacts
from engine.rules.tables import FactValue

ASKED = role(
    asks("git", weight=2),
    replace(asks("sql:2", weight=4), is_defining=True),
    asks("python", "r:2", choose=1, weight=2),
    asks("docker", importance=Importance.SUPPORTING),
    asks("css:2", weight=5, importance=Importance.BONUS),
)
RATED = profile(git=0, docker=1, r=1, sql=1)


def test_the_facts_that_bands_are_decided_on() -> None:
    """1.5 of sql, 0.4 of the choice and 1 of docker are 2.9 of 9, 32.2 points; git has least."""
    found = analysed(RATED, asked=ASKED)
    assert found.readiness.points == 32.2
    facts = BandFacts.of(found.gaps, found.readiness.points)
    assert facts.facts == {
        "readiness": 32.2,
        "core_met": False,
        "missing_core": 1,
        "lowest_core_credit": 0.0,
        "defining_met": False,  # 0.375 is below half.
        "told_share": 1.0,
    }


@pytest.mark.parametrize(
    ("sql", "is_met"),
    [(1, False), (2, True)],
)
def test_what_defines_the_role_is_met_from_half_its_credit(sql: int, is_met: bool) -> None:
    gaps = analysed(profile(sql=sql), asked=ASKED).gaps
    assert BandFacts.of(gaps, 10).is_defining_met is is_met
    half = [replace(gap, credit=0.5) for gap in gaps]
    assert BandFacts.of(half, 10).is_defining_met
    assert BandFacts.of(half, 10).lowest_core_credit == 0.5
    below = [replace(gap, credit=0.49) for gap in gaps]
    assert not BandFacts.of(below, 10).is_defining_met


def test_a_band_is_given_from_half_of_the_weight_told() -> None:
    """Of 9, git and sql are 6; of 12 they are half; of 13 less."""
    supporting = asks("docker", importance=Importance.SUPPORTING)
    known = profile(git=1, sql=2)
    for weight, share, is_given in ((6, 0.5, True), (7, 6 / 13, False)):
        asked = role(*ASKED.variants[JUNIOR][:2], replace(supporting, weight=weight))
        found = analysed(known, asked=asked).readiness
        assert found.told_share == pytest.approx(share)
        assert (found.band is not None) is is_given
        assert (found.next_question is None) is is_given


FACTS: dict[str, FactValue] = {
    "readiness": 32.2,
    "core_met": False,
    "told_share": 1.0,
    "not_told": 1,  # css.
    "missing": 1,
    "weak": 2,
    "strong": 1,
    "not_told_core": 0,
    "missing_core": 1,
    "weak_core": 2,
    "rated_skills": 4,
    "unsupported_skills": 1,
    "faded_skills": 0,
    "variant": "junior",
}


def advised_by(fact: str) -> RuleBook:
    rule = Rule("it-is-so", Compare(fact, Operator.IS, FACTS[fact]), {"title": "So", "text": "."})
    return rules_with(TableName.ADVICE, rule, hit=HitPolicy.COLLECT)


@pytest.mark.parametrize("fact", FACTS)
def test_advice_is_derived_from_the_fact_it_is_given_by(fact: str) -> None:
    context = DerivationContext.of(
        WORLD,
        ASKED,
        variant=JUNIOR,
        profile=RATED,
        provenance=Provenance(advised_by(fact), "1.2.3", "hash", "0.9", None),
    )
    assert [item.slug for item in context.analysis.advice] == ["it-is-so"]
    found = derive(context, "advice:it-is-so")
    assert found.value[fact] == FACTS[fact]
    assert (found.value["rule"], found.value["title"]) == ("it-is-so", "So")
    credits_ = {key for key in found.value if key.startswith("credit:")}
    told = {key for key in found.value if key.startswith("told:")}
    classes = {key for key in found.value if key.startswith("class:")}
    core = {"git", "sql", "choose:python|r"}
    counted = core | {"docker"}
    every = counted | {"css"}
    expected: dict[str, tuple[set[str], set[str], set[str]]] = {
        "readiness": (counted, set(), set()),
        "told_share": (counted, counted, set()),
        "core_met": (core, set(), set()),
        **dict.fromkeys(("not_told", "missing", "weak", "strong"), (every, every, every)),
        **dict.fromkeys(("not_told_core", "missing_core", "weak_core"), (core, core, core)),
    }
    for keys, prefix, names in zip(
        (credits_, told, classes),
        ("credit", "told", "class"),
        expected.get(fact, (set(), set(), set())),
        strict=True,
    ):
        assert keys == {f"{prefix}:{name}" for name in names}
