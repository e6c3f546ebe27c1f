"""The forecast by hand, and the laws it keeps.

Steps of 5, 10 and 20 h stray by ln(20 / 5) / 2z = 0.54087, squared 0.292536: half of it, 0.146268,
is the variance of the pace and half that of a step around it. One week of 10 h is one such step.
"""

from collections.abc import Sequence
from math import exp, log, sqrt

import pytest
from hypothesis import given
from msgspec.json import encode
from msgspec.structs import replace
from strategies import Tape, tapes

from engine import Hours
from engine.planning.forecast import (
    MOST_RATIO,
    CalendarUse,
    StudiedStep,
    estimate_pace,
    estimate_use,
    forecast_finish,
)
from engine.planning.study_calendar import StudyCalendar, monday

STEP = Hours(5, 10, 20)
HALF = 0.146268
MONDAY = 739_950
Z = 1.281552


def studied(*spent: float | None, hours: Hours = STEP) -> list[StudiedStep]:
    return [StudiedStep(hours, own) for own in spent]


def weekly(*spent: float | None) -> list[StudiedStep]:
    """Steps done on the Sundays of the first weeks."""
    return [StudiedStep(STEP, own, MONDAY + 7 * i + 6) for i, own in enumerate(spent)]


def test_monday_is_one() -> None:
    assert monday(MONDAY) == MONDAY


# The pace


def test_nothing_known_leaves_the_pace_at_one_with_the_spread_of_content() -> None:
    for done in ([], studied(None, None)):
        pace = estimate_pace(done, [STEP])
        assert (pace.factor, pace.evidence) == (1, 0)
        assert pace.spread**2 == pytest.approx(HALF, abs=1e-6)
        assert pace.noise == pytest.approx(HALF, abs=1e-6)


@pytest.mark.parametrize(
    ("spent", "factor", "variance"),
    [
        # One step: trust 1/2, so the root of the ratio, and half the variance.
        ((20.0,), sqrt(2), HALF / 2),
        ((10.0,), 1, HALF / 2),
        ((2.5,), 0.5, HALF / 2),
        # Not more than four times, not less than a quarter.
        ((900.0,), 2, HALF / 2),
        ((0.1,), 0.5, HALF / 2),
        ((0.0,), 0.5, HALF / 2),
        # Three alike: noise 10 · h / 12, trust 1 / (1 + 10 / 36) = 0.782609.
        ((20.0, 20.0, 20.0), 2**0.782609, HALF * 0.217391),
        ((20.0, None, 20.0, 20.0), 2**0.782609, HALF * 0.217391),
        # 5 and 20: their ratios' mean is 1.25. They stray by 2 · 0.480453 = 0.960906, so the noise
        # is (1.46268 + 0.960906) / 11 = 0.220326, half of it 0.110163: trust 0.146268 / 0.256431.
        ((5.0, 20.0), 1.25**0.570399, HALF * 0.429601),
    ],
)
def test_the_pace_by_what_steps_took(
    spent: Sequence[float | None], factor: float, variance: float
) -> None:
    pace = estimate_pace(studied(*spent), [STEP] * 3)
    assert pace.factor == pytest.approx(factor, rel=1e-5)
    assert pace.spread**2 == pytest.approx(variance, rel=1e-4)
    assert pace.evidence == sum(own is not None for own in spent)


def test_a_short_step_counts_less_and_a_long_one_no_more_than_one() -> None:
    """Mean of 2.5, 10 and 17.5 h: 10 h. The short one counts a quarter, the long one whole."""
    short, long = Hours(1.25, 2.5, 5), Hours(8.75, 17.5, 35)
    done = [StudiedStep(short, 5)]
    pace = estimate_pace(done, [STEP, long])
    assert pace.evidence == 0.25
    assert pace.factor == pytest.approx(2**0.2)  # Trust 1 / (1 + 4).
    pace = estimate_pace([StudiedStep(long, 35)], [STEP, short])
    assert pace.evidence == 1
    assert pace.factor == pytest.approx(sqrt(2))
    # Both: the mean ratio is (1 · 1 + 0.25 · 2) / 1.25 = 1.2.
    both = estimate_pace([StudiedStep(long, 17.5), StudiedStep(short, 5)], [STEP])
    middle = 0.2 * log(2)
    strayed = middle**2 + 0.25 * (log(2) - middle) ** 2
    noise = (10 * HALF + strayed) / 10.25
    assert both.factor == pytest.approx(1.2 ** (HALF / (HALF + noise / 1.25)), rel=1e-6)


def test_spreads_are_weighted_by_hours_and_have_bounds() -> None:
    """10 h of no spread count as 0.2 each; 30 h from a tenth to tenfold as from 1/4 to 4."""
    pace = estimate_pace([], [Hours(10, 10, 10), Hours(3, 30, 300)])
    wide = (log(16) / (2 * Z)) ** 2
    assert pace.noise == pytest.approx((10 * 0.04 + 30 * wide) / 80, rel=1e-5)
    assert estimate_pace([], []).noise == pytest.approx(0.02)
    assert estimate_pace(studied(5, hours=Hours(0, 0, 0)), []).evidence == 0


# The use of the calendar


def use(
    done: Sequence[StudiedStep], *, today: int, remaining: Sequence[Hours] = (STEP,)
) -> CalendarUse:
    calendar = StudyCalendar(10, MONDAY)
    return estimate_use(done, remaining, calendar, today=today, pace=estimate_pace(done, remaining))


def test_before_the_first_day_people_study_nine_tenths() -> None:
    found = use([], today=MONDAY)
    assert (found.attendance, found.weeks) == (0.9, 0)
    assert found.spread**2 == pytest.approx(HALF + 0.0225, abs=1e-6)


def test_weeks_studied_as_planned_raise_it() -> None:
    """Four of four weeks: gain 0.0225 / (0.0225 + 0.49 / 4) = 0.155172."""
    found = use(weekly(10, 10, 10, 10), today=MONDAY + 28)
    assert found.weeks == pytest.approx(4)
    assert found.attendance == pytest.approx(0.9**0.844828, rel=1e-5)
    pace = estimate_pace(weekly(10, 10, 10, 10), [STEP])
    assert found.spread**2 == pytest.approx(pace.spread**2 + 0.0225 * 0.844828, rel=1e-5)


def test_missed_weeks_lower_it() -> None:
    """20 h in eight weeks; the last three, less 10 h of the step under way, count as missed.

    So 20 of 70 h: A = 2/7, gain 0.0225 / (0.0225 + 0.49 / 7) = 0.243243.
    """
    done = [StudiedStep(STEP, 10, MONDAY + 20), StudiedStep(STEP, 10, MONDAY + 34)]
    found = use(done, today=MONDAY + 56)
    assert found.weeks == pytest.approx(7)
    expected = 0.756757 * log(0.9) + 0.243243 * log(2 / 7)
    assert found.attendance == pytest.approx(exp(expected), rel=1e-5)


def test_the_days_of_the_step_under_way_count_neither_way() -> None:
    """Three days after a Sunday, with a step of 10 h to do: the same as on the Monday."""
    done = weekly(10, 10)
    assert use(done, today=MONDAY + 17) == use(done, today=MONDAY + 14)
    # With nothing done at all, the first step explains the first week.
    assert use([], today=MONDAY + 7).weeks == 0
    assert use([], today=MONDAY + 14).weeks == pytest.approx(1)
    # A quarter is the least attendance that counts: gain 0.0225 / 0.5125.
    gain = 0.0225 / 0.5125
    expected = (1 - gain) * log(0.9) + gain * log(0.25)
    assert use([], today=MONDAY + 14).attendance == pytest.approx(exp(expected), rel=1e-6)
    # Days on which steps were done may be unknown: then every day counts.
    assert use(studied(10, 10), today=MONDAY + 17).weeks == pytest.approx(17 / 7)


def test_untold_hours_say_how_fast_a_person_is_though_not_why() -> None:
    """Two untold steps in four weeks: A = 1/2, with v = h = 0.146268 and u = 1.

    e² = (exp h - 1) · 200 / 400 = 0.078753; gain (0.0225 + h) / (0.0225 + h + 0.1225 + 0.078753).
    """
    done = [StudiedStep(STEP, None, MONDAY + 27)] * 2
    found = use(done, today=MONDAY + 28)
    shared = 0.0225 + HALF
    gain = shared / (shared + 0.1225 + 0.078753)
    assert found.attendance == pytest.approx(exp((1 - gain) * log(0.9) + gain * log(0.5)), rel=1e-5)
    assert found.spread**2 == pytest.approx(shared * (1 - gain), rel=1e-5)


# The finish


def test_a_finish_before_anything_is_known() -> None:
    """100 h at 10 h a week: 100 / 0.9 = 111.11 h are 77.78 days, so the 78th.

    V = 0.168768 + ln(1 + 0.157507 / 10) + 0.49 / 10 = 0.233395, of which z roots are 0.619125:
    59.82 h are 41.9 days, and 206.38 h 144.5.
    """
    found = forecast_finish([], [STEP] * 10, StudyCalendar(10, MONDAY), today=MONDAY)
    assert found is not None
    assert [d - MONDAY + 1 for d in (found.early, found.typical, found.late)] == [42, 78, 145]
    assert (found.pace.factor, found.use.attendance) == (1, 0.9)


def test_steps_that_take_twice_as_long_put_the_finish_off() -> None:
    """Four steps of 20 h in eight weeks, 60 h left.

    Pace: noise 10/13 · h, trust 1 / (1 + 10/52) = 0.838710, so 2^0.83871 = 1.788450.
    Attendance: all of 80 h, gain 0.0225 / (0.0225 + 0.06125) = 0.268657: 0.9^0.731343 = 0.925844.
    60 · 1.788450 / 0.925844 = 115.902 h are 81.1 days.
    """
    done = [StudiedStep(STEP, 20, MONDAY + 14 * i + 13) for i in range(4)]
    today = MONDAY + 56
    found = forecast_finish(done, [STEP] * 6, StudyCalendar(10, MONDAY), today=today)
    assert found is not None
    assert found.pace.factor == pytest.approx(1.788450, rel=1e-5)
    assert found.use.attendance == pytest.approx(0.925844, rel=1e-5)
    assert found.typical - today + 1 == 82
    noise = 10 / 13 * HALF
    variance = (
        HALF * 0.161290
        + 0.0225 * 0.731343
        + log(1 + (exp(noise) - 1) / 6)
        + 0.49 / (60 * 1.788450 / 10)
    )
    for found_day, sign in ((found.early, -1), (found.late, 1)):
        days = 115.902 * exp(sign * Z * sqrt(variance)) * 0.7
        assert found_day - today + 1 == int(days) + 1


def test_a_week_left_strays_by_a_whole_week() -> None:
    """1 h at 10 h a week: V = 0.168768 + h + 0.49, not 4.9."""
    found = forecast_finish([], [Hours(0.5, 1, 2)], StudyCalendar(0.7, MONDAY), today=MONDAY)
    spread = sqrt(0.168768 + HALF + 0.49 * 0.7)  # 1 h at 0.7 h a week are 1.43 weeks.
    assert found is not None
    assert found.late - MONDAY + 1 == int(10 / 0.9 * exp(Z * spread)) + 1
    short = forecast_finish([], [Hours(0.5, 1, 2)], StudyCalendar(1, MONDAY), today=MONDAY)
    faster = forecast_finish([], [Hours(0.5, 1, 2)], StudyCalendar(2, MONDAY), today=MONDAY)
    spread = sqrt(0.168768 + HALF + 0.49)
    assert short is not None
    assert faster is not None
    assert short.late - MONDAY + 1 == int(7 / 0.9 * exp(Z * spread)) + 1
    assert faster.late - MONDAY + 1 == int(3.5 / 0.9 * exp(Z * spread)) + 1


def test_days_off_put_the_whole_forecast_off() -> None:
    calendar = StudyCalendar(10, MONDAY)
    off = replace(calendar, weeks_off=frozenset({MONDAY}))
    usual, later = (forecast_finish([], [STEP] * 10, own, today=MONDAY) for own in (calendar, off))
    assert usual is not None
    assert later is not None
    assert (later.early, later.typical, later.late) == (
        usual.early + 7,
        usual.typical + 7,
        usual.late + 7,
    )


def test_nothing_left_has_no_forecast() -> None:
    calendar = StudyCalendar(10, MONDAY)
    assert forecast_finish(weekly(10), [], calendar, today=MONDAY + 7) is None
    assert forecast_finish([], [Hours(0, 0, 0)], calendar, today=MONDAY) is None


# Laws

_TYPICAL = (0.5, 2.0, 8.0, 10.0, 25.0, 80.0)
_SPENT = (None, 0.0, 0.1, 1.0, 5.0, 10.0, 20.0, 60.0, 900.0)
Case = tuple[list[StudiedStep], list[Hours], StudyCalendar, int]


def case(drawn: bytes) -> Case:
    """A plan of some steps, the first of them studied in the weeks before today."""
    tape = Tape(drawn)
    steps = []
    for _ in range(tape.between(1, 12)):
        typical = tape.one_of(_TYPICAL)
        steps.append(Hours(typical / (1 + tape.below(4)), typical, typical * (1 + tape.below(4))))
    days = sorted(MONDAY + tape.below(150) for _ in range(tape.below(len(steps))))
    done = [StudiedStep(own, tape.one_of(_SPENT), on) for own, on in zip(steps, days, strict=False)]
    off = frozenset(MONDAY + 7 * tape.below(30) for _ in range(tape.below(4)))
    calendar = StudyCalendar(tape.one_of((0.1, 3.0, 7.0, 20.0, 100.0)), MONDAY, off)
    return done, steps[len(done) :], calendar, max(days, default=MONDAY) + 1 + tape.below(30)


cases = tapes(80).map(case)


@given(cases)
def test_early_comes_before_typical_before_late(drawn: Case) -> None:
    done, remaining, calendar, today = drawn
    found = forecast_finish(done, remaining, calendar, today=today)
    assert found is not None
    assert today <= found.early <= found.typical <= found.late
    again = forecast_finish(list(done), list(remaining), calendar, today=today)
    assert encode(found) == encode(again)


@given(cases, tapes(2))
def test_one_step_moves_the_pace_by_less_than_its_bound(drawn: Case, more: bytes) -> None:
    """The first of what is left is done, and takes what it likes."""
    done, remaining, _, _ = drawn
    tape = Tape(more)
    next_step, rest = remaining[0], remaining[1:]
    before = estimate_pace(done, remaining).factor
    for spent in (0.0, 0.1, 900.0, next_step.typical * tape.between(0, 80) / 16):
        after = estimate_pace([*done, StudiedStep(next_step, spent)], rest).factor
        assert 1 / MOST_RATIO < after / before < MOST_RATIO
        if all(own.spent is None for own in done):
            assert 0.5 - 1e-9 <= after / before <= 2 + 1e-9


@pytest.mark.parametrize("count", range(30))
@pytest.mark.parametrize("usual", [0.0, 2.5, 5.0, 10.0, 20.0, 40.0])
def test_an_absurd_entry_after_many_like_ones_stays_within_its_bound(
    usual: float, count: int
) -> None:
    before = estimate_pace(studied(*[usual] * count), [STEP] * 2).factor
    for absurd in (0.1, 900.0):
        after = estimate_pace(studied(*[usual] * count, absurd), [STEP]).factor
        assert 1 / MOST_RATIO < after / before < MOST_RATIO
        if usual == 10.0:
            assert 0.5 - 1e-9 <= after / before <= 2 + 1e-9


@given(cases)
def test_the_pace_lies_between_one_and_what_steps_took(drawn: Case) -> None:
    done, remaining, _, _ = drawn
    pace = estimate_pace(done, remaining)
    ratios = [own.ratio for own in done if own.ratio is not None]
    assert min([1.0, *ratios]) - 1e-9 <= pace.factor <= max([1.0, *ratios]) + 1e-9
    assert pace.spread <= estimate_pace([], [*(s.hours for s in done), *remaining]).spread
    silent = [replace(own, spent=None) for own in done]
    assert estimate_pace(silent, remaining).factor == 1


@given(cases, tapes(2))
def test_slower_steps_never_bring_the_pace_down(drawn: Case, more: bytes) -> None:
    """Although its noise grows with a step that strays, and is trusted less."""
    done, remaining, _, _ = drawn
    told = [i for i, own in enumerate(done) if own.ratio is not None]
    if not told:
        return
    tape = Tape(more)
    i = tape.one_of(told)
    slower = replace(done[i], spent=(done[i].spent or 0.0) + tape.below(50))
    longer = [*done[:i], slower, *done[i + 1 :]]
    assert estimate_pace(longer, remaining).factor >= estimate_pace(done, remaining).factor - 1e-12


@given(cases)
def test_more_left_never_finishes_earlier(drawn: Case) -> None:
    _, remaining, calendar, _ = drawn
    usual = forecast_finish([], remaining, calendar, today=MONDAY)
    more = forecast_finish([], [*remaining, *remaining], calendar, today=MONDAY)
    assert usual is not None
    assert more is not None
    assert more.typical >= usual.typical
