"""Reading the audit events; for admins who logged in, or gave the password, a moment ago."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from api.audit.repository import Action
from api.audit_log.schemas import AuditEventListView, AuditFilter
from api.audit_log.service import AuditLogService
from api.auth.guards import admin
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import InvalidCursorError
from api.http.pagination import Cursor, Limit
from api.http.problems.table import WITH_ROLE, problem_responses
from api.http.request import ApiRequest

OfAccount = Annotated[
    UUID | None, QueryParameter(description="only events of this account, or done by it")
]
OfAction = Annotated[Action | None, QueryParameter(description="only this action")]
Since = Annotated[datetime | None, QueryParameter(description="not before this time")]
Until = Annotated[datetime | None, QueryParameter(description="before this time")]


class AuditLogController(Controller):
    """Who did what, and when."""

    path = "/api/v1/admin/audit"
    tags = ("admin",)
    guards = (admin,)
    security = BEARER

    @get(
        operation_id="listAuditEvents",
        responses=problem_responses(InvalidCursorError, *WITH_ROLE),
    )
    async def list_audit_events(
        self,
        request: ApiRequest,
        audit_log: NamedDependency[AuditLogService],
        account: OfAccount = None,
        action: OfAction = None,
        since: Since = None,
        until: Until = None,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> AuditEventListView:
        """Audit events by account, action and time, newest first; reading them is recorded."""
        return await audit_log.page(
            principal_of(request),
            AuditFilter(account, action, since, until),
            cursor=cursor,
            limit=limit,
        )
