"""Whose address a request comes from, when it passed through proxies that we trust."""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from survey_app.web.scopes import Headers, every_header


def client_address(trusted: Iterable[str]) -> Callable[[Headers, str], str]:
    """A function from a request's headers and its peer's address to the client's address.

    `trusted` are addresses or networks of proxies. Raises ValueError when one is not.
    """
    networks = tuple(ip_network(place) for place in trusted)

    def address(headers: Headers, peer: str) -> str:
        return _right_most_untrusted(headers, peer, networks) if networks else peer

    return address


def _right_most_untrusted(headers: Headers, peer: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> str:
    """Each proxy appends whom it spoke to, so only what stands right of the first stranger is believed."""
    hops = b",".join(every_header(headers, b"x-forwarded-for")).decode("latin-1").split(",")
    believed = peer
    while hops and _is_in(believed, networks):
        hop = hops.pop().strip()
        try:
            believed = str(ip_address(hop))
        except ValueError:  # a proxy that names nobody: then it is the client
            break
    return believed


def _is_in(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        known = ip_address(address)
    except ValueError:  # a socket in the file system has no address
        return False
    return any(known in network for network in networks)
