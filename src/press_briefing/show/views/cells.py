"""How a cell of a table shows its value, whatever the view."""

from __future__ import annotations

from typing import Any

from ...french.shorten import at_phrase
from ..formats import bare
from .markup import esc


def forms(value: Any) -> str:
    """Forms of a word or a name, with commas."""
    return esc(bare(value).replace(" | ", ", "))


def shortened(text: str, longest: int = 240) -> str:
    """A text cut where a phrase ends, with an ellipsis that says so.

    Parameters
    ----------
    longest: characters.
    """
    return at_phrase(" ".join(text.split()), longest)


def whole(value: Any) -> str:
    """A row's number."""
    return esc(int(value))
