"""HEAD wherever there is GET, and `Allow` in one order."""

from typing import cast

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin
from litestar.routes import HTTPRoute
from litestar.types import (
    HTTPScope,
    LifeSpanReceive,
    LifeSpanScope,
    LifeSpanSend,
    Message,
    Receive,
    Scope,
    Send,
)


class HeadAwareApp(Litestar):
    """The application; a HEAD request is answered like GET, without the body."""

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        """Only what our own structs need: others' models would be loaded for nothing."""
        return [*plugins, MsgspecDIPlugin()]

    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        """Handle a connection."""
        request = cast("HTTPScope", scope)
        if scope["type"] != ScopeType.HTTP or request["method"] != "HEAD":
            await super().__call__(scope, receive, send)
            return
        http_send = cast("Send", send)

        async def headers_only(message: Message) -> None:
            if message["type"] != "http.response.body":
                await http_send(message)
            elif not message.get("more_body", False):
                await http_send({"type": "http.response.body", "body": b"", "more_body": False})

        request["method"] = "GET"
        await super().__call__(scope, receive, headers_only)


def allowed_methods(methods: str, scope: Scope) -> str:
    """The value of `Allow`: in one order always, and with HEAD wherever there is GET.

    Args:
        methods: As the framework lists them, of one of the routes at the address.
        scope: The request; its address may have several routes.
    """
    names = {name.strip() for name in methods.split(",") if name.strip()}
    for route in scope["litestar_app"].routes:
        if route.path_format == scope.get("path_template") and isinstance(route, HTTPRoute):
            names |= set(route.methods)
    return ", ".join(sorted(names | {"HEAD"} if "GET" in names else names))
