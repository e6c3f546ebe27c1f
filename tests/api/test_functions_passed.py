"""How many functions of features a plan passes on its way from the request to the response.

Counted is every function that returns the plan, as the engine's value, as its view, as the roadmap
that is about to be stored or as the response, and every function that is given one of the latter
three. Properties, encoders, and what shows a part of the engine's value are not.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import pytest
from people import sign_up

from api.http.executor import BoundedExecutor
from api.idempotency.service import StoredResponse
from api.plans.schemas import RoadmapResult
from api.roadmap_creation.new_roadmap import NewRoadmap
from api.roadmaps.schemas import RoadmapView
from engine import Roadmap

API = Path(__file__).resolve().parents[2] / "api"
APART = {"http", "db", "auth", "messages"}
GIVEN = (RoadmapResult, RoadmapView, NewRoadmap, StoredResponse)
RETURNED = (Roadmap, *GIVEN)
PROPERTIES = {
    name for name, value in vars(NewRoadmap).items() if hasattr(value, "fget") or name == "items"
}


def watched(passed: dict[str, None]) -> Callable[[FrameType, str, Any], None]:
    """Notes which functions have to do with a plan."""

    def watch(frame: FrameType, event: str, value: Any) -> None:
        code = frame.f_code
        path = Path(code.co_filename)
        if not path.is_relative_to(API) or path.relative_to(API).parts[0] in APART:
            return
        if code.co_name.startswith("<") or code.co_name in PROPERTIES:
            return
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        given = [frame.f_locals.get(name) for name in names]
        is_given = event == "call" and any(isinstance(one, GIVEN) for one in given)
        if is_given or (event == "return" and isinstance(value, RETURNED)):
            passed[f"{path.relative_to(API)}:{code.co_name}"] = None

    return watch


async def test_a_plan_passes_eighteen_functions_at_most(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def here(_: BoundedExecutor, work: Callable[..., Any], *args: Any, **options: Any) -> Any:
        return work(*args, **options)

    monkeypatch.setattr(BoundedExecutor, "run", here)
    person = await sign_up(client)
    passed: dict[str, None] = {}
    sys.setprofile(watched(passed))
    try:
        made = await person.post(
            "/roadmaps", {"role": "data-analyst", "variant": "senior", "hoursPerWeek": 8}
        )
    finally:
        sys.setprofile(None)
    assert made.status_code == 201, made.text
    assert "roadmap_creation/service.py:create" in passed
    assert len(passed) <= 18, sorted(passed)
