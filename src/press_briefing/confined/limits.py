"""What the process that reads an article may take, and what is said when it takes more."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ..model.errors import LimitError
from ..model.settings import Settings

# A process is replaced after so much: what libraries keep for ever (every word seen, every font) stays bounded.
WORN_BYTES = 700_000_000


def hold(pid: int, most: int) -> None:
    """Hold the process to `most` bytes of data from now on; where the system cannot (outside Linux), nothing does."""
    with suppress(ImportError, AttributeError, OSError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_DATA, (most, resource.prlimit(pid, resource.RLIMIT_DATA)[1]))


@contextmanager
def held(most: int) -> Iterator[None]:
    """This process is held to `most` bytes of data inside; what it does afterwards is its own."""
    hold(0, most)
    try:
        yield
    finally:
        hold(0, -1)


def too_slow(settings: Settings, where: object) -> LimitError:
    """The time was up.

    Parameters
    ----------
    settings: tell the time that was given.
    where: the article's path or address.
    """
    return LimitError(
        f"takes longer than {settings.article_timeout:g} seconds to read and analyse",
        where=where,
        cure="give a shorter article, or raise article_timeout",
    )


def too_long(settings: Settings, where: object) -> LimitError:
    """More was found than anybody reads.

    Parameters
    ----------
    settings: tell the bytes that were allowed.
    where: the article's path or address.
    """
    return LimitError(
        f"gives more than {settings.article_output} bytes of findings",
        where=where,
        cure="give a shorter article, or raise article_output",
    )


def lost(code: int | None, settings: Settings, where: object) -> LimitError:
    """The process ended under the article; want of memory ends a library so, which cannot say it.

    Parameters
    ----------
    code: how the process ended; negative: by which signal.
    where: the article's path or address.
    """
    return LimitError(
        f"ended the process that read it ({ended(code)}; it may take {settings.article_memory} bytes of memory)",
        where=where,
        cure="give a shorter or another file, or raise article_memory",
    )


def ended(code: int | None) -> str:
    """How a process ended, from its exit code."""
    if code is None or code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    return f"signal {name}{', perhaps for want of memory' if -code == signal.SIGKILL else ''}"


def memory() -> int:
    """Bytes of memory this process holds now; where the system does not tell, the most it ever held."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
