"""The user's own files, read where they are files: a pipe or a device has no end, or waits for somebody."""

from __future__ import annotations

import errno
import stat
import tomllib
from pathlib import Path
from typing import Any


def text_of(path: Path) -> str:
    """The text of a file in UTF-8. Raises `OSError`, also for what is no file, and `UnicodeDecodeError`."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL, "is not a file", str(path))
    return path.read_text(encoding="utf-8")


def toml_of(text: str) -> dict[str, Any]:
    """What the TOML tells. Raises `tomllib.TOMLDecodeError`, also past what its parser can hold."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("tables or lists stand too deep in one another") from None
    except ValueError:
        raise tomllib.TOMLDecodeError("a number has too many digits") from None
