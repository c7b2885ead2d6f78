"""Puts the files of the site in their places: whole or not at all, by one process at a time."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...model.errors import OutputError

# Cache, journal and half-written files; a name that no web server shows by default.
OWN = ".site"
# There while something was filed or removed that the pages do not tell of yet.
STALE = "outdated"
# Another rebuild of ten thousand briefings takes seconds; one that takes this long hangs.
PATIENCE = 120.0


def own(out: Path) -> Path:
    """The folder of what is ours alone, made when missing. Raises `OutputError`."""
    folder = out / OWN
    if folder.is_symlink():
        raise OutputError("is a link, and the site writes through none", where=folder, cure="remove it")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from None
    return folder


def outdate(out: Path) -> None:
    """Note on disk that the pages are behind, so that a rebuild that is cut off is made up for by the next call."""
    (own(out) / STALE).touch()


def outdated(out: Path) -> bool:
    """Whether the pages are behind."""
    return (out / OWN / STALE).exists()


def put(path: Path, data: bytes) -> bool:
    """Write a file aside and move it into place; one that has these bytes already is left alone (False).

    Returns
    -------
    Whether it was written.
    """
    try:
        if _same(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{OWN}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as aside:
                aside.write(data)
                aside.flush()
                os.fsync(aside.fileno())
                os.chmod(name, 0o666 & ~umask())  # noqa: PTH101 - a name, as mkstemp gives it
            os.replace(name, path)  # noqa: PTH105
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None
    return True


def _same(path: Path, data: bytes) -> bool:
    try:
        told = path.lstat()
        return not path.is_symlink() and told.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def put_link(path: Path, original: Path) -> None:
    """Put `original` at `path` too: as a second name of the same file where the disk can do that, else as a copy."""
    try:
        if path.exists() and not path.is_symlink() and path.samefile(original):
            return
        with tempfile.TemporaryDirectory(prefix=f"{OWN}-", dir=path.parent) as folder:
            aside = Path(folder, "aside")
            try:
                aside.hardlink_to(original)
            except OSError:
                shutil.copyfile(original, aside)
            aside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None


def umask() -> int:
    """The mask of this process; reading it means setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def alone(out: Path) -> Iterator[Path]:
    """Hold the site's lock: who waited sees all that was filed before. Gives our own folder."""
    folder = own(out)
    with (folder / "lock").open("ab") as lock:
        _take(lock.fileno(), folder / "lock")
        _sweep(out)
        yield folder


def _take(handle: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks on this system: files are still replaced whole
        return
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > ends:
                raise OutputError(
                    f"another process has held it for {PATIENCE:.0f} seconds", where=path, cure="see whether one hangs"
                ) from None
            time.sleep(0.02)
        except OSError:  # a network disk without locks
            return


def _sweep(out: Path) -> None:
    """Remove what a process that died left half written; nobody else writes now."""
    for folder in (out, out / OWN, out / "archives", out / "latest", *(out / "latest").glob("*/")):
        if folder.is_dir() and not folder.is_symlink():
            for left in folder.glob(f"{OWN}-*"):
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written ({error.strerror or error})",
        where=path,
        cure="make room on the disk, or change the permissions of its folder",
    )
