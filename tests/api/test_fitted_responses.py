"""What is fitted from counts of simulated replies is what they were made with, within bounds.

The people are made here, with difficulties, slips, guesses and prerequisites that are known, and
counted as the API counts; the fit sees counts of at least ten only.
"""

from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import yaml
from small_content import MEASURED_PATH, findings_of, whole_content

from api.catalog.current import Knowledge
from api.statistics.repository import CellFound
from api.statistics.schemas import HOUR_RATIOS, ResponsesView
from api.statistics.service import contributions_of, hours_place
from api.statistics.views import responses_view
from benchmarks.fit_responses import measured_yaml
from benchmarks.response_fit import PairTables, fit_replies, held_of, ratio_of
from engine import Reply
from knowledge import Library

SLIP, GUESS, SHARPNESS = 0.08, 0.05, 2.0
STEPS, ASKED = 60, 14


def tables_of(
    people: int, seed: int, *, slip: float, guess: float
) -> tuple[PairTables, np.ndarray]:
    """Counts of pairs: each person is asked 14 of 60 steps by chance."""
    chance = np.random.Generator(np.random.PCG64(seed))
    hard = np.sort(chance.uniform(-2.2, 2.2, STEPS))
    ability = chance.standard_normal((people, 1))
    holds = chance.random((people, STEPS)) < 1 / (1 + np.exp(-SHARPNESS * (ability - hard)))
    says = chance.random(holds.shape) < np.where(holds, 1 - slip, guess)
    asked = chance.random(holds.shape).argsort(axis=1) < ASKED
    yes, no = (says & asked).astype(float), (~says & asked).astype(float)
    tables = [yes.T @ yes, yes.T @ no, no.T @ no]
    for table in tables:
        np.fill_diagonal(table, 0)
    return PairTables(*(np.where(table < 10, 0, table) for table in tables)), hard


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


def counted(library: Library, people: int) -> ResponsesView:
    """The export of simulated people on the small content, by the cells of the API."""
    chance = np.random.Generator(np.random.PCG64(9))
    cells: dict[tuple[object, ...], list[int]] = {}
    hard = {("git", 1): -1.0, ("python", 1): 0.2, ("sql", 1): -0.5, ("sql", 2): 0.7, ("r", 1): 0.5}
    for ability in chance.standard_normal(people):
        holds = {k: chance.random() < 1 / (1 + np.exp(-2 * (ability - d))) for k, d in hard.items()}
        if holds["python", 1]:
            holds["git", 1] = chance.random() < 0.8
        said = {
            (library.skill_id_of(slug), level): Reply.YES  # type: ignore[arg-type]
            if chance.random() < (1 - SLIP if held else GUESS)
            else Reply.NO
            for (slug, level), held in holds.items()
        }
        for one in contributions_of(said):
            cells.setdefault((one.kind, one.steps, one.size), [0] * one.size)[one.place] += 1
    git = library.skill_id_of("git")  # type: ignore[arg-type]
    counts = np.bincount(
        [hours_place(r, 1) for r in 1.6 * np.exp(0.3 * chance.standard_normal(90))]
    )
    hours = [*counts.tolist(), *[0] * (len(HOUR_RATIOS) + 1 - len(counts))]
    cells["hours", ((git, 1),), len(hours)] = hours
    found = [
        CellFound(
            "1.3.0", str(kind), *steps[0], *(steps[1] if len(steps) > 1 else ("", 0)), settled
        )  # type: ignore[index,arg-type,misc]
        for (kind, steps, _), settled in cells.items()
    ]
    return responses_view(Knowledge(library), found, 10)


def test_the_printed_file_passes_the_gate_and_holds_the_truth(
    library: Library, tmp_path: Path
) -> None:
    text = measured_yaml(counted(library, 3000), library.graph, "2026-11-20", least=50)
    findings = findings_of(tmp_path, whole_content() | {MEASURED_PATH: text})
    assert [one.code for one in findings] == ["M005"]
    found = yaml.safe_load(text)
    assert found["replies"]["slip"] == pytest.approx(SLIP, abs=0.06)
    assert found["replies"]["guess"] == pytest.approx(GUESS, abs=0.06)
    (edge,) = found["edges"]["steps"]
    assert (edge["skill"], edge["needs"]["skill"]) == ("python", "git")
    assert edge["held"] == pytest.approx(0.8, abs=0.08)
    (hours,) = found["hours"]["steps"]
    assert hours["low"] <= 1.6 <= hours["high"]
    assert hours["count"] == 90
    assert found["difficulties"]["version"] == "1.3.0"
    by_step = {(s["skill"], s["level"]): s["difficulty"] for s in found["difficulties"]["steps"]}
    assert by_step["git", 1] < by_step["sql", 1] < by_step["python", 1] < by_step["sql", 2]


def test_numbers_that_rest_on_too_few_are_not_printed(library: Library) -> None:
    found = yaml.safe_load(
        measured_yaml(counted(library, 40), library.graph, "2026-11-20", least=50)
    )
    assert set(found) == {"kind", "hours"}
