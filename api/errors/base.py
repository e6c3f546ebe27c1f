"""What all refusals have in common."""

from msgspec import Struct

from api.messages.text import Text

NearestFields = dict[str, float | str | list[str] | None]
"""Fields of a request, as they are spelt there, that make an impossible request possible."""


class FieldFault(Struct, frozen=True, kw_only=True):
    """One field that cannot be accepted as it is; `path` reads like `$.ratings.sql`.

    `did_you_mean` holds what was probably meant there, best first.
    """

    path: str
    message: Text
    did_you_mean: tuple[str, ...] = ()


class ApiError(Exception):
    """Something the API refuses."""
