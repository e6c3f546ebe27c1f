"""Who asks, as the guard found out."""

from typing import Literal, cast
from uuid import UUID

from msgspec import Struct

from api.edge.request import AnyConnection

CALLER_KEY = "caller"
Means = Literal["bearer", "cookie", "token"]


class Caller(Struct, frozen=True):
    """The person behind a request and the means that proved it.

    `session_id` is set for a person who logged in, `token_id` for a program.
    """

    user_id: UUID
    means: Means
    session_id: UUID | None
    token_id: UUID | None


def caller_of(connection: AnyConnection) -> Caller:
    """The caller that the guard of this route has admitted."""
    return cast("Caller", connection.scope["state"][CALLER_KEY])
