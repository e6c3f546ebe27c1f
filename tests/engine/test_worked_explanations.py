"""Derivations by hand, node by node: what each says, where it is written, what it follows from.

The world is that of `explained_world.py`. Three demands count, of weights 2, 4 and 2:

    git      implied by docker:1                                        all of 25 points
    sql:3    counts as 1, having faded from 2: 6 of 6 + 10 + 20 hours   8.3 of 50
    r:2      one of two; begun: 2 of 2 + 8 hours, python nothing        5 of 25, together 38.3
"""

from builders import JUNIOR
from explained_nodes import BAND, BAND_MESSAGES, GAP_OF_SQL, GOON, HELD_SQL, LEAN, STALE
from explained_world import (
    BOOK,
    RATED,
    ROLE,
    TODAY,
    WORLD,
    lines_of,
    message_line,
)

from engine import (
    Derivation,
    DerivationContext,
    Explanation,
    Profile,
    Provenance,
    Rating,
    SkillSlug,
    conclusions_of,
    derive,
    explain_fading,
    explain_gap,
    explain_readiness,
)


def context_of(rated: Profile = RATED) -> DerivationContext:
    made_with = Provenance(BOOK, "1.2.3", "hash", "0.9", TODAY)
    return DerivationContext.of(WORLD, ROLE, variant=JUNIOR, profile=rated, provenance=made_with)


def derived(of: str, rated: Profile = RATED) -> Derivation:
    return derive(context_of(rated), of)


MADE_BY = {"knowledge": "hash", "engine": "0.9"}


def test_all_that_can_be_concluded() -> None:
    assert conclusions_of(context_of()) == (
        *("readiness", "band", "gap:git", "gap:sql", "gap:choose:python|r", "gap:docker"),
        *("advice:stale", "advice:start"),
        *("held:docker", "held:git", "held:r", "held:sql"),
    )


def test_the_band_and_with_it_readiness() -> None:
    found = derived("band")
    assert lines_of(found) == list(BAND)
    assert [f"{node.id}: {message_line(node.message)}" for node in found.nodes] == list(
        BAND_MESSAGES
    )
    credits_ = {"credit:git": 1.0, "credit:sql": 6 / 36, "credit:choose:python|r": 0.2}
    assert found.value == {
        "points": 38.3,
        **credits_,
        "told:git": 1.0,
        "told:sql": 1.0,
        "told:choose:python|r": 1.0,
        "band": "any",
        "title": "Any",
        "rule": "rule:bands:any",
        **MADE_BY,
    }
    readiness = derived("readiness")
    assert lines_of(readiness)[1:] == [
        line for line in BAND[1:] if not line.startswith(("rule:bands", "sole:bands"))
    ]
    assert readiness.value == {"points": 38.3, **credits_, **MADE_BY}
    assert message_line(readiness.nodes[0].message) == (
        "derivation.readiness(role=role(role=Tester, variant=junior), points=38.3)"
    )


def test_the_gap_of_a_skill_that_faded() -> None:
    found = derived("gap:sql")
    assert lines_of(found) == list(GAP_OF_SQL)
    assert found.value == {
        "class": "weak",
        "credit:sql": 6 / 36,
        "told:sql": 1.0,
        "rule": "rule:gaps:weak",
        **MADE_BY,
    }
    assert message_line(found.nodes[0].message) == (
        "derivation.gap(requirement=Sql, class=weak, percent=16.7)"
    )
    of_choice = derived("gap:choose:python|r").nodes[0].message
    assert message_line(of_choice) == (
        "derivation.gap(requirement=A language, class=weak, percent=20.0)"
    )


def test_what_is_held() -> None:
    assert lines_of(derived("held:sql")) == list(HELD_SQL)
    assert derived("held:sql").value == {"level": 1, "source": "self", **MADE_BY}
    assert derived("held:git").value == {"level": 1, "source": "implied", **MADE_BY}
    assert derived("held:r").value == {"level": 1, "source": "placement", **MADE_BY}
    assert [message_line(derived(f"held:{s}").nodes[0].message) for s in ("sql", "git")] == [
        "derivation.level(skill=Sql, level=1, how=rated)",
        "derivation.level(skill=Git, level=1, how=implied)",
    ]


def test_advice_by_what_faded() -> None:
    found = derived("advice:stale")
    assert lines_of(found) == list(STALE)
    assert found.value == {
        "rule": "stale",
        "faded_skills": 1,
        "faded": "sql",
        "title": "Stale",
        "text": "stale.",
        **MADE_BY,
    }


def test_advice_by_what_lacks_its_prerequisites() -> None:
    """git is said to be lacking, of which docker is made."""
    found = derived("advice:lean", {**RATED, SkillSlug("git"): Rating(0)})
    assert lines_of(found) == list(LEAN)
    assert found.value == {
        "rule": "lean",
        "unsupported_skills": 1,
        "unsupported": "docker",
        "title": "Lean",
        "text": "lean.",
        **MADE_BY,
    }


def test_advice_by_the_classes_of_the_core() -> None:
    """git is strong, sql weak, the choice not told: nothing is said of either branch."""
    rated: Profile = {SkillSlug("git"): Rating(1), SkillSlug("sql"): Rating(1)}
    found = derived("advice:go-on", rated)
    assert lines_of(found) == list(GOON)
    assert found.value == {
        "rule": "go-on",
        "weak_core": 1,
        "credit:git": 1.0,
        "credit:sql": 6 / 36,
        "credit:choose:python|r": 0.0,
        "told:git": 1.0,
        "told:sql": 1.0,
        "told:choose:python|r": 0.0,
        "class:git": "rule:gaps:strong",
        "class:sql": "rule:gaps:weak",
        "class:choose:python|r": "rule:gaps:not-told",
        "title": "Go-On",
        "text": "go-on.",
        **MADE_BY,
    }


def test_advice_by_what_was_rated() -> None:
    found = derived("advice:start")
    assert found.nodes[0].needs == (
        *("rule:advice:start", "rating:docker", "rating:r", "rating:sql"),
        *("nothing_else:rated", "knowledge", "engine"),
    )
    assert found.value["rated_skills"] == 3


def told(explanation: Explanation) -> list[str]:
    """The conclusion, and each fact with its kind and place."""
    facts = [
        f"{fact.kind.value} {message_line(fact.message)} @{fact.source or ''}"
        for fact in explanation.facts
    ]
    return [message_line(explanation.conclusion), *facts]


def test_gaps_in_short() -> None:
    analysis = context_of().analysis
    git, sql, choice, docker = (told(explain_gap(WORLD, analysis, gap)) for gap in analysis.gaps)
    assert git == [
        "gap.conclusion(requirement=Git, class=strong, points=25.0, possible=25.0)",
        "requirement gap.requirement(step=step(skill=Git, level=1), importance=core, weight=2)"
        " @role:1:3",
        "implied rating.implied(skill=Git, level=1, steps=[step(skill=Docker, level=1)], count=1)"
        " @",
        "rule gap.rule(class=strong) @gaps:3:5",
    ]
    assert sql == [
        "gap.conclusion(requirement=Sql, class=weak, points=8.3, possible=50.0)",
        "requirement gap.requirement(step=step(skill=Sql, level=3), importance=core, weight=4)"
        " @role:2:3",
        "rating rating.held(skill=Sql, level=1, source=self) @",
        "rule gap.rule(class=weak) @gaps:4:5",
    ]
    assert choice == [
        "gap.conclusion(requirement=A language, class=weak, points=5.0, possible=25.0)",
        "requirement gap.choice(count=1, steps=[step(skill=Python, level=1), step(skill=R,"
        " level=2)], importance=core, weight=2) @role:3:3",
        "rating rating.held(skill=R, level=1, source=placement) @",
        "rule gap.rule(class=weak) @gaps:4:5",
    ]
    assert docker == [
        "gap.bonus_conclusion(requirement=Docker, class=strong)",
        "requirement gap.requirement(step=step(skill=Docker, level=1), importance=bonus, weight=5)"
        " @role:4:3",
        "rating rating.held(skill=Docker, level=1, source=evidence) @",
        "rule gap.rule(class=strong) @gaps:3:5",
    ]


def test_a_gap_of_nothing_and_of_a_zero_in_short() -> None:
    analysis = context_of({SkillSlug("sql"): Rating(0)}).analysis
    git, sql, *_ = (told(explain_gap(WORLD, analysis, gap)) for gap in analysis.gaps)
    assert git[0] == "gap.conclusion(requirement=Git, class=not_told, points=0.0, possible=25.0)"
    assert git[2:] == [
        "not_rated rating.none(skill=Git) @",
        "rule gap.rule(class=not_told) @gaps:1:5",
    ]
    assert sql[2:] == [
        "rating rating.zero(skill=Sql) @",
        "rule gap.rule(class=missing) @gaps:2:5",
    ]


def test_readiness_in_short() -> None:
    assert told(explain_readiness(WORLD, context_of().analysis)) == [
        "readiness.conclusion(points=38.3, met=1, total=3, band=Any)",
        "requirement readiness.requirement(requirement=Git, points=25.0, possible=25.0) @role:1:3",
        "requirement readiness.requirement(requirement=Sql, points=8.3, possible=50.0) @role:2:3",
        "requirement readiness.requirement(requirement=A language, points=5.0, possible=25.0)"
        " @role:3:3",
        "rule readiness.band(text=Any.) @bands:1:5",
    ]


def test_fading_in_short() -> None:
    sql = SkillSlug("sql")
    fact = explain_fading(WORLD, sql, context_of().fresh[sql], rules=BOOK, today=TODAY)
    assert f"{fact.kind.value} {message_line(fact.message)} @{fact.source}" == (
        "rule rating.faded(skill=Sql, level=1, given=2, date=2019-05-05) @freshness:1:5"
    )
