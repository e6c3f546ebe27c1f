"""The rows of the table that are about mails and the links in them."""

from api import mail_errors
from api.http.problems.details import ProblemRow, params, row

MAIL_ROWS: tuple[ProblemRow, ...] = (
    row(
        mail_errors.InvalidLinkError,
        422,
        "invalid-link",
        lambda error: params(minutes=error.minutes),
    ),
    row(mail_errors.EmailVerifiedError, 409, "email-already-verified"),
    row(mail_errors.SameEmailError, 422, "same-email"),
    row(mail_errors.MailUnavailableError, 503, "mail-unavailable"),
)
