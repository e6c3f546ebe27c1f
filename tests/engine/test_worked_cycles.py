"""Which steps cannot be reached, the cycle named for each, and rounds of reach, by hand."""

from collections.abc import Sequence

from builders import graph, skill, step, steps

from engine import (
    AllOf,
    AnyOf,
    BlockedStep,
    Hours,
    Level,
    Need,
    Prerequisite,
    Skill,
    SkillSlug,
    SourceRef,
    StepNeed,
    Strength,
    find_blocked_steps,
)

NOTHING = frozenset(steps())


def blocked(*skills: Skill) -> dict[str, str]:
    """Each blocked step with its cycle: who needs, then who is needed, and so on."""
    return {str(one.step): path_of(one) for one in find_blocked_steps(skills)}


def path_of(one: BlockedStep) -> str:
    for edge, following in zip(one.cycle, one.cycle[1:], strict=False):
        assert edge.needed == following.needing
    assert one.cycle[-1].needed == one.cycle[0].needing
    return " ".join(str(edge.needing.skill) for edge in one.cycle)


PAIR = (skill("pair", 1, needs={1: ["twin"]}), skill("twin", 1, needs={1: ["pair"]}))
THREE = (
    skill("one", 1, needs={1: ["three"]}),
    skill("two", 1, needs={1: ["one"]}),
    skill("three", 1, needs={1: ["two"]}),
)
LOOP = skill("loop", 1, needs={1: ["loop"]})
FREE = skill("free", 1)


def test_every_member_of_a_cycle_names_the_cycle_from_itself_on() -> None:
    assert blocked(*THREE, FREE) == {
        "one:1": "one three two",
        "three:1": "three two one",
        "two:1": "two one three",
    }
    assert blocked(*PAIR) == {"pair:1": "pair twin", "twin:1": "twin pair"}
    assert blocked(LOOP) == {"loop:1": "loop"}


def test_of_several_cycles_the_shortest_is_named_even_where_another_is_nearer() -> None:
    """`start` waits for three steps at distance 1, and for two at distance 2."""
    found = blocked(
        skill("start", 1, needs={1: ["one", "far"]}),
        skill("far", 1, needs={1: ["pair"]}),
        *(*THREE, *PAIR),
    )
    assert found["start:1"] == "pair twin"
    assert found["far:1"] == "pair twin"


def test_a_step_that_waits_for_itself_is_the_shortest_of_all() -> None:
    """`start` waits for two steps at distance 1, and for one at distance 2."""
    found = blocked(
        skill("start", 1, needs={1: ["pair", "far"]}),
        skill("far", 1, needs={1: ["loop"]}),
        *(*PAIR, LOOP),
    )
    assert found["start:1"] == "loop"


def test_of_equally_short_cycles_the_nearest_is_named_then_the_one_of_the_smallest_slug() -> None:
    pairs = [
        skill(f"{letter}{number}", 1, needs={1: [f"{letter}{3 - number}"]})
        for letter in "bcz"
        for number in (1, 2)
    ]
    further = skill("mid", 1, needs={1: ["b1"]})
    found = blocked(skill("top", 1, needs={1: ["mid", "z1"]}), further, *pairs)
    assert found["top:1"] == "z1 z2"
    found = blocked(skill("top", 1, needs={1: ["mid", "z1", "c1"]}), further, *pairs)
    assert found["top:1"] == "c1 c2"


def test_who_is_in_a_cycle_names_their_own_even_where_a_shorter_one_is_near() -> None:
    found = blocked(
        skill("one", 1, needs={1: ["three", "pair"]}),
        *(*THREE[1:], *PAIR),
    )
    assert found["one:1"] == "one three two"


def test_the_shortest_way_back_is_taken_and_of_equal_ones_that_of_the_smaller_slug() -> None:
    """From m by a and y, or by z alone; then by b as well."""
    around = (
        skill("a", 1, needs={1: ["y"]}),
        *(skill(name, 1, needs={1: ["m"]}) for name in "byz"),
    )
    assert blocked(skill("m", 1, needs={1: ["a", "z"]}), *around)["m:1"] == "m z"
    assert blocked(skill("m", 1, needs={1: ["a", "z", "b"]}), *around)["m:1"] == "m b"


def test_what_has_another_way_is_no_reason() -> None:
    """`start` may be free of the loop, so that it waits for the pair alone."""
    mixed = skill("start", 1, needs={1: ["pair", ["free", "loop"]]})
    found = blocked(mixed, *PAIR, LOOP, FREE)
    assert found["start:1"] == "pair twin"
    assert "start:1" not in blocked(skill("start", 1, needs={1: [["free", "loop"]]}), LOOP, FREE)
    assert "start:1" in blocked(skill("start", 1, needs={1: [["twin", "loop"]]}), LOOP, *PAIR)


def test_skills_and_levels_that_do_not_exist_count_as_held() -> None:
    assert blocked(skill("start", 1, needs={1: ["ghost", "free:7"]}), FREE) == {}


def test_higher_levels_wait_with_the_lower_ones() -> None:
    found = blocked(skill("pair", 1, 2, needs={1: ["twin"]}), PAIR[1])
    assert found == {"pair:1": "pair twin", "pair:2": "pair twin", "twin:1": "twin pair"}


def written(slug: str, *needs: tuple[Need, int]) -> Skill:
    """A skill with one level, whose prerequisites are written in these lines."""
    required = [
        Prerequisite(need, Strength.HARD, "", SourceRef(f"{slug}.yaml", line, 3))
        for need, line in needs
    ]
    return Skill(SkillSlug(slug), slug, "d", (Level(Hours(1, 2, 3), tuple(required)),))


def lines_of(skills: Sequence[Skill]) -> list[list[str]]:
    return [[str(edge.source) for edge in one.cycle] for one in find_blocked_steps(skills)]


def test_each_link_says_where_it_is_written_first() -> None:
    """b is named in lines 4 and 9 of a, twice in the latter; then in line 9 alone."""
    a, b, free, more = (StepNeed(step(name)) for name in ("a", "b", "free", "more"))
    whole = AnyOf((AllOf((b, free)), AllOf((b, more))))
    skills = [
        written("a", (free, 2), (b, 4), (whole, 9)),
        written("b", (free, 3), (a, 6)),
        written("free"),
        written("more"),
    ]
    assert lines_of(skills) == [["a.yaml:4:3", "b.yaml:6:3"], ["b.yaml:6:3", "a.yaml:4:3"]]
    skills[0] = written("a", (whole, 9))
    assert lines_of(skills)[0] == ["a.yaml:9:3", "b.yaml:6:3"]


def test_rounds_of_reach() -> None:
    """base 1; mid after it; top after mid; either after base or top, both after base and top."""
    world = graph(
        skill("base", 1),
        skill("mid", 1, needs={1: ["base"]}),
        skill("top", 1, needs={1: ["mid"]}),
        skill("either", 1, needs={1: [["base", "top"]]}),
        skill("both", 1, 1, needs={1: ["base", "top"]}),
    )
    found = world.attain(world.steps, given=NOTHING)
    assert {str(one): number for one, number in found.items()} == {
        "base:1": 1,
        "mid:1": 2,
        "either:1": 2,
        "top:1": 3,
        "both:1": 4,
        "both:2": 5,
    }
    held = world.attain(world.steps, given=frozenset(steps("base", "top")))
    assert {str(one): number for one, number in held.items()} == {
        "mid:1": 1,
        "either:1": 1,
        "both:1": 1,
        "both:2": 2,
    }
    assert world.attain(steps("mid", "top"), given=NOTHING) == {}
