"""The parent's side: a child that reads and analyses, kept warm, ended when it takes too much, and replaced."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from ..guard.late import after
from ..model import errors
from ..model.errors import BriefingError, ProgramFault
from ..model.settings import Settings
from . import frames, limits

if TYPE_CHECKING:
    from ..capture.read import Capture
    from ..capture.read.cut import Cut
    from ..model.analysis import Analysis
    from ..model.article import Article

Tell = Callable[[str], None]
# Seconds the rest of a dying child is waited for.
PATIENCE = 5.0


class Reader:
    """A child process for the articles of one caller, one at a time, each held to the limits of `settings`.

    `with` it, so that nothing is left behind. The child starts when it is asked for something, or by `make_ready`.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._child: subprocess.Popen[bytes] | None = None
        self._is_late = self._is_ready = False
        self._opened: tuple[str, Capture, list[dict[str, Any]] | None] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def make_ready(self) -> None:
        """Have the child load what analysing needs, while the caller goes on."""
        child = self._started()
        if not self._is_ready:
            with suppress(OSError):  # it is gone: whoever asks it next hears of it
                frames.send(_stream(child.stdin), b'{"want": "ready"}\n')
            self._is_ready = True

    def understand(self, capture: Capture, published: str | None = None, tell: Tell = lambda phase: None) -> Analysis:
        """The analysis of the article in `capture`; `tell("analyse")` is called between reading and analysing.

        Raises what `read.from_capture` and `analyse` raise, and `LimitError` past `article_timeout` seconds,
        `article_memory` bytes of memory, or `article_output` bytes of findings.
        """
        from ..model.analysis import Analysis

        return Analysis.from_dict(self._asked("analysis", capture, published, tell))

    def article(self, capture: Capture, published: str | None = None) -> Article:
        """The article in `capture`. Raises as `understand` does."""
        from ..model.article import Article

        return Article.from_dict(self._asked("article", capture, published))

    def analysis(self, article: Article) -> Analysis:
        """The analysis of an article that was read. Raises as `understand` does."""
        from ..capture.read import Capture
        from ..model.analysis import Analysis

        told = json.dumps(article.to_dict()).encode()
        return Analysis.from_dict(self._asked("found", Capture(article.source, told, article.source)))

    def load(self) -> None:
        """Have the child load the model, and wait for it. Raises `LanguageError` when there is none."""
        from ..capture.read import Capture

        self._asked("loaded", Capture("", b"", "the language model"))

    def parts(self, capture: Capture) -> Iterator[Capture | BriefingError] | None:
        """What `capture` wraps, as `read.within.within` gives it. Raises what that raises, and as `understand` does."""
        told = self._taken_out("parts", capture)
        return None if told is None else map(_part, told)

    def cut(self, capture: Capture) -> Iterator[Cut]:
        """The articles of JSON or a feed, as `read.cut.cut` gives them. Raises what that raises, and as `understand` does."""
        from ..capture.read.cut import Cut

        return (Cut(_part(told), told["place"], told["link"]) for told in self._taken_out("cut", capture))

    def _taken_out(self, want: str, capture: Capture) -> Any:
        """The answer; who looks whether a source holds several articles takes them out next."""
        if self._opened is None or self._opened[:2] != (want, capture):
            self._opened = (want, capture, self._asked(want, capture))
        return self._opened[2]

    def close(self) -> None:
        """End the child; it holds nothing that must be put away."""
        child, self._child, self._is_ready = self._child, None, False
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                with suppress(OSError):
                    _stream(stream).close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = subprocess.Popen(
                [sys.executable, "-m", "press_briefing.confined.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
                env={**os.environ, **self.settings.environment()},
            )
            limits.hold(self._child.pid, self.settings.article_memory)
        return self._child

    def _asked(self, want: str, capture: Capture, published: str | None = None, tell: Tell = lambda phase: None) -> Any:
        child = self._started()
        told = {"want": want, "name": capture.name, "origin": capture.origin, "published": published}
        try:
            with self._deadline(child):
                frames.send(_stream(child.stdin), json.dumps(told).encode() + b"\n" + capture.data)
                return self._answer(_stream(child.stdout), want, tell)
        except frames.TooLong:
            self.close()
            raise limits.too_long(self.settings, capture.origin) from None
        except (EOFError, OSError):
            raise self._mourned(child, capture.origin) from None
        except KeyboardInterrupt:  # told to stop: the child is in the middle of something
            self.close()
            raise

    def _answer(self, stream: IO[bytes], want: str, tell: Tell) -> Any:
        """What the child says in the end. Raises the error it tells."""
        while True:
            told = json.loads(frames.receive(stream, self.settings.article_output).decode("utf-8", "surrogatepass"))
            if "phase" in told:
                tell(told["phase"])
                continue
            if told["worn"]:
                self.close()
            if "error" in told:
                raise _error(*told["error"])
            return told[want]

    @contextmanager
    def _deadline(self, child: subprocess.Popen[bytes]) -> Iterator[None]:
        """The child is ended when its time is up, whatever it is at; then it says nothing more."""
        self._is_late = False

        def end() -> None:
            self._is_late = True
            child.kill()

        with after(self.settings.article_timeout, end):
            yield

    def _mourned(self, child: subprocess.Popen[bytes], where: str) -> BriefingError:
        """Why the child is gone."""
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        code, late = child.poll(), self._is_late
        self.close()
        return limits.too_slow(self.settings, where) if late else limits.lost(code, self.settings, where)


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # asked for as a pipe
    return stream


def _part(told: Mapping[str, Any]) -> Capture | BriefingError:
    from ..capture.read import Capture

    if "error" in told:
        return _error(*told["error"])
    return Capture(told["name"], base64.b64decode(told["data"]), told["origin"])


def _error(kind: str, what: str, where: str, cure: str) -> BriefingError:
    """The error a child tells, of a kind that `errors` has."""
    found: Any = getattr(errors, kind, None)
    known = isinstance(found, type) and issubclass(found, BriefingError)
    return (found if known else ProgramFault)(what, where=where, cure=cure)
