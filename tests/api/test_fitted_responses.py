"""What is fitted from counts of simulated replies is what they were made with, within bounds.

The people are made here, with difficulties, slips, guesses and prerequisites that are known, and
counted as the API counts; the fit sees counts of at least ten only.
"""

from collections import Counter
from itertools import combinations
from math import exp
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
import yaml
from small_content import MEASURED_PATH, findings_of, whole_content, write_content

from api.catalog.current import Knowledge
from api.statistics.repository import BATCH, CellFound
from api.statistics.schemas import HOUR_RATIOS, ResponsesView
from api.statistics.service import contributions_of, hours_place
from api.statistics.views import responses_view
from benchmarks.fit_responses import measured_yaml
from benchmarks.response_fit import Floats, PairTables, fit_replies, held_of, ratio_of
from engine import Reply, SkillSlug
from knowledge import Library

SLIP, GUESS, SHARPNESS = 0.08, 0.05, 2.0
STEPS, ASKED = 60, 14
VERSION = "1.2.0"


def tables_of(people: int, seed: int, *, slip: float, guess: float) -> tuple[PairTables, Floats]:
    """Settled counts of pairs: each person is asked 14 of 60 steps by chance."""
    chance = np.random.Generator(np.random.PCG64(seed))
    hard = np.sort(chance.uniform(-2.2, 2.2, STEPS))
    ability = chance.standard_normal((people, 1))
    holds = chance.random((people, STEPS)) < 1 / (1 + np.exp(-SHARPNESS * (ability - hard)))
    says = chance.random(holds.shape) < np.where(holds, 1 - slip, guess)
    asked = chance.random(holds.shape).argsort(axis=1) < ASKED
    yes, no = (says & asked).astype(float), (~says & asked).astype(float)
    counts = np.stack([yes.T @ yes, yes.T @ no, no.T @ yes, no.T @ no], axis=-1).astype(int)
    tables = PairTables.empty(STEPS)
    for i, j in combinations(range(STEPS), 2):
        settled = counts[i, j].sum() // BATCH * BATCH
        both, first, second, neither = chance.multivariate_hypergeometric(counts[i, j], settled)
        tables.add(i, j, (both, first, second, neither))
    return tables, hard


@pytest.mark.parametrize(
    ("people", "seed", "slip", "guess", "bound"),
    [
        (4000, 1, SLIP, GUESS, 0.16),
        (4000, 2, SLIP, GUESS, 0.16),
        (4000, 3, 0.15, 0.02, 0.16),
        (4000, 4, 0.03, 0.15, 0.16),
        (2000, 5, SLIP, GUESS, 0.25),
    ],
)
def test_difficulties_slips_and_guesses_are_recovered(
    people: int, seed: int, slip: float, guess: float, bound: float
) -> None:
    """Difficulties within `bound` on average, in their order; rates within .03 of the truth."""
    tables, hard = tables_of(people, seed, slip=slip, guess=guess)
    found = fit_replies(tables)
    assert np.sqrt(np.mean((found.difficulties - hard) ** 2)) < bound
    assert np.corrcoef(found.difficulties, hard)[0, 1] > 0.985
    assert found.sharpness == pytest.approx(SHARPNESS, rel=0.2)
    assert found.slip == pytest.approx(slip, abs=0.03)
    assert found.guess == pytest.approx(guess, abs=0.03)


def test_rates_stay_within_their_bounds_whatever_is_counted() -> None:
    noise = PairTables.empty(6)
    for i, j in combinations(range(6), 2):
        noise.add(i, j, (25, 25, 25, 25))
    found = fit_replies(noise)
    assert 0.005 <= found.slip <= 0.3
    assert 0.005 <= found.guess <= 0.3


@pytest.mark.parametrize("held", [0.6, 0.8, 0.95])
def test_how_far_a_prerequisite_can_be_relied_on_is_recovered(held: float) -> None:
    """Of 3,000 people 1,200 hold the step; slips and guesses are undone, within .05."""
    chance = np.random.Generator(np.random.PCG64(round(held * 100)))
    step = np.arange(3000) < 1200
    needed = chance.random(3000) < np.where(step, held, 0.4)
    first, second = (
        chance.random(3000) < np.where(holds, 1 - SLIP, GUESS) for holds in (needed, step)
    )
    counts = Counter(zip(first.tolist(), second.tolist(), strict=True))
    four = (counts[True, True], counts[True, False], counts[False, True], counts[False, False])
    found, people = held_of(four, slip=SLIP, guess=GUESS)
    assert found == pytest.approx(held, abs=0.05)
    assert people == pytest.approx(1200, rel=0.1)


def test_the_middle_of_hours_is_recovered_and_its_range_holds_it() -> None:
    """200 times 80 people around a true ratio of 1.4: a range of 90 % holds it in 84 to 96 %."""
    chance = np.random.Generator(np.random.PCG64(5))
    holds, errors = 0, []
    for _ in range(200):
        ratios = 1.4 * np.exp(0.5 * chance.standard_normal(80))
        counts = np.bincount([hours_place(r, 1) for r in ratios], minlength=len(HOUR_RATIOS) + 1)
        found = ratio_of(counts.tolist(), HOUR_RATIOS)
        holds += found.low <= 1.4 <= found.high
        errors.append(found.ratio / 1.4 - 1)
    assert 168 <= holds <= 192
    assert abs(float(np.mean(errors))) < 0.02
    assert float(np.std(errors)) < 0.1


TOOLS = {f"tool-{number}": (number - 8) / 4 for number in range(16)}
"""More skills, with how hard the only level of each is."""
HARD = {("git", 1): -1.0, ("python", 1): 0.2, ("sql", 1): -0.5, ("sql", 2): 0.7, ("r", 1): 0.5}


def larger_content() -> dict[str, str]:
    """The small content with sixteen tools."""
    files = whole_content()
    for number, slug in enumerate(TOOLS):
        text = files["skills/tools/r.yaml"].replace("slug: r", f"slug: {slug}")
        text = text.replace("skl_00000004", f"skl_000001{number:02}").replace("R language", slug)
        files[f"skills/tools/{slug}.yaml"] = text
    return files


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.load(write_content(tmp_path_factory.mktemp("larger"), larger_content()))


def counted(library: Library, people: int) -> ResponsesView:
    """The export of simulated people who are asked about everything, by the cells of the API."""
    chance = np.random.Generator(np.random.PCG64(9))
    cells: dict[tuple[str, tuple[tuple[str, int], ...]], list[int]] = {}
    hard = HARD | {(slug, 1): difficulty for slug, difficulty in TOOLS.items()}
    ids = {slug: library.skill_id_of(SkillSlug(slug)) for slug, _ in hard}
    for ability in chance.standard_normal(people):
        holds = {k: chance.random() < 1 / (1 + np.exp(-2 * (ability - d))) for k, d in hard.items()}
        if holds["python", 1]:
            holds["git", 1] = chance.random() < 0.8
        said = {
            (ids[slug], level): Reply.YES
            if chance.random() < (1 - SLIP if held else GUESS)
            else Reply.NO
            for (slug, level), held in holds.items()
        }
        for one in contributions_of(said):
            cells.setdefault((one.kind, one.steps), [0] * one.size)[one.place] += 1
    hours = [0] * (len(HOUR_RATIOS) + 1)
    for number in range(90):  # Evenly over the distribution, so that the middle is 1.6.
        deviation = NormalDist().inv_cdf((number + 0.5) / 90)
        hours[hours_place(1.6 * exp(0.3 * deviation), 1)] += 1
    cells["hours", ((ids["git"], 1),)] = hours
    found = [
        CellFound(VERSION, kind, *first, *(rest[0] if rest else ("", 0)), settled)
        for (kind, (first, *rest)), settled in cells.items()
    ]
    return responses_view(Knowledge(library), found, 10)


def test_the_printed_file_passes_the_gate_and_holds_the_truth(
    larger: Library, tmp_path: Path
) -> None:
    """Slips and guesses within .04, the prerequisite within .06, every difficulty within .35."""
    text = measured_yaml(counted(larger, 1500), larger.graph, "2026-11-20", least=50)
    findings = findings_of(tmp_path, larger_content() | {MEASURED_PATH: text})
    assert [one.code for one in findings if one.code[0] in "SFM"] == ["M005"]
    assert Library.load(tmp_path).measured.edges
    found = yaml.safe_load(text)
    assert found["replies"]["slip"] == pytest.approx(SLIP, abs=0.04)
    assert found["replies"]["guess"] == pytest.approx(GUESS, abs=0.04)
    (edge,) = found["edges"]["steps"]
    assert (edge["skill"], edge["needs"]["skill"]) == ("python", "git")
    assert edge["held"] == pytest.approx(0.8, abs=0.06)
    (hours,) = found["hours"]["steps"]
    assert hours["low"] <= 1.6 <= hours["high"]
    assert hours["count"] == 90
    assert found["difficulties"]["version"] == VERSION
    by_step = {(s["skill"], s["level"]): s["difficulty"] for s in found["difficulties"]["steps"]}
    truth = HARD | {(slug, 1): difficulty for slug, difficulty in TOOLS.items()}
    del by_step["git", 1], truth["git", 1]  # Held by 8 in 10 of those who hold Python.
    assert by_step == {step: pytest.approx(hard, abs=0.35) for step, hard in truth.items()}


def test_numbers_that_rest_on_too_few_are_not_printed(larger: Library) -> None:
    text = measured_yaml(counted(larger, 40), larger.graph, "2026-11-20", least=50)
    assert set(yaml.safe_load(text)) == {"kind", "hours"}
