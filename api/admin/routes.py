"""Managing accounts; for admins who logged in, or gave the password, a moment ago."""

from uuid import UUID

from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from api.admin.schemas import (
    AccountSearchRequest,
    ManagedAccountDetailView,
    ManagedAccountListView,
    ManagedAccountRequest,
    ManagedAccountView,
    SizesView,
)
from api.admin.service import AdminService
from api.auth.guards import admin
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import InvalidCursorError, LastAdminError, NotFoundError
from api.http.problems.table import WITH_BODY, WITH_ROLE, problem_responses
from api.http.request import ApiRequest


class AdminController(Controller):
    """Finding accounts, and changing what they may do."""

    path = "/api/v1/admin"
    tags = ("admin",)
    guards = (admin,)
    security = BEARER

    @post(
        "/accounts/search",
        operation_id="searchAccounts",
        status_code=200,
        responses=problem_responses(InvalidCursorError, *WITH_ROLE, *WITH_BODY),
    )
    async def search_accounts(
        self,
        request: ApiRequest,
        data: JSONBody[AccountSearchRequest],
        managed: NamedDependency[AdminService],
    ) -> ManagedAccountListView:
        """Accounts by id, by address or by the beginning of one, newest first."""
        return await managed.search(principal_of(request), data)

    @get(
        "/accounts/{account_id:uuid}",
        operation_id="getManagedAccount",
        responses=problem_responses(NotFoundError, *WITH_ROLE),
    )
    async def get_managed_account(
        self,
        request: ApiRequest,
        managed: NamedDependency[AdminService],
        account_id: FromPath[UUID],
    ) -> ManagedAccountDetailView:
        """One account, and how many rows are stored for it; never what is in them."""
        return await managed.read(principal_of(request), account_id)

    @patch(
        "/accounts/{account_id:uuid}",
        operation_id="changeManagedAccount",
        responses=problem_responses(NotFoundError, LastAdminError, *WITH_ROLE, *WITH_BODY),
    )
    async def change_managed_account(
        self,
        request: ApiRequest,
        data: JSONBody[ManagedAccountRequest],
        managed: NamedDependency[AdminService],
        account_id: FromPath[UUID],
    ) -> ManagedAccountView:
        """Give an account another role, disable it or enable it again.

        A disabled account cannot log in, and its sessions and API tokens end at once.
        """
        return await managed.change(principal_of(request), account_id, data)

    @delete(
        "/accounts/{account_id:uuid}/sessions",
        operation_id="endAccountSessions",
        responses=problem_responses(NotFoundError, *WITH_ROLE),
    )
    async def end_account_sessions(
        self,
        request: ApiRequest,
        managed: NamedDependency[AdminService],
        account_id: FromPath[UUID],
    ) -> None:
        """End every session and API token of an account."""
        await managed.end_sessions(principal_of(request), account_id)

    @get("/sizes", operation_id="getSizes", responses=problem_responses(*WITH_ROLE))
    async def get_sizes(self, managed: NamedDependency[AdminService]) -> SizesView:
        """How large each table is."""
        return await managed.sizes()
