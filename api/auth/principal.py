"""Who asks, as the guard found out."""

from typing import Literal, cast
from uuid import UUID

from msgspec import Struct

from api.http.request import AnyConnection

PRINCIPAL_KEY = "caller"
Means = Literal["bearer", "cookie", "token"]


class Principal(Struct, frozen=True):
    """The person behind a request and the means that proved it.

    `session_id` is set for a person who logged in, `token_id` for a program.
    """

    user_id: UUID
    means: Means
    session_id: UUID | None
    token_id: UUID | None


def principal_of(connection: AnyConnection) -> Principal:
    """The caller that the guard of this route has admitted."""
    return cast("Principal", connection.scope["state"][PRINCIPAL_KEY])
