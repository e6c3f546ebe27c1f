"""What if: several plans in one call, each compared with the first."""

import asyncio
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import problem

BASE = {"role": "data-analyst", "variant": "senior", "hoursPerWeek": 7, "ratings": {"sql": 1}}
Json = dict[str, Any]


async def compared(client: httpx.AsyncClient, base: Json, *variants: Json) -> Json:
    answer = await client.post(
        "/api/v1/plan/what-if",
        json={"base": base, "variants": [{"name": f"v{n}"} | v for n, v in enumerate(variants)]},
    )
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def planned(client: httpx.AsyncClient, plan: Json) -> Json:
    answer = await client.post("/api/v1/plan", json=plan)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def ids(refs: list[Json]) -> list[str]:
    return [f"{ref['skill']['slug']}:{ref['level']}" for ref in refs]


async def test_a_variant_is_the_plan_that_would_be_made_of_it_alone(
    client: httpx.AsyncClient,
) -> None:
    found = await compared(client, BASE, {"hoursPerWeek": 3.5, "budgetHours": 40})
    (variant,) = found["variants"]
    alone = await planned(client, BASE | {"hoursPerWeek": 3.5, "budgetHours": 40})
    shared = set(variant) & set(alone) - {"items"}
    assert shared >= {"hours", "weeks", "limit", "selection", "order", "choices", "readinessThen"}
    assert {name: variant[name] for name in shared} == {name: alone[name] for name in shared}
    assert variant["items"] == len(alone["items"])
    assert variant["problem"] is None


async def test_the_difference_says_what_comes_and_goes(client: httpx.AsyncClient) -> None:
    found = await compared(client, BASE, {"pins": ["python"]}, {"budgetHours": 30}, {})
    pinned, limited, same = found["variants"]
    base = found["base"]
    assert base["name"] == "base"
    assert base["difference"] is None
    assert ids(pinned["difference"]["added"]) == ["git:1", "python:1"]
    assert ids(pinned["difference"]["dropped"]) == ["r:1"]
    assert pinned["difference"]["hours"] == pinned["hours"]["typical"] - base["hours"]["typical"]
    assert ids(limited["difference"]["added"]) == []
    assert limited["difference"]["readinessThen"] == round(
        limited["readinessThen"] - base["readinessThen"], 1
    )
    assert limited["difference"]["weeks"] < 0
    assert same["difference"] == {
        "hours": 0.0,
        "weeks": 0,
        "readinessThen": 0.0,
        "added": [],
        "dropped": [],
    }


async def test_the_curve_begins_today_and_ends_with_the_plan(client: httpx.AsyncClient) -> None:
    base = (await compared(client, BASE, {}))["base"]
    assert base["curve"][0] == {"hours": 0.0, "readiness": base["readinessNow"]}
    assert base["curve"][-1] == {
        "hours": base["hours"]["typical"],
        "readiness": base["readinessThen"],
    }
    assert len(base["curve"]) == base["items"] + 1


async def test_ratings_are_laid_over_and_a_limit_replaces_the_bases(
    client: httpx.AsyncClient,
) -> None:
    base = BASE | {"budgetHours": 30}
    found = await compared(
        client,
        base,
        {"ratings": {"git": 2, "r": 1}},
        {"targetReadiness": 60},
        {"budgetHours": None},
        {"hoursPerWeek": 14},
        {"ratings": {"sql": 0}},
    )
    rated, other, free, faster, unlearnt = found["variants"]
    assert rated["readinessNow"] > found["base"]["readinessNow"]
    assert rated["limit"]["hours"] == 30
    assert other["limit"]["kind"] == "readiness"
    assert free["limit"] is None
    assert free["readinessThen"] == 100
    assert faster["limit"] == found["base"]["limit"]
    assert faster["weeks"]["typical"] < found["base"]["weeks"]["typical"]
    assert unlearnt["readinessNow"] == 0


async def test_an_impossible_variant_says_why_and_spoils_no_other(
    client: httpx.AsyncClient,
) -> None:
    found = await compared(
        client,
        BASE,
        {"pins": ["python"], "budgetHours": 10},
        {"hoursPerWeek": 14},
        {"role": "data-analist"},
        {"variant": "chief"},
        {"untilDate": "2020-01-01"},
        {"ratings": {"sql": 5}},
        {"pins": ["python", "r"]},
    )
    slugs = [v["problem"] and v["problem"]["slug"] for v in found["variants"]]
    assert slugs == [
        "budget-too-small",
        None,
        "unknown-role",
        "unknown-variant",
        "date-in-past",
        "level-out-of-range",
        "pins-contradict",
    ]
    small, faster, misspelt, *_ = found["variants"]
    assert small["problem"]["nearest"] == {"budgetHours": 43.0}
    assert small["hours"] is None
    assert small["choices"] == []
    assert small["curve"] == []
    assert misspelt["problem"]["didYouMean"] == ["data-analyst"]
    assert faster["difference"]["hours"] == 0.0


async def test_an_impossible_base_says_why_and_its_variants_are_planned(
    client: httpx.AsyncClient,
) -> None:
    found = await compared(client, BASE | {"pins": ["python", "r"]}, {}, {"pins": ["r"]})
    assert found["base"]["problem"]["slug"] == "pins-contradict"
    assert found["variants"][0]["problem"]["slug"] == "pins-contradict"
    assert found["variants"][1]["readinessThen"] == 100
    assert found["variants"][1]["difference"] is None


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"variants": [{"name": "a"}]}, "$"),
        ({"base": BASE, "variants": []}, "$.variants"),
        ({"base": BASE, "variants": [{"name": str(n)} for n in range(9)]}, "$.variants"),
        ({"base": BASE, "variants": [{"name": ""}]}, "$.variants[0].name"),
        ({"base": BASE, "variants": [{"name": "a" * 81}]}, "$.variants[0].name"),
        ({"base": BASE, "variants": [{}]}, "$.variants[0]"),
        ({"base": BASE, "variants": [{"name": "a", "role": None}]}, "$.variants[0].role"),
        ({"base": BASE, "variants": [{"name": "a", "skipped": []}]}, "$.variants[0]"),
        (
            {"base": BASE, "variants": [{"name": "a", "budgetHours": 0}]},
            "$.variants[0].budgetHours",
        ),
    ],
)
async def test_an_invalid_request_is_refused_as_a_whole(
    client: httpx.AsyncClient, body: Json, path: str
) -> None:
    answer = await client.post("/api/v1/plan/what-if", json=body)
    problem(answer, 400, "invalid-request")
    (fault,) = answer.json()["fields"]
    assert fault["path"].startswith(path)


async def test_more_calls_at_once_than_can_wait_are_refused_for_a_moment(
    client: httpx.AsyncClient,
) -> None:
    body = {"base": BASE, "variants": [{"name": str(n), "budgetHours": 20 + n} for n in range(8)]}
    calls = [client.post("/api/v1/plan/what-if", json=body) for _ in range(30)]
    answers = await asyncio.gather(*calls)
    served = [answer for answer in answers if answer.status_code == 200]
    turned_away = [answer for answer in answers if answer.status_code != 200]
    assert len(served) >= 11
    assert turned_away
    for answer in turned_away:
        problem(answer, 503, "busy")
        assert answer.headers["retry-after"]
    assert len({answer.content for answer in served}) == 1


CLIENTS: list[httpx.AsyncClient] = []


@pytest.fixture(autouse=True)
def _remember(client: httpx.AsyncClient) -> None:
    """Hypothesis hands no fixtures to asynchronous laws."""
    CLIENTS[:] = [client]


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "hoursPerWeek": st.sampled_from([0.5, 20]),
        "pins": st.lists(st.sampled_from(["python", "r"]), unique=True),
        "ratings": st.sampled_from([{}, {"r": 1}, {"sql": 2}]),
        "variant": st.sampled_from(["junior", "senior", "chief"]),
        "budgetHours": st.sampled_from([None, 0.1, 30]),
    },
)


@given(st.lists(CHANGES, min_size=1, max_size=8))
async def test_variants_do_not_know_of_each_other(changes: list[Json]) -> None:
    """Requested together or one at a time, in whatever order, they get the same results."""
    together = await compared(CLIENTS[0], BASE, *changes)
    backwards = await compared(CLIENTS[0], BASE, *reversed(changes))
    unnamed = [[v | {"name": ""} for v in found["variants"]] for found in (together, backwards)]
    assert unnamed[0] == unnamed[1][::-1]
    assert together["base"] == backwards["base"]
    (first,) = (await compared(CLIENTS[0], BASE, changes[0]))["variants"]
    assert first == together["variants"][0]
