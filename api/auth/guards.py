"""The guards that routes name; each is one row in the authorization matrix."""

from typing import cast

from litestar.handlers import BaseRouteHandler

from api.auth.authenticator import Authenticator
from api.auth.principal import PRINCIPAL_KEY, principal_of
from api.errors import ConfirmationRequiredError, RoleRequiredError
from api.http.request import AnyConnection


async def reads(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Admit a person, or a program whose token may read."""
    await _authenticate(connection, scope="read")


async def writes(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Admit a person, or a program whose token may write."""
    await _authenticate(connection, scope="write")


async def person(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Admit only a person who is logged in: API tokens cannot manage accounts and sessions."""
    await _authenticate(connection, scope=None)


async def confirmed(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Admit only a person who logged in, or gave the password, in the last 15 minutes."""
    await person(connection, handler)
    if not principal_of(connection).is_confirmed:
        raise ConfirmationRequiredError


async def editor(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Admit only a person who may change content; admins may, too."""
    await person(connection, handler)
    if principal_of(connection).role == "learner":
        raise RoleRequiredError(role="editor")


async def admin(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Admit only an admin who logged in, or gave the password, in the last 15 minutes."""
    await person(connection, handler)
    principal = principal_of(connection)
    if principal.role != "admin":
        raise RoleRequiredError(role="admin")
    if not principal.is_confirmed:
        raise ConfirmationRequiredError


async def _authenticate(connection: AnyConnection, *, scope: str | None) -> None:
    authenticator = cast("Authenticator", connection.app.state.authenticator)
    principal = await authenticator.authenticate(connection, scope=scope)
    connection.scope["state"][PRINCIPAL_KEY] = principal
