"""What a check of an installation says."""

from typing import Literal

from msgspec import Struct


class HealthCheck(Struct, frozen=True):
    """The result of one check: what it found, and what to do about it where something is wrong.

    A notice is no fault but worth knowing.
    """

    check: str
    status: Literal["ok", "notice", "fault"]
    detail: str
    fix: str = ""

    @classmethod
    def ok(cls, check: str, detail: str) -> "HealthCheck":
        """Nothing is wrong."""
        return cls(check, "ok", detail)

    @classmethod
    def notice(cls, check: str, detail: str, fix: str = "") -> "HealthCheck":
        """Nothing is wrong yet."""
        return cls(check, "notice", detail, fix)

    @classmethod
    def fault(cls, check: str, detail: str, fix: str) -> "HealthCheck":
        """Something is wrong."""
        return cls(check, "fault", detail, fix)
