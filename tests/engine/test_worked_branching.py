"""The best set of steps by trying every way, by hand, and with a solver as without."""

from collections.abc import Sequence

import pytest
from builders import asks, graph, profile, skill, steps
from msgspec.structs import replace

from engine import (
    Profile,
    Requirement,
    SelectionProblem,
    SkillGraph,
    SkillSlug,
    hold,
    select_steps,
)
from engine.planning.selection import branching
from engine.planning.selection.branching import OpenWays

WORLD = graph(
    skill("python", 60, 20),
    skill("ruby", 40),
    skill("perl", 30),
    skill("flask", 10, needs={1: ["python:1"]}),
    skill("rails", 15, needs={1: ["ruby:1"]}),
    skill("testing", 5, needs={1: [["flask", "rails"]]}),
    skill("aa", 5),
    skill("bb", 5),
    skill("cc", 5, needs={1: [["bb", "aa"]]}),
    skill("git", 4),
    skill("docker", 5, needs={1: ["git"]}),
    skill("egg", 1, needs={1: [["hen", "shop"]]}),
    skill("hen", 1, needs={1: [["egg", "farm"]]}),
    *(skill(name, 9) for name in ("shop", "farm")),
)


def one_of(*options: str, choose: int = 1, prefer: str = "") -> Requirement:
    choice = asks(*options, choose=choose)
    return replace(choice, prefer=tuple(map(SkillSlug, prefer.split())))


def best(requirements: Sequence[Requirement], rated: Profile) -> tuple[str, ...] | None:
    found = OpenWays(WORLD, requirements).best(hold(WORLD, rated).bits)
    return None if found is None else tuple(map(str, WORLD.bits.steps(found)))


PREFERRED = one_of("perl", "ruby", "python", prefer="python ruby perl")
DEEPER = one_of("ruby", "python:2", prefer="ruby python")
TWO = one_of("perl", "ruby", "python", choose=2, prefer="python ruby perl")
LANGUAGE = one_of("perl", "ruby", "python")
FRAMEWORK = one_of("flask", "rails")


@pytest.mark.parametrize(
    ("requirements", "rated", "learnt"),
    [
        ([asks("docker")], {}, "docker git"),
        # Who holds docker without git is not sent back, unless the role requires git itself.
        ([asks("docker")], profile(docker=1, git=0), ""),
        ([asks("docker"), asks("git")], profile(docker=1, git=0), "git"),
        # 30, 40 or 60 hours; in order of preference 60, 40 + 25, 30 + 50.
        ([LANGUAGE], {}, "perl"),
        ([PREFERRED], {}, "python"),
        # Ruby 40, python 60 + 20 + 25; with python 1 held 20, and nothing is added.
        ([DEEPER], {}, "ruby"),
        ([DEEPER], profile(python=1), "python:2"),
        # Nothing is added to what is learnt in any case.
        ([PREFERRED, asks("rails")], {}, "rails ruby"),
        # Nor is anything learnt where enough is held.
        ([PREFERRED], profile(perl=1), ""),
        ([LANGUAGE], profile(python=2), ""),
        # Two of perl 30 + 50, ruby 40 + 25, python 60: 145, 140 or 125.
        ([TWO], {}, "python ruby"),
        ([replace(TWO, prefer=())], {}, "perl ruby"),
        # One place is left: ruby 40 + 25, python 60.
        ([TWO], profile(perl=1), "python"),
        ([replace(TWO, prefer=())], profile(perl=1), "ruby"),
        # Every option that is left is required.
        ([one_of("perl", "ruby", "python", choose=3)], profile(perl=1), "python ruby"),
        # testing 5: by flask 10 and python 60, by rails 15 and ruby 40.
        ([asks("testing")], {}, "rails ruby testing"),
        ([asks("testing")], profile(python=1), "flask testing"),
        ([asks("testing"), asks("flask")], {}, "flask python testing"),
        # Apart perl 30 and rails 15 with ruby 40, 85; ruby serves both: 55.
        ([LANGUAGE, FRAMEWORK], {}, "rails ruby"),
        # Python for both is 70; perl and rails with ruby 30 + 55 are 85.
        ([one_of("perl", "python"), FRAMEWORK], {}, "flask python"),
        # Choices that share no step; testing makes one of a framework and a language.
        (
            [LANGUAGE, FRAMEWORK, asks("testing"), one_of("git", "docker")],
            {},
            "git rails ruby testing",
        ),
        # Equal hours: what the role names first, otherwise the smaller slug.
        ([one_of("bb", "aa")], {}, "bb"),
        ([one_of("aa", "bb")], {}, "aa"),
        ([asks("cc")], {}, "aa cc"),
        ([asks("cc")], profile(bb=1), "cc"),
        # The order of preference is that of the role where it is given.
        ([one_of("aa", "bb", prefer="bb aa")], {}, "bb"),
    ],
)
def test_the_steps_are_those_of_least_hours(
    requirements: list[Requirement], rated: Profile, learnt: str
) -> None:
    expected = tuple(f"{slug}:1" if ":" not in slug else slug for slug in learnt.split())
    assert best(requirements, rated) == expected
    problem = SelectionProblem(tuple(requirements), hold(WORLD, rated).steps)
    assert tuple(map(str, select_steps(WORLD, problem).steps)) == expected


def test_cycles_are_left_to_the_solver_unless_they_are_held() -> None:
    """egg by way of hen or of the shop, hen by way of egg or of the farm."""
    assert best([asks("egg")], {}) is None
    assert best([asks("egg")], profile(egg=1)) is None  # hen may be learnt after it.
    assert best([asks("egg")], profile(egg=1, hen=1)) == ()
    assert best([asks("shop")], {}) == ("shop:1",)


def test_what_is_certain_and_within_reach() -> None:
    ways = OpenWays(WORLD, [asks("docker"), FRAMEWORK])
    bits = WORLD.bits
    assert ways.certain == bits.of(steps("docker", "git"))
    assert ways.reach == bits.of(steps("docker", "git", "flask", "python", "rails", "ruby"))


@pytest.mark.parametrize(
    ("requirement", "is_settled"),
    [(asks("docker"), True), (FRAMEWORK, False), (asks("testing"), False), (asks("rails"), True)],
)
def test_whether_anything_is_open(requirement: Requirement, is_settled: bool) -> None:
    assert OpenWays(WORLD, [requirement]).is_settled is is_settled
    assert OpenWays(WORLD, [asks("git"), requirement]).is_settled is is_settled


def options(count: int, *, choose: int) -> tuple[SkillGraph, Requirement]:
    """A choice of steps that take 1, 2, 4, 8 … hours."""
    names = [f"s{number}" for number in range(count)]
    world = graph(*(skill(name, 2.0**number) for number, name in enumerate(names)))
    return world, asks(*names, choose=choose)


def test_sets_are_looked_at_up_to_the_most_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of three: nothing and the cheapest, that is two sets; what is dearer is given up."""
    for most, is_found in ((2, True), (1, False)):
        world, asked = options(3, choose=1)
        monkeypatch.setattr(branching, "MOST_SETS", most)
        found = OpenWays(world, [asked]).best(0)
        assert (found == world.bits.of(steps("s0"))) is is_found
        assert (found is None) is not is_found


def test_near_sets_of_choices_apart_are_multiplied_up_to_the_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two choices of two equal steps, 2 sets each and 4 together.

    All may be learnt by way of `common`, which joins them, but `base` is held: that way is closed.
    """
    pairs = (("a", "b"), ("c", "d"))
    for most, is_found in ((4, True), (3, False)):
        names = [name for pair in pairs for name in pair]
        ways = [skill(name, 5, needs={1: [["base", "common"]]}) for name in names]
        world = graph(skill("base", 1), skill("common", 50), *ways)
        monkeypatch.setattr(branching, "MOST_SETS", most)
        asked = [asks(*pair, choose=1) for pair in pairs]
        found = OpenWays(world, asked).best(world.bits.of(steps("base")))
        assert (found == world.bits.of(steps("a", "c"))) is is_found
        assert (found is None) is not is_found
