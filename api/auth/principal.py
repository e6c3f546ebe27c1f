"""Who sends a request, as the guard found out."""

from typing import Literal, cast
from uuid import UUID

from msgspec import Struct

from api.http.request import AnyConnection

PRINCIPAL_KEY = "principal"
AuthMethod = Literal["bearer", "cookie", "token"]
AccountRole = Literal["learner", "editor", "admin"]
"""What an account may do: learn; change content, too; manage accounts, too."""


class Principal(Struct, frozen=True):
    """The person behind a request and the method that proved it.

    `session_id` is set for a person who is logged in, `token_id` for a program. `time_zone`
    decides which day it is for the person. `is_confirmed` says whether the person logged in, or
    gave the password, in the last 15 minutes. A program never has more than the learner's role.
    """

    user_id: UUID
    method: AuthMethod
    session_id: UUID | None
    token_id: UUID | None
    time_zone: str
    is_confirmed: bool = False
    role: AccountRole = "learner"


def principal_of(connection: AnyConnection) -> Principal:
    """The principal that the guard of this route has admitted."""
    return cast("Principal", connection.scope["state"][PRINCIPAL_KEY])
