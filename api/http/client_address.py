"""The address a request really came from, past the proxies in front of us."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import cast

from msgspec import Struct

from api.http.request import AnyConnection

CLIENT_ADDRESS = "client_address"
"""Where the state of a request holds it."""
SUBSCRIBER_PREFIX = 64
"""The part of an IPv6 address that a provider gives to one subscriber [bits]; RFC 6177."""


class TrustedProxies(Struct, frozen=True):
    """The networks of proxies that are believed about where a request came from."""

    networks: tuple[IPv4Network | IPv6Network, ...]

    def client_of(self, connection: AnyConnection) -> str:
        """The address of the client; `X-Forwarded-For` counts only as far as proxies wrote it.

        Several headers of that name are one list (RFC 9110, section 5.3), and a port after an
        address says nothing about who asks.
        """
        address = connection.client.host if connection.client else ""
        if not self.networks:
            return address
        lines = connection.headers.getall("x-forwarded-for", [])
        for hop in reversed(",".join(lines).split(",")):
            forwarded = parse_address(hop)
            if forwarded is None or not self._holds(address):
                break
            address = str(forwarded)
        return address

    def _holds(self, address: str) -> bool:
        parsed = parse_address(address)
        return parsed is not None and any(parsed in network for network in self.networks)


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address in `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.

    Examples:
        >>> parse_address("203.0.113.7:4711"), parse_address("[2001:db8::1]:4711")
        (IPv4Address('203.0.113.7'), IPv6Address('2001:db8::1'))
        >>> parse_address("::ffff:203.0.113.7"), parse_address("unknown")
        (IPv4Address('203.0.113.7'), None)
    """
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def subscriber_of(address: str) -> str:
    """What limits count by: an IPv4 address, or the /64 network that one IPv6 subscriber has.

    Examples:
        >>> subscriber_of("203.0.113.7"), subscriber_of("2001:db8:0:7:1:2:3:4")
        ('203.0.113.7', '2001:db8:0:7::/64')
    """
    parsed = parse_address(address)
    if not isinstance(parsed, IPv6Address):
        return address if parsed is None else str(parsed)
    return str(IPv6Network((parsed, SUBSCRIBER_PREFIX), strict=False))


def client_address(connection: AnyConnection) -> str:
    """The address of the client, as the middleware found it."""
    return cast("str", connection.scope["state"][CLIENT_ADDRESS])
