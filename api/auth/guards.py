"""The guards that routes name; each is one row in the authorization matrix."""

from typing import cast

from litestar.handlers import BaseRouteHandler

from api.auth.authenticator import Authenticator
from api.auth.principal import PRINCIPAL_KEY
from api.http.request import AnyConnection


async def reads(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Admit a person, or a program whose token may read."""
    gate = cast("Authenticator", connection.app.state.gate)
    connection.scope["state"][PRINCIPAL_KEY] = await gate.admit(connection, scope="read")


async def writes(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Admit a person, or a program whose token may write."""
    gate = cast("Authenticator", connection.app.state.gate)
    connection.scope["state"][PRINCIPAL_KEY] = await gate.admit(connection, scope="write")


async def person(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Admit only somebody who logged in: accounts, sessions and tokens are not for programs."""
    gate = cast("Authenticator", connection.app.state.gate)
    connection.scope["state"][PRINCIPAL_KEY] = await gate.admit(connection, scope=None)
