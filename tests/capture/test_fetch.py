"""A server may be hostile: whatever it sends, or does not send, a page costs its time and no more."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from press_briefing.capture.read import many
from press_briefing.capture.read.fetch import checked_address, fetch
from press_briefing.model.errors import BriefingError, LimitError, SourceError, UsageError
from press_briefing.model.settings import Settings
from raw_server import answer, serving

pytestmark = pytest.mark.timeout(60)
SECONDS = 1.0
HERE = Settings(allow_private=True, fetch_timeout=SECONDS)
TEXT = "Le maire de Kayes a ouvert mardi un marché couvert, que les commerçants attendaient depuis dix ans. " * 5
PAGE = f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drop_by_drop(start: bytes, drop: bytes, pause: float = 0.1) -> Callable[[socket.socket, str], None]:
    """`start`, then a drop now and then, for ever: each comes within every time-out."""

    def say(connection: socket.socket, _: str) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(drop)
            time.sleep(pause)

    return say


ENDLESS = {
    "the first line": drop_by_drop(b"", b"H"),
    "a header": drop_by_drop(HEAD, b"X"),
    "headers without end": drop_by_drop(HEAD, b"X: y\r\n", 0.05),
    "wait a moment": drop_by_drop(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "wait a moment, at once": drop_by_drop(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500, 0.0),
    "the size of a chunk": drop_by_drop(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;", b"x"),
    "after the last chunk": drop_by_drop(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"A: b\r\n"),
    "the body": drop_by_drop(HEAD + b"\r\n" + PAGE, b" "),
    "nothing": drop_by_drop(b"", b"", 1.0),
}


@pytest.mark.parametrize("say", ENDLESS.values(), ids=list(ENDLESS))
def test_an_answer_without_end_ends_in_time(say: Callable[[socket.socket, str], None]) -> None:
    with serving(say) as address:
        begun = time.monotonic()
        with pytest.raises(SourceError):
            fetch(f"{address}/a.html", HERE)
        assert time.monotonic() - begun < SECONDS + 1.0


def test_a_page_that_comes_in_time_is_taken() -> None:
    def say(connection: socket.socket, _: str) -> None:
        for part in (answer(PAGE)[:200], answer(PAGE)[200:]):
            connection.sendall(part)
            time.sleep(0.2)

    with serving(say) as address:
        assert fetch(f"{address}/a.html", HERE).data == PAGE


@pytest.mark.parametrize(
    "location",
    [
        "http://[",
        "//[::1/x",
        "http://a]b[/",
        "http://[::g]/",
        "http://exemple.org:99999/",
        "file:///etc/hostname",
        "http://",
        "http://%00/",
        "javascript:alert(1)",
    ],
)
def test_a_redirect_to_what_is_no_address(location: str) -> None:
    with (
        serving(lambda connection, _: connection.sendall(answer(b"", "302 Found", f"Location: {location}"))) as here,
        pytest.raises(BriefingError) as told,
    ):
        fetch(f"{here}/a.html", HERE)
    assert isinstance(told.value, SourceError | UsageError)


def test_a_resolver_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(30))
    begun = time.monotonic()
    with pytest.raises(SourceError, match="host cannot be found"):
        fetch("http://exemple.org/a.html", HERE)
    assert time.monotonic() - begun < SECONDS + 1.0
    with pytest.raises(LimitError, match="longer than the time allowed"):
        checked_address("http://exemple.org/", HERE, time.monotonic() - 1)


@pytest.fixture
def summaries() -> Iterator[str]:
    """A feed of summaries: what stands behind the second leads nowhere, the third never ends, the others are whole."""

    def say(connection: socket.socket, path: str) -> None:
        if path == "/fil.xml":
            links = "".join(
                f"<item><title>T{n}</title><link>{base[0]}/{n}.html</link><description>Bref.</description></item>"
                for n in range(4)
            )
            connection.sendall(answer(f"<rss version='2.0'><channel>{links}</channel></rss>".encode()))
        elif path == "/1.html":
            connection.sendall(answer(b"", "302 Found", "Location: http://["))
        elif path == "/2.html":
            ENDLESS["a header"](connection, path)
        else:
            connection.sendall(answer(PAGE.replace(b"mardi", b"mardi " + path.encode())))

    base: list[str] = []
    with serving(say) as address:
        base.append(address)
        yield f"{address}/fil.xml"


def test_bad_pages_behind_a_feed_cost_themselves(summaries: str) -> None:
    items = list(many(summaries, HERE))
    assert [Path(item.origin).name for item in items] == [f"{n}.html" for n in range(4)]
    assert [item.article is not None for item in items] == [True, False, False, True]
    assert "redirects to what is no address" in str(items[1].error)
    assert "time allowed" in str(items[2].error)


PACKED = gzip.compress(("<article><p>" + "La digue tient, dit le maire. " * 300 + "</p></article>").encode())


@pytest.mark.parametrize(
    "body",
    [
        PACKED[: len(PACKED) // 2],
        PACKED[:-4],
        PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:],
        PACKED[:40] + b"XXXX" + PACKED[44:],
        b"<article>not packed at all</article>",
    ],
    ids=["half", "no-length", "wrong-sum", "overwritten", "plain"],
)
def test_a_damaged_packed_body_is_an_error_and_no_short_page(body):
    with (
        serving(lambda connection, _: connection.sendall(answer(body, "200 OK", "Content-Encoding: gzip"))) as url,
        pytest.raises(SourceError, match=r"damaged|cannot be fetched"),
    ):
        fetch(f"{url}/a.html", Settings(allow_private=True))


def test_a_packed_body_is_unpacked_up_to_the_limit_and_an_empty_one_redirects():
    def say(connection, path):
        packed = "Content-Encoding: gzip"
        connection.sendall(
            answer(b"", "302 Found", packed, "Location: /there.html")
            if path == "/here.html"
            else answer(PACKED, "200 OK", packed)
        )

    with serving(say) as url:
        assert fetch(f"{url}/here.html", Settings(allow_private=True)).data == gzip.decompress(PACKED)
        with pytest.raises(LimitError, match="max_bytes"):
            fetch(f"{url}/there.html", Settings(allow_private=True, max_bytes=1_000))


def test_a_name_that_leads_elsewhere_the_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the connection goes to the address that was checked, and the name is not asked for again."""
    asked: list[str] = []
    reached: list[str] = []

    def resolver(host: str, port: int, *_: object, **__: object) -> list[tuple]:
        named = not host[0].isdigit()
        asked.extend([host] if named else [])
        address = ("93.184.216.34" if len(asked) == 1 else "127.0.0.1") if named else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(_: socket.socket, address: tuple[str, int]) -> None:
        reached.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch("http://retourne.example/a.html", Settings())
    assert set(reached) == {"93.184.216.34"}
    assert asked == ["retourne.example"]
