"""Which paper an article comes from, as far as its capture says."""

from __future__ import annotations

from pathlib import PurePath

from ...capture.read import Item
from ...show.formats import bare

LONGEST = 60


def outlet_of(item: Item, root: str = "") -> str:
    """The paper of an article: what its capture or its address says, else the folder it lies in below `root`.

    Empty when nothing says: a guess would put words into the mouth of a paper.
    """
    told = item.article.outlet if item.article else None
    return " ".join(bare(told or _folder(item.origin, root)).split())[:LONGEST]


def _folder(origin: str, root: str) -> str:
    """The first folder between `root` and the file."""
    try:
        parts = PurePath(origin.partition("#")[0]).relative_to(PurePath(root)).parts
    except ValueError:
        return ""
    return parts[0] if len(parts) > 1 else ""
