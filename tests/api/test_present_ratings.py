"""Ratings outlive every change of the content: none is lowered, and each can be changed."""

from changing_skills import ChangingSkills
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from api.catalog.current import Knowledge
from api.profiles.present_ratings import StoredLevel, present_ratings, superseded
from api.profiles.service import own_ratings
from engine import Rating, RatingSource, SkillSlug

TOPS = st.integers(1, 5)


class Profile:
    """A stored profile: what the table of ratings holds."""

    def __init__(self) -> None:
        self.rows: dict[str, Rating] = {}

    def rate(self, knowledge: Knowledge, levels: dict[str, int]) -> None:
        """Write ratings as the service does."""
        own = own_ratings(knowledge, levels, {})
        stored = [StoredLevel(i, row.level, row.confidence) for i, row in self.rows.items()]
        for one in (*own, *superseded(knowledge, stored, own)):
            rating = Rating(one.level, RatingSource(one.source), one.confidence)
            self.rows[one.skill_id] = rating

    def shown(self, knowledge: Knowledge) -> dict[SkillSlug, Rating]:
        """What counts today."""
        found = present_ratings(knowledge, sorted(self.rows.items(), key=lambda row: row[0]))
        return {slug: one.rating for slug, one in found.items()}


def shown_levels(profile: Profile, world: ChangingSkills) -> dict[str, tuple[int, str]]:
    shown = profile.shown(world.knowledge())
    return {slug: (one.level, one.source.value) for slug, one in shown.items()}


def test_a_renamed_skill_keeps_its_rating() -> None:
    world, profile = ChangingSkills(3), Profile()
    profile.rate(world.knowledge(), {"skill-1": 2})
    renamed = world.rename("skill-1")
    assert shown_levels(profile, world) == {renamed.slug: (2, "self")}
    profile.rate(world.knowledge(), {"skill-1": 1})
    assert shown_levels(profile, world) == {renamed.slug: (1, "self")}


def test_the_higher_level_wins_in_a_merge_and_can_be_lowered_afterwards() -> None:
    world, profile = ChangingSkills(4, 3), Profile()
    profile.rate(world.knowledge(), {"skill-1": 4, "skill-2": 1})
    world.remove("skill-1", "merged", "skill-2")
    assert shown_levels(profile, world) == {"skill-2": (3, "self")}  # Its top level is 3.
    profile.rate(world.knowledge(), {"skill-2": 2})
    assert shown_levels(profile, world) == {"skill-2": (2, "self")}


def test_the_parts_of_a_split_skill_are_to_be_confirmed_one_by_one() -> None:
    world, profile = ChangingSkills(4, 4, 4), Profile()
    profile.rate(world.knowledge(), {"skill-1": 3, "skill-2": 1})
    world.remove("skill-1", "split", "skill-2", "skill-3")
    assert shown_levels(profile, world) == {"skill-2": (3, "split"), "skill-3": (3, "split")}
    profile.rate(world.knowledge(), {"skill-2": 2})
    assert shown_levels(profile, world) == {"skill-2": (2, "self"), "skill-3": (3, "split")}
    profile.rate(world.knowledge(), {"skill-3": 0})
    assert shown_levels(profile, world) == {"skill-2": (2, "self"), "skill-3": (0, "self")}


def test_a_retired_skill_no_longer_counts_but_says_its_title() -> None:
    world, profile = ChangingSkills(4), Profile()
    profile.rate(world.knowledge(), {"skill-1": 3})
    world.remove("skill-1", "retired")
    knowledge = world.knowledge()
    assert profile.shown(knowledge) == {}
    assert knowledge.skill_ref_of_id("skl_00000001").title == "Title of skill-1"
    assert knowledge.levels_named({"skill-1": 3}) == {}


def test_a_skill_that_is_gone_without_a_redirect_says_the_title_it_had_in_the_version_before() -> (
    None
):
    world = ChangingSkills(4)
    before = world.knowledge()
    del world.skills["skill-1"]
    after = world.knowledge()
    after.remember(before.names())
    link = after.skill_ref_of_id("skl_00000001")
    assert (link.slug, link.title) == ("skill-1", "Title of skill-1")


class ContentChanges(RuleBasedStateMachine):
    """Ratings and changes of the content in any order, beside what each skill must say."""

    @initialize(tops=st.lists(TOPS, min_size=2, max_size=4))
    def begin(self, tops: list[int]) -> None:
        self.world, self.profile = ChangingSkills(*tops), Profile()
        self.levels: dict[str, int] = {}

    def _choose(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.world.skills)))

    @precondition(lambda self: self.world.skills)
    @rule(data=st.data(), more=st.booleans())
    def rate(self, data: st.DataObject, more: bool) -> None:
        chosen = {self._choose(data), self._choose(data)} if more else {self._choose(data)}
        new = {s: data.draw(st.integers(0, self.world.skills[s].top)) for s in sorted(chosen)}
        self.profile.rate(self.world.knowledge(), new)
        self.levels |= new
        shown = self.profile.shown(self.world.knowledge())
        assert {shown[SkillSlug(slug)].source for slug in new} == {RatingSource.SELF}

    @rule(top=TOPS)
    def add(self, top: int) -> None:
        self.world.add(top)

    @precondition(lambda self: self.world.skills)
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        old = self._choose(data)
        self._carry(old, self.world.rename(old).slug)

    @precondition(lambda self: len(self.world.skills) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        old, new = data.draw(st.permutations(sorted(self.world.skills)))[:2]
        self.world.remove(old, "merged", new)
        self._carry(old, new)

    @precondition(lambda self: len(self.world.skills) > 2)
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        old, *parts = data.draw(st.permutations(sorted(self.world.skills)))[:3]
        self.world.remove(old, "split", *parts)
        self._carry(old, *parts)

    @precondition(lambda self: self.world.skills)
    @rule(data=st.data())
    def retire(self, data: st.DataObject) -> None:
        old = self._choose(data)
        self.world.remove(old, "retired")
        self.levels.pop(old, None)

    def _carry(self, old: str, *new: str) -> None:
        """What a skill was rated goes on in others, unless they say more."""
        level = self.levels.pop(old, None)
        if level is not None:
            self.levels |= {slug: max(level, self.levels.get(slug, level)) for slug in new}

    @invariant()
    def nothing_is_lowered_and_every_rating_counts(self) -> None:
        if not hasattr(self, "world"):
            return
        shown = self.profile.shown(self.world.knowledge())
        skills = self.world.skills
        assert {slug: one.level for slug, one in shown.items()} == {
            slug: min(level, skills[slug].top) for slug, level in self.levels.items()
        }

    @invariant()
    def every_slug_that_was_published_is_accepted(self) -> None:
        if not hasattr(self, "world"):
            return
        knowledge = self.world.knowledge()
        named = knowledge.levels_named(dict.fromkeys(self.world.published, 1))
        assert set(named) <= set(self.world.skills)


ContentChanges.TestCase.settings = settings(stateful_step_count=25)
TestContentChanges = ContentChanges.TestCase
