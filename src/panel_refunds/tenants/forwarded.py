"""The host a request was sent to, when a proxy may stand in between.

``X-Forwarded-Host`` can be written by anybody, so it counts only when the connection comes from a proxy the
installation trusts, and then only its right-most value: that is the one the trusted proxy added itself, whatever
was sent to it before. A request with two ``Host`` headers has no host.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network


def host_of(headers: Iterable[tuple[str, str]], peer_ip: str | None, trusted_proxies: Collection[Network]) -> str:
    """The ``Host`` that governs a request; "" when it has none.

    ``headers`` are all pairs of name and value as they came; ``peer_ip`` is the other end of the connection.
    """
    pairs = [(name.lower(), value) for name, value in headers]
    if trusted_proxies and _is_trusted(peer_ip, trusted_proxies):
        forwarded = [part.strip() for name, value in pairs if name == "x-forwarded-host" for part in value.split(",")]
        if forwarded and forwarded[-1]:
            return forwarded[-1]
    hosts = [value.strip() for name, value in pairs if name == "host"]
    return hosts[0] if len(hosts) == 1 else ""


def _is_trusted(peer_ip: str | None, trusted_proxies: Iterable[Network]) -> bool:
    try:
        peer = ip_address(peer_ip or "")
    except ValueError:
        return False
    if isinstance(peer, IPv6Address) and peer.ipv4_mapped:
        peer = peer.ipv4_mapped
    return any(peer.version == network.version and peer in network for network in trusted_proxies)
