"""Two devices of one person at odds: one is late, or both write in the same moment."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from journey_learner import ALL, NOTHING, Learner, chosen


async def be_late(learner: Learner, first: int, second: int) -> None:
    """One device reads a roadmap, the other one changes something, and then the first does."""
    view = learner.living(first)
    if view is None or not view["result"]["items"]:
        return
    on_time, late = learner.devices
    await late.get(f"/roadmaps/{view['id']}")
    item = chosen(view["result"]["items"], second // 7)
    for device, status in ((on_time, "done"), (late, "doing")):
        path = f"/items/{item['id']}"
        body = {"status": status, "hoursSpent": second % 40}
        await learner.write(device, "PATCH", view["id"], path, body, fresh=device is on_time)
        may_fall = frozenset({"hoursSpent"}) if status == "done" else ALL
        await learner.settle(f"late {status}", may_fall=may_fall)


async def at_once(learner: Learner, first: int, second: int) -> None:
    """Both devices write in the same moment; one of them may be too late, and neither fails."""
    view = learner.living(first)
    if view is None or not view["result"]["items"]:
        return
    path = f"/roadmaps/{view['id']}"
    tag = f'"v{view["version"]}"'
    item = chosen(view["result"]["items"], second)
    one, other = learner.devices
    writes: list[Callable[[], Coroutine[Any, Any, httpx.Response]]] = [
        lambda: other.call("POST", f"{path}/reanalysis", {"resetProgress": False}),
        lambda: other.call("POST", f"{path}/archive", None, if_match=tag),
        lambda: other.call("PATCH", path, {"shift": True}, if_match=tag),
        lambda: other.call(
            "PATCH", f"{path}/items/{item['id']}", {"status": "doing"}, if_match=tag
        ),
    ]
    await other.get("/me")
    await one.get("/me")
    answers = await asyncio.gather(
        one.call("PATCH", f"{path}/items/{item['id']}", {"status": "done"}, if_match=tag),
        chosen(writes, first // 3)(),
    )
    for said in answers:
        assert said.status_code in {200, 201, 404, 409, 412, 422}, said.text
    is_untick = first // 3 % 4 == 3
    await learner.settle("both at once", may_fall=ALL if is_untick else NOTHING)
