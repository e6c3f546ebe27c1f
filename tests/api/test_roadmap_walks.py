"""Whatever a person and the editors do, a way leads on, and progress is never taken away.

Walks of random actions over the API: ticks, ratings, new plans, archiving, and content that is
renamed, merged, retired and brought back.
"""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from threading import Thread
from typing import Any, TypeVar

import httpx
import pytest
from changing_content import SECOND_ROLE, Content, client_with
from hypothesis import given, settings
from hypothesis import strategies as st
from people import Person, sign_up
from roadmap_calls import KEEP, Json
from test_reanalysis import R_MERGED, RENAMED
from test_roadmap_lifecycle import ONLY_JUNIOR, WITHOUT_ANALYST

from api.settings import Settings
from knowledge import Library

T = TypeVar("T")
EXAMPLES = int(os.environ.get("CAREER_EXAMPLES", "100"))
CONTENTS = (
    (SECOND_ROLE,),
    WITHOUT_ANALYST,
    ONLY_JUNIOR,
    (SECOND_ROLE, *RENAMED),
    (SECOND_ROLE, *R_MERGED),
)
STATUSES = ("todo", "doing", "done", "done", "done", "skipped")
NUMBERS = st.integers(0, 999)
ACTIONS = st.tuples(
    st.sampled_from(
        ["go", "tick", "tick", "tick", "rate", "archive", "replan", "reset", "publish", "choose"]
    ),
    NUMBERS,
    NUMBERS,
)


class Loop:
    """An event loop in a thread of its own, so that a property can be tried again and again."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Walk:
    """One person on the way; `ticked` are the steps that a lineage must never lose."""

    def __init__(self, person: Person, content: Content) -> None:
        self.person = person
        self.content = content
        self.ticked: dict[str, set[tuple[str, str]]] = {}
        self.moved: dict[str, str] = {}

    async def step(self, action: str, first: int, second: int) -> None:
        before = {one["lineage"]["id"]: one["progress"] for one in await self.living()}
        await getattr(self, action)(first, second)
        for one in await self.check():
            lineage = one["lineage"]["id"]
            assert one["progress"]["done"] >= len(self.ticked.get(lineage, ())), (action, one)
            if action in {"go", "replan", "archive", "choose"} and lineage in before:
                for figure in ("done", "hoursDone", "hoursSpent"):
                    assert one["progress"][figure] >= before[lineage][figure], (action, one)

    async def listed(self) -> list[Json]:
        found: list[Json] = (await self.answer("GET", "/roadmaps?limit=100"))["items"]
        return found

    async def living(self) -> list[Json]:
        return [
            await self.answer("GET", f"/roadmaps/{one['id']}")
            for one in await self.listed()
            if one["status"] != "archived"
        ]

    async def answer(self, method: str, path: str, body: object = None, **headers: str) -> Json:
        said = await self.person.client.request(
            method,
            f"/api/v1{path}",
            json=body,
            headers=self.person.headers
            | {name.replace("_", "-"): text for name, text in headers.items()},
        )
        assert said.status_code < 300, (method, path, body, said.text)
        found: Json = said.json()
        return found

    async def check(self) -> list[Json]:
        """Every roadmap that is not archived; what must hold of all of them holds."""
        listed = await self.listed()
        living = [one for one in listed if one["status"] != "archived"]
        roles = [one["role"]["slug"] for one in living]
        assert len(roles) == len(set(roles))
        assert sum(one["isPrimary"] for one in listed) == min(len(living), 1)
        assert not any(one["isPrimary"] for one in listed if one["status"] == "archived")
        views = [await self.answer("GET", f"/roadmaps/{one['id']}") for one in listed]
        for one, view in zip(listed, views, strict=True):
            assert {
                name: view[name] for name in ("status", "progress", "readiness", "retired")
            } == {name: one[name] for name in ("status", "progress", "readiness", "retired")}
            items = view["result"]["items"]
            is_open = [i for i in items if not i["isHeld"] and i["status"] != "skipped"]
            if view["status"] != "archived":
                assert (view["status"] == "completed") == (not is_open)
            assert all(i["isHeld"] == (i["heldBy"] is not None) for i in items)
            assert all((i["hoursLeft"] > 0) == (i in is_open) for i in items)
            assert all(i in is_open for i in items if i["isReadyNow"])
            if view["readiness"] is not None:
                assert view["readiness"]["now"] <= view["readiness"]["then"]
        return [view for view in views if view["status"] != "archived"]

    async def go(self, first: int, second: int) -> None:
        """To any role and variant, wherever the person is."""
        roles = (await self.answer("GET", "/roles"))["items"]
        role = roles[first % len(roles)]
        variant = role["variants"][second % len(role["variants"])]["variant"]
        request = {"role": role["slug"], "variant": variant, "hoursPerWeek": 5}
        own = [one for one in await self.living() if one["result"]["role"]["slug"] == role["slug"]]
        if not own:
            made = await self.answer("POST", "/roadmaps", request)
        else:
            address = f"/roadmaps/{own[0]['id']}/reanalysis"
            made = (await self.answer("POST", address, KEEP | {"variant": variant}))["roadmap"]
        assert made["status"] in {"active", "completed"}
        assert made["result"]["variant"] == variant
        assert made == await self.answer("GET", f"/roadmaps/{made['id']}")

    async def tick(self, first: int, second: int) -> None:
        items = [(one, item) for one in await self.living() for item in one["result"]["items"]]
        if not items:
            return
        view, item = items[first % len(items)]
        status = STATUSES[second % len(STATUSES)]
        body = {"status": status} | ({"hoursSpent": second % 40} if second % 2 else {})
        said = await self.answer(
            "PATCH",
            f"/roadmaps/{view['id']}/items/{item['id']}",
            body,
            if_match=f'"v{view["version"]}"',
        )
        gain = said["readiness"]
        assert gain is None or gain["gained"] == round(gain["now"] - gain["before"], 1)
        ticked = self.ticked.setdefault(view["lineage"]["id"], set())
        ticked.discard((view["id"], item["id"]))
        again = any(item["id"] == other for _, other in ticked)
        if status == "done" and not again:
            ticked.add((view["id"], item["id"]))

    async def rate(self, first: int, second: int) -> None:
        skills = (await self.answer("GET", "/skills"))["items"]
        skill = skills[first % len(skills)]
        await self.answer("PUT", f"/me/ratings/{skill['slug']}", {"level": second % 2})

    async def archive(self, first: int, second: int) -> None:
        living = await self.living()
        if living and second % 3 == 0:
            one = living[first % len(living)]
            version = f'"v{one["version"]}"'
            await self.answer("POST", f"/roadmaps/{one['id']}/archive", if_match=version)

    async def replan(self, first: int, second: int) -> None:
        await self._again(first, {"resetProgress": False, "hoursPerWeek": 1 + second % 20})

    async def reset(self, first: int, second: int) -> None:
        if second % 3 == 0:
            await self._again(first, {"resetProgress": True})

    async def _again(self, first: int, body: Json) -> None:
        living = [one for one in await self.living() if one["retired"] is None]
        if living:
            one = living[first % len(living)]
            await self.answer("POST", f"/roadmaps/{one['id']}/reanalysis", body)

    async def publish(self, first: int, second: int) -> None:
        del second
        self.content.publish(*CONTENTS[first % len(CONTENTS)])

    async def choose(self, first: int, second: int) -> None:
        del second
        living = await self.living()
        if living:
            one = living[first % len(living)]
            chosen = await self.answer(
                "PATCH",
                f"/roadmaps/{one['id']}",
                {"isPrimary": True},
                if_match=f'"v{one["version"]}"',
            )
            assert chosen["isPrimary"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Content:
    return Content(tmp_path_factory.mktemp("published"), library)


@pytest.fixture(scope="module")
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.stop()


@pytest.fixture(scope="module")
def talking(settings: Settings, published: Content, loop: Loop) -> Iterator[httpx.AsyncClient]:
    context = client_with(settings, published)
    client = loop.run(context.__aenter__())
    yield client
    loop.run(context.__aexit__(None, None, None))


@settings(max_examples=max(EXAMPLES // 12, 1))
@given(actions=st.lists(ACTIONS, min_size=15, max_size=25))
def test_a_way_leads_on_from_every_state(
    talking: httpx.AsyncClient,
    published: Content,
    loop: Loop,
    actions: list[tuple[str, int, int]],
) -> None:
    async def walk() -> None:
        published.publish(SECOND_ROLE)
        walk = Walk(await sign_up(talking), published)
        for action in actions:
            await walk.step(*action)
        await walk.go(actions[0][1], actions[0][2])

    loop.run(walk())
