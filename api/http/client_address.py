"""The address a request really came from, past the proxies in front of us."""

from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import cast

from msgspec import Struct

from api.http.request import AnyConnection

CLIENT_ADDRESS = "client_address"
"""Where the state of a request holds it."""


class TrustedProxies(Struct, frozen=True):
    """The networks of proxies that are believed about where a request came from."""

    networks: tuple[IPv4Network | IPv6Network, ...]

    def client_of(self, connection: AnyConnection) -> str:
        """The address of the client; `X-Forwarded-For` counts only as far as proxies wrote it."""
        address = connection.client.host if connection.client else ""
        if not self.networks:
            return address
        forwarded = connection.headers.get("x-forwarded-for", "").split(",")
        for hop in reversed(forwarded):
            if not hop.strip() or not self._holds(address):
                break
            address = hop.strip()
        return address

    def _holds(self, address: str) -> bool:
        try:
            return any(ip_address(address) in network for network in self.networks)
        except ValueError:
            return False


def client_address(connection: AnyConnection) -> str:
    """The address of the client, as the middleware found it."""
    return cast("str", connection.scope["state"][CLIENT_ADDRESS])
