"""The forecast: when a person will be done, given what their steps really took so far.

Two things move it, both as factors whose logarithm is normal, with a prior and a conjugate
posterior (Gelman and others, Bayesian Data Analysis, 3rd ed., §2.5-2.6): the *pace*, hours a step
takes this person per typical hour, and the *attendance*, hours they study per calendar hour.
Hours of several steps are the log-normal with the same mean and variance as their sum (Fenton, IRE
Transactions on Communications Systems 8, 1960). Closed forms: nothing is drawn by chance.
"""

from collections.abc import Sequence
from math import exp, expm1, log, log1p, sqrt

from msgspec import Struct

from engine.graph.effort import COMMON_PACE
from engine.model import Hours
from engine.planning.study_calendar import StudyCalendar

FORECAST_COVERAGE = 0.8
"""The chance that the finish lies from early to late."""
MOST_RATIO = 4.0
"""No step counts as if it took more than so many times its typical hours, or less than the
inverse of it; likewise attendance. One more step moves the pace by less than this factor."""
USUAL_ATTENDANCE = 0.9
"""The share of their calendar that people study before anything is known of them."""

_Z = 1.2815515655446004  # The normal distribution leaves a tenth above it.
_LEAST_SPREAD = 0.2  # Of a step's log hours: content whose low is its high knows no better.
_NOISE_STEPS = 10.0  # Content's noise counts as much as what so many steps of a person show.
_ATTENDANCE_VARIANCE = 0.15**2  # Of the log attendance, between people.
_WEEK_VARIANCE = 0.7**2  # Of the log attendance of one week, around the person's own.


class StudiedStep(Struct, frozen=True):
    """A step studied and done: its hours in content [h], what it took, and the day it was done.

    `spent` is None where the person did not say; such a step tells nothing about the pace.
    """

    hours: Hours
    spent: float | None = None
    done_on: int | None = None

    @property
    def ratio(self) -> float | None:
        """Hours spent per typical hour, within the bounds; None where it tells nothing."""
        if self.spent is None or self.hours.typical <= 0:
            return None
        return _bounded(self.spent / self.hours.typical)


class Pace(Struct, frozen=True):
    """Hours per typical hour: the median of a log-normal and the spread of its logarithm.

    `noise` is the variance by which the logarithm of one step strays from it, `evidence` how many
    steps of mean length were told.
    """

    factor: float
    spread: float
    noise: float
    evidence: float


class CalendarUse(Struct, frozen=True):
    """How much of the calendar is studied, and the spread of ln(pace / attendance).

    `weeks` are those of the calendar that tell it.
    """

    attendance: float
    spread: float
    weeks: float


class Forecast(Struct, frozen=True):
    """The day of the finish: early and late leave a tenth of the chance each, typical half of it.

    `pace` and `use` are what moved it.
    """

    early: int
    typical: int
    late: int
    pace: Pace
    use: CalendarUse

    @property
    def calendar_factor(self) -> float:
        """Hours of the calendar for a typical hour: laid out so, what is left ends when typical."""
        return self.pace.factor / self.use.attendance


def estimate_pace(done: Sequence[StudiedStep], remaining: Sequence[Hours]) -> Pace:
    """How many hours this person takes for a typical hour.

    With t, s of each step its typical hours and its spread ln(high / low) / 2z, where low and high
    leave a tenth on each side (z = 1.28), over all steps of the plan, done and remaining:

        S² = Σ t·s² / Σ t        τ² = `COMMON_PACE`·S²        σ₀² = S² - τ²

    is the prior: ln pace is normal around 0 with variance τ², and a step strays from the pace by
    variance σ². Of the steps with hours spent, each counts with w = min(t / mean t of the plan, 1):

        r = spent / t, from 1/`MOST_RATIO` to `MOST_RATIO`    W = Σ w    R = Σ w·r / W
        σ² = (10·σ₀² + Σ w·(ln r - mean ln r)²) / (10 + max(W - 1, 0))
        κ = τ² / (τ² + σ² / W)        ln pace ~ Normal(κ·ln R, (1 - κ)·τ²)

    So steps that took just their typical hours leave the pace at 1, and a first step of mean
    length moves it by R to the power of `COMMON_PACE`, at most twofold.

    Args:
        done: What was studied; steps held for other reasons do not belong here.
        remaining: The hours of what is left.

    Example:
        >>> step = Hours(5, 10, 20)
        >>> estimate_pace([], [step]).factor
        1.0
        >>> [round(estimate_pace([StudiedStep(step, 20)] * n, [step]).factor, 3) for n in (1, 3)]
        [1.414, 1.72]
        >>> round(estimate_pace([StudiedStep(step, 900)], [step]).factor, 3)
        2.0
    """
    everything = [step for step in (*(own.hours for own in done), *remaining) if step.typical > 0]
    variance = _variance(everything)
    prior, noise = COMMON_PACE * variance, (1 - COMMON_PACE) * variance
    mean = sum(step.typical for step in everything) / max(len(everything), 1)
    told = [(min(s.hours.typical / mean, 1.0), s.ratio) for s in done if s.ratio is not None]
    weight = sum(w for w, _ in told)
    if not weight:
        return Pace(1.0, sqrt(prior), noise, 0.0)
    centre = sum(w * log(r) for w, r in told) / weight
    strayed = sum(w * (log(r) - centre) ** 2 for w, r in told)
    noise = (_NOISE_STEPS * noise + strayed) / (_NOISE_STEPS + max(weight - 1, 0.0))
    trust = prior / (prior + noise / weight)
    ratio = sum(w * r for w, r in told) / weight
    return Pace(ratio**trust, sqrt((1 - trust) * prior), noise, weight)


def estimate_use(
    done: Sequence[StudiedStep],
    remaining: Sequence[Hours],
    calendar: StudyCalendar,
    *,
    today: int,
    pace: Pace,
) -> CalendarUse:
    """How much of their calendar's hours this person studies.

    H are the hours of the calendar from its start until yesterday, n = H / hours a week; studied is
    what was told, or typical hours times the pace; u is the share of the latter, and e² its noise,
    (exp σ² - 1)·Σ (t·pace)² / studied². With A = studied / H, from 1/`MOST_RATIO` to `MOST_RATIO`,
    v the variance of ln pace, α² = 0.15² and ω² = 0.7² for one week,

        ln A = ln attendance - u·(error of ln pace) + noise of variance ω² / n + e²
        g = (α² + u·v) / (α² + u²·v + ω² / n + e²)
        ln attendance = (1 - g)·ln `USUAL_ATTENDANCE` + g·ln A
        var ln(pace / attendance) = v + α² - g·(α² + u·v)

    is the linear normal update of pace / attendance, the factor that the finish depends on: where
    hours are not told, steps done a week say how fast a person is, though not why.

    What the step under way has taken is not known: the days since the last step was done are left
    out of H so long as that step explains them. Steps done before the calendar's start tell the
    pace, but nothing about the hours of this calendar, and are left out here.

    Args:
        done: What was studied.
        remaining: The hours of what is left, the step under way first.
        calendar: When the person meant to study.
        today: Not over yet.
        pace: As estimated from the same steps.
    """
    variance = pace.spread**2
    done = [s for s in done if s.done_on is None or s.done_on >= calendar.started_on]
    hours = _calendar_hours(done, remaining, calendar, today, pace)
    if hours <= 0:
        return CalendarUse(USUAL_ATTENDANCE, sqrt(variance + _ATTENDANCE_VARIANCE), 0.0)
    told = sum(s.hours.typical * s.ratio for s in done if s.ratio is not None)
    guessed = [s.hours.typical * pace.factor for s in done if s.ratio is None]
    studied = told + sum(guessed)
    untold = sum(guessed) / studied if studied else 0.0
    own_noise = expm1(pace.noise) * sum(h * h for h in guessed) / studied**2 if studied else 0.0
    weeks = hours / calendar.hours_per_week
    shared = _ATTENDANCE_VARIANCE + untold * variance
    seen = _ATTENDANCE_VARIANCE + untold**2 * variance + _WEEK_VARIANCE / weeks + own_noise
    gain = shared / seen
    middle = (1 - gain) * log(USUAL_ATTENDANCE) + gain * log(_bounded(studied / hours))
    spread = sqrt(variance + _ATTENDANCE_VARIANCE - gain * shared)
    return CalendarUse(exp(middle), spread, weeks)


def forecast_finish(
    done: Sequence[StudiedStep],
    remaining: Sequence[Hours],
    calendar: StudyCalendar,
    *,
    today: int,
) -> Forecast | None:
    """When a person will have studied what is left: early, typical and late.

    With T = Σ t of what is left, c² = (exp σ² - 1)·Σ t² / T² (the squared coefficient of variation
    of its own noise, independent of other steps), and N = T·pace / hours a week, the weeks ahead,

        ln hours of the calendar ~ Normal(ln(T·pace / attendance), V)
        V = var ln(pace / attendance) + ln(1 + c²) + ω² / max(N, 1)

    and the days at exp(mean ± z·√V) hours, z = 1.28, are early and late. As in `combined_hours`
    what the person's pace does to all steps alike adds up, and what each step does itself
    averages out; here the pace is as uncertain as their steps have left it.

    Args:
        done: Steps studied; held for other reasons, they do not count.
        remaining: The hours of what is left, less what was spent, in the order of study.
        calendar: When the person studies.
        today: The first day that may be used.

    Returns:
        None where nothing is left.

    Source: docs/decisions/0017-schedule-and-forecast.md, with how well it holds.

    Example: nothing is known, 70 h are left at 7 h a week:
        >>> forecast = forecast_finish([], [Hours(5, 10, 20)] * 7, StudyCalendar(7, 1), today=1)
        >>> forecast.early, forecast.typical, forecast.late
        (42, 78, 146)
    """
    if sum(step.typical for step in remaining) <= 0:
        return None
    pace = estimate_pace(done, remaining)
    use = estimate_use(done, remaining, calendar, today=today, pace=pace)
    return finish_with(pace, use, remaining, calendar, today=today)


def finish_with(
    pace: Pace,
    use: CalendarUse,
    remaining: Sequence[Hours],
    calendar: StudyCalendar,
    *,
    today: int,
) -> Forecast:
    """When someone of this pace and use of the calendar will have studied what is left.

    Args: as for `forecast_finish`; something is left.

    Example: 70 h at 7 h a week are done on the 78th day, and at 14 h on the 39th:
        >>> left = [Hours(5, 10, 20)] * 7
        >>> own = forecast_finish([], left, StudyCalendar(7, 1), today=1)
        >>> finish_with(own.pace, own.use, left, StudyCalendar(14, 1), today=1).typical
        39
    """
    total = sum(step.typical for step in remaining)
    squares = sum(step.typical**2 for step in remaining)
    weeks = max(total * pace.factor / calendar.hours_per_week, 1.0)
    own_noise = log1p(expm1(pace.noise) * squares / total**2)
    spread = sqrt(use.spread**2 + own_noise + _WEEK_VARIANCE / weeks)
    middle = total * pace.factor / use.attendance
    early, typical, late = (
        calendar.day_reached(today, hours)
        for hours in (middle * exp(-_Z * spread), middle, middle * exp(_Z * spread))
    )
    return Forecast(early, typical, late, pace, use)


def _calendar_hours(
    done: Sequence[StudiedStep],
    remaining: Sequence[Hours],
    calendar: StudyCalendar,
    today: int,
    pace: Pace,
) -> float:
    """The calendar's hours until yesterday but those that the step under way explains [h]."""
    last = max((step.done_on for step in done if step.done_on is not None), default=None)
    if last is None:
        last = today if done else calendar.started_on - 1
    since = calendar.capacity(min(last + 1, today), today)
    explained = remaining[0].typical * pace.factor if remaining else 0.0
    return calendar.capacity(calendar.started_on, today) - min(since, explained)


def _bounded(ratio: float) -> float:
    return min(max(ratio, 1 / MOST_RATIO), MOST_RATIO)


def _variance(steps: Sequence[Hours]) -> float:
    """The mean variance of the log hours of steps that have any, weighted by typical hours."""
    total = sum(step.typical for step in steps)
    if total <= 0:
        return _LEAST_SPREAD**2
    return sum(step.typical * _spread(step) ** 2 for step in steps) / total


def _spread(step: Hours) -> float:
    """The spread of a step's log hours, of which low and high leave out a tenth each."""
    low = _bounded(step.low / step.typical)
    high = _bounded(step.high / step.typical)
    return max(log(high / low) / (2 * _Z), _LEAST_SPREAD)
