"""A learner with two devices under content that changes: every action, and its own laws."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

import httpx
from database_clock import DatabaseClock
from journey_devices import Device, Json
from journey_laws import FIGURES, Seen, check_hours, check_progress, look, open_items
from living_content import LivingContent
from people import PASSWORD

from api.catalog.current import CurrentKnowledge

T = TypeVar("T")
STATUSES = ("done", "done", "done", "doing", "todo", "skipped")
REPLIES = ("yes", "partly", "no", "skip")
NOTHING: frozenset[str] = frozenset()
ALL = frozenset(FIGURES)
_VERSION = re.compile(r'"v(\d+)')


def chosen(options: Sequence[T], number: int) -> T:
    return options[number % len(options)]


class Learner:
    """A person, what was seen of them last, and the content they learn by."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        email: str,
        content: LivingContent,
        current: CurrentKnowledge,
        clock: DatabaseClock,
    ) -> None:
        self.devices = (Device(client, email), Device(client, email))
        self.content = content
        self._current = current
        self._clock = clock
        self.lineages: dict[str, str] = {}
        self.has_skipped = False
        self.seen = Seen({}, {}, {})

    # What is left after every action.

    async def settle(
        self, what: str, *, may_fall: frozenset[str] = NOTHING, is_unlinked: bool = False
    ) -> Seen:
        """Look again after an action, and check that it took nothing away."""
        before, now = self.seen, await look(self.devices[0])
        self.lineages |= {one: view["lineage"]["id"] for one, view in now.living.items()}
        check_progress(before, now, self.lineages, may_fall, what, is_unlinked=is_unlinked)
        self.seen = now
        return before

    async def settle_quietly(self, what: str, *, may_fall: frozenset[str] = NOTHING) -> None:
        """The same for what does not concern ratings: they are as before, every one."""
        before = await self.settle(what, may_fall=may_fall)
        assert self.seen.levels == before.levels, (what, before.levels, self.seen.levels)

    # Writing.

    async def write(
        self, device: Device, method: str, roadmap: str, suffix: str, body: object, *, fresh: bool
    ) -> httpx.Response | None:
        """Change a roadmap from a device, whose version may be stale; None where it was refused."""
        path = f"/roadmaps/{roadmap}"
        if fresh or path not in device.tags:
            await device.get(path)
        tag = device.tags[path]
        found = _VERSION.match(tag)
        assert found is not None, tag
        said = await device.call(method, path + suffix, body, if_match=tag)
        if self.seen.roadmaps[roadmap]["status"] == "archived":
            assert said.status_code == 409, said.text
            return None
        if int(found[1]) != self.seen.version(roadmap):
            assert said.status_code == 412, (said.status_code, tag, said.text)
            return None
        assert said.status_code == 200, said.text
        return said

    def living(self, number: int) -> Json | None:
        """One of the roadmaps that are not archived, if there is any."""
        return chosen(list(self.seen.living.values()), number) if self.seen.living else None

    async def rate(self, device: int, first: int, second: int) -> None:
        skill = chosen(self.content.skills, first)
        level = second % (len(skill.levels) + 1)
        said = await self.devices[device].call("PUT", f"/me/ratings/{skill.slug}", {"level": level})
        assert said.status_code == 200, said.text
        is_lower = level < len(skill.levels)
        before = await self.settle("rate", may_fall=ALL - {"hoursSpent"} if is_lower else NOTHING)
        assert self.seen.levels == before.levels | {skill.slug: level}

    async def tick(self, device: int, first: int, second: int, *, fresh: bool) -> None:
        if not self.seen.roadmaps:
            return
        own = self.devices[device]
        roadmap = chosen(list(self.seen.roadmaps), first)
        view = self.seen.living.get(roadmap) or await own.get(f"/roadmaps/{roadmap}")
        items = view["result"]["items"]
        if not items:
            return
        item, status = chosen(items, second // 7), chosen(STATUSES, first // 7)
        body: Json = {"status": status}
        if second % 3 == 0:
            body["hoursSpent"] = second % 40 or None
        said = await self.write(own, "PATCH", roadmap, f"/items/{item['id']}", body, fresh=fresh)
        is_untick = item["status"] == "done" and status != "done"
        may_fall = {"done", "hoursDone"} if is_untick else set()
        may_fall |= {"hoursSpent"} if "hoursSpent" in body else set()
        # What is not held by anything but what was skipped now counts nowhere.
        may_fall |= {"done", "hoursDone"} if status == "skipped" else set()
        before = await self.settle(f"tick {status}", may_fall=frozenset(may_fall))
        if said is None:
            assert self.seen.levels == before.levels
            return
        self.has_skipped |= status == "skipped"
        after = said.json()
        assert after["item"]["status"] == status
        shown = {one["id"]: one for one in self.seen.living[roadmap]["result"]["items"]}
        assert after["item"] == shown[item["id"]], (after["item"], shown[item["id"]])
        assert after["roadmap"] == self.seen.roadmaps[roadmap]
        assert after["schedule"] == self.seen.living[roadmap]["schedule"]
        assert after["readyNow"] == [one for one, text in shown.items() if text["isReadyNow"]]
        if not is_untick:
            self._check_not_lower(before.levels, {})
        if status == "done":
            assert shown[item["id"]]["isHeld"], shown[item["id"]]

    def _check_not_lower(self, levels: dict[str, int], moved: dict[str, Sequence[str]]) -> None:
        for slug, level in levels.items():
            for new in moved.get(slug, (slug,)):
                top = len(self.content.skill(new).levels)
                assert self.seen.levels.get(new, -1) >= min(level, top), (slug, new, level)

    # From anywhere to anywhere.

    async def reach(self, device: int, first: int, second: int) -> None:
        """Go to a role and variant: by a new roadmap, or from the one there is."""
        role = chosen(self.content.roles, first)
        await self.go(device, role.slug, chosen(role.variant_slugs, second), 1 + second % 20)

    async def go(self, device: int, role: str, variant: str, pace: float) -> None:
        own = self.devices[device]
        request = {"role": role, "variant": variant, "hoursPerWeek": pace}
        here = [view for view in self.seen.living.values() if self.role_of(view) == role]
        said = await own.call("POST", "/roadmaps", request)
        is_open = any(view["status"] == "active" for view in here)
        if said.status_code == 409:
            assert is_open, said.text
            addresses = {f"/api/v1/roadmaps/{view['id']}" for view in here}
            assert said.json()["roadmap"] in addresses, said.text
            for view in here:
                body = {"resetProgress": False, "variant": variant, "hoursPerWeek": pace}
                said = await own.call("POST", f"/roadmaps/{view['id']}/reanalysis", body)
                if said.status_code == 201:
                    break
        assert said.status_code == 201, (role, variant, said.text)
        made = said.json()
        made = made.get("roadmap", made)
        assert made["status"] in {"active", "completed"}
        assert (made["result"]["role"]["slug"], made["result"]["variant"]) == (role, variant)
        await self.settle_quietly(f"go to {role} {variant}")
        assert made == self.seen.living[made["id"]]
        plan = await check_hours(own, self.seen, role, variant)
        if not self.has_skipped:
            assert made["result"]["hours"]["typical"] == plan["hours"]["typical"], (made, plan)

    async def replan(self, device: int, first: int, second: int) -> None:
        view = self.living(first)
        if view is None:
            return
        body: Json = {"resetProgress": second % 5 == 0}
        if second % 2:
            body["hoursPerWeek"] = 1 + second % 30
        path = f"/roadmaps/{view['id']}/reanalysis"
        said = await self.devices[device].call("POST", path, body)
        if said.status_code == 404 and view["retired"] is not None:
            return
        if said.status_code == 422 and view["retired"] is not None:
            return
        if said.status_code == 409 and self._is_doubled(view):
            return
        assert said.status_code == 201, said.text
        await self.settle_quietly(f"replan {body}")
        assert self.seen.roadmaps[view["id"]]["status"] == "archived"
        assert said.json()["roadmap"] == self.seen.living[said.json()["roadmap"]["id"]]

    def role_of(self, view: Json) -> str:
        """The role of a roadmap as it is called now; its plan calls it what it was then."""
        slug: str = self.seen.roadmaps[view["id"]]["role"]["slug"]
        return slug

    def _is_doubled(self, view: Json) -> bool:
        """Whether two roadmaps are for what is one role by now."""
        return [*map(self.role_of, self.seen.living.values())].count(self.role_of(view)) > 1

    async def change(self, device: int, number: int, body: Json, *, fresh: bool) -> None:
        """Say when to study, or which roadmap is the primary one."""
        view = self.living(number)
        if view is None:
            return
        said = await self.write(self.devices[device], "PATCH", view["id"], "", body, fresh=fresh)
        await self.settle_quietly(f"change {body}")
        if said is not None:
            assert said.json() == self.seen.living[view["id"]]

    async def archive(self, device: int, number: int, *, fresh: bool) -> None:
        view = self.living(number)
        if view is None:
            return
        await self.write(self.devices[device], "POST", view["id"], "/archive", None, fresh=fresh)
        await self.settle_quietly("archive")

    async def place(self, device: int, first: int, second: int) -> None:
        """A placement of up to three questions, accepted as it is."""
        own, role = self.devices[device], chosen(self.content.roles, first)
        body = {"role": role.slug, "variant": chosen(role.variant_slugs, second)}
        said = await own.call("POST", "/placements", body)
        assert said.status_code == 201, said.text
        path = f"/placements/{said.json()['id']}"
        for number in range(second % 4):
            asked = said.json()["state"]["question"]
            if asked is None:
                break
            answer = {
                "skill": asked["skill"]["slug"],
                "level": asked["level"],
                "reply": chosen(REPLIES, first // 3 + number),
            }
            said = await own.call("POST", f"{path}/answers", answer, if_match=said.headers["etag"])
            assert said.status_code == 200, said.text
        said = await own.call(
            "POST", f"{path}/acceptance", {"levels": {}}, if_match=said.headers["etag"]
        )
        assert said.status_code == 200, said.text
        await self.settle("placement", may_fall=ALL - {"hoursSpent"})

    # The world goes on.

    async def wait(self, days: int) -> None:
        now = self._clock.clock.now + timedelta(days=days)
        await self._clock.set(now.replace(tzinfo=None).isoformat(timespec="minutes"))
        await self.settle_quietly(f"wait {days}")

    async def publish(
        self, change: Callable[[LivingContent], dict[str, Sequence[str]]], what: str
    ) -> None:
        """Release a change of the content, if it leaves something of every role."""
        content = self.content.copy()
        moved = change(content)
        if not content.is_whole():
            return
        self.content = content
        self._current.swap(content.knowledge())
        is_unlinked = what in {"merge a skill", "retire a skill"}
        before = await self.settle(what, is_unlinked=is_unlinked)
        self._check_not_lower(before.levels, moved)

    def today(self) -> date:
        return self._clock.clock.now.date()

    async def end(self) -> None:
        """From where the person is, every role and variant can be reached; then they leave."""
        for role in self.content.roles:
            for variant in role.variant_slugs:
                await self.go(0, role.slug, variant, 7)
        assert all(open_items(v) for v in self.seen.living.values() if v["status"] == "active")
        await self.devices[0].get("/me/export")
        device = self.devices[1]
        confirmed = await device.call("POST", "/auth/confirmation", {"password": PASSWORD})
        assert confirmed.status_code == 204, confirmed.text
        said = await device.call("DELETE", "/me")
        assert said.status_code == 204, said.text
