"""Articles out to the tools of corpus linguistics and of references.

`write(articles, to, target)` streams them, an article at a time; what a form cannot hold is named in docs/formats.md.
`FORMS`: IRaMuTeQ, TXM (XML and a table of metadata), Gargantext, TEI P5, CSV, RIS, CSL-JSON.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ...model.errors import OutputError, UsageError
from . import references, tables, texts, xml

if TYPE_CHECKING:
    from ...model.article import Article

# Form -> (what writes it, ending of the file; none for a folder).
FORMS = {
    "iramuteq": (texts.iramuteq, ".txt"),
    "txm": (xml.txm, ""),
    "gargantext": (tables.gargantext, ".tsv"),
    "tei": (xml.tei, ".xml"),
    "csv": (tables.csv, ".csv"),
    "ris": (references.ris, ".ris"),
    "csl": (references.csl_json, ".json"),
}
__all__ = ["FORMS", "pieces", "write"]


def write(articles: Iterable[Article], to: str, target: Path) -> int:
    """Write the articles to `target`, a file, or for TXM a folder; how many there were.

    Raises `UsageError` for an unknown form, `OutputError` where the target cannot be written.
    """
    counted = _Counted(articles)
    try:
        if to == "txm":
            xml.txm_folder(counted, target)
        else:
            _put(target, pieces(counted, to))
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", where=target, cure="give another path") from None
    return counted.number


def _put(target: Path, told: Iterable[str]) -> None:
    """Write aside, then replace: the articles may be read from the target itself while they are written.

    What is no regular file (`/dev/stdout`, a pipe) is written to as it is.
    """
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(told)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(told)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def pieces(articles: Iterable[Article], to: str) -> Iterator[str]:
    """The file in pieces, an article at a time. Raises `UsageError` for an unknown form."""
    if to not in FORMS:
        raise UsageError(f"there is no form {to!r}", where="--to", cure=f"one of: {', '.join(FORMS)}")
    return FORMS[to][0](articles)


class _Counted:
    """Articles that are counted as they go by."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles, self.number = articles, 0

    def __iter__(self) -> Iterator[Article]:
        for article in self.articles:
            self.number += 1
            yield article
