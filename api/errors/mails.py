"""What is refused about mails and the links in them; part of the tree in `api/errors.py`."""

from api.errors.base import ApiError


class InvalidLinkError(ApiError):
    """A link of a mail that does not work; of those that do, each does for so many minutes.

    The reason is not disclosed.
    """

    def __init__(self, *, minutes: int) -> None:
        self.minutes = minutes
        super().__init__("a link that does not work")


class EmailVerifiedError(ApiError):
    """A request to verify an address that is verified."""


class SameEmailError(ApiError):
    """A change of the address to the one that it is."""


class MailUnavailableError(ApiError):
    """Something that needs a mail, on a server that sends none."""
