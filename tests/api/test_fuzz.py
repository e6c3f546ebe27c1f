"""Every operation under generated input, valid and not: no 5xx, and every answer as documented."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
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
ENDING = {"eraseAccount", "logOut", "endOtherSessions"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
QUESTION = {"role": "data-engineer", "variant": "junior"}
WISH = QUESTION | {"hoursPerWeek": 8}


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
        roadmap = client.post("/roadmaps", json=WISH).json()
        placement = client.post("/placements", json=QUESTION).json()
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


def name_what_there_is(case: Case[Any], known: dict[str, str]) -> None:
    """Ask about what there is: invented names alone would never get past the first look."""
    for place in set(case.path_parameters or {}) & set(known):
        case.path_parameters[place] = known[place]
    if isinstance(case.body, dict):
        body = cast("dict[str, Any]", case.body)
        body |= {name: WISH[name] for name in ("role", "variant") if name in body}
        if "pins" in body:
            body["pins"] = []
        if "ratings" in body:
            levels = [level % 6 for level in body["ratings"].values()]
            body["ratings"] = dict(zip(("sql", "python", "git"), levels, strict=False))


@pytest.mark.parametrize("name", operations())
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_an_operation_answers_whatever_it_is_asked_as_documented(
    address: str, known: dict[str, str], name: str, mode: GenerationMode
) -> None:
    load_all_checks()
    document = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    operation = document.find_operation_by_id(name)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:
            for place in set(case.path_parameters or {}) & set(known):
                case.path_parameters[place] = known[place]
        response = case.call(headers={"Authorization": f"Bearer {known['token']}"}, timeout=120)
        case.validate_response(response, checks=CHECKS)

    # An operation that takes nothing cannot be asked wrongly.
    with suppress(Unsatisfiable):
        ask()
