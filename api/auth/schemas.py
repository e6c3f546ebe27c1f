"""Sign-up, log-in, sessions and tokens over the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from msgspec import Meta

from api.auth.email_address import email_fault
from api.auth.passwords import GivenPassword, NewPassword
from api.messages.characters import name_fault
from api.time_zones import DEFAULT_ZONE, TimeZoneName, zone_fault
from api.wire import CheckedStruct, InputStruct, OutputStruct, TextCheck

Transport = Literal["bearer", "cookie"]
DisplayName = Annotated[str, Meta(min_length=1, max_length=100, examples=["Ada"])]
EmailText = Annotated[str, Meta(min_length=1, max_length=254, examples=["ada@example.org"])]
Scope = Literal["read", "write"]


class SignupRequest(CheckedStruct, frozen=True):
    """A new account; the email address is stored as it is typed."""

    checks: ClassVar[Mapping[str, TextCheck]] = {
        "email": email_fault,
        "display_name": name_fault,
        "time_zone": zone_fault,
    }

    email: EmailText
    password: NewPassword
    display_name: DisplayName
    transport: Transport = "bearer"
    time_zone: TimeZoneName = DEFAULT_ZONE


class LoginRequest(InputStruct, frozen=True):
    """An existing account."""

    email: EmailText
    password: GivenPassword
    transport: Transport = "bearer"


class ConfirmationRequest(InputStruct, frozen=True):
    """The password of the person who is logged in."""

    password: GivenPassword


class RefreshRequest(InputStruct, frozen=True):
    """The refresh token, unless it comes as a cookie."""

    refresh_token: Annotated[str, Meta(max_length=200)] | None = None


class UserView(OutputStruct, frozen=True):
    """A person."""

    id: UUID
    email: str
    display_name: str


class SignedInView(OutputStruct, frozen=True):
    """Who is logged in; with the cookie transport the tokens are null and come as cookies."""

    user: UserView
    access_token: str | None
    refresh_token: str | None
    expires_at: datetime


class SessionView(OutputStruct, frozen=True):
    """One log-in and what follows from it."""

    id: UUID
    created_at: datetime
    last_used_at: datetime
    transport: Transport
    user_agent: str
    is_current: bool


class SessionListView(OutputStruct, frozen=True):
    """All sessions that are still valid."""

    items: list[SessionView]
    next_cursor: str | None


class ApiTokenRequest(CheckedStruct, frozen=True):
    """A token for a program."""

    checks: ClassVar[Mapping[str, TextCheck]] = {"name": name_fault}

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=2)]
    expires_in_days: Annotated[int, Meta(ge=1, le=365)] = 90


class ApiTokenView(OutputStruct, frozen=True):
    """A token as it is stored: never the token itself."""

    id: UUID
    name: str
    prefix: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class NewApiTokenView(OutputStruct, frozen=True):
    """The only response that shows the token."""

    token: str
    api_token: ApiTokenView


class ApiTokenListView(OutputStruct, frozen=True):
    """All tokens that were not revoked."""

    items: list[ApiTokenView]
    next_cursor: str | None
