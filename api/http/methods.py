"""HEAD wherever there is GET, and `Allow` in one order."""

from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.types import Message, Receive, Scope, Send


class HeadAwareApp(Litestar):
    """The application; a HEAD request is answered like GET, without the body."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a connection."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await super().__call__(scope, receive, send)
            return

        async def headers_only(message: Message) -> None:
            if message["type"] != "http.response.body":
                await send(message)
            elif not message.get("more_body", False):
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        scope["method"] = "GET"
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
            names.update(route.methods)
    return ", ".join(sorted(names | {"HEAD"} if "GET" in names else names))
