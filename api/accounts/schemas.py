"""An account over the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from api.auth.passwords import GivenPassword, NewPassword
from api.auth.principal import AccountRole
from api.auth.schemas import DisplayName
from api.messages.characters import name_fault
from api.time_zones import TimeZoneName, zone_fault
from api.wire import CheckedStruct, InputStruct, OutputStruct, TextCheck

Cell = str | float | bool | None
"""One value of an exported row."""


SharesStatistics = Annotated[
    bool,
    Meta(
        description=(
            "whether accepted placements and the hours of finished steps are counted, without "
            "the person: counts of replies, of pairs of replies, and of hours against the typical "
            "ones"
        )
    ),
]


class AccountView(OutputStruct, frozen=True):
    """A person's own account."""

    id: UUID
    email: str
    is_email_verified: bool
    display_name: str
    time_zone: str
    role: AccountRole
    shares_statistics: SharesStatistics
    created_at: datetime


class ExportView(OutputStruct, frozen=True):
    """Rows by table; columns have the names the database gives them."""

    exported_at: datetime
    tables: dict[str, list[dict[str, Cell]]]


class PasswordChange(InputStruct, frozen=True):
    """The present password and the new one; every other session ends."""

    current: GivenPassword
    new: NewPassword


class AccountRequest(CheckedStruct, frozen=True):
    """A change of the account; fields that are left out stay as they are."""

    checks: ClassVar[Mapping[str, TextCheck]] = {
        "display_name": name_fault,
        "time_zone": zone_fault,
    }

    display_name: DisplayName | UnsetType = UNSET
    time_zone: TimeZoneName | UnsetType = UNSET
    shares_statistics: SharesStatistics | UnsetType = UNSET
    password: PasswordChange | UnsetType = UNSET
