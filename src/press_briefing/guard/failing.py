"""One bad item costs itself only: whatever reading or analysing it raises becomes its failure, told in one line.

    with guarded("reading", "a.pdf"):
        ...

This is the one place where what no code of ours raises becomes a `BriefingError`; every kind of run goes on after the
`BriefingError` of one item. Ctrl-C, `SystemExit` and signals are nobody's failure: they pass, and end the run.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..model.errors import BriefingError, LimitError, MachineError, ProgramFault

# Where this process and those it starts keep the traces of what nobody foresaw; empty: in the user's cache.
VARIABLE = "PRESS_BRIEFING_TRACES"
FOLDER = "traces"
# Of a foreign message, of a trace in characters, and traces of one folder: forty thousand articles may fail alike.
LONGEST, LONGEST_TRACE, MOST = 200, 100_000, 200
# In a name: a batch counts reasons alike that differ in figures, and would show the name without them.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
# The calls that tell one fault from another.
FRAMES = 30


@contextmanager
def guarded(phase: str, where: object = "") -> Iterator[None]:
    """What is raised inside leaves as a `BriefingError`. `phase`: what is being done, « reading »; `where`: to what."""
    try:
        yield
    except BriefingError:
        raise
    except BaseException as error:
        if not is_failure(error):
            raise
        raise failure(error, phase, where) from error


def is_failure(error: BaseException) -> bool:
    """Whether an exception is the failure of what was being done, and no order to end.

    What panics in a library written in Rust is one too, though it is derived from `BaseException`.
    """
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def failure(error: BaseException, phase: str, where: object = "") -> BriefingError:
    """The failure in one line: ours as it is; want of memory; what the machine refuses; else a fault of the program.

    Parameters
    ----------
    phase: what was being done.
    where: the article's path or address.
    """
    if isinstance(error, BriefingError):
        return error
    if isinstance(error, MemoryError):
        return LimitError(
            f"takes more memory than there is, while {phase}",
            where=where,
            cure="give a shorter article, or raise article_memory",
        )
    said = _said(error)
    if isinstance(error, OSError) and error.errno not in (None, errno.ENAMETOOLONG):
        return MachineError(
            f"the machine refuses, while {phase} ({said})",
            where=where,
            cure="check disk, rights and open files, then run it again",
        )
    name, kept = _keep(error, phase, where)
    return ProgramFault(
        f"a fault of this program, while {phase} ({said}), trace {name}",
        where=where,
        cure=f"please report it with {kept}" if kept else "please report it; its trace was not kept",
    )


@contextmanager
def kept_in(out: Path) -> Iterator[None]:
    """Keep the traces of the work inside in `traces` below `out`; the processes it starts do so too."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(out.absolute() / FOLDER)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def _said(error: BaseException) -> str:
    """Type and message of a foreign exception, which may hold anything, in one line that every ledger takes."""
    told = ""
    with suppress(Exception):
        told = " ".join(str(error)[: 10 * LONGEST].split())[:LONGEST]
    told = told.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"{type(error).__name__}: {told}" if told else type(error).__name__


def _keep(error: BaseException, phase: str, where: object) -> tuple[str, Path | None]:
    """The name of the trace, the same wherever the same calls fail, and where it is kept, if it could be."""
    import hashlib
    import traceback

    calls = [
        f"{Path(call.filename).name}:{call.lineno}:{call.name}"
        for call in traceback.extract_tb(error.__traceback__)[-FRAMES:]
    ]
    digest = hashlib.sha256(" ".join(calls).encode()).hexdigest()[:8].translate(_LETTERS)
    name = f"{type(error).__name__}-{digest}"
    with suppress(Exception):
        told = "".join(traceback.format_exception(error))[-LONGEST_TRACE:]
        return name, _written(f"{name}.txt", f"while {phase}: {where}\n\n{told}")
    return name, None


def _written(name: str, text: str) -> Path:
    """The file of a trace; the first of its kind stays. Raises `OSError`."""
    path = _folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        if sum(1 for _ in path.parent.iterdir()) >= MOST:
            raise OSError(errno.EDQUOT, "enough traces are kept")
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    with suppress(ValueError):
        return path.relative_to(Path.cwd())
    return path


def _folder() -> Path:
    if told := os.environ.get(VARIABLE):
        return Path(told)
    from platformdirs import user_cache_path

    return user_cache_path("press-briefing") / FOLDER
