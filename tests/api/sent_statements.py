"""Counts the round trips of a request to the database, transactions included."""

from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any

import pytest

import api.db.pool

is_requested = ContextVar("is_requested", default=False)
"""Set by tests; tasks in the background of the application were started without it."""
CALLS = ("execute", "fetch", "fetchrow", "fetchval")
Method = Callable[..., Coroutine[Any, Any, object]]


def record_statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first word of every statement that the application sends from now on."""
    sent: list[str] = []

    def counted(method: Method) -> Method:
        async def call(connection: object, query: str, *values: object, **options: object) -> Any:
            if is_requested.get():
                sent.append(query.split(maxsplit=1)[0])
            return await method(connection, query, *values, **options)

        return call

    kind = api.db.pool._Connection
    for name in CALLS:
        monkeypatch.setattr(kind, name, counted(getattr(kind, name)))
    return sent
