"""What a successful sign-up, log-in or refresh hands over."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class TokenPair(Struct, frozen=True):
    """A person, a fresh pair of tokens, and how they want to travel."""

    user_id: UUID
    email: str
    display_name: str
    transport: str
    access_token: str
    refresh_token: str
    expires_at: datetime
