"""The child: makes itself ready, then reads and analyses what its parent sends, one article after the other.

Started as `python -m press_briefing.confined.child` by `reader.Reader`, which speaks to it through its standard input
and output. Everything it says is JSON: what a hostile file makes of this process, the parent reads as data.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from ..guard.failing import failure, is_failure
from ..model.errors import BriefingError
from ..model.settings import Settings
from . import frames
from .limits import WORN_BYTES, memory

if TYPE_CHECKING:
    from ..capture.read import Capture

# Seconds past the time limit after which the child ends itself: its parent may be gone, and a library not listen.
PATIENCE = 5
# Of a request: an article is limited where it is read, by a setting that may be raised.
MOST = 1 << 40


@dataclass(frozen=True)
class ChildRequest:
    """A line of JSON with these fields, and the bytes of the capture. `want`: ready, loaded, parts, cut, article, analysis, or found.

    `found`: the analysis of an article that was read, which the bytes are, as JSON.
    """

    want: str
    name: str = ""
    origin: str = ""
    published: str | None = None
    data: bytes = b""


def main() -> None:
    """Serve until the parent is gone."""
    asked, told = _own_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    settings = Settings.current()
    ready = threading.Thread(target=_make_ready, args=(settings,), daemon=True)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, requests), daemon=True).start()
    while True:
        line, _, data = requests.get().partition(b"\n")
        request = ChildRequest(**json.loads(line), data=data)
        if request.want == "ready":
            ready.start()
        else:
            with _bounded(settings):
                _answer(request, settings, told, ready)


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """The streams to the parent, out of reach of what libraries print: that goes to stderr."""
    asked, told = os.dup(0), os.dup(1)
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return os.fdopen(asked, "rb"), os.fdopen(told, "wb")


def _listen(asked: IO[bytes], requests: queue.SimpleQueue[bytes]) -> None:
    """In a thread: take requests, and end the process when the parent is gone, whatever it is at."""
    with suppress(EOFError):
        while True:
            requests.put(frames.receive(asked, MOST))
    os._exit(1)


def _make_ready(settings: Settings) -> None:
    """In a thread, while the first article is on its way and read: import what analysing needs, load the model."""
    from importlib import import_module

    with suppress(Exception):  # whoever analyses will say so
        from ..analyse.language import load_all

        load_all(settings)
        for name in (
            "actors",
            "claims",
            "disagreements",
            "entities",
            "events",
            "frames",
            "keysentences",
            "quantities",
            "quotes",
            "stances",
            "times",
            "tone",
            "voices.hearing",
            "words",
        ):
            import_module(f"press_briefing.analyse.{name}")


@contextmanager
def _bounded(settings: Settings) -> Iterator[None]:
    """The system ends this process some seconds past the limit: that needs neither a parent nor a library's leave."""
    timed = hasattr(signal, "setitimer")
    if timed:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, settings.article_timeout + PATIENCE)
    yield
    if timed:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(request: ChildRequest, settings: Settings, told: IO[bytes], ready: threading.Thread) -> None:
    answer: dict[str, Any]
    try:
        answer = {request.want: _worked(request, settings, told, ready)}
    except BaseException as error:
        if not is_failure(error):
            raise
        answer = {"error": _error(failure(error, "reading", request.origin))}
    answer["worn"] = memory() > WORN_BYTES
    try:
        frames.send(told, json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except OSError:
        sys.exit(0)


def _worked(request: ChildRequest, settings: Settings, told: IO[bytes], ready: threading.Thread) -> Any:
    from ..analyse import analyse
    from ..analyse.language import load_all
    from ..model.article import Article

    if request.want == "loaded":
        return bool(load_all(settings))
    if request.want == "found":
        article = Article.from_dict(json.loads(request.data))
    else:
        from ..capture.read import Capture, from_capture

        capture = Capture(request.name, request.data, request.origin)
        if request.want == "parts":
            return _parts(capture, settings)
        if request.want == "cut":
            return _cut(capture, settings)
        article = from_capture(capture, published=request.published, settings=settings)
        if request.want == "article":
            return article.to_dict()
        frames.send(told, b'{"phase": "analyse"}')
    if ready.is_alive():
        ready.join()
    return analyse(article, settings=settings).to_dict()


def _parts(capture: Capture, settings: Settings) -> list[dict[str, Any]] | None:
    from ..capture.read.within import opened_here

    found = opened_here(capture, settings)
    return None if found is None else [_part(part) for part in found]


def _cut(capture: Capture, settings: Settings) -> list[dict[str, Any]]:
    from ..capture.read.cut import cut_here

    return [{**_part(one.part), "place": one.origin, "link": one.link} for one in cut_here(capture, settings)]


def _part(part: Capture | BriefingError) -> dict[str, Any]:
    if isinstance(part, BriefingError):
        return {"error": _error(part)}
    return {"name": part.name, "origin": part.origin, "data": base64.b64encode(part.data).decode("ascii")}


def _error(error: BriefingError) -> list[str]:
    return [type(error).__name__, error.what, error.where, error.cure]


if __name__ == "__main__":
    main()
