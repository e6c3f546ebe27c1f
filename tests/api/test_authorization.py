"""Who may do what: every route against every kind of caller. A new route without a row fails."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import httpx
import pytest
from applications import SECRET
from litestar import Litestar
from litestar.routes import HTTPRoute
from msgspec import Struct
from people import Person, fresh_email, problem, sign_up

from api.auth.tokens import SessionTokens

PLAN = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}
ROLE = {"role": "data-analyst", "variant": "junior"}
ANSWER = {"skill": "sql", "level": 1, "reply": "yes"}
SIGNUP = {"email": "newcomer@example.org", "password": "a lamp beside the sea", "displayName": "N"}

EMAIL_CHANGE = {"email": "other@example.org", "currentPassword": "a lamp beside the harbour"}


class Access(Struct, frozen=True):
    """Who may: anybody, a reader, a writer, a person, an admin; whose: the path names an object."""

    who: str
    body: object = None
    is_owned: bool = False


ANYBODY = Access("anybody")
MATRIX: Mapping[str, Access] = {
    "getKnowledge": ANYBODY,
    "listDomains": ANYBODY,
    "listRoles": ANYBODY,
    "getRole": ANYBODY,
    "getRoleGraph": ANYBODY,
    "listSkills": ANYBODY,
    "getSkill": ANYBODY,
    "listTransitions": ANYBODY,
    "analyze": Access("anybody", ROLE),
    "rank": Access("anybody", {"ratings": {"sql": 1}}),
    "plan": Access("anybody", PLAN),
    "planWhatIf": Access("anybody", {"base": PLAN, "variants": [{"name": "other"}]}),
    "signUp": Access("anybody", SIGNUP),
    "logIn": Access("anybody", {"email": "newcomer@example.org", "password": "x"}),
    "refreshSession": Access("anybody", {"refreshToken": "x"}),
    "sendVerification": Access("person"),
    "verifyEmail": Access("anybody", {"token": "x"}),
    "requestPasswordReset": Access("anybody", {"email": "newcomer@example.org"}),
    "resetPassword": Access("anybody", {"token": "x", "password": "a lamp beside the sea"}),
    "requestEmailChange": Access("person", EMAIL_CHANGE),
    "changeEmail": Access("anybody", {"token": "x"}),
    "isLive": ANYBODY,
    "isReady": ANYBODY,
    "getMetrics": ANYBODY,
    "logOut": Access("person"),
    "confirmSession": Access("person", {"password": "a lamp beside the harbour"}),
    "listSessions": Access("person"),
    "endOtherSessions": Access("person"),
    "endSession": Access("person", is_owned=True),
    "listApiTokens": Access("person"),
    "createApiToken": Access("person", {"name": "t", "scopes": ["read"]}),
    "revokeApiToken": Access("person", is_owned=True),
    "getAccount": Access("reader"),
    "changeAccount": Access("person", {"displayName": "B"}),
    "eraseAccount": Access("person"),
    "exportAccount": Access("person"),
    "listRatings": Access("reader"),
    "getReadinessHistory": Access("reader"),
    "rateSkill": Access("writer", {"level": 1}),
    "rateSkills": Access("writer", {"ratings": {"sql": 1}}),
    "rankMyRoles": Access("reader"),
    "createAnalysis": Access("writer", ROLE),
    "listAnalyses": Access("reader"),
    "getAnalysis": Access("reader", is_owned=True),
    "explainAnalysis": Access("reader", is_owned=True),
    "compareAnalyses": Access("reader", is_owned=True),
    "place": Access("anybody", ROLE),
    "createPlacement": Access("writer", ROLE),
    "listPlacements": Access("reader"),
    "getPlacement": Access("reader", is_owned=True),
    "answerPlacement": Access("writer", ANSWER, is_owned=True),
    "sayPlacementUses": Access("writer", {"uses": {"r": "no"}}, is_owned=True),
    "acceptPlacement": Access("writer", {}, is_owned=True),
    "createRoadmap": Access("writer", PLAN),
    "listRoadmaps": Access("reader"),
    "getRoadmap": Access("reader", is_owned=True),
    "changeRoadmap": Access("writer", {"isPrimary": True}, is_owned=True),
    "archiveRoadmap": Access("writer", is_owned=True),
    "changeRoadmapItem": Access("writer", {"status": "doing"}, is_owned=True),
    "roadmapWhatIf": Access("reader", {"resetProgress": False}, is_owned=True),
    "reanalyseRoadmap": Access("writer", {"resetProgress": True}, is_owned=True),
    "searchAccounts": Access("admin", {"query": "person-"}),
    "getManagedAccount": Access("admin"),
    "changeManagedAccount": Access("admin", {"role": "editor"}),
    "endAccountSessions": Access("admin"),
    "getSizes": Access("admin"),
    "listAuditEvents": Access("admin"),
}
ERASING = {"eraseAccount", "logOut"}
LAST = ERASING | {"endOtherSessions"}
"""What takes away with what others are asked."""


class Route(Struct, frozen=True):
    """One operation of the route table."""

    name: str
    method: str
    path: str


def routes_of(app: Litestar) -> list[Route]:
    found = []
    for route in app.routes:
        assert isinstance(route, HTTPRoute)
        for handler in route.route_handlers:
            if handler.operation_id is not None and handler.resolve_include_in_schema():
                method = next(iter(handler.http_methods - {"HEAD"}))
                found.append(Route(str(handler.operation_id), method, route.path_format))
    return sorted(found, key=lambda route: route.name)


class Scene(Struct, frozen=True):
    """An owner with objects, and everybody else's means."""

    owner: Person
    objects: Mapping[str, str]
    means: Mapping[str, str]


async def api_token(person: Person, scopes: list[str]) -> str:
    answer = await person.post("/me/tokens", {"name": "t", "scopes": scopes})
    return str(answer.json()["token"])


async def log_in(client: httpx.AsyncClient, person: Person) -> str:
    answer = await client.post(
        "/api/v1/auth/login", json={"email": person.email, "password": "a lamp beside the harbour"}
    )
    return str(answer.json()["accessToken"])


async def expired_session(database: asyncpg.Connection, person: Person) -> str:
    """An access token of a live session, from eleven minutes ago."""
    session = await database.fetchval(
        "SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL", person.user_id
    )
    then = datetime.now(UTC) - timedelta(minutes=11)
    token, _ = SessionTokens((SECRET,), clock=lambda: then).issue(person.user_id, session)
    return token


VALID = {"other", "reading program", "writing program"} | {
    "editor", "admin", "stale admin", "admin's program"
}  # fmt: skip
"""The means that prove somebody; what these may do is another matter."""


@pytest.fixture(scope="module")
async def scene(client: httpx.AsyncClient, database: asyncpg.Connection) -> Scene:
    owner, other, disabled, erased, editor, admin, stale_admin, managed = [
        await sign_up(client) for _ in range(8)
    ]
    analysis = (await owner.post("/analyses", ROLE)).json()["id"]
    roadmap = (await owner.post("/roadmaps", PLAN)).json()["id"]
    placement = (await owner.post("/placements", ROLE)).json()["id"]
    token = (await owner.post("/me/tokens", {"name": "t", "scopes": ["read"]})).json()
    session = (await owner.get("/auth/sessions")).json()["items"][0]["id"]
    revoked_login = await log_in(client, other)
    revoked_person = Person(client, other.user_id, other.email, revoked_login, "")
    assert (await revoked_person.post("/auth/logout", {})).status_code == 204
    revoked_token = await api_token(other, ["read", "write"])
    listed = (await other.get("/me/tokens")).json()["items"][0]["id"]
    await other.delete(f"/me/tokens/{listed}")
    expired_token = await api_token(other, ["read", "write"])
    await database.execute(
        "UPDATE api_tokens SET expires_at = now() WHERE revoked_at IS NULL AND user_id = $1",
        other.user_id,
    )
    await database.execute("UPDATE users SET is_disabled = true WHERE id = $1", disabled.user_id)
    assert (await erased.delete("/me")).status_code == 204
    roles = {"editor": [editor], "admin": [admin, stale_admin]}
    for role, people in roles.items():
        for one in people:
            await database.execute("UPDATE users SET role = $1 WHERE id = $2", role, one.user_id)
    await database.execute(
        "UPDATE sessions SET confirmed_at = now() - interval '16 minutes' WHERE user_id = $1",
        stale_admin.user_id,
    )
    header, _, _ = owner.access_token.rpartition(".")
    return Scene(
        owner,
        {
            "{analysis_id}": analysis,
            "{roadmap_id}": roadmap,
            "{placement_id}": placement,
            "{item_id}": "sql:1",
            "{session_id}": session,
            "{token_id}": token["apiToken"]["id"],
            "{skill}": "sql",
            "{account_id}": str(managed.user_id),
        },
        {
            "anonymous": "",
            "other": other.access_token,
            "reading program": await api_token(owner, ["read"]),
            "writing program": await api_token(owner, ["write"]),
            "revoked session": revoked_login,
            "revoked program": revoked_token,
            "expired program": expired_token,
            "expired session": await expired_session(database, other),
            "editor": editor.access_token,
            "admin": admin.access_token,
            "stale admin": stale_admin.access_token,
            "admin's program": await api_token(admin, ["read", "write"]),
            "disabled": disabled.access_token,
            "erased": erased.access_token,
            "forged": f"{header}.{'A' * 43}",
        },
    )


def test_every_route_has_a_row(app: Litestar) -> None:
    assert {route.name for route in routes_of(app)} == set(MATRIX)


def address(route: Route, objects: Mapping[str, str]) -> str:
    path = route.path.replace("{slug}", "data-analyst" if "/roles" in route.path else "sql")
    for name, value in objects.items():
        path = path.replace(name, value)
    query = {
        "getRoleGraph": "?variant=junior",
        "getReadinessHistory": "?role=data-analyst&variant=junior",
        "listTransitions": "?variant=junior",
        "compareAnalyses": f"?with={objects.get('{analysis_id}', uuid4())}",
    }
    return path + query.get(route.name, "")


async def ask(scene: Scene, route: Route, token: str, objects: Mapping[str, str]) -> httpx.Response:
    body = MATRIX[route.name].body
    headers = {"if-match": '"v0"'} if route.method == "PATCH" else {}
    if token:
        headers["authorization"] = f"Bearer {token}"
    return await scene.owner.client.request(
        route.method,
        address(route, objects),
        headers=headers,
        **({"json": body} if body is not None else {}),  # type: ignore[arg-type]
    )


async def test_a_request_without_valid_credentials_is_refused_in_the_same_way_everywhere(
    app: Litestar, scene: Scene
) -> None:
    invalid = set(scene.means) - VALID
    assert len(invalid) == 8
    for route in routes_of(app):
        if MATRIX[route.name].who == "anybody":
            continue
        for means in sorted(invalid):
            answer = await ask(scene, route, scene.means[means], scene.objects)
            assert answer.status_code == 401, (route.name, means, answer.text)
            assert answer.json()["type"] == "/problems/not-authenticated"


async def test_a_program_does_only_what_its_scope_says(app: Litestar, scene: Scene) -> None:
    wanted = {
        ("reader", "reading program"): None,
        ("reader", "writing program"): "/problems/missing-scope",
        ("writer", "reading program"): "/problems/missing-scope",
        ("writer", "writing program"): None,
        ("person", "reading program"): "/problems/person-only",
        ("person", "writing program"): "/problems/person-only",
        ("admin", "reading program"): "/problems/person-only",
        ("admin", "writing program"): "/problems/person-only",
        ("admin", "admin's program"): "/problems/person-only",
    }
    for route in routes_of(app):
        for means in ("reading program", "writing program", "admin's program"):
            who = MATRIX[route.name].who
            if (who, means) not in wanted:
                continue
            answer = await ask(scene, route, scene.means[means], scene.objects)
            expected = wanted[who, means]
            if expected is None:
                assert answer.status_code not in {401, 403}, (route.name, answer.text)
            else:
                assert (answer.status_code, answer.json()["type"]) == (403, expected), route.name


async def test_other_peoples_objects_look_exactly_like_missing_ones(
    app: Litestar, scene: Scene
) -> None:
    missing = {name: str(uuid4()) for name in scene.objects if name.endswith("_id}")}
    missing["{item_id}"] = "sql:1"
    for route in routes_of(app):
        if not MATRIX[route.name].is_owned:
            continue
        theirs = await ask(scene, route, scene.means["other"], scene.objects)
        none = await ask(scene, route, scene.means["other"], missing)
        assert theirs.status_code == none.status_code == 404, (route.name, theirs.text)
        assert theirs.json() | {"instance": ""} == none.json() | {"instance": ""}


async def test_the_owner_may_do_everything(app: Litestar, scene: Scene) -> None:
    ordered = sorted(routes_of(app), key=lambda route: (route.name in LAST, route.name))
    for route in ordered:
        if MATRIX[route.name].who in {"anybody", "admin"} or route.name in ERASING | {"endSession"}:
            continue
        answer = await ask(scene, route, scene.owner.access_token, scene.objects)
        assert answer.status_code not in {401, 403, 404, 500}, (route.name, answer.text)


async def test_only_an_admin_who_was_there_a_moment_ago_manages_accounts(
    app: Litestar, scene: Scene
) -> None:
    for route in routes_of(app):
        if MATRIX[route.name].who != "admin":
            continue
        for means, slug in (
            ("other", "role-required"),
            ("editor", "role-required"),
            ("stale admin", "confirmation-required"),
        ):
            problem(await ask(scene, route, scene.means[means], scene.objects), 403, slug)
        answer = await ask(scene, route, scene.means["admin"], scene.objects)
        assert answer.status_code in {200, 204}, (route.name, answer.text)


@pytest.mark.parametrize("means", ["editor", "admin"])
async def test_a_role_opens_nothing_of_other_people(
    app: Litestar, scene: Scene, means: str
) -> None:
    for route in routes_of(app):
        if MATRIX[route.name].is_owned:
            answer = await ask(scene, route, scene.means[means], scene.objects)
            assert answer.status_code == 404, (route.name, answer.text)


async def test_an_email_is_taken_whatever_its_case(client: httpx.AsyncClient) -> None:
    email = fresh_email()
    await sign_up(client, email)
    answer = await client.post("/api/v1/auth/signup", json=SIGNUP | {"email": email.upper()})
    assert answer.json()["type"] == "/problems/email-taken"
