"""What is refused to a person or a program."""

from api.errors.base import ApiError


class NotAuthenticatedError(ApiError):
    """No token, or one that is not valid; the reason is not disclosed."""


class BadCredentialsError(ApiError):
    """Wrong email address or password; which of them is not disclosed."""


class WrongCurrentPasswordError(ApiError):
    """A change of the account whose person is logged in, with another password than the present."""


class ConfirmationRequiredError(ApiError):
    """What hurts when someone else does it, by a person who last logged in a while ago."""


class RoleRequiredError(ApiError):
    """A person whose account does not have the role that this needs."""

    def __init__(self, role: str) -> None:
        self.role = role
        super().__init__(f"role {role!r} is missing")


class LastAdminError(ApiError):
    """A change after which no account could administer the others."""


class TooManyAttemptsError(ApiError):
    """Too many attempts for one account, or from one address."""

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("too many attempts")


class EmailTakenError(ApiError):
    """There is an account with this address already."""


class WeakPasswordError(ApiError):
    """A password that is easy to guess."""


class MissingScopeError(ApiError):
    """An API token that may not do this."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(f"scope {scope!r} is missing")


class PersonOnlyError(ApiError):
    """An API token where a person must be logged in."""
