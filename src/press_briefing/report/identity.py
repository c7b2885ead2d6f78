"""What a document says of itself: title, author, date, language, paper. From the notebook's metadata, else sensible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from press_briefing.show.formats import dated
from press_briefing.show.messages import SOURCE

PAPERS = {"a4": "a4", "letter": "us-letter"}  # our name: Typst's
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Identity:
    """All that head, properties and page frame of a document need."""

    title: str = ""  # "" until the page finds its first heading
    author: str = ""
    outlet: str = ""
    date: str = ""  # EDTF, possibly only a year or a month
    deduced: bool = False  # whether nobody states that date: it says so wherever it stands
    truncated: bool = False  # whether the article is known to be cut: every page says so
    language: str = "fr"
    article_language: str = ""  # of the quoted article, where it may differ from that of the document
    paper: str = "a4"
    hide_code: bool = False
    running_title: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    name: str = ""  # the notebook's file name, the title of last resort

    @property
    def date_words(self) -> str:
        """The date in words, marked where it is deduced; empty when there is none."""
        return dated(self.date, self.language, deduced=self.deduced) if self.date else ""

    @property
    def moment(self) -> datetime | None:
        """The date as a point in time (UTC midnight, first day of a month or year), None when there is none."""
        match = _DATE.match(self.date)
        if match is None:
            return None
        try:
            return datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
        except ValueError:
            return None


def identify(
    notebook: Mapping[str, Any],
    *,
    name: str = "",
    extra: Mapping[str, Any] | None = None,
    language: str = "en",
) -> Identity:
    """The identity a notebook's metadata give it; `extra` (same keys) wins over them.

    `language` is that of a notebook that tells none and is not ours (ours are French unless they say otherwise).
    """
    metadata = notebook.get("metadata") or {}
    own = metadata.get("press_briefing")
    own = {**(own if isinstance(own, Mapping) else {}), **(extra or {})}
    paper = _text(own.get("paper")).lower()
    language = _text(own.get("language")).lower()[:2] or (SOURCE if own else language)
    return Identity(
        title=_text(own.get("title") or metadata.get("title")),
        author=_author(own.get("author") or metadata.get("authors")),
        outlet=_text(own.get("outlet")),
        date=_text(own.get("date") or own.get("published") or metadata.get("date")),
        deduced=_text(own.get("date_certainty")) == "inferred",
        truncated=own.get("truncated") is True,
        language=language if _LANGUAGE.fullmatch(language) else SOURCE,
        article_language=_text(own.get("article_language")).lower()[:2] or ("fr" if own else ""),
        paper=paper if paper in PAPERS else "a4",
        hide_code=bool(own.get("hide_code", bool(own))),
        running_title=_text(own.get("running_title")),
        description=_text(own.get("description")),
        keywords=_words(own.get("keywords")),
        name=name,
    )


def _text(value: object) -> str:
    return " ".join(str(value).split())[:500] if isinstance(value, str | int | float) else ""


def _author(value: object) -> str:
    """One name, a list of names, or Jupyter's list of `{"name": ...}`."""
    if isinstance(value, Mapping):
        return _text(value.get("name"))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_author(item) for item in value)))
    return _text(value)


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    return tuple(filter(None, map(_text, value))) if isinstance(value, list | tuple) else ()
