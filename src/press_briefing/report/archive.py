"""Files a briefing under its id: written aside, moved into place whole, the earlier one kept until then."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from ..model.errors import OutputError
from ..model.typography import key

# A file name most systems and zip programs bear, with room for a suffix.
LONGEST_NAME = 60
# What is not a briefing yet, and what was one a moment ago.
BUILDING, REPLACED = ".building-", ".replaced-"
TAKEN = (errno.ENOTEMPTY, errno.EEXIST)  # a folder stands there already
# Our temporary folders, and the seconds after which one that nobody touched is taken for a dead process's.
TEMPORARY, ABANDONED = "press-briefing-", 2 * 86_400.0
# Held by the batch that works in a folder.
HELD = ".batch.lock"
# Of putting a briefing in its place while others put the same one there.
ATTEMPTS = 20
# No more space, quota or right to write: the next briefing would meet the same.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)


def identifier(name: str, data: bytes, parameters: Mapping[str, Any]) -> str:
    """The id of a briefing: a readable name, and a hash of capture and parameters, so that no two collide.

    Parameters
    ----------
    name: of the capture; its stem becomes the readable part.
    data: its bytes.
    parameters: all that shapes the report; `article` is left aside, since its bytes are told.

    Returns
    -------
    `stem-` and eight hexadecimal digits.
    """
    stem = key(Path(name).stem)
    slug = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:LONGEST_NAME].rstrip("-") or "article"
    told = "\0".join(f"{name}={value!r}" for name, value in sorted(parameters.items()) if name != "article")
    return f"{slug}-{hashlib.sha256(data + told.encode('utf-8', 'backslashreplace')).hexdigest()[:8]}"


def prepare(out: Path) -> None:
    """Make sure that `out` is a folder that can be written, and that there is one for temporary files.

    Raises `OutputError`.
    """
    try:
        tempfile.gettempdir()
    except OSError as error:
        raise OutputError(
            f"no folder for temporary files can be written ({error.strerror})",
            where="TMPDIR",
            cure="set TMPDIR to a folder on a disk with room",
        ) from None
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except FileExistsError:
        raise OutputError("is a file, not a folder", where=out, cure="give another folder with --out") from None
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})",
            where=out,
            cure="give another folder with --out, or change its permissions",
        ) from None


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A folder beside the final one, on the same disk; what is left of it goes when the work ends.

    The folder is locked as long as its process lives, so that `sweep` knows what a dead one left. Raises
    `OutputError` when the disk is full.
    """
    with told_once(out):
        folder, lock = _locked_folder(out)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _unlock(lock)


def publish(folder: Path, final: Path) -> None:
    """Put the finished `folder` at `final`; the briefing that stood there stays until the new one is whole.

    Two that publish the same briefing at once both succeed; the later one stays.
    """
    folder.chmod(0o777 & ~_umask())
    with ExitStack() as earlier:
        for _ in range(ATTEMPTS):
            try:
                folder.rename(final)
                return
            except OSError as error:
                if error.errno not in TAKEN:
                    raise
            earlier.enter_context(_put_away(final))
    raise OutputError("others keep writing this briefing", where=final, cure="run one build at a time")


@contextmanager
def _put_away(final: Path) -> Iterator[None]:
    """The earlier briefing out of the way, until the new one is in its place; it comes back if that fails."""
    folder, lock = _locked_folder(final.parent, REPLACED)
    try:
        with suppress(FileNotFoundError):  # somebody else put it away a moment before
            final.rename(folder / final.name)
        yield
    finally:
        _clear(folder)
        _unlock(lock)


def _clear(folder: Path) -> None:
    """Delete a folder of ours; an earlier briefing in it that nothing has replaced goes back to its place."""
    for old in folder.iterdir() if folder.name.startswith(REPLACED) else ():
        if not (folder.parent / old.name).exists():
            _give_back(old, folder.parent / old.name)
    shutil.rmtree(folder, ignore_errors=True)


def _give_back(old: Path, final: Path) -> None:
    """An earlier briefing to its place, unless somebody publishes a new one there in this very moment."""
    try:
        old.rename(final)
    except OSError as error:
        if error.errno not in TAKEN:
            raise


@contextmanager
def told_once(out: Path) -> Iterator[None]:
    """A disk that is full, or may not be written, as one line: `OutputError`."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise OutputError(
            f"cannot be written ({error.strerror})",
            where=out,
            cure="free space or give another folder with --out, then run again with --resume",
        ) from error


def complete(folder: Path, *, pdf: bool) -> dict[str, Any] | None:
    """The manifest of the briefing at `folder` when it is whole: completed, every file there, and a PDF if wanted."""
    try:
        told = json.loads((folder / "manifest.json").read_bytes())
        names = told["outputs"]
        whole = told["state"] == "completed" and all((folder / name).is_file() for name in names)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told if whole and (not pdf or "briefing.pdf" in names) else None


def tidy(out: Path) -> None:
    """`sweep`, for those who have other things to do: what cannot be cleared away stays."""
    with suppress(OSError):
        sweep(out)


def sweep(out: Path) -> int:
    """Clear away what processes that died left in `out`; how many such folders there were.

    What is being built by a living process, on this machine or another one that shares the disk, is locked and stays.
    A briefing that was just being replaced is put back.
    """
    _sweep_temporary()
    left = [Path(entry.path) for entry in os.scandir(out) if entry.name.startswith((BUILDING, REPLACED))]
    return sum(map(_sweep, left))


def _sweep_temporary() -> None:
    """Temporary folders of ours that a killed process left long ago, where the system does not clear them away."""
    own, now = getattr(os, "getuid", int)(), time.time()
    with suppress(OSError):
        for entry in os.scandir(tempfile.gettempdir()):
            with suppress(OSError):
                told = entry.stat(follow_symlinks=False)
                ours = entry.name.startswith(TEMPORARY) and entry.is_dir(follow_symlinks=False) and told.st_uid == own
                if ours and now - told.st_mtime > ABANDONED:
                    shutil.rmtree(entry.path, ignore_errors=True)


def _sweep(folder: Path) -> bool:
    lock = _lock(folder)
    if lock is None:
        return False
    try:
        _clear(folder)
    except OSError:
        return False
    finally:
        _unlock(lock)
    return True


@contextmanager
def alone(out: Path, what: str) -> Iterator[None]:
    """Hold `out` for this process. Raises `OutputError`, which names the holder, when another one has it.

    The lock goes with its process, however that ends: a file that a dead one left holds nobody up.
    """
    path = out / HELD
    stream = _held(path)
    if stream is None:
        holder = path.read_text(encoding="utf-8").strip() or "just begun"
        raise OutputError(
            f"another {what} is at work in this folder ({holder})",
            where=out,
            cure="wait for it, or give another folder with --out",
        )
    try:
        with suppress(OSError):  # on a full disk the lock holds without a name
            stream.truncate(0)
            stream.write(f"process {os.getpid()} on {platform.node()} since {time.strftime('%Y-%m-%d %H:%M:%S')}\n")
            stream.flush()
        yield
    finally:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            stream.close()


def _held(path: Path) -> IO[str] | None:
    """The open and locked file, None when another process has it. A file its holder has just deleted holds nobody."""
    while True:
        stream = path.open("a", encoding="utf-8")
        if not _hold(stream.fileno()):
            stream.close()
            return None
        with suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(stream.fileno()).st_ino:
                return stream
        stream.close()


def _locked_folder(out: Path, prefix: str = BUILDING) -> tuple[Path, int | None]:
    """A new folder and its lock; a new one again if a sweep took it in between."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=out))
        lock = _lock(folder)
        if folder.is_dir():
            return folder, lock
        _unlock(lock)


def _lock(folder: Path) -> int | None:
    """A lock on the folder itself, which goes with this process; None when another one has it or no lock can be."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # gone, or a system that opens no folders
        return None
    if _hold(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _hold(descriptor: int) -> bool:
    """Take the lock on an open file, unless another process has it."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system: everyone is alone
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
