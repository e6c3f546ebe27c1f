"""The difference of two analyses, shared out between the person, time and the content."""

from derivation_scenes import happenings, ratings, scenes
from derivation_worlds import TODAY, Scene
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from engine import (
    Analysis,
    AnalysisOutcome,
    Comparison,
    Day,
    EngineError,
    Profile,
    Rating,
    SkillSlug,
    compare,
)

EARLIER = Day(2019, 1, 1)


def analysed(scene: Scene) -> Analysis:
    try:
        return scene.context().analysis
    except EngineError:
        assume(condition=False)
        raise


def tenths(points: float) -> int:
    """Points as they are shown, counted in tenths; a figure with more than one decimal fails."""
    assert points == round(points, 1)
    return round(points * 10)


def compared(before: Scene, content: Scene, person: Profile) -> Comparison:
    """From one scene to the content of another, on a later day, with another profile."""
    renewed = replace(content, profile=before.profile, today=before.today)
    aged = replace(renewed, today=TODAY)
    after = replace(aged, profile=person)
    return compare(
        AnalysisOutcome.of(analysed(before)),
        AnalysisOutcome.of(analysed(after)),
        renewed=analysed(renewed).readiness.points,
        aged=analysed(aged).readiness.points,
    )


@given(scenes(), st.data())
def test_the_three_parts_add_up_exactly(scene: Scene, data: st.DataObject) -> None:
    before = replace(scene, today=EARLIER)
    content = data.draw(happenings(before))
    assume(set(before.profile) <= set(content.skills))
    person = data.draw(st.dictionaries(st.sampled_from(sorted(content.skills)), ratings))
    tops = {slug: content.skills[slug].top for slug in person}
    later = {s: replace(r, level=min(r.level, tops[s])) for s, r in person.items()}
    found = compared(before, content, later)
    parts = (found.by_person, found.by_time, found.by_content)
    assert sum(map(tenths, parts)) == tenths(found.after) - tenths(found.before)


@given(scenes())
def test_where_only_days_pass_all_of_it_is_given_to_time(scene: Scene) -> None:
    before = replace(scene, today=EARLIER)
    dated: dict[SkillSlug, Rating] = {
        slug: replace(rating, rated_on=Day(2018, 12, 1)) for slug, rating in before.profile.items()
    }
    before = replace(before, profile=dated)
    found = compared(before, before, dated)
    assert (found.by_person, found.by_content) == (0, 0)
    assert found.after == round(found.before + found.by_time, 1)


@given(scenes(), st.data())
def test_who_changed_nothing_is_given_nothing(scene: Scene, data: st.DataObject) -> None:
    before = replace(scene, today=TODAY)
    content = data.draw(happenings(before))
    assume(set(before.profile) <= set(content.skills))
    found = compared(before, replace(content, profile=before.profile), before.profile)
    assert (found.by_person, found.by_time) == (0, 0)
    alone = compared(before, before, {})
    assert (alone.by_time, alone.by_content) == (0, 0)
