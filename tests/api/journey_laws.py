"""What must hold of a learner in every state, and what no action may take from them."""

from typing import Any

from journey_devices import Device
from msgspec import Struct

Json = dict[str, Any]
FIGURES = ("done", "hoursDone", "hoursSpent")
ROUNDING = 0.051
"""Sums of hours are rounded to tenths [h]."""


class Seen(Struct, frozen=True):
    """What the API shows of a person at a moment.

    `levels` are the ratings that count, by slug; `roadmaps` are the summaries of all roadmaps and
    `living` the whole views of those that are not archived, by id.
    """

    levels: dict[str, int]
    roadmaps: dict[str, Json]
    living: dict[str, Json]

    def version(self, roadmap: str) -> int:
        version: int = self.roadmaps[roadmap]["version"]
        return version


async def look(device: Device) -> Seen:
    """Read everything, and check that it agrees with itself."""
    ratings = (await device.get("/me/ratings"))["items"]
    listed = (await device.get("/roadmaps?limit=100"))["items"]
    seen = Seen(
        {one["skill"]["slug"]: one["level"] for one in ratings if one["isCounted"]},
        {one["id"]: one for one in listed},
        {
            one["id"]: await device.get(f"/roadmaps/{one['id']}")
            for one in listed
            if one["status"] != "archived"
        },
    )
    _check_primary(seen)
    for roadmap, view in seen.living.items():
        _check_view(view, seen.roadmaps[roadmap])
    return seen


def open_items(view: Json) -> list[Json]:
    """The items that are neither held nor skipped."""
    return [
        one for one in view["result"]["items"] if not one["isHeld"] and one["status"] != "skipped"
    ]


def _check_primary(seen: Seen) -> None:
    primary = [one["id"] for one in seen.roadmaps.values() if one["isPrimary"]]
    assert len(primary) == min(len(seen.living), 1), primary
    assert set(primary) <= set(seen.living)


def _check_view(view: Json, summary: Json) -> None:
    """A roadmap in its list and by itself: its state, what is left, and the week."""
    for name in ("status", "version", "isPrimary", "progress", "readiness", "retired"):
        assert view[name] == summary[name], name
    left = open_items(view)
    assert (view["status"] == "completed") == (not left), view["status"]
    for item in view["result"]["items"]:
        assert item["isHeld"] == (item["heldBy"] is not None), item
        assert item["heldIn"] == [] or item["heldBy"] == "roadmap", item
        assert (item["hoursLeft"] > 0) == (item in left), item
        assert (item["startOn"] is not None) == (item in left), item
        assert item in left or not item["isReadyNow"], item
    # Something can always be begun: no roadmap waits for what is not in it.
    assert not left or any(item["isReadyNow"] for item in left), view
    progress = view["progress"]
    assert 0 <= progress["done"] <= progress["total"], progress
    if view["readiness"] is not None:
        assert view["readiness"]["now"] <= view["readiness"]["then"], view["readiness"]
    schedule = view["schedule"]
    assert (schedule["finishOn"] is None) == (not left)
    week = sum(part["hours"] for part in schedule["thisWeek"])
    assert week <= schedule["weekHours"] + len(schedule["thisWeek"]) * ROUNDING, schedule
    if schedule["finishOn"] is not None:
        finish = schedule["finishOn"]
        assert schedule["today"] <= finish["early"] <= finish["typical"] <= finish["late"]
    if schedule["waysOn"] is not None:
        assert schedule["waysOn"]["shift"]["forecast"] == schedule["finishOn"], schedule


def check_progress(
    before: Seen,
    now: Seen,
    lineages: dict[str, str],
    may_fall: frozenset[str],
    what: str,
    *,
    is_unlinked: bool = False,
) -> None:
    """No figure of progress falls but those that may; what is archived stays as it ended.

    Args:
        before: What was shown before the action.
        now: What is shown after it.
        lineages: The lineage of each roadmap.
        may_fall: The figures that the person's own action may lower.
        what: The action, for the message.
        is_unlinked: Whether the content no longer says that one skill requires another: what was
            held only because it did may be open again.
    """
    for roadmap, old in before.roadmaps.items():
        new = now.roadmaps[roadmap]
        if old["status"] == "archived":
            assert new["progress"] == old["progress"], (what, old, new)
            assert (new["status"], new["version"]) == ("archived", old["version"]), what
    heads = {lineages[one]: one for one in now.living}
    for roadmap, view in before.living.items():
        following = heads.get(lineages[roadmap], roadmap)
        new = now.roadmaps[following]["progress"]
        implied = [
            one["hours"]["typical"]
            for one in view["result"]["items"]
            if is_unlinked and one["heldBy"] == "implied"
        ]
        loss = {"done": len(implied), "hoursDone": sum(implied), "hoursSpent": 0}
        for figure in FIGURES:
            if figure not in may_fall:
                assert new[figure] >= view["progress"][figure] - loss[figure] - ROUNDING, (
                    what,
                    figure,
                    view["progress"],
                    new,
                )


async def check_hours(device: Device, seen: Seen, role: str, variant: str) -> Json:
    """The hours left are the same wherever they are said, and so is the readiness.

    Returns:
        The plan for the profile as it is.
    """
    own = (await device.call("POST", "/analyses", {"role": role, "variant": variant})).json()
    # A tick does not keep anything from being implied above it, as a rating of one's own does.
    implied = {one["skill"]["slug"]: one["level"] for one in own["result"]["implied"]}
    asked = {"role": role, "variant": variant, "ratings": seen.levels | implied}
    analysis = (await device.call("POST", "/analyze", asked)).json()
    plan: Json = (await device.call("POST", "/plan", asked | {"hoursPerWeek": 5})).json()
    ranked = (await device.get("/me/roles"))["roles"]
    (ranking,) = [one for one in ranked if (one["role"]["slug"], one["variant"]) == (role, variant)]
    hours = {
        "analyses": own["result"]["hoursLeft"]["typical"],
        "analyze": analysis["hoursLeft"]["typical"],
        "plan": plan["hours"]["typical"],
        "roles": ranking["hoursLeft"],
    }
    assert len(set(hours.values())) == 1, (hours, asked)
    points = {analysis["readiness"]["points"], plan["readinessNow"], ranking["points"]}
    points.add(own["result"]["readiness"]["points"])
    assert len(points) == 1, (points, asked)
    for view in seen.living.values():
        summary = seen.roadmaps[view["id"]]
        if (summary["role"]["slug"], summary["variant"]) == (role, variant):
            assert view["readiness"]["now"] in points, (view["readiness"], points)
    return plan
