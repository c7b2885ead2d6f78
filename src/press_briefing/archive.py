"""Files a briefing under its id: written aside, moved into place whole, the earlier one kept until then."""
from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .errors import OutputError
from .typography import key

# A file name most systems and zip programs bear, with room for a suffix.
LONGEST_NAME = 60


def identifier(name: str, data: bytes, parameters: Mapping[str, Any]) -> str:
    """The id of a briefing: a readable name, and a hash of capture and parameters, so that no two collide."""
    stem = key(Path(name).stem)
    slug = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:LONGEST_NAME].rstrip("-") or "article"
    told = "\0".join(f"{name}={value!r}" for name, value in sorted(parameters.items()) if name != "article")
    return f"{slug}-{hashlib.sha256(data + told.encode('utf-8', 'backslashreplace')).hexdigest()[:8]}"


def prepare(out: Path) -> None:
    """Make sure that `out` is a folder that can be written. Raises `OutputError`."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except FileExistsError:
        raise OutputError("is a file, not a folder", where=out, cure="give another folder with --out") from None
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", where=out,
                          cure="give another folder with --out, or change its permissions") from None


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A folder beside the final one, on the same disk; what is left of it goes when the work ends."""
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, final: Path) -> None:
    """Put the finished `folder` at `final`; the briefing that stood there stays until the new one is whole."""
    folder.chmod(0o777 & ~_umask())
    if final.exists():
        old = Path(tempfile.mkdtemp(prefix=".replaced-", dir=final.parent))
        final.rename(old / final.name)
        folder.rename(final)
        shutil.rmtree(old, ignore_errors=True)
    else:
        folder.rename(final)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
