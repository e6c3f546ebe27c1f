"""The day of a person: what date it is where they are, by the IANA name of their time zone."""

from datetime import UTC, date, datetime, tzinfo
from functools import cache, lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from msgspec import Meta, Struct

from api.messages.text import Text
from engine import Day


def day_of(when: date) -> Day:
    """A date as a day of the engine."""
    return Day(when.year, when.month, when.day)


def date_of(day: Day) -> date:
    """A day of the engine as a date."""
    return date(day.year, day.month, day.day)


DEFAULT_ZONE = "UTC"
"""The zone of those who named none."""
TimeZoneName = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        description="the IANA name of your time zone; it decides which day it is for you",
        examples=["Europe/Berlin"],
    ),
]
_OF_MACHINES = frozenset({"Factory", "localtime"})
"""Entries of the database that name no place."""


class PersonDay(Struct, frozen=True):
    """What day it is for a person, and in which time zone."""

    time_zone: str
    today: date

    @classmethod
    def at(cls, now: datetime, zone: str) -> "PersonDay":
        """The day of a moment where the person is."""
        return cls(zone, day_in(now, zone))


def zone_fault(name: str) -> Text | None:
    """What is wrong with the name of a time zone.

    Example:
        >>> zone_fault("Asia/Kolkata"), zone_fault("Mars/Base").say()
        (None, 'must be the name of a time zone such as Europe/Berlin or UTC')
    """
    return None if name in known_zones() else Text("field.time-zone")


def day_in(now: datetime, zone: str) -> date:
    """The date in a time zone; one that this machine does not know counts as UTC.

    Example: the same moment in Auckland, in London and in Los Angeles:
        >>> now = datetime(2026, 11, 30, 1, 30, tzinfo=UTC)
        >>> zones = ("Pacific/Auckland", "Europe/London", "America/Los_Angeles", "Mars/Base")
        >>> [day_in(now, zone).isoformat() for zone in zones]
        ['2026-11-30', '2026-11-30', '2026-11-29', '2026-11-30']
    """
    return now.astimezone(_zone(zone)).date()


@cache
def known_zones() -> frozenset[str]:
    """Every name of the database, links for old names included."""
    return frozenset(available_timezones()) - _OF_MACHINES


@lru_cache(maxsize=1000)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
