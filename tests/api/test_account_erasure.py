"""Erasing an account beside every other write of its owner."""

import asyncio
from collections import Counter

import httpx
from people import Person, sign_up

ROLE = {"role": "data-analyst", "variant": "junior"}
WEEKLY = {"hoursPerWeek": 8}
ROUNDS = 12


async def everything_at_once(client: httpx.AsyncClient) -> list[httpx.Response]:
    """One account, and each kind of write in parallel with its erasure."""
    person = await sign_up(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    path = f"/roadmaps/{made.json()['id']}"
    placement = await person.post("/placements", ROLE)
    assert (made.status_code, placement.status_code) == (201, 201)
    tag, where = placement.headers["etag"], f"/placements/{placement.json()['id']}"
    writes = [
        person.patch(f"{path}/items/sql:1", {"status": "done"}, if_match=made.headers["etag"]),
        person.put("/me/ratings/sql", {"level": 1}),
        person.post("/analyses", ROLE),
        person.post("/me/tokens", {"name": "t", "scopes": ["read"]}),
        person.post(f"{path}/reanalysis", {"resetProgress": False}),
        person.patch(path, {"isPrimary": True}, if_match=made.headers["etag"]),
        person.post(f"{path}/archive", None, if_match=made.headers["etag"]),
        person.post("/placements", ROLE),
        person.post(f"{where}/acceptance", {}, if_match=tag),
        refreshed(client, person),
        person.delete("/me"),
    ]
    return list(await asyncio.gather(*writes))


async def refreshed(client: httpx.AsyncClient, person: Person) -> httpx.Response:
    return await client.post("/api/v1/auth/refresh", json={"refreshToken": person.refresh_token})


async def test_an_account_is_gone_however_much_is_written_at_the_same_time(
    client: httpx.AsyncClient,
) -> None:
    statuses: Counter[int] = Counter()
    for _ in range(ROUNDS):
        answers = await everything_at_once(client)
        statuses.update(answer.status_code for answer in answers)
        assert answers[-1].status_code == 204, answers[-1].text
    assert [status for status in statuses if status >= 500] == []
