"""Two devices of one person: each has its session, and remembers the versions it has seen."""

from collections.abc import Mapping
from typing import Any

import httpx
from people import PASSWORD

Json = dict[str, Any]


class Device:
    """A browser or phone of a person."""

    def __init__(self, client: httpx.AsyncClient, email: str) -> None:
        self._client = client
        self._email = email
        self._access = self._refresh = ""
        self.tags: dict[str, str] = {}

    async def log_in(self) -> None:
        body = {"email": self._email, "password": PASSWORD}
        self._take(await self._send("POST", "/auth/login", body))

    async def log_out(self) -> None:
        if self._access:
            await self.call("POST", "/auth/logout")
        self._access = self._refresh = ""

    async def call(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> httpx.Response:
        """Send a request, refreshing the session or logging in again where that is needed."""
        if not self._access:
            await self.log_in()
        said = await self._send(method, path, body, headers)
        if said.status_code == 401:
            fresh = await self._send("POST", "/auth/refresh", {"refreshToken": self._refresh})
            if fresh.status_code == 200:
                self._take(fresh)
            else:
                await self.log_in()
            said = await self._send(method, path, body, headers)
        assert said.status_code != 401, said.text
        return said

    async def get(self, path: str) -> Json:
        """Read something that is there."""
        said = await self.call("GET", path)
        assert said.status_code == 200, (path, said.text)
        if "etag" in said.headers:
            self.tags[path] = said.headers["etag"]
        found: Json = said.json()
        return found

    async def _send(
        self, method: str, path: str, body: object, headers: Mapping[str, str] = {}
    ) -> httpx.Response:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        bearer = {"authorization": f"Bearer {self._access}"} if self._access else {}
        said = await self._client.request(
            method, f"/api/v1{path}", json=body, headers=bearer | named
        )
        assert said.status_code < 500, (method, path, body, said.text)
        return said

    def _take(self, said: httpx.Response) -> None:
        assert said.status_code == 200, said.text
        self._access = said.json()["accessToken"]
        self._refresh = said.json()["refreshToken"]
