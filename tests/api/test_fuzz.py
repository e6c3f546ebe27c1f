"""Every operation under generated input, valid and not: no 5xx, and responses as documented."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import randoms
from msgspec import Struct
from people import PASSWORD
from running import running_server
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

EXAMPLES = int(os.environ.get("CAREER_FUZZ_EXAMPLES", "9"))
"""Examples an operation; a longer run asks for more."""
REAL_NAMES = 0.8
"""The share of valid bodies in which roles and skills are replaced by such as exist."""
ENOUGH = 5
"""So many bodies that name something, before their share of known names is judged."""
ENDING = {"eraseAccount", "logOut", "endOtherSessions"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ROLE = {"role": "data-engineer", "variant": "junior"}
PLAN = ROLE | {"hoursPerWeek": 8}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("fuzzed")
    for step in (folder, *folder.parents[:2]):
        step.chmod(0o755)
    with running_server(Path(folder)) as running:
        yield running


@pytest.fixture(scope="module")
def known(address: str) -> dict[str, str]:
    """The token of somebody and the ids of what is theirs."""
    with httpx.Client(base_url=f"{address}/api/v1", timeout=120) as client:
        body = {"email": "fuzz@example.org", "password": PASSWORD, "displayName": "F"}
        token = client.post("/auth/signup", json=body).json()["accessToken"]
        client.headers["authorization"] = f"Bearer {token}"
        roadmap = client.post("/roadmaps", json=PLAN).json()
        placement = client.post("/placements", json=ROLE).json()
        return {
            "token": token,
            "roadmap_id": roadmap["id"],
            "placement_id": placement["id"],
            "analysis_id": roadmap["analysisId"],
            "item_id": roadmap["result"]["items"][0]["id"],
            "skill": "sql",
            "slug": "data-engineer",
        }


def operations() -> list[str]:
    document = schemathesis.openapi.from_path(
        Path(__file__).resolve().parents[2] / "frontend" / "openapi.json"
    )
    names = [
        operation["operationId"]
        for methods in document.raw_schema["paths"].values()
        for operation in methods.values()
    ]
    return sorted(set(names) - ENDING)


class Names(Struct, frozen=True):
    """What the content really has: the variants of each role, and the levels of each skill."""

    variants: dict[str, list[str]]
    levels: dict[str, int]


@pytest.fixture(scope="module")
def names(address: str) -> Names:
    with httpx.Client(base_url=f"{address}/api/v1", timeout=120) as client:
        roles = client.get("/roles").json()["items"]
        skills = client.get("/skills?limit=500").json()["items"]
    return Names(
        {role["slug"]: [entry["variant"] for entry in role["variants"]] for role in roles},
        {skill["slug"]: skill["topLevel"] for skill in skills},
    )


def with_real_names(value: Any, names: Names, chance: Random) -> Any:
    """Name roles and skills that exist: invented names never get past the first look."""
    if isinstance(value, list):
        return [with_real_names(inner, names, chance) for inner in value]
    if not isinstance(value, dict):
        return value
    named = {key: with_real_names(inner, names, chance) for key, inner in value.items()}
    for role, variant in (("role", "variant"), ("from", "fromVariant")):
        slug = chance.choice(sorted(names.variants))
        named |= {role: slug} if isinstance(named.get(role), str) else {}
        if isinstance(named.get(variant), str):
            named[variant] = chance.choice(names.variants[slug])
    skill = chance.choice(sorted(names.levels))
    named |= {"skill": skill} if isinstance(named.get("skill"), str) else {}
    if isinstance(named.get("pins"), list):
        named["pins"] = [skill] if named["pins"] and chance.random() < 0.5 else []
    for field in ("ratings", "corrections"):
        if isinstance(named.get(field), dict):
            skills = chance.sample(sorted(names.levels), min(max(len(named[field]), 1), 20))
            named[field] = {slug: chance.randint(0, names.levels[slug]) for slug in skills}
    return named


def names_something(body: object) -> bool:
    """Whether a body names a role or skill anywhere."""
    if isinstance(body, list):
        return any(map(names_something, body))
    if not isinstance(body, dict):
        return False
    return bool({"role", "skill", "ratings"} & set(body)) or any(
        map(names_something, body.values())
    )


@pytest.mark.parametrize("name", operations())
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_an_operation_answers_whatever_it_is_asked_as_documented(
    address: str, known: dict[str, str], names: Names, name: str, mode: GenerationMode
) -> None:
    load_all_checks()
    document = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    operation = document.find_operation_by_id(name)
    naming: Counter[bool] = Counter()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), chance=randoms())
    def ask(case: Case[Any], chance: Random) -> None:
        if mode is GenerationMode.POSITIVE:
            for place in set(case.path_parameters or {}) & set(known):
                case.path_parameters[place] = known[place]
            if chance.random() < REAL_NAMES:
                case.body = with_real_names(case.body, names, chance)
        response = case.call(headers={"Authorization": f"Bearer {known['token']}"}, timeout=120)
        case.validate_response(response, checks=CHECKS)
        if names_something(case.body):
            naming["/unknown-" not in response.text] += 1

    # An operation that takes nothing cannot be asked wrongly.
    with suppress(Unsatisfiable):
        ask()
    if mode is GenerationMode.POSITIVE and naming.total() >= ENOUGH:
        assert naming[True] / naming.total() >= 0.5, naming
