"""Which addresses of the network are public: the only ones to which anything is sent unless more is allowed.

Python's own `is_global` calls several ranges public that lead back to the machine or its network: addresses that hold
an IPv4 address inside (6to4, NAT64, Teredo, IPv4-compatible), multicast, site-local and others. So an address is taken
apart first, and then compared with tables after the registries of IANA for special-purpose addresses (RFC 6890 and its
updates), and with the address at which a cloud answers for its machines.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_REFUSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by a provider's customers
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's host, as its machines see it
            "169.254.0.0/16",  # link-local: where clouds keep what a machine may know of itself
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",  # for documents, as are the two below
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",  # for measuring
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",
        ),
    )
)
_REFUSED_6 = tuple(
    map(
        IPv6Network,
        (
            "::/96",  # unspecified, loopback, and IPv4-compatible
            "64:ff9b::/96",  # NAT64: any IPv4 address; a network without IPv4 names it in `allow_private`
            "64:ff9b:1::/48",  # NAT64 within a network
            "100::/64",  # discard
            "100:0:0:1::/64",
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",
            "3fff::/20",  # for documents
            "5f00::/16",  # segment routing
            "fc00::/7",  # private
            "fe80::/10",  # link-local
            "fec0::/10",  # site-local
            "ff00::/8",  # multicast
        ),
    )
)


def is_public(address: str | Address) -> bool:
    """Return whether an address can be reached by everybody, and is nobody's inside.

    Raises:
        ValueError: It is not an address.

    Examples:
        >>> [is_public(one) for one in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1")]
        [True, False, False, False]
    """
    address = _plain(address)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _REFUSED_4)
    return not any(address in network for network in _REFUSED_6)


def is_allowed(address: str | Address, allowed: Iterable[Network]) -> bool:
    """Return whether an address is in one of the networks that an endpoint allows beyond the public ones.

    Examples:
        >>> is_allowed("127.0.0.1", [ip_network("127.0.0.0/8")]), is_allowed("10.1.2.3", [ip_network("127.0.0.0/8")])
        (True, False)
    """
    plain = _plain(address)
    return any(plain.version == network.version and plain in network for network in allowed)


def _plain(address: str | Address) -> Address:
    """Return an address without a zone; an IPv4 address that is only written as an IPv6 one, as what it is."""
    held = ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    return (held.ipv4_mapped or held) if isinstance(held, IPv6Address) else held


def read_network(text: str) -> Network:
    """Return the network of a text such as "10.0.0.0/8", or of one address; raises ValueError if it is none."""
    return ip_network(text, strict=True)
