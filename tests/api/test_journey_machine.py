"""Whatever a person, their two devices and the editors do: nothing is lost, and a way leads on.

A stateful machine over the API with a real database, whose clock it turns. The laws stand in
`journey_laws.py`, what each action must do itself in `journey_learner.py`: progress never falls
but by the person's own doing, no rating is lowered by content or by planning again, hours left
are the same wherever they are said, stale writes are refused, nothing fails, and from every state
a way leads to any role and variant there is.

At least `STEPS` actions in a usual run; `CAREER_JOURNEY_STEPS=20000` asks for more (`make soak`).
With `CAREER_JOURNEY_BRIEF=1` a fault is told as it was found, not by its shortest story, which can
take some minutes to find.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import date, timedelta
from typing import Any, ClassVar

import asyncpg
import httpx
import pytest
from database_clock import DatabaseClock
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from journey_learner import Learner, chosen
from journey_rivals import at_once, be_late
from journey_world import journey_world
from living_content import LivingContent
from moving_clock import MovingClock, client_at, sign_up_in

from api.catalog.current import CurrentKnowledge
from api.settings import Settings

BEGIN = "2026-11-30T09:00"
STEPS = int(os.environ.get("CAREER_JOURNEY_STEPS", "1000"))
AT_ONCE = 50
"""So many actions make one person's life."""
NUMBERS = st.integers(0, 999)
DEVICES = st.integers(0, 1)
ZONES = ("UTC", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles")
Moved = dict[str, Any]


class Stage:
    """The application, its database and clock, which all machines of a run share."""

    def __init__(
        self,
        runner: asyncio.Runner,
        client: httpx.AsyncClient,
        current: CurrentKnowledge,
        clock: DatabaseClock,
    ) -> None:
        self.runner = runner
        self.client = client
        self.current = current
        self.clock = clock


@pytest.fixture
def stage(settings: Settings) -> Iterator[Stage]:
    current = CurrentKnowledge(journey_world().knowledge())

    async def begin(stack: AsyncExitStack) -> Stage:
        database = await asyncpg.connect(settings.database_url)
        stack.push_async_callback(database.close)
        clock = await DatabaseClock.of(MovingClock(BEGIN), database)
        client = await stack.enter_async_context(client_at(settings, current, clock.clock))
        return Stage(runner, client, current, clock)

    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        yield runner.run(begin(stack))
        runner.run(stack.aclose())


def test_nothing_is_lost_and_a_way_leads_on(stage: Stage) -> None:
    JourneyMachine.stage = stage
    JourneyMachine.steps = 0
    # Some lives are shorter than they may be, and the first is the shortest there is.
    lives = 2 + -(-STEPS * 3 // (2 * AT_ONCE))
    is_brief = os.environ.get("CAREER_JOURNEY_BRIEF")
    phases = [Phase.generate] if is_brief else list(Phase)
    run_state_machine_as_test(
        JourneyMachine,
        settings=hypothesis_settings(
            max_examples=lives, stateful_step_count=AT_ONCE, phases=phases
        ),
    )
    sys.stderr.write(f"{JourneyMachine.steps} steps\n")
    assert JourneyMachine.steps >= STEPS


class JourneyMachine(RuleBasedStateMachine):
    """One person's life; what is drawn are numbers, which choose among what there is."""

    stage: ClassVar[Stage]
    steps: ClassVar[int]
    learner: Learner

    def _run(self, work: Any) -> None:
        type(self).steps += 1
        self.stage.runner.run(work)

    @initialize(zone=st.sampled_from(ZONES))
    def begin(self, zone: str) -> None:
        async def sign_up() -> Learner:
            await self.stage.clock.set(BEGIN)
            content = journey_world()
            self.stage.current.swap(content.knowledge())
            person = await sign_up_in(self.stage.client, zone)
            return Learner(
                self.stage.client, person.email, content, self.stage.current, self.stage.clock
            )

        self.learner = self.stage.runner.run(sign_up())

    @rule(device=DEVICES, first=NUMBERS, second=NUMBERS)
    def rate(self, device: int, first: int, second: int) -> None:
        self._run(self.learner.rate(device, first, second))

    @rule(device=DEVICES, first=NUMBERS, second=NUMBERS, fresh=st.booleans())
    def tick(self, device: int, first: int, second: int, fresh: bool) -> None:
        self._run(self.learner.tick(device, first, second, fresh=fresh))

    @rule(device=DEVICES, first=NUMBERS, second=NUMBERS)
    def tick_now(self, device: int, first: int, second: int) -> None:
        self._run(self.learner.tick(device, first, second, fresh=True))

    @rule(device=DEVICES, first=NUMBERS, second=NUMBERS)
    def reach(self, device: int, first: int, second: int) -> None:
        self._run(self.learner.reach(device, first, second))

    @rule(device=DEVICES, first=NUMBERS, second=NUMBERS)
    def replan(self, device: int, first: int, second: int) -> None:
        self._run(self.learner.replan(device, first, second))

    @rule(device=DEVICES, number=NUMBERS, fresh=st.booleans())
    def archive(self, device: int, number: int, fresh: bool) -> None:
        self._run(self.learner.archive(device, number, fresh=fresh))

    @rule(device=DEVICES, number=NUMBERS, fresh=st.booleans(), pace=st.integers(1, 400))
    def change_pace(self, device: int, number: int, fresh: bool, pace: int) -> None:
        body = {"hoursPerWeek": pace / 10}
        self._run(self.learner.change(device, number, body, fresh=fresh))

    @rule(device=DEVICES, number=NUMBERS, fresh=st.booleans())
    def shift_or_choose(self, device: int, number: int, fresh: bool) -> None:
        body = {"shift": True} if number % 2 else {"isPrimary": True}
        self._run(self.learner.change(device, number // 2, body, fresh=fresh))

    @rule(device=DEVICES, number=NUMBERS, weeks=st.sets(st.integers(0, 20), max_size=4))
    def take_weeks_off(self, device: int, number: int, weeks: set[int]) -> None:
        monday = self._today(number)
        monday -= timedelta(days=monday.weekday())
        off = [(monday + timedelta(weeks=n)).isoformat() for n in weeks]
        self._run(self.learner.change(device, number, {"weeksOff": off}, fresh=True))

    @rule(device=DEVICES, number=NUMBERS, days=st.integers(0, 90))
    def pause(self, device: int, number: int, days: int) -> None:
        until = (self._today(number) + timedelta(days=days)).isoformat() if days else None
        self._run(self.learner.change(device, number, {"pausedUntil": until}, fresh=True))

    @rule(device=DEVICES, first=NUMBERS, second=NUMBERS)
    def place(self, device: int, first: int, second: int) -> None:
        self._run(self.learner.place(device, first, second))

    @rule(first=NUMBERS, second=NUMBERS)
    def at_once(self, first: int, second: int) -> None:
        self._run(at_once(self.learner, first, second))

    @rule(first=NUMBERS, second=NUMBERS)
    def be_late(self, first: int, second: int) -> None:
        self._run(be_late(self.learner, first, second))

    @rule(device=DEVICES)
    def log_out(self, device: int) -> None:
        self._run(self.learner.devices[device].log_out())

    @rule(days=st.integers(1, 120))
    def wait(self, days: int) -> None:
        self._run(self.learner.wait(days))

    @rule(
        change=st.sampled_from(CHANGES := ("rename", "merge", "split", "retire", "hours")),
        first=NUMBERS,
        second=NUMBERS,
    )
    def release_skills(self, change: str, first: int, second: int) -> None:
        def apply(content: LivingContent) -> Moved:
            return SKILL_CHANGES[change](content, first, second)

        self._run(self.learner.publish(apply, f"{change} a skill"))

    @rule(
        change=st.sampled_from(("rename", "merge", "retire", "variant", "weight")),
        first=NUMBERS,
        second=NUMBERS,
    )
    def release_roles(self, change: str, first: int, second: int) -> None:
        def apply(content: LivingContent) -> Moved:
            ROLE_CHANGES[change](content, first, second)
            return {}

        self._run(self.learner.publish(apply, f"{change} a role"))

    def _today(self, number: int) -> date:
        """What day it is for the person."""
        view = self.learner.living(number)
        if view is None:
            return self.learner.today()
        return date.fromisoformat(view["schedule"]["today"])

    def teardown(self) -> None:
        if hasattr(self, "learner"):
            self.stage.runner.run(self.learner.end())


def _rename(content: LivingContent, first: int, second: int) -> Moved:
    del second
    slug = chosen(content.skills, first).slug
    return {slug: [content.rename_skill(slug)]}


def _merge(content: LivingContent, first: int, second: int) -> Moved:
    slug = chosen(content.skills, first).slug
    others = [one.slug for one in content.skills if one.slug != slug]
    if not others:
        return {}
    into = chosen(others, second)
    content.merge_skill(slug, into)
    return {slug: [into]}


def _split(content: LivingContent, first: int, second: int) -> Moved:
    del second
    slug = chosen(content.skills, first).slug
    return {slug: content.split_skill(slug)}


def _retire(content: LivingContent, first: int, second: int) -> Moved:
    del second
    slug = chosen(content.skills, first).slug
    content.retire_skill(slug)
    return {slug: []}


def _change_hours(content: LivingContent, first: int, second: int) -> Moved:
    skill = chosen(content.skills, first)
    content.change_hours(skill.slug, chosen(sorted(skill.levels), second), 1 + second % 60)
    return {}


def _merge_roles(content: LivingContent, first: int, second: int) -> None:
    role = chosen(content.roles, first)
    others = [one for one in content.roles if one != role]
    if others:
        content.merge_role(role.slug, chosen(others, second).slug)


SKILL_CHANGES = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "retire": _retire,
    "hours": _change_hours,
}
ROLE_CHANGES: dict[str, Any] = {
    "rename": lambda content, first, _: content.rename_role(chosen(content.roles, first).slug),
    "merge": _merge_roles,
    "retire": lambda content, first, _: content.retire_role(chosen(content.roles, first).slug),
    "variant": lambda content, first, second: content.retire_variant(
        (role := chosen(content.roles, first)).slug, chosen(role.variants, second)
    ),
    "weight": lambda content, first, second: content.change_requirement(
        (role := chosen(content.roles, first)).slug,
        second % len(role.requirements),
        1 + second % 10,
    ),
}
