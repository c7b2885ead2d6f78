"""What a briefing folder has to say in a message: title, the first page of its note, counts, figure, PDF."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ...measure.highlights import counts
from ...model.errors import OutputError
from ...show.formats import cut_text, dated, number
from ...show.messages import LANGUAGES, SOURCE, translator

# A file of ours above this is none: nothing in a briefing is read whole into memory past it.
MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Content:
    """A briefing folder, read for sending. Everything in it is the article's word, thus not to be trusted."""

    folder: Path
    manifest: Mapping[str, Any]

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """What the notebook knows of its article: title, author, date."""
        return self._notebook.get("metadata", {}).get("press_briefing", {})

    @property
    def id(self) -> str:
        return str(self.manifest.get("briefing") or self.folder.name)

    @property
    def language(self) -> str:
        told = self.manifest.get("parameters", {}).get("language", "fr")
        return told if told in LANGUAGES else SOURCE

    @property
    def title(self) -> str:
        own = self.manifest.get("article", {}).get("title") or self.note.get("title")
        return str(own or self.about.get("title") or self.id)

    @property
    def author(self) -> str:
        return str(self.about.get("author") or "")

    @property
    def date(self) -> str:
        """EDTF, empty when unknown."""
        return str(self.manifest.get("article", {}).get("published", {}).get("value") or self.about.get("date") or "")

    @property
    def certainty(self) -> str:
        """How the date is known; empty for what has none of its own."""
        return str(self.manifest.get("article", {}).get("published", {}).get("certainty") or "")

    @property
    def deduced(self) -> bool:
        """Whether nobody states the date."""
        return self.certainty == "inferred"

    @property
    def date_words(self) -> str:
        """The date in words, marked where it is deduced."""
        return dated(self.date, self.language, deduced=self.deduced) if self.date else ""

    @property
    def source(self) -> str:
        """Who published it, else the address or the name of its capture."""
        article, capture = self.manifest.get("article", {}), self.manifest.get("capture", {})
        return str(article.get("outlet") or capture.get("origin") or capture.get("name") or "")

    @property
    def cut(self) -> str:
        """What says that only a part of the article was captured; empty where nothing does."""
        told = self.manifest.get("article", {}).get("truncated")
        return str(told.get("reason") or "") if isinstance(told, dict) else ""

    @property
    def cut_words(self) -> str:
        return cut_text(self.cut, self.language)

    @property
    def text_hash(self) -> str:
        """SHA-256 of the article's text: the same when only the page around it changed."""
        return str(self.manifest.get("article", {}).get("sha256") or "")

    @property
    def articles(self) -> int:
        """How many articles the briefing is about; one, where its manifest does not say."""
        told = self.manifest.get("articles")
        if isinstance(told, dict):  # of a press review
            told = told.get("counted")
        return told if isinstance(told, int) else len(told) if isinstance(told, list) else 1

    @property
    def pdf(self) -> Path | None:
        path = self.folder / "briefing.pdf"
        return path if path.is_file() else None

    @cached_property
    def analysis(self) -> Mapping[str, Any]:
        """`data/analysis.json`; empty for a briefing without one."""
        return _json(self.folder / "data" / "analysis.json")

    @cached_property
    def note(self) -> Mapping[str, Any]:
        """`data/note.json`, the first page of the note as words; empty for a briefing without one."""
        return _json(self.folder / "data" / "note.json")

    @property
    def key_sentences(self) -> list[str]:
        """The words of the note's points."""
        return [str(row.get("text") or "") for row in self._listed("points") if isinstance(row, dict)]

    @property
    def points(self) -> list[str]:
        """The note's points, each with its sentence and what it rests on."""
        return [
            f"{row.get('text')} §{row.get('sentence')} ({', '.join(map(str, row.get('tags') or ()))})"
            for row in self._listed("points")
            if isinstance(row, dict)
        ]

    @property
    def strip(self) -> list[str]:
        """What is known of the article before reading it; by the manifest where there is no note."""
        return list(map(str, self._listed("strip"))) or [
            fact for fact in (self.author, self.date_words, self.source) if fact
        ]

    @property
    def sections(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The parts of the first page: a title and rows, each a term ("" none) and its words."""
        told = (row for row in self._listed("sections") if isinstance(row, dict))
        return [
            (str(row.get("title") or ""), [(str(term), str(words)) for term, words in row.get("rows") or ()])
            for row in told
        ]

    def _listed(self, name: str) -> list[Any]:
        found = self.note.get(name)
        return found if isinstance(found, list) else []

    @cached_property
    def counts(self) -> list[tuple[str, str]]:
        """Number and what it counts, as the briefing's own key figures have them; those that are nought left out."""
        _ = translator(self.language)
        actors = [row for row in self._rows("actors") if row.get("named") == "True" and row.get("doubtful") == "False"]
        several = self.articles if "articles" in self.manifest else 0
        own = counts(
            _,
            self.language,
            actors=len(actors),
            places=sum(row.get("label") == "LOC" for row in self._rows("entities")),
            events=sum(bool(row.get("date")) for row in self._rows("chronology")),
            quotes=len(self._rows("quotes")),
            claims=len(self._rows("claims")),
        )
        return [(number(several, self.language), _("articles")), *own] if several else own

    @cached_property
    def _notebook(self) -> Mapping[str, Any]:
        return _json(self.folder / "briefing.ipynb")

    @property
    def cells(self) -> list[Mapping[str, Any]]:
        """The cells of the executed notebook."""
        found = self._notebook.get("cells", [])
        return found if isinstance(found, list) else []

    def _rows(self, table: str) -> list[dict[str, str]]:
        path = self.folder / "data" / f"{table}.csv"
        if not path.is_file():
            return []
        csv.field_size_limit(2**31 - 1)
        with path.open(encoding="utf-8-sig", newline="") as stored:
            return list(csv.DictReader(stored))


def read_content(folder: Path) -> Content:
    """The briefing in `folder`. Raises `OutputError` when there is none, or when it did not complete."""
    told = _json(folder / "manifest.json")
    if not told:
        raise OutputError("holds no briefing", where=folder, cure="give the folder that press-briefing build made")
    if told.get("state") != "completed":
        raise OutputError(
            f"is a briefing that ended as {told.get('state')}", where=folder, cure="only finished briefings are sent"
        )
    return Content(folder, told)


def _json(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot be read ({type(error).__name__})", where=path, cure="build it again") from None
    return found if isinstance(found, dict) else {}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
