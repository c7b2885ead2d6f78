"""Briefings that retention never takes: `pins.txt` beside them, one address a line, to be read and edited by hand.

A file and not the ledger, because a briefing made by plain `build` is in no ledger, and because the list should
travel with the folders it protects. What the ledger itself marks as pinned counts as well.
"""

from __future__ import annotations

from pathlib import Path

from ...model.errors import UsageError
from .entry import is_briefing
from .place import alone, put

FILE = "pins.txt"
_HEAD = "# Briefings that retention keeps, one address a line.\n"


def read(out: Path) -> set[str]:
    """The addresses that are pinned. Raises `UsageError` when the list is there and cannot be read."""
    try:
        lines = (out / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot be read ({error}), and without it nothing may be removed",
            where=out / FILE,
            cure="mend or remove it",
        ) from None
    return {line.strip().strip("/") for line in lines if line.strip() and not line.lstrip().startswith("#")}


def change(out: Path, address: str, *, pinned: bool) -> bool:
    """Pin or unpin; whether that changed anything. Raises `UsageError` for what is no briefing."""
    address = address.strip("/").removeprefix(f"{out.as_posix()}/")
    if pinned and not is_briefing(out, address):
        raise UsageError("is no briefing in this archive", where=address, cure="see `press-briefing archive list`")
    with alone(out):
        before = read(out)
        after = before | {address} if pinned else before - {address}
        if after != before:
            _write(out, before, after)
    return after != before


def _write(out: Path, before: set[str], after: set[str]) -> None:
    """The list with one line more or less; comments and order of the others stay."""
    path = out / FILE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else [_HEAD]
    kept = [line for line in lines if line.strip().strip("/") not in before - after]
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += "\n"
    put(path, "".join([*kept, *(f"{address}\n" for address in sorted(after - before))]).encode("utf-8"))
