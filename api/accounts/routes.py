"""A person's own account."""

from litestar import Controller, Response, delete, get, patch
from litestar.di import NamedDependency
from litestar.params import JSONBody

from api.accounts.schemas import AccountRequest, AccountView, ExportView
from api.accounts.service import AccountService
from api.auth.cookies import clear_cookies
from api.auth.guards import confirmed, person, reads
from api.auth.principal import principal_of
from api.auth.routes import BEARER, PERSON
from api.errors import (
    ConfirmationRequiredError,
    LastAdminError,
    TooManyAttemptsError,
    WeakPasswordError,
    WrongCurrentPasswordError,
)
from api.http.client_address import client_address
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, problem_responses
from api.http.request import ApiRequest


class AccountController(Controller):
    """Reading, changing, exporting and erasing the account."""

    path = "/api/v1/me"
    tags = ("account",)
    security = BEARER

    @get(operation_id="getAccount", guards=[reads], responses=problem_responses(*WITH_ACCOUNT))
    async def get_account(
        self, request: ApiRequest, accounts: NamedDependency[AccountService]
    ) -> AccountView:
        """Who is logged in."""
        return await accounts.read(principal_of(request))

    @patch(
        operation_id="changeAccount",
        guards=[person],
        responses=problem_responses(
            WrongCurrentPasswordError,
            TooManyAttemptsError,
            WeakPasswordError,
            *PERSON,
            *WITH_BODY,
        ),
    )
    async def change_account(
        self,
        request: ApiRequest,
        data: JSONBody[AccountRequest],
        accounts: NamedDependency[AccountService],
    ) -> AccountView:
        """Change the name, time zone, password or whether replies and hours are counted.

        A new password ends all else that has access.
        """
        address = client_address(request)
        return await accounts.change(principal_of(request), data, address=address)

    @delete(
        operation_id="eraseAccount",
        guards=[confirmed],
        responses=problem_responses(ConfirmationRequiredError, LastAdminError, *PERSON),
    )
    async def erase_account(
        self, request: ApiRequest, accounts: NamedDependency[AccountService]
    ) -> Response[None]:
        """Erase the account and everything stored for it, for good."""
        await accounts.erase(principal_of(request))
        return clear_cookies(request)

    @get(
        "/export",
        operation_id="exportAccount",
        guards=[person],
        responses=problem_responses(*PERSON),
    )
    async def export_account(
        self, request: ApiRequest, accounts: NamedDependency[AccountService]
    ) -> ExportView:
        """Everything that is stored about the person, table by table."""
        return await accounts.export(principal_of(request), request.language)
