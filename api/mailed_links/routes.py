"""Links that are sent by mail, and what following them does."""

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from api.auth.guards import person
from api.auth.origin import request_origin
from api.auth.principal import principal_of
from api.auth.routes import ANONYMOUS, BEARER, PERSON
from api.errors import (
    EmailTakenError,
    EmailVerifiedError,
    InvalidLinkError,
    MailUnavailableError,
    SameEmailError,
    TooManyAttemptsError,
    WeakPasswordError,
    WrongCurrentPasswordError,
)
from api.http.client_address import client_address
from api.http.problems.table import WITH_BODY, problem_responses
from api.http.request import ApiRequest
from api.mailed_links.schemas import (
    EmailChangeRequest,
    LinkRequest,
    MailSentView,
    NewPasswordRequest,
    ResetMailRequest,
    VerifiedView,
)
from api.mailed_links.service import MailedLinkService

SENDING = (MailUnavailableError, TooManyAttemptsError)
Links = NamedDependency[MailedLinkService]
Sent = NamedDependency[MailSentView]


class MailedLinkController(Controller):
    """Verification, password reset and change of address."""

    path = "/api/v1"
    tags = ("auth",)

    @post(
        "/auth/verification",
        operation_id="sendVerification",
        status_code=202,
        guards=[person],
        security=BEARER,
        responses=problem_responses(EmailVerifiedError, *SENDING, *PERSON),
    )
    async def send_verification(
        self, request: ApiRequest, links: Links, mail_sent: Sent
    ) -> MailSentView:
        """Send another link that verifies the email address of the account."""
        await links.request_verification(
            principal_of(request), address=client_address(request), language=request.language
        )
        return mail_sent

    @post(
        "/auth/verification/confirm",
        operation_id="verifyEmail",
        status_code=200,
        responses=problem_responses(InvalidLinkError, *ANONYMOUS),
    )
    async def verify(
        self, request: ApiRequest, data: JSONBody[LinkRequest], links: Links
    ) -> VerifiedView:
        """Verify the email address of an account by the link that was mailed to it."""
        request_origin(request).check(request, is_required=False)
        return VerifiedView(email=await links.verify(data.token))

    @post(
        "/auth/reset",
        operation_id="requestPasswordReset",
        status_code=202,
        responses=problem_responses(*SENDING, *ANONYMOUS),
    )
    async def request_reset(
        self,
        request: ApiRequest,
        data: JSONBody[ResetMailRequest],
        links: Links,
        mail_sent: Sent,
    ) -> MailSentView:
        """Send a link to set a new password; the response is the same without such an account."""
        request_origin(request).check(request, is_required=False)
        await links.request_reset(
            data.email, address=client_address(request), language=request.language
        )
        return mail_sent

    @post(
        "/auth/reset/confirm",
        operation_id="resetPassword",
        status_code=204,
        responses=problem_responses(InvalidLinkError, WeakPasswordError, *ANONYMOUS),
    )
    async def reset(
        self, request: ApiRequest, data: JSONBody[NewPasswordRequest], links: Links
    ) -> None:
        """Set a new password by the link that was mailed; ends all sessions and API tokens."""
        request_origin(request).check(request, is_required=False)
        await links.reset(data, language=request.language)

    @post(
        "/me/email",
        operation_id="requestEmailChange",
        status_code=202,
        guards=[person],
        security=BEARER,
        responses=problem_responses(
            WrongCurrentPasswordError, SameEmailError, *SENDING, *PERSON, *WITH_BODY
        ),
    )
    async def request_email_change(
        self,
        request: ApiRequest,
        data: JSONBody[EmailChangeRequest],
        links: Links,
        mail_sent: Sent,
    ) -> MailSentView:
        """Send a link to the new address, and a notice to the present one."""
        await links.request_email_change(
            principal_of(request),
            data,
            address=client_address(request),
            language=request.language,
        )
        return mail_sent

    @post(
        "/auth/email/confirm",
        operation_id="changeEmail",
        status_code=200,
        responses=problem_responses(InvalidLinkError, EmailTakenError, *ANONYMOUS),
    )
    async def change_email(
        self, request: ApiRequest, data: JSONBody[LinkRequest], links: Links
    ) -> VerifiedView:
        """Give the account the address that the link was mailed to; ends all other sessions."""
        request_origin(request).check(request, is_required=False)
        return VerifiedView(email=await links.change_email(data.token, language=request.language))
