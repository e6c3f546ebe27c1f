"""People for tests: each signs up afresh, so that tests share a database without meeting."""

from itertools import count
from typing import cast
from uuid import UUID

from httpx import AsyncClient, Response
from msgspec import Struct

PASSWORD = "a lamp beside the harbour"
_numbers = count(1)
Json = dict[str, object]


class Person(Struct, frozen=True):
    """Somebody with an account, logged in by bearer token."""

    client: AsyncClient
    user_id: UUID
    email: str
    access_token: str
    refresh_token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.access_token}"}

    async def get(self, path: str, **headers: str) -> Response:
        return await self.client.get(f"/api/v1{path}", headers=self._with(headers))

    async def post(self, path: str, body: object, **headers: str) -> Response:
        return await self.client.post(f"/api/v1{path}", json=body, headers=self._with(headers))

    async def put(self, path: str, body: object, **headers: str) -> Response:
        return await self.client.put(f"/api/v1{path}", json=body, headers=self._with(headers))

    async def patch(self, path: str, body: object, **headers: str) -> Response:
        return await self.client.patch(f"/api/v1{path}", json=body, headers=self._with(headers))

    async def delete(self, path: str) -> Response:
        return await self.client.delete(f"/api/v1{path}", headers=self.headers)

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return self.headers | {name.replace("_", "-"): text for name, text in headers.items()}


def fresh_email() -> str:
    return f"person-{next(_numbers)}@example.org"


async def sign_up(client: AsyncClient, email: str | None = None) -> Person:
    """Somebody new."""
    address = email or fresh_email()
    answer = await client.post(
        "/api/v1/auth/signup",
        json={"email": address, "password": PASSWORD, "displayName": "Ada"},
    )
    assert answer.status_code == 201, answer.text
    signed_in = answer.json()
    return Person(
        client,
        UUID(signed_in["user"]["id"]),
        address,
        signed_in["accessToken"],
        signed_in["refreshToken"],
    )


def problem(answer: Response, status: int, slug: str) -> Json:
    """The problem details of an answer, which must be of this kind."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    said = cast("Json", answer.json())
    assert said["type"] == f"/problems/{slug}", said
    assert said["status"] == status
    assert said["detail"]
    return said
