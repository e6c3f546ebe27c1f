"""What a person holds beyond what they rated."""

from builders import JUNIOR, asks, graph, profile, role, rules, skill, step, steps

from engine import RatingSource, analyze, hold

WEB = graph(
    skill("html", 5, 10),
    skill("javascript", 10, 20, needs={1: ["html:1"]}),
    skill("react", 10, 20, needs={1: ["javascript:2"], 2: ["html:2"]}),
    skill("java", 20),
    skill("apps", 5, needs={1: [["react:1", "java:1"]]}),
)


def test_a_held_skill_implies_all_that_it_requires() -> None:
    held = hold(WEB, profile(react=1))
    assert held.levels == {"react": 1, "javascript": 2, "html": 1}
    assert [(item.skill, item.level) for item in held.implied] == [("html", 1), ("javascript", 2)]
    assert all(item.because == steps("react:1") for item in held.implied)


def test_an_alternative_implies_nothing() -> None:
    assert hold(WEB, profile(apps=1)).levels == {"apps": 1}


def test_a_skill_rated_lower_on_purpose_stays_low() -> None:
    held = hold(WEB, profile(react=1, javascript=0))
    assert held.level(step("javascript:1").skill) == 0
    assert step("javascript:1") not in held.steps


def test_what_a_lowered_skill_requires_is_not_implied_through_it() -> None:
    assert hold(WEB, profile(react=1, javascript=0)).levels == {"react": 1}


def test_a_rating_above_what_is_implied_counts() -> None:
    assert hold(WEB, profile(react=1, html=2)).level(step("html:2").skill) == 2


def test_the_source_of_a_level_is_the_rating_or_implied_or_unknown() -> None:
    required = role(*(asks(f"{slug}:1") for slug in ("react", "html", "java")))
    ratings = profile(react=1)
    analysis = analyze(WEB, required, variant=JUNIOR, profile=ratings, rules=rules())
    sources = [gap.targets[0].source for gap in analysis.gaps]
    assert sources == [RatingSource.SELF, RatingSource.IMPLIED, None]


def test_a_step_is_held_by_the_rating_of_its_skill_or_by_what_implies_it() -> None:
    held = hold(WEB, profile(react=2, java=0))
    found = {
        text: held.source_of(step(text)) for text in ("react:1", "react:2", "html:2", "java:1")
    }
    assert found == {
        "react:1": RatingSource.SELF,
        "react:2": RatingSource.SELF,
        "html:2": RatingSource.IMPLIED,
        "java:1": None,
    }
    assert held.source_of(step("apps:1")) is None
