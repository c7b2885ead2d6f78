"""Words of other people made fit for a header, a file name and an address: one line, nothing that steers a program."""

from __future__ import annotations

import re
import unicodedata
from email.errors import MessageError
from email.headerregistry import Address

from ...model.errors import UsageError
from ...model.typography import unaccented

# Characters of these kinds draw nothing and steer something: line ends, control, direction overrides, halves of pairs.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# A mailbox as servers take it: RFC 5321 allows 64 and 255 octets.
LONGEST_LOCAL, LONGEST_DOMAIN = 64, 255
# Room that every mail program shows, and a file name every system keeps.
LONGEST_SUBJECT, LONGEST_NAME, LONGEST_FILE = 180, 100, 90
_ATOM = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_FORBIDDEN_IN_FILES = re.compile(r'[\\/:*?"<>|]+')


def one_line(text: str, longest: int) -> str:
    """The text on one line, without control characters, cut at a word with an ellipsis.

    « =? » opens an encoded word (RFC 2047), which a mail program would decode to whatever the article's author
    wrote into it, a line end included: the two characters are set apart.

    Parameters
    ----------
    longest: characters.
    """
    kept = "".join(" " if unicodedata.category(c) in _STEERING else c for c in text)
    line = " ".join(kept.replace("=?", "= ?").split())
    if len(line) <= longest:
        return line
    head = line[:longest]
    return (head.rsplit(" ", 1)[0] if " " in head[longest // 2 :] else head).rstrip(" ,;:") + "…"


def file_name(text: str, suffix: str) -> str:
    """A file name in its own language that Windows, macOS and Linux keep: « Au Mali, le Conseil – 2025.pdf ».

    Parameters
    ----------
    suffix: with its full stop.
    """
    name = _FORBIDDEN_IN_FILES.sub(" ", one_line(text, LONGEST_FILE).replace("…", ""))
    return (" ".join(name.split()).strip(". ") or "briefing") + suffix


def ascii_name(text: str, suffix: str) -> str:
    """The same for programs that know no other alphabet.

    Parameters
    ----------
    suffix: with its full stop.
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", unaccented(text)).strip("-")[:60].rstrip("-")
    return (plain or "briefing") + suffix


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens, for a List-Id or a folder."""
    return ascii_name(text, "").lower()


def address(text: str) -> Address:
    """« Awa Traoré <awa@example.org> » or a bare address, checked. Raises `UsageError`."""
    name, mailbox = _parts(text)
    local, at, domain = mailbox.rpartition("@")
    try:
        host = ascii_domain(domain)
        if not at or len(local.encode()) > LONGEST_LOCAL or not _ATOM.fullmatch(local):
            raise ValueError
        return Address(display_name=one_line(name, LONGEST_NAME), username=local, domain=host)
    except (ValueError, IndexError, MessageError):
        raise UsageError(
            f"is not a mail address: {one_line(text, 120)!r}", cure="write name@example.org or Name <name@example.org>"
        ) from None


def _parts(text: str) -> tuple[str, str]:
    """Display name and mailbox. Whoever writes a line end into an address means no good: it is kept and refused."""
    text = text.strip(" ")
    if text.endswith(">") and "<" in text:
        name, _, mailbox = text[:-1].rpartition("<")
        return name.strip().strip('"'), mailbox
    return "", text


def ascii_domain(domain: str) -> str:
    """A domain as the network writes it: « métro.example » is xn--mtro-bpa.example. Raises `ValueError`."""
    host = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    host = host.lower()
    labels = host.split(".")
    if len(host) > LONGEST_DOMAIN or not all(len(one) < 64 and _LABEL.fullmatch(one) for one in labels):
        raise ValueError
    return host


def listed(addresses: list[Address]) -> list[Address]:
    """The addresses without those given twice."""
    found: dict[str, Address] = {}
    for one in addresses:
        found.setdefault(one.addr_spec, one)
    return list(found.values())
