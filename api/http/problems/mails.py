"""The rows of the table that are about mails and the links in them."""

from api import errors
from api.http.problems.details import ProblemRow, params, row

MAIL_ROWS: tuple[ProblemRow, ...] = (
    row(
        errors.InvalidLinkError,
        422,
        "invalid-link",
        lambda error: params(minutes=error.minutes),
    ),
    row(errors.EmailVerifiedError, 409, "email-already-verified"),
    row(errors.SameEmailError, 422, "same-email"),
    row(errors.MailUnavailableError, 503, "mail-unavailable"),
)
