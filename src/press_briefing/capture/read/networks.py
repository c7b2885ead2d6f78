"""Addresses of the public internet: everything that IANA's registries of special-purpose addresses do not set apart.

The list is ours and not the standard library's, whose own differs from one version of Python to the next.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IPv4: IANA's registry of special-purpose addresses, multicast (224/4), and what is reserved (240/4, broadcast in it).
_APART_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
        ),
    )
)
# IPv6: only global unicast is public, less what the registry sets apart in it: protocols and tunnels (Teredo in
# 2001::/23, 6to4 in 2002::/16), documentation, AS112.
_GLOBAL_6 = IPv6Network("2000::/3")
_APART_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")))
# IPv4 addresses as IPv6 writes them where a network translates (RFC 4291, 6052): as public as what they stand for.
_STANDS_FOR_4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))


def is_public(address: str) -> bool:
    """Whether an address, as the resolver gives it (a zone after « % » is left out), is one of the public internet.

    Raises `ValueError` when it is no address.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        return _is_public_4(inner) if inner is not None else _is_public_6(found)
    return _is_public_4(found)


def _inner(address: IPv6Address) -> IPv4Address | None:
    if any(address in network for network in _STANDS_FOR_4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_public_4(address: IPv4Address) -> bool:
    return not any(address in network for network in _APART_4)


def _is_public_6(address: IPv6Address) -> bool:
    return address in _GLOBAL_6 and not any(address in network for network in _APART_6)
