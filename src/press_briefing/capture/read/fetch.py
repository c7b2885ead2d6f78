"""A page from the web, carefully: http and https, public addresses, robots.txt, and a limit on everything.

The name is looked up once and the connection made to the address that was checked, so that a name cannot change
its address between check and use.
"""

from __future__ import annotations

import http.client
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from ...guard.late import after
from ...model.errors import LimitError, SourceError, UsageError
from ...model.settings import Settings
from .endings import READ
from .networks import is_public
from .sources import Capture, limited, safe_name

AGENT = "press-briefing"
USER_AGENT = f"{AGENT}/0.1 (reads one article for a briefing)"
ROBOTS_BYTES = 500_000  # of a robots.txt, as much as RFC 9309 asks a reader to take
REDIRECTS = frozenset((301, 302, 303, 307, 308))
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/x-ndjson": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


@dataclass(frozen=True)
class _Answer:
    status: int
    data: bytes
    kind: str
    location: str


Ask = Callable[[str, str, float, int], _Answer]


def is_url(source: str) -> bool:
    """Whether a source is an address rather than a path: a scheme of two letters or more before « :// »."""
    scheme, mark, _ = source.partition("://")
    return bool(mark) and len(scheme) > 1 and scheme.replace("+", "").isalnum()


def fetch(url: str, settings: Settings, *, ask: Ask | None = None) -> Capture:
    """What stands at `url`, at most `max_bytes`, within `fetch_timeout` seconds and `max_redirects` redirects.

    Raises `UsageError` for other schemes and refused addresses, `LimitError` past a limit, `SourceError` otherwise.
    """
    ask = ask or _ask
    deadline = time.monotonic() + settings.fetch_timeout
    here = url
    for _ in range(settings.max_redirects + 1):
        address = checked_address(here, settings, deadline)
        _obey_robots(here, address, deadline, ask)
        answer = ask(here, address, deadline, settings.max_bytes)
        if answer.status not in REDIRECTS or not answer.location:
            return _capture(url, here, answer, settings)
        here = joined(here, answer.location)
    raise LimitError(
        f"redirects more than {settings.max_redirects} times",
        where=url,
        cure="give the final address, or raise max_redirects",
    )


def joined(here: str, location: str) -> str:
    """Where a redirect leads. Raises `SourceError` when that is no address."""
    try:
        return urljoin(here, location)
    except ValueError:
        raise SourceError(
            "redirects to what is no address", where=here, cure="give the final address, or save the page and give it"
        ) from None


def checked_address(url: str, settings: Settings, deadline: float | None = None) -> str:
    """The network address of a URL's host, found before `deadline` (of the monotonic clock), where there is one.

    Raises `UsageError` when scheme or address is refused.
    """
    scheme, host = url.partition("://")[0].lower(), ""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        scheme = "this"
    if scheme not in ("http", "https") or not host:
        raise UsageError(
            f"only http and https addresses are fetched, not {scheme!r}",
            where=url,
            cure="give an http or https address, or the path of a saved file",
        )
    try:
        port = urlsplit(url).port or (443 if scheme == "https" else 80)
        found = _looked_up(_ascii(host), port, None if deadline is None else _left(deadline, url))
    except (OSError, ValueError, UnicodeError):
        raise SourceError("its host cannot be found", where=url, cure="check the address and the network") from None
    addresses = [str(item[4][0]) for item in found]
    refused = [address for address in addresses if not is_public(address)]
    if refused and not settings.allow_private:
        raise UsageError(
            f"leads to {refused[0]}, an address of a private or local network",
            where=url,
            cure="save the page and give the file, or set allow_private",
        )
    return addresses[0]


def _looked_up(host: str, port: int, seconds: float | None) -> list[Any]:
    """What the system's resolver answers; it heeds neither a time limit nor a signal, so a thread waits for it."""
    answer: SimpleQueue[Any] = SimpleQueue()

    def ask() -> None:
        try:
            answer.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:
            answer.put(error)

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise found
    return list(found)


def _ascii(host: str) -> str:
    """A host name as the network writes it: « métro.example » is `xn--mtro-bpa.example`."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _obey_robots(url: str, address: str, deadline: float, ask: Ask) -> None:
    """Raise `SourceError` when the site's robots.txt keeps programs from this page; none, or an error in it, allows."""
    robots = urljoin(url, "/robots.txt")
    try:
        answer = ask(robots, address, deadline, ROBOTS_BYTES)
    except SourceError:
        return
    if answer.status != 200:
        return
    rules = RobotFileParser(robots)
    rules.parse(answer.data.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(AGENT, url):
        raise SourceError(
            "its site's robots.txt keeps programs from this page",
            where=url,
            cure="open it in a browser, save it, and give the file",
        )


def _ask(url: str, address: str, deadline: float, most: int) -> _Answer:
    """One request to a checked address, no redirect followed."""
    import urllib3

    parts = urlsplit(url)
    host = _ascii(parts.hostname or "")
    extra: dict[str, Any] = {"server_hostname": host, "assert_hostname": host} if parts.scheme == "https" else {}
    kind = urllib3.HTTPSConnectionPool if parts.scheme == "https" else urllib3.HTTPConnectionPool
    timeout = urllib3.Timeout(total=_left(deadline, url))
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    headers = {
        "Host": (f"[{host}]" if ":" in host else host) + (f":{parts.port}" if parts.port else ""),
        "User-Agent": USER_AGENT,
        "Accept-Encoding": "gzip",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Language": "fr",
    }
    try:
        with kind(address, parts.port, timeout=timeout, retries=False, **extra) as pool, cut_off(pool, deadline):
            response = pool.urlopen("GET", path, headers=headers, redirect=False, preload_content=False, retries=False)
            location = str(response.headers.get("Location", ""))
            media = str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()
            return _Answer(response.status, _body(response, url, deadline, most), media, location)
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        _left(deadline, url)
        raise SourceError(
            f"cannot be fetched: {type(error).__name__}",
            where=url,
            cure="check the address and the network, or save the page and give the file",
        ) from None


@contextmanager
def cut_off(pool: Any, deadline: float) -> Iterator[None]:
    """End the pool's connection at the deadline: a server that sends a byte now and then is within every time-out.

    Parameters
    ----------
    deadline: on the monotonic clock, in seconds.
    """
    ends: list[socket.socket] = []

    class Connection(pool.ConnectionCls):  # type: ignore[misc]  # plain or encrypted
        def _new_conn(self) -> socket.socket:
            made: socket.socket = super()._new_conn()
            ends.append(made.dup())  # encryption takes the socket itself away
            return made

    def cut() -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    pool.ConnectionCls = Connection
    try:
        with after(deadline - time.monotonic(), cut):
            yield
    finally:
        for end in ends:
            end.close()


def _body(response: Any, url: str, deadline: float, most: int) -> bytes:
    """The unpacked body, read in small pieces so that neither a bomb nor an endless page gets past the limits."""
    data, packed = bytearray(), _Gzip(most) if response.headers.get("Content-Encoding", "").lower() == "gzip" else None
    while piece := response.read1(65_536, decode_content=packed is None):  # as it comes: a slow page cannot hold us
        data += packed.unpacked(piece) if packed else piece
        _left(deadline, url)
        if len(data) > most:
            raise LimitError(
                f"is longer than {most} bytes", where=url, cure="save the article and give the file, or raise max_bytes"
            )
    _left(deadline, url)  # cut off, a page may look like one that ended
    if packed and packed.begun and not packed.ended:
        raise SourceError(
            "is damaged: its packed body ends too early",
            where=url,
            cure="try again, or save the page and give the file",
        )
    return bytes(data)


class _Gzip:
    """Unpacks a body piece by piece, and knows whether it has come to its end, where its length and sum are checked."""

    def __init__(self, most: int) -> None:
        self.most, self.begun, self.ended = most, False, False
        self._stream = zlib.decompressobj(31)

    def unpacked(self, piece: bytes) -> bytes:
        """What a piece holds, a little more than the limit at most. Raises `ValueError` when it is damaged."""
        try:
            data = self._stream.decompress(self._stream.unconsumed_tail + piece, self.most + 1)
        except zlib.error as error:
            raise ValueError(str(error)) from None
        self.begun, self.ended = True, self._stream.eof
        return data


def _left(deadline: float, url: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise LimitError("took longer than the time allowed", where=url, cure="try again, or raise fetch_timeout")
    return left


def _capture(url: str, here: str, answer: _Answer, settings: Settings) -> Capture:
    if answer.status != 200:
        raise SourceError(f"answers with HTTP status {answer.status}", where=url, cure="check the address in a browser")
    parts = urlsplit(here)
    stem, dot, suffix = parts.path.rstrip("/").rpartition("/")[2].rpartition(".")
    own = f".{suffix.lower()}" if dot else ""
    told = SUFFIXES.get(answer.kind) or (own if own in READ else ".html")
    name = safe_name(f"{parts.hostname}-{stem or (suffix if not dot else '')}".strip("-") + told)
    return Capture(name, limited(answer.data, settings, url), url)
