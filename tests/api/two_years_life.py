"""A learner whose clock is turned, and the application that is started anew with each release."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import httpx
from database_clock import DatabaseClock
from living_content import LivingContent
from moving_clock import back_again, client_at
from msgspec.structs import replace
from people import Person

from api.catalog.current import CurrentKnowledge
from api.settings import Settings

Json = dict[str, Any]
PUBLISHED = "SELECT true FROM knowledge_releases WHERE version = $1"


class Life:
    """A learner on some day, and the application as it was started last."""

    def __init__(self, settings: Settings, clock: DatabaseClock, stack: AsyncExitStack) -> None:
        self._settings = settings
        self.database = clock.database
        self._clock = clock
        self._stack = stack
        self.client: httpx.AsyncClient
        self.person: Person

    async def start(self, content: LivingContent) -> None:
        """Start the application with a release, in place of the one before it."""
        await self._stack.aclose()
        current = CurrentKnowledge(content.knowledge())
        version = current.now().version
        self.client = await self._stack.enter_async_context(
            client_at(self._settings, current, self._clock.clock)
        )
        for _ in range(6000):  # It publishes while it serves already.
            if await self.database.fetchval(PUBLISHED, version):
                return
            await asyncio.sleep(0.01)

    async def on(self, day: str, at: str = "12:00") -> None:
        """Turn the clock, and log in again: sessions do not last that long."""
        await self._clock.set(f"{day}T{at}")
        self.person = await back_again(replace(self.person, client=self.client))

    async def get(self, path: str) -> Json:
        said = await self.person.get(path)
        assert said.status_code == 200, said.text
        found: Json = said.json()
        return found

    async def post(self, path: str, body: Json, status: int = 201, **headers: str) -> Json:
        said = await self.person.post(path, body, **headers)
        assert said.status_code == status, said.text
        found: Json = said.json()
        return found

    async def patch(self, path: str, roadmap: str, body: Json) -> Json:
        """Change a roadmap, or an item of it, in the version there is."""
        version = f'"v{(await self.get(f"/roadmaps/{roadmap}"))["version"]}"'
        said = await self.person.patch(f"/roadmaps/{roadmap}{path}", body, if_match=version)
        assert said.status_code == 200, said.text
        found: Json = said.json()
        return found

    async def tick(self, roadmap: str, item: str, **fields: object) -> Json:
        return await self.patch(f"/items/{item}", roadmap, {"status": "done"} | fields)

    async def levels(self) -> dict[str, tuple[int, str]]:
        items = (await self.get("/me/ratings"))["items"]
        return {one["skill"]["slug"]: (one["level"], one["source"]) for one in items}

    async def hours_left(self, role: str, variant: str) -> float:
        """The same wherever they are said."""
        analysis = await self.post("/analyses", {"role": role, "variant": variant})
        ranked = (await self.get("/me/roles"))["roles"]
        (own,) = [o for o in ranked if (o["role"]["slug"], o["variant"]) == (role, variant)]
        hours: float = analysis["result"]["hoursLeft"]["typical"]
        assert own["hoursLeft"] == hours
        assert own["points"] == analysis["result"]["readiness"]["points"]
        return hours
