"""Which addresses are public: every block of IANA's registries of special-purpose addresses, and what is beside."""

from __future__ import annotations

import pytest

from press_briefing.capture.read.networks import is_public


def addresses(told: str) -> list[str]:
    return told.split()


# An address at each end of each block of the registries for IPv4 and IPv6, of multicast and of what is reserved; and
# IPv4 addresses of inner networks in each way that IPv6 has to write them.
APART = addresses("""
0.0.0.0 0.255.255.255 10.0.0.1 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 127.255.255.254 169.254.0.1
169.254.169.254 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.170 192.0.0.255 192.0.2.1 192.31.196.1
192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.0 198.19.255.255 198.51.100.7
203.0.113.7 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::10.0.0.1 ::8.8.8.8
::ffff:127.0.0.1 ::ffff:192.168.1.1 ::ffff:0:7f00:1 ::ffff:0:8.8.8.8 64:ff9b::7f00:1 64:ff9b::10.1.2.3
64:ff9b:1::1 64:ff9b:1:ffff::8.8.8.8 100::1 100:0:0:1::1 2001::1 2001:0:53aa:64c::1 2001:1::1 2001:2::1
2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2002:7f00:1::1 2002:a00:1::1
2002:808:808::1 2620:4f:8000::1 3fff::1 3fff:fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 febf::1
fec0::1 feff::1 ff02::1 ff0e::1
""")
PUBLIC = addresses("""
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 172.15.255.255
172.32.0.0 192.0.1.1 192.167.255.255 198.17.255.255 198.20.0.0 223.255.255.255 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
2001:200::1 2001:4860:4860::8888 2606:4700::1111 2a00:1450:4007::1 3ffe::1
""")


@pytest.mark.parametrize("address", APART)
def test_what_is_set_apart_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_lies_beside_is(address):
    assert is_public(address)


def test_what_is_no_address_is_none():
    with pytest.raises(ValueError, match="not appear to be an IPv4 or IPv6"):
        is_public("127.1")
