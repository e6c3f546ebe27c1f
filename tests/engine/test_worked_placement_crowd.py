"""The crowd by the shares that its kinds are drawn by: what is known by how many learners.

Of 6144 learners 40 % hold the role, 35 % know by depth, 15 % by goals, 10 % next to nothing; they
stand in this order. What is drawn is always the same; it is expected within three standard
deviations.
"""

import numpy as np
import pytest
from builders import graph, skill, step, steps

from engine import SkillGraph, SkillSlug
from engine.placement.crowd import BLURS, CROWD, CrowdQuery, crowd_of
from engine.placement.roles import Demand, ImaginedRole, RoleChoice
from engine.placement.space import Grid, StepSpace, space_of

HOLDERS, DEPTH, GOALS, BLANK = 2458, 2150, 922, 614
GO, RUST, ZIG = OPTIONS = tuple(map(SkillSlug, ("go", "rust", "zig")))
WORLD = graph(
    skill("sql", 6, 10),
    skill("git", 4),
    skill("docker", 5, needs={1: ["git"]}),
    *(skill(option, 6) for option in OPTIONS),
)
ROLE = ImaginedRole(
    1.0,
    (
        Demand(steps("sql:2"), 1),
        Demand(steps("docker"), 1),
        Demand(steps(*OPTIONS), 1),
    ),
)
CHOICE = RoleChoice("language", OPTIONS, 1)


def everything(world: SkillGraph) -> StepSpace:
    return space_of(world, tuple(sorted(world.steps)))


def query(*roles: ImaginedRole, used: str = "", unused: str = "") -> CrowdQuery:
    said, denied = (frozenset(map(SkillSlug, text.split())) for text in (used, unused))
    return CrowdQuery((CHOICE,), OPTIONS, roles, said, denied)


def by_step(space: StepSpace, known: Grid) -> dict[str, float]:
    """The share of these learners that knows each step."""
    shares = known.mean(axis=1).tolist()
    return {str(step): share for step, share in zip(space.steps, shares, strict=True)}


def test_how_many_there_are_of_each_kind() -> None:
    assert HOLDERS + DEPTH + GOALS + BLANK == CROWD
    space = everything(WORLD)
    assert crowd_of(space, query(ROLE)).known.shape == (7, CROWD)
    # Without a role there are no holders, nobody else stands in for them.
    assert crowd_of(space, query()).known.shape == (7, CROWD - HOLDERS)


def test_how_far_levels_are_blurred() -> None:
    blur = crowd_of(everything(WORLD), query(ROLE)).blur
    shares = np.bincount(blur, minlength=len(BLURS)) / CROWD
    assert shares.tolist() == pytest.approx([0.45, 0.3, 0.18, 0.07], abs=0.012)


def test_holders_know_nine_targets_of_ten_and_one_option() -> None:
    """A target is held with 1 - 0.35 · u ** 2.5, 0.9 in the mean, and of the others six in ten hold
    the level below: 0.96 know sql:1. git comes with docker. Of the options each takes one.
    """
    space = everything(WORLD)
    known = crowd_of(space, query(ROLE)).known[:, :HOLDERS]
    found = by_step(space, known)
    assert found["sql:2"] == pytest.approx(0.9, abs=0.012)
    assert found["sql:1"] == pytest.approx(0.96, abs=0.01)
    assert found["docker:1"] == pytest.approx(0.9, abs=0.012)
    assert found["git:1"] == found["docker:1"]
    options = known[[space.index[step(option)] for option in OPTIONS]]
    assert options.sum(axis=0).max() == 1
    for row in options:
        assert row.mean() == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize(
    ("used", "unused", "shares"),
    [
        ("go", "", (0.9, 0.0, 0.0)),
        ("", "go", (0.0, 0.45, 0.45)),
        ("", "go rust", (0.0, 0.0, 0.9)),
        ("zig", "go rust", (0.0, 0.0, 0.9)),
    ],
)
def test_holders_take_the_option_that_is_in_use(
    used: str, unused: str, shares: tuple[float, ...]
) -> None:
    space = everything(WORLD)
    found = by_step(
        space, crowd_of(space, query(ROLE, used=used, unused=unused)).known[:, :HOLDERS]
    )
    assert [found[f"{option}:1"] for option in OPTIONS] == pytest.approx(shares, abs=0.02)


def test_two_of_three_options_are_held_where_two_are_required() -> None:
    space = everything(WORLD)
    role = ImaginedRole(1.0, (Demand(steps(*OPTIONS), 2),))
    known = crowd_of(space, query(role)).known[:, :HOLDERS]
    found = by_step(space, known)
    assert [found[f"{option}:1"] for option in OPTIONS] == pytest.approx([0.6] * 3, abs=0.03)
    assert known.sum(axis=0).max() == 2


def test_variants_of_a_role_are_held_by_their_shares() -> None:
    """1 and 3: a quarter of the holders hold only git, the others only sql:1, nine of ten each."""
    space = everything(WORLD)
    git, sql = (
        ImaginedRole(share, (Demand(steps(slug), 1),)) for share, slug in ((1, "git"), (3, "sql"))
    )
    known = crowd_of(space, query(git, sql)).known[:, :HOLDERS]
    edge = round(HOLDERS / 4)
    first, second = (by_step(space, part) for part in (known[:, :edge], known[:, edge:]))
    assert (first["sql:1"], second["git:1"]) == (0, 0)
    assert first["git:1"] == pytest.approx(0.9, abs=0.025)
    assert second["sql:1"] == pytest.approx(0.9, abs=0.015)


def test_six_of_ten_who_name_a_role_are_imagined_to_hold_it() -> None:
    """The others share what is left: 983 hold the role aimed at, then come 3686."""
    space = everything(WORLD)
    aimed = ImaginedRole(1.0, (Demand(steps("git"), 1),))
    said = ImaginedRole(1.0, (Demand(steps("sql"), 1),), is_said=True)
    known = crowd_of(space, query(aimed, said)).known
    assert known.shape[1] == CROWD
    first, second = by_step(space, known[:, :983]), by_step(space, known[:, 983 : 983 + 3686])
    assert (first["sql:1"], second["git:1"]) == (0, 0)
    assert first["git:1"] == pytest.approx(0.9, abs=0.029)
    assert second["sql:1"] == pytest.approx(0.9, abs=0.012)
    assert by_step(space, known[:, 983 + 3686 :])["git:1"] > 0.2


MANY = graph(*(skill(f"s{number:02}", 5, 5) for number in range(40)))
NOTHING = CrowdQuery((), (), (), frozenset(), frozenset())


def test_who_goes_by_goals_has_one_to_thirty() -> None:
    """The share of one goal is ln 2 / ln 31 = 0.202, and 0.118 have two. A goal is level 1 or 2 of
    one of forty skills: with one goal half know one step and half know two.
    """
    space = everything(MANY)
    counts = crowd_of(space, NOTHING).known[:, DEPTH : DEPTH + GOALS].sum(axis=0)
    assert (counts == 1).mean() == pytest.approx(0.202 / 2, abs=0.02)
    assert counts.min() == 1
    assert counts.max() <= 60
    # At 30 goals in 80 steps about 25 differ; level 1 comes along with level 2.
    assert counts.max() >= 30


def test_who_knows_next_to_nothing_knows_four_first_steps_in_a_hundred() -> None:
    """0.12 · u², 0.04 in the mean; of the second levels three in ten are drawn at all."""
    space = everything(MANY)
    known = crowd_of(space, NOTHING).known[:, DEPTH + GOALS :]
    assert known.shape[1] == BLANK
    second = np.array([position for step, position in space.index.items() if step.level == 2])
    first = np.array([position for step, position in space.index.items() if step.level == 1])
    drawn = known[second].any(axis=1)
    assert 6 <= drawn.sum() <= 20
    assert known[second][drawn].mean() == pytest.approx(0.04, abs=0.005)
    assert known[first][~drawn].mean() == pytest.approx(0.04, abs=0.005)
    assert (known[first] >= known[second]).all()


def test_by_depth_what_is_easier_is_known_first() -> None:
    """Two skills of difficulty -1 and 1. Ability is 0.2 in the mean, with a variance of 1.4² + 0.51
    + 0.16 (general, of the area, talent), and sharpness adds about 0.3: of the easy one
    Φ(1.2 / 1.71) = 0.76, of the hard one Φ(-0.8 / 1.71) = 0.32.
    """
    space = everything(graph(skill("easy", 1), skill("hard", 40)))
    assert space.difficulty.tolist() == pytest.approx([-1, 1])
    known = crowd_of(space, NOTHING).known[:, :DEPTH]
    found = by_step(space, known)
    assert found["easy:1"] == pytest.approx(0.76, abs=0.02)
    assert found["hard:1"] == pytest.approx(0.32, abs=0.02)
    # Only talent and sharpness tell them apart: few know the hard one alone.
    assert (known[1] & ~known[0]).mean() < 0.04


def test_by_depth_an_option_is_taken_where_it_is_needed_or_by_one_in_ten() -> None:
    """One of three takes each, and of the others a tenth: 0.4; who uses one takes it surely."""
    space = everything(graph(skill("plain", 6), *(skill(option, 6) for option in OPTIONS)))
    for used, unused, shares in (
        ("", "", (0.4, 0.4, 0.4)),
        ("go", "", (1.0, 0.1, 0.1)),
        ("go", "rust zig", (1.0, 0.1, 0.1)),
        ("", "go", (0.1, 0.55, 0.55)),
    ):
        crowd = crowd_of(space, query(used=used, unused=unused))
        found = by_step(space, crowd.known[:, :DEPTH])
        taken = [found[f"{option}:1"] / found["plain:1"] for option in OPTIONS]
        assert taken == pytest.approx(shares, abs=0.06)
