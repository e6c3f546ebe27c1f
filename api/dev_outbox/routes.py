"""The outbox of a local server; the routes are there on no other."""

import re
from typing import ClassVar
from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.dev_outbox.service import OutboxService
from api.dev_outbox.views import PATH, outbox_page
from api.errors import AddressNotFoundError
from api.http.request import ApiRequest

OWN_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


class OutboxController(Controller):
    """Mails that are not sent, as pages."""

    path = PATH
    include_in_schema = False
    HEADERS: ClassVar[dict[str, str]] = {"content-security-policy": POLICY}

    @get(operation_id="showOutbox")
    async def show_outbox(
        self, request: ApiRequest, outbox: NamedDependency[OutboxService]
    ) -> Response[str]:
        """The newest mails."""
        _check_host(request)
        page = outbox_page(await outbox.list(), request.language)
        return Response(page, media_type="text/html", headers=self.HEADERS)

    @get("/{mail_id:uuid}", operation_id="showOutboxMail")
    async def show_mail(
        self,
        request: ApiRequest,
        outbox: NamedDependency[OutboxService],
        mail_id: FromPath[UUID],
    ) -> Response[str]:
        """One mail as mail programs show it."""
        _check_host(request)
        mail = await outbox.read(mail_id)
        return Response(mail.words.html, media_type="text/html", headers=self.HEADERS)


def _check_host(request: ApiRequest) -> None:
    """Only this machine, by its own name: a foreign name that leads here could be another site's.

    Raises:
        AddressNotFoundError: The request names another host.
    """
    if OWN_HOST.fullmatch(request.headers.get("host", "")) is None:
        raise AddressNotFoundError
